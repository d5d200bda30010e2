"""What a person has typed and not saved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from seutu.publishing.decisions.queries import of_registers as registers
from seutu.publishing.desk.models import Draft
from seutu.publishing.desk.queries.meetings import items_editable_by, meetings_editable_by
from seutu.publishing.desk.queries.templates import templates_editable_by
from seutu.shared.accounts.models import User

# The word of a form, perhaps with the number of a vote, and the key of the row that it changes.
TARGET = re.compile(r"([a-z]+(?:_[a-z]+)*)(?:_([0-9]{1,3}))?:(0|[1-9][0-9]{0,17})")
# A draft holds all of its form: the lists look at no more of them than this.
LISTED_AT_MOST = 30

# Which forms are kept: the word of the target, and the rows among which a person may change one by it.
FORMS: dict[str, Callable[[User], QuerySet[Any]]] = {
    "meeting": meetings_editable_by,
    "new_item": meetings_editable_by,
    "attendance": meetings_editable_by,
    "attendance_changes": meetings_editable_by,
    "item": items_editable_by,
    "decision": items_editable_by,
    "vote": items_editable_by,
    "correction": items_editable_by,
    "template": templates_editable_by,
    "officer_decision": registers.officer_decisions_for,
    "notice": registers.notices_for,
    "initiative": registers.initiatives_for,
    "remedy_instructions": registers.remedy_instructions_for,
    "vote_correction": items_editable_by,
    "meeting_correction": meetings_editable_by,
    "attendance_correction": meetings_editable_by,
    "changes_correction": meetings_editable_by,
}
# Forms of what is not there yet: the key is 0.
NEW_FORMS = (
    "new_meeting",
    "new_template",
    "new_officer_decision",
    "new_notice",
    "new_initiative",
    "new_remedy_instructions",
)


def may_keep(user: User, target: str) -> bool:
    """Whether ``target`` names a form that ``user`` may fill."""
    found = TARGET.fullmatch(target)
    if not found:
        return False
    word, key = found[1], int(found[3])
    if word in NEW_FORMS:
        return key == 0 and registers.owners_for(user).exists()
    return word in FORMS and FORMS[word](user).filter(pk=key).exists()


def drafts_of(user: User, target: str) -> list[Draft]:
    """What ``user`` has typed into openings of the form ``target`` and not saved, the newest first."""
    return list(Draft.objects.filter(user=user, target=target).order_by("-saved_at", "-pk"))


def draft_of(user: User, target: str, key: str = "") -> Draft | None:
    """The draft of ``user`` with this key, if it is one of the form ``target``; the newest when no number is asked."""
    rows = Draft.objects.filter(user=user, target=target).order_by("-saved_at", "-pk")
    if key.isascii() and key.isdigit() and len(key) < 19:
        rows = rows.filter(pk=int(key))
    return rows.first()


@dataclass(frozen=True)
class Unfinished:
    """A draft, the word of its form, the number of the vote in it, and the row of the form; None for a new one."""

    draft: Draft
    word: str
    number: int
    row: Model | None


def unfinished_of(user: User) -> list[Unfinished]:
    """What ``user`` has typed and not saved in forms that ``user`` may still fill, the newest first."""
    drafts = Draft.objects.filter(user=user).exclude(target__startswith="replaced_").order_by("-saved_at", "-pk")
    named = [(draft, TARGET.fullmatch(draft.target)) for draft in drafts[:LISTED_AT_MOST]]
    known = [(draft, found[1], int(found[2] or 0), int(found[3])) for draft, found in named if found]
    wanted: dict[Callable[[User], QuerySet[Any]], set[int]] = defaultdict(set)
    for _draft, word, _number, key in known:
        if word in FORMS:
            wanted[FORMS[word]].add(key)
    rows = {rows_of: rows_of(user).in_bulk(keys) for rows_of, keys in wanted.items()}
    listed = []
    for draft, word, number, key in known:
        row = rows[FORMS[word]].get(key) if word in FORMS else None
        if row is not None or word in NEW_FORMS:
            listed.append(Unfinished(draft, word, number, row))
    return listed
