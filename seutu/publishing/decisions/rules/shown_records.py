"""What readers get of the records that are published alone, with nothing behind it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from seutu.publishing.decisions.models import InitiativeKind, InitiativeState, NoticeKind, Office, SeatRole
from seutu.publishing.decisions.rules.remedy_clock import RemedyClock
from seutu.publishing.decisions.rules.shown import ShownAttachment, ShownItem, ShownRemedy
from seutu.publishing.decisions.rules.takeover import Takeover
from seutu.shared.law.days import LegalDay
from seutu.shared.organizations.models import Body, Organization


@dataclass(frozen=True, slots=True)
class ShownOfficerDecision:
    """A decision of an office holder. In lists it has no text, no remedy and no attachments.

    ``is_public`` is false when the reader sees it only because they prepare it.
    """

    pk: int
    public_id: int
    organization: Organization
    office: Office
    number: int | None
    year: int
    decided_on: dt.date
    title: str
    language: str
    case_number: str
    case_slug: str
    officer_name: str
    is_withheld: bool
    secrecy_ground: str
    is_public: bool
    displayed_on: dt.date | None
    published_at: dt.datetime | None
    updated_at: dt.datetime
    takeover: Takeover
    background_html: str = ""
    decision_html: str = ""
    remedy: ShownRemedy | None = None
    attachments: tuple[ShownAttachment, ...] = ()

    @property
    def clock(self) -> RemedyClock | None:
        """The statutory clock of its remedy, or None when none is named."""
        return self.remedy.clock if self.remedy else None

    @property
    def series(self) -> str:
        """Its number in the series of its office, “12/2026”, or "" until it has one."""
        return f"{self.number}/{self.year}" if self.number else ""

    @property
    def url(self) -> str:
        """The permanent address, in the language of the page that asks."""
        return reverse("decisions:officer_decision", args=[self.organization.slug, self.public_id])

    @property
    def case_url(self) -> str:
        """The address of its case, or "" without one."""
        return _case_url(self.organization, self.case_slug)


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice. ``deemed`` is the day on which those whom a public notice concerns are deemed notified.

    ``is_public`` is false when the reader sees it only because they prepare it, ``is_coming`` when its first day is
    still ahead. ``case_slug`` is "" when the reader may see nothing of the case. In lists it has no text.
    """

    pk: int
    public_id: int
    organization: Organization
    kind: NoticeKind
    title: str
    language: str
    displayed_on: dt.date
    ends_on: dt.date
    is_public: bool
    is_coming: bool
    published_at: dt.datetime | None
    updated_at: dt.datetime
    case_number: str = ""
    case_slug: str = ""
    html: str = ""
    provision: str = ""
    where_available: str = ""
    length_reason: str = ""
    deemed: LegalDay | None = None
    attachments: tuple[ShownAttachment, ...] = ()

    @property
    def url(self) -> str:
        """The address while it is on display, in the language of the page that asks."""
        return reverse("decisions:notice", args=[self.organization.slug, self.public_id])

    @property
    def case_url(self) -> str:
        """The address of its case, or ""."""
        return _case_url(self.organization, self.case_slug)


@dataclass(frozen=True, slots=True)
class GoneRecord:
    """A record that was public once: nothing is left of it but who took it offline, and when."""

    organization: Organization
    day: dt.date
    is_expired: bool


@dataclass(frozen=True, slots=True)
class ShownSeat:
    """A person's membership of a body that is in force; ``deputises_for`` is "" when that seat has ended."""

    name: str
    slug: str
    organization: Organization
    body: Body
    role: SeatRole
    group: str
    starts_on: dt.date
    ends_on: dt.date | None
    deputises_for: str = ""

    @property
    def url(self) -> str:
        """The address of the person."""
        return reverse("decisions:elected_official", args=[self.organization.slug, self.slug])


@dataclass(frozen=True, slots=True)
class ShownHolding:
    """A person's holding of an office that is in force."""

    name: str
    office: Office
    title: str
    starts_on: dt.date
    ends_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """An elected official while they hold a seat: every seat and office of theirs that is in force."""

    organization: Organization
    name: str
    slug: str
    seats: tuple[ShownSeat, ...]
    holdings: tuple[ShownHolding, ...]

    @property
    def url(self) -> str:
        """The address while a seat of theirs is in force."""
        return reverse("decisions:elected_official", args=[self.organization.slug, self.slug])


@dataclass(frozen=True, slots=True)
class ShownInitiative:
    """An initiative. ``first_signatory`` is told of councillors only.

    ``answer`` is the item that answered it, and ``case_url`` its case, as far as the reader may see them.
    """

    pk: int
    organization: Organization
    kind: InitiativeKind
    number: int
    year: int
    title: str
    language: str
    state: InitiativeState
    submitted_on: dt.date
    submitted_to: Body | None
    first_signatory: str
    signature_count: int | None
    answered_on: dt.date | None
    is_public: bool
    published_at: dt.datetime | None
    updated_at: dt.datetime
    html: str = ""
    case_number: str = ""
    case_slug: str = ""
    answer: ShownItem | None = None

    @property
    def series(self) -> str:
        """Its number in the year, “3/2026”."""
        return f"{self.number}/{self.year}"

    @property
    def url(self) -> str:
        """The permanent address, in the language of the page that asks."""
        return reverse("decisions:initiative", args=[self.organization.slug, self.year, self.number])

    @property
    def case_url(self) -> str:
        """The address of its case, or ""."""
        return _case_url(self.organization, self.case_slug)


def _case_url(owner: Organization, slug: str) -> str:
    return reverse("decisions:case", args=[owner.slug, slug]) if slug else ""
