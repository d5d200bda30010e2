"""Missing data in the words of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from seutu.newcomers.clients.models import Client, Contact
from seutu.newcomers.clients.queries.missing_data import MissingData, MissingRow
from seutu.newcomers.clients.rules.missing_data import Missing
from seutu.newcomers.reports.publications.hours import month_named
from seutu.newcomers.reports.rules.hours import HourPeriod
from seutu.shared.ui.components import Link
from seutu.shared.ui.dates import HARD, weekday_day
from seutu.shared.ui.numbers import number, percent


@dataclass(frozen=True)
class Number:
    """A number, and where what it counts can be mended; without ``url``, only told."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class ShownRow:
    """What is missing of the contacts of a worker or a unit."""

    name: str
    unit: str
    contacts: str
    cells: Sequence[Number]


@dataclass(frozen=True)
class Shown:
    """Everything that is missing, for a page."""

    rows: Sequence[ShownRow]
    clients: Sequence[tuple[str, Number]]
    drafts: Sequence[tuple[str, str]]
    codes: Sequence[tuple[str, str]]
    units: Sequence[tuple[str, str]]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        has_gaps = any(cell.words != "0" for row in self.rows for cell in row.cells)
        return not (has_gaps or self.clients or self.drafts or self.codes or self.units)


def shown(found: MissingData, period: HourPeriod) -> Shown:
    """What was found, for a page; numbers of workers lead to their rows, those of units nowhere."""
    of_workers = [
        (person.display_name, Number(number(count), _address("asiakkaat", period, person.pk)))
        for person, count in found.incomplete_clients.items()
    ]
    of_units = [(unit.name, Number(number(count))) for unit, count in found.incomplete_by_unit.items()]
    return Shown(
        rows=[_row(each, period) for each in found.rows],
        clients=of_workers or of_units,
        drafts=[(person.display_name, number(count)) for person, count in found.drafts.items()],
        codes=[(each.code.name, number(each.contacts)) for each in found.closed_codes],
        units=[(each.unit.name, ", ".join(map(month_named, each.months))) for each in found.silent_units],
    )


def _row(row: MissingRow, period: HourPeriod) -> ShownRow:
    cells = []
    for what in Missing:
        count = row.missing[what]
        share = f" ({percent(100 * count / row.contacts)})" if count else ""
        url = _address(what, period, row.worker.pk) if row.worker and count else ""
        cells.append(Number(f"{number(count)}{share}", url))
    name = row.worker.display_name if row.worker else ""
    return ShownRow(name, row.unit.name, number(row.contacts), cells)


def _address(what: str, period: HourPeriod, worker: int) -> str:
    asked = {"vuosi": period.year, "osa": period.part, "tyontekija": worker}
    return f"{reverse('reports:missing_rows', args=[str(what)])}?{urlencode(asked)}"


def kind_named(what: Missing) -> str:
    """A kind of what is missing, as the heading of a column."""
    return str(capfirst(what.label))


def title_of(what: Missing) -> str:
    """The title of the list of contacts of which it is missing."""
    return _("Contacts: %(what)s") % {"what": what.label}


def link(period: HourPeriod) -> Link:
    """The way back to the page of everything."""
    asked = urlencode({"vuosi": period.year, "osa": period.part})
    return Link(_("Missing data"), f"{reverse('reports:missing_data')}?{asked}")


def contacts(rows: Iterable[Contact]) -> list[tuple[str, str, str]]:
    """Contacts as title, address and the rest; nobody's name."""
    return [(weekday_day(each.occurred_on), each.get_absolute_url(), _about(each)) for each in rows]


def _about(contact: Contact) -> str:
    whom = _named(contact.client) if contact.client else _("Anonymous")
    parts = [str(capfirst(contact.get_channel_display())), whom, contact.unit.name, contact.logged_by.display_name]
    return " · ".join(parts)


def clients(rows: Iterable[Client]) -> list[tuple[str, str, str]]:
    """Clients by their references, each with where they are opened."""
    return [(_named(each), reverse("clients:client", args=[each.reference]), "") for each in rows]


def _named(client: Client) -> str:
    reference = client.reference
    return _("Client %(reference)s") % {"reference": f"{reference[:4]}{HARD}{reference[4:]}"}
