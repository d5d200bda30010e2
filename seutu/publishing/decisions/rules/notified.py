"""When a party is deemed notified of a decision, and until when that party can use a remedy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from seutu.publishing.decisions.models import NotificationWay, Remedy
from seutu.shared.law.days import (
    LegalDay,
    notified_by_letter_on,
    notified_by_proof_on,
    notified_electronically_on,
    remedy_ends_on,
)
from seutu.shared.law.rules import NoRuleInForce


def deemed_notified(
    way: NotificationWay | str, *, sent_on: dt.date, delivered_on: dt.date | None = None
) -> LegalDay | None:
    """The day on which a party is deemed notified, or None while nobody can know it.

    With a proof of delivery that is the day the proof shows. A proof of a letter or a message that reached the party
    sooner or later changes nothing here: the law's own day stays until something else is shown to an authority.
    """
    try:
        if way == NotificationWay.LETTER:
            return notified_by_letter_on(sent_on)
        if way == NotificationWay.EMAIL:
            return notified_electronically_on(sent_on)
        return notified_by_proof_on(delivered_on) if delivered_on else None
    except NoRuleInForce:
        return None


@dataclass(frozen=True, slots=True)
class PartyRemedy:
    """A party's own last day of one remedy; ``ends`` is None when there is none, or nobody can work it out."""

    remedy: Remedy
    ends: LegalDay | None


def remedies_of_party(remedies: Iterable[Remedy | str], notified_on: dt.date | None) -> tuple[PartyRemedy, ...]:
    """The last day of each remedy for a party who was notified on a day (None: not known yet)."""
    return tuple(PartyRemedy(Remedy(remedy), _last_day(Remedy(remedy), notified_on)) for remedy in remedies)


def _last_day(remedy: Remedy, notified_on: dt.date | None) -> LegalDay | None:
    if notified_on is None or remedy is Remedy.BAN:
        return None
    try:
        return remedy_ends_on(remedy.value, notified_on)
    except NoRuleInForce:
        return None
