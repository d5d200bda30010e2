"""Templates of messages and what was sent, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seutu.newcomers.clients.actions.client_messages import is_unread
from seutu.newcomers.clients.languages import language_name
from seutu.newcomers.clients.models import ClientMessage, MessageTemplate, MessageText
from seutu.shared.ui.components import Status
from seutu.shared.ui.dates import day_and_time


@dataclass(frozen=True)
class TextLine:
    """A template in one language."""

    text: MessageText
    language: str
    status: Status


def template_name(template: MessageTemplate) -> str:
    """The name of a template, in Swedish where there is one for a Swedish reader."""
    return (template.name_sv if get_language() == "sv" else "") or template.name_fi


def sent_line(message: ClientMessage) -> str:
    """When what was sent in which language, and by whom."""
    words = _("%(time)s: %(template)s, %(language)s, %(channel)s, %(name)s")
    return words % {
        "time": day_and_time(message.sent_at),
        "template": template_name(message.template),
        "language": language_name(message.language),
        "channel": message.get_channel_display(),
        "name": message.sent_by.display_name,
    }


def text_title(text: MessageText) -> str:
    """Which text of which template it is."""
    return f"{template_name(text.template)}: {language_name(text.language)}"


def text_groups(texts: Iterable[MessageText]) -> list[tuple[str, list[TextLine]]]:
    """The texts by their templates."""
    groups = groupby(texts, key=lambda text: text.template)
    return [(template_name(template), [_line(each) for each in rows]) for template, rows in groups]


def _line(text: MessageText) -> TextLine:
    status = Status(_("Machine-made, not read yet"), "soon") if is_unread(text) else Status(_("Ready"), "settled")
    return TextLine(text, language_name(text.language), status)
