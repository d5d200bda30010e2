"""What a person has typed and not saved."""

from __future__ import annotations

import re
from collections.abc import Callable

from seutu.publishing.desk.models import Draft
from seutu.publishing.desk.queries.meetings import bodies_of, items_editable_by, meetings_editable_by
from seutu.publishing.desk.queries.templates import templates_editable_by
from seutu.shared.accounts.models import User

# The word of a form, perhaps with the number of a vote, and the key of the row that it changes.
TARGET = re.compile(r"([a-z]+(?:_[a-z]+)*)(?:_[0-9]{1,3})?:(0|[1-9][0-9]{0,17})")


def _meeting(user: User, key: int) -> bool:
    return meetings_editable_by(user).filter(pk=key).exists()


def _item(user: User, key: int) -> bool:
    return items_editable_by(user).filter(pk=key).exists()


def _template(user: User, key: int) -> bool:
    return templates_editable_by(user).filter(pk=key).exists()


def _anyone_with_a_body(user: User, key: int) -> bool:
    return key == 0 and bodies_of(user).exists()


# Which forms are kept, and who may fill each: the word of the target, and a question about the key of its row.
FORMS: dict[str, Callable[[User, int], bool]] = {
    "new_meeting": _anyone_with_a_body,
    "meeting": _meeting,
    "new_item": _meeting,
    "attendance": _meeting,
    "item": _item,
    "decision": _item,
    "vote": _item,
    "correction": _item,
    "new_template": _anyone_with_a_body,
    "template": _template,
}


def may_keep(user: User, target: str) -> bool:
    """Whether ``target`` names a form that ``user`` may fill."""
    found = TARGET.fullmatch(target)
    if not found or found[1] not in FORMS:
        return False
    return FORMS[found[1]](user, int(found[2]))


def draft_of(user: User, target: str) -> Draft | None:
    """What ``user`` last typed into the form ``target`` and has not saved, or None."""
    return Draft.objects.filter(user=user, target=target).first()
