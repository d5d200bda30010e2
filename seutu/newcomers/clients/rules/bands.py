"""The coarse bands in which figures tell of people: what a contact keeps of a client known by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from seutu.newcomers.clients.models.choices import AgeBand, CitizenshipGroup, YearsBand

# The first age of each band.
_AGES = ((61, AgeBand.OLD), (55, AgeBand.OLDER), (30, AgeBand.MIDDLE), (18, AgeBand.YOUNG), (0, AgeBand.CHILD))
# The first whole year of each band.
_YEARS = ((5, YearsBand.OVER_5), (3, YearsBand.FROM_3_TO_5), (1, YearsBand.FROM_1_TO_3), (0, YearsBand.UNDER_1))

# ISO 3166-1 alpha-2. Åland is Finland; what is in none of these is "other": the Americas, Oceania, stateless.
_COUNTRIES: dict[CitizenshipGroup, str] = {
    CitizenshipGroup.FINLAND: "FI AX",
    CitizenshipGroup.EU_EFTA: (
        "AT BE BG CY CZ DE DK EE ES FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK CH IS LI NO"
    ),
    CitizenshipGroup.UKRAINE: "UA",
    CitizenshipGroup.RUSSIA: "RU",
    CitizenshipGroup.OTHER_EUROPE: "AD AL BA BY FO GB GG GI IM JE MC MD ME MK RS SM VA XK",
    CitizenshipGroup.AFRICA: (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA "
        "NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW"
    ),
    CitizenshipGroup.WEST_ASIA: "AE AF AM AZ BH GE IL IQ IR JO KG KW KZ LB OM PS QA SA SY TJ TM TR UZ YE",
    CitizenshipGroup.EAST_ASIA: ("BD BN BT CN HK ID IN JP KH KP KR LA LK MM MN MO MV MY NP PH PK SG TH TL TW VN"),
}
_GROUPS = {country: group for group, countries in _COUNTRIES.items() for country in countries.split()}
# Of several citizenships the first of these that is among them counts, as in the population register.
_BEFORE_OTHERS = (CitizenshipGroup.FINLAND, CitizenshipGroup.EU_EFTA)


def age_band(born: dt.date | int | None, on: dt.date) -> AgeBand:
    """The band of somebody born on a day, or in a year of which the whole is counted as lived through."""
    if born is None:
        return AgeBand.NOT_ASKED
    age = on.year - born if isinstance(born, int) else _whole_years(born, on)
    return next((band for first, band in _AGES if age >= first), AgeBand.NOT_ASKED)


def years_band(since: dt.date | None, on: dt.date) -> YearsBand:
    """How long somebody has lived in Finland on a day; one who came later had not been asked."""
    if since is None:
        return YearsBand.NOT_ASKED
    years = _whole_years(since, on)
    return next((band for first, band in _YEARS if years >= first), YearsBand.NOT_ASKED)


def citizenship_group(codes: Sequence[str]) -> CitizenshipGroup:
    """The group of somebody's citizenships; of several, Finland and then the EU come before the order in which told."""
    groups = [_GROUPS.get(code, CitizenshipGroup.OTHER) for code in codes if code]
    if not groups:
        return CitizenshipGroup.NOT_ASKED
    return next((group for group in _BEFORE_OTHERS if group in groups), groups[0])


def _whole_years(since: dt.date, on: dt.date) -> int:
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))
