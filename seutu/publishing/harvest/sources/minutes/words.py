"""The fixed words of Finnish minutes, as patterns: what stands for what is written here and nowhere else."""

from __future__ import annotations

import datetime as dt
import re

DATE = r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"
ANY_DATE = re.compile(DATE)
CLOCK = r"(\d{1,2})[:.](\d{2})"
_MONTHS = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()
_MONTH_IN_WORDS = re.compile(rf"\b(\d{{1,2}})\.\s?({'|'.join(_MONTHS)})kuuta\s(\d{{4}})\b", re.IGNORECASE)
_SPAN_OF_DAYS = re.compile(r"\b(\d{1,2}\.\d{1,2}\.)(?=\s?[-–—]\s?\d{1,2}\.\d{1,2}\.(\d{4})\b)")
MEETING_NUMBER = re.compile(r"\b(?P<number>\d{1,3})\s?/\s?(?P<year>(?:19|20)\d{2})\b")
SECTION = re.compile(r"^§\s?(?P<number>\d{1,4})(?!\d)\s*(?P<rest>.*)$")
NUMBER_FIRST = re.compile(r"(?<!\S)(\d{1,4})\s?§(?=\s[A-ZÅÄÖ]|$)")
SECTION_NUMBERS = re.compile(
    r"^(?:(?:§{1,2}(?::t)?|Pykälät?:?)\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\s*(?:,|ja)\s*|\s*$))"
    r"(?:§?\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\s*(?:,|ja)\s*|\s*$))*$"
    r"|^\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\s*(?:,|ja)\s*\d{1,4}(?:\s?[-–]\s?\d{1,4})?)*\s?§§?$"
)

BODY_WORD = (
    r"(?:[\w-]*(?:valtuusto|hallitus|lautakunta|jaosto|toimikunta|johtokunta|neuvosto|valiokunta|työryhmä|johtoryhmä|"
    r"yhtymäkokous|toimielin|raati|kokous))"
)
# “Henkilöstö- ja työllisyysjaosto”, “Tekninen lautakunta”, “Työsuojelu- ja yhteistyötoimikunta”
BODY_NAME = re.compile(r"^[A-ZÅÄÖ][\w-]*(?:,?\s(?:ja\s)?[\w-]+){0,5}?$")
BODY_AT_END = re.compile(rf"{BODY_WORD}$", re.IGNORECASE)
ORGANIZATION = re.compile(
    r"^(?P<organization>[A-ZÅÄÖ][\wåäöÅÄÖ-]+(?:\s[A-ZÅÄÖ]?[\w-]+)?\s"
    r"(?:kaupunki|kunta|kuntayhtymä|hyvinvointialue|KAUPUNKI|KUNTA|KUNTAYHTYMÄ|HYVINVOINTIALUE))\b"
)

LIST_OF_ITEMS = re.compile(
    r"^(?P<label>Käsitellyt asiat|Käsiteltävät asiat|Asialista)\s*:?\s*(?P<rest>.*)$", re.IGNORECASE
)
SUPPLEMENT = re.compile(r"^Lisäpykälät?\s*:?$", re.IGNORECASE)
# “… asia Lisäpykälät § 16 …”; right after a number the word is an item's title.
SUPPLEMENT_BESIDE = re.compile(r"(?:^|(?<=[a-zåäö.)])\s+)Lisäpykälät?\s*:?\s*(?=§|$)", re.IGNORECASE)
SUPPLEMENT_PREFIX = re.compile(r"^LISÄPYKÄLÄ\b", re.IGNORECASE)

MEMBERS = re.compile(
    r"^(?:Saapuvilla olleet(?: jäsenet)?|Läsnä(?:\s?olleet)?(?: jäsenet)?|Osallistujat|Jäsenet)\b:?\s*", re.IGNORECASE
)
OTHERS = re.compile(r"^(?:Muut (?:saapuvilla|läsnä) ?olleet|Muut osallistujat|Muut läsnäolijat)\b:?\s*", re.IGNORECASE)
ABSENT = re.compile(r"^Poissa(?: olleet)?\b(?![,.])\s*:?\s*", re.IGNORECASE)
SIGNATURES = re.compile(r"^Allekirjoitu(?:kset|s)\b:?\s*", re.IGNORECASE)
CHECKING = re.compile(r"^Pöytäkirjan\s?(?:tarkastus|tarkastajat|tarkastaminen)\b:?\s*", re.IGNORECASE)
CHECKED = re.compile(r"^Pöytäkirja (?:on )?tarkastettu\b.*?(?:hyväksytty|tarkastettu)\s*", re.IGNORECASE)
ON_DISPLAY = re.compile(
    r"^(?:Pöytäkirjan nähtäväksipano|Pöytäkirjan? nähtäv(?:änä|illä)(?:olo|pito)?|Pöytäkirjan julkaiseminen"
    r"|Pöytäkirja on julkaistu)\b:?\s*",
    re.IGNORECASE,
)
ELECTRONIC = re.compile(r"^Asiakirja on sähköisesti allekirjoitettu", re.IGNORECASE)

CASE_NUMBER = re.compile(
    r"^(?:Asianro|Asianumero|Asiatunnus|Diaarinumero|Dnro|Diaari)?\s*:?\s*"
    r"(?P<case>[A-ZÅÄÖ]{2,10}\s?(?:Dno|dno|DNO|:|/)?\s?[-/:]?\s?\d{4}[-/]\d{1,6}|[A-ZÅÄÖ]{2,8}/\d{1,6}/[\d.]+/\d{4}"
    r"|\d{1,6}/\d{2}(?:\.\d{2,3}){1,4}/\d{4}|(?:[A-ZÅÄÖ]{1,8}:)?\d{1,6}/\d{4})$"
)


def date_in(text: str) -> dt.date | None:
    """The first real date in ``text``."""
    for match in ANY_DATE.finditer(in_numbers(text)):
        if (day := day_of(match)) is not None:
            return day
    return None


def dates_in(text: str) -> list[dt.date]:
    """Every real date in ``text``, in order."""
    return [day for match in ANY_DATE.finditer(in_numbers(text)) if (day := day_of(match)) is not None]


def in_numbers(text: str) -> str:
    """The text with each date as day.month.year: also “5. toukokuuta 2024”, and the first day of “8.5.–22.5.2024”."""
    numbered = _MONTH_IN_WORDS.sub(
        lambda match: f"{match[1]}.{_MONTHS.index(match[2].lower()) + 1}.{match[3]}",
        text,
    )
    return _SPAN_OF_DAYS.sub(r"\1\2", numbered)


def day_of(match: re.Match[str]) -> dt.date | None:
    """The date that a match of `DATE` tells; None when there is no such day."""
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def time_of(hours: str, minutes: str) -> dt.time | None:
    """A time of day; None when there is no such time."""
    return dt.time(int(hours), int(minutes)) if int(hours) < 24 and int(minutes) < 60 else None


def folded(text: str) -> str:
    """The letters and digits of ``text`` in lower case: titles are compared by them."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def is_body_name(text: str) -> bool:
    """“Tekninen lautakunta”, “Henkilöstö- ja työllisyysjaosto”: a few words that end in what bodies are called."""
    return len(text) <= 80 and bool(BODY_NAME.match(text)) and bool(BODY_AT_END.search(text))


def is_body_mention(text: str) -> bool:
    """A body's name or an abbreviation of one (HETYJ, Kh)."""
    return is_body_name(text) or bool(re.fullmatch(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,9}", text))
