"""What a form may be about: the app that owns the thing finds it by its key, and forms know nothing else of it.

::

    subjects.register(SubjectKind(key="decisions.item", find=item_of_form))

A form is opened with `?asia=decisions.item:1234`. The key stays with the draft and the submission; whether there is
such a thing, and until when answers about it must arrive, is asked again when they are sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from seutu.shared.core.registry import Entry, Point
from seutu.shared.eforms.models import EForm

PARAMETER = "asia"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A public thing of the organization ``organization_id``.

    ``last_day`` is until when answers must arrive, where that is known. ``answers`` are typed beforehand, by field.
    """

    key: str
    organization_id: int
    title: str
    address: str
    last_day: dt.date | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SubjectKind(Entry):
    """One kind of thing; its key stands before the colon.

    ``find(id, ready_made)`` gets the key of the ready-made form that is filled in. It gives None where not everybody
    may see such a thing, or the form is not about it.
    """

    find: Callable[[int, str], Subject | None]


subjects = Point(SubjectKind)


def subject_of(key: str, form: EForm) -> Subject | None:
    """What ``form`` is about, by the key that came with its address or stayed with a draft; of its own organization."""
    kind, _colon, number = key.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    entry = next((each for each in subjects.entries() if each.key == kind), None)
    found = entry.find(int(number), form.ready_made) if entry else None
    return found if found and found.organization_id == form.organization_id else None
