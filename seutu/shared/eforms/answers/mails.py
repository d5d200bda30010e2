"""Words of mails to who answered a form: plain text, in the language of the answers."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import translation

from seutu.shared.eforms.answers import words
from seutu.shared.eforms.spec.texts import direction_of
from seutu.shared.ui import dates

# Plain text has no marks of direction but these: what stands between them keeps its own order and moves nothing else.
APART, TOGETHER = "\u2068", "\u2069"


def said(key: str, language: str, **values: object) -> str:
    """The words of ``key``; in a language written from the right each value stands apart from the words around it."""
    is_from_right = direction_of(words.say(key, language).language) == "rtl"
    return words.say(
        key, language, **{name: apart(str(value)) if is_from_right else value for name, value in values.items()}
    ).words


def apart(value: str) -> str:
    """``value`` so that a line of another direction leaves its order as it is."""
    return f"{APART}{value}{TOGETHER}"


def labelled(key: str, value: str, language: str) -> str:
    """A line with what ``value`` is before it."""
    shown = apart(value) if direction_of(language) == "rtl" else value
    return f"{words.say(key, language).words}: {shown}"


def remark(language: str) -> str:
    """What a mail says of its own words: that a machine wrote them and nobody has read them, else nothing."""
    note = words.say("machine_made", language)
    return note.words if note.is_unreviewed else ""


def day(on: dt.date, language: str) -> str:
    """A day as readers of the language know it; in numbers where we have no names of months."""
    if language not in dict(settings.LANGUAGES):
        return f"{on.day}.{on.month}.{on.year}"
    with translation.override(language):
        return dates.day(on)
