"""A copy of one's own data written down: as a document to read, and as JSON for programs (docs/own-data.md)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from seutu.newcomers.clients.queries.own_data import OwnData, Section, Value
from seutu.newcomers.clients.queries.traces import Trace
from seutu.newcomers.clients.trace_words import purpose_in_words, what_was_done
from seutu.shared.documents.blocks import (
    Block,
    Cell,
    Document,
    Fact,
    Facts,
    Heading,
    TableBlock,
    Tone,
    plain,
)
from seutu.shared.ui.dates import day, day_and_time

FORMAT, VERSION = "seutu.own-data", 1


def name_of_copy(copy: OwnData) -> str:
    """The name of the file: by the reference, never by the person."""
    return _("own-data-%(reference)s") % {"reference": copy.client.reference}


# -- to read -----------------------------------------------------------------------------------------------------


def as_document(copy: OwnData) -> Document:
    """The copy as a document."""
    reference, made_on = copy.client.reference, day(copy.made_at)
    title = _("Copy of personal data, client %(reference)s") % {"reference": reference}
    blocks: list[Block] = [
        Heading(1, title),
        plain(_about(copy), tone=Tone.LEAD),
        plain(_("Only what has been noted is shown. A part without any entry says so."), tone=Tone.QUIET),
    ]
    for section in copy.sections:
        blocks += _section(section)
    blocks += _who_looked(copy)
    return Document(
        title=title,
        language=copy.language,
        author=copy.client.controller.full_name,
        changed_at=copy.made_at,
        blocks=blocks,
        header=copy.client.controller.full_name,
        footer=_("Client %(reference)s, %(day)s") % {"reference": reference, "day": made_on},
    )


def _about(copy: OwnData) -> str:
    return _(
        "This is everything that %(controller)s keeps about you in its client register, on %(day)s. You have the right "
        "to have what is wrong put right, and to turn to the Data Protection Ombudsman."
    ) % {"controller": copy.client.controller.full_name, "day": day(copy.made_at)}


def _section(section: Section) -> list[Block]:
    blocks: list[Block] = [Heading(2, section.label)]
    if not section.rows:
        return [*blocks, plain(_("No entries."))]
    for number, row in enumerate(section.rows, start=1):
        if len(section.rows) > 1:
            blocks.append(Heading(3, f"{section.label}: {number}"))
        facts = [_fact(value) for value in row if value.words]
        blocks.append(Facts(facts) if facts else plain(_("No entries.")))
    return blocks


def _fact(value: Value) -> Fact:
    return Fact(value.label, [plain(value.words)])


def _who_looked(copy: OwnData) -> list[Block]:
    blocks: list[Block] = [Heading(2, _("Who has handled your data"))]
    if not copy.traces:
        return [*blocks, plain(_("No entries."))]
    headings = [_("When"), _("Who"), _("What"), _("Purpose")]
    rows = [[_cell(heading, is_header=True) for heading in headings]]
    rows += [[_cell(words) for words in _trace(trace, copy.names_viewers)] for trace in copy.traces]
    return [*blocks, TableBlock(rows, header_rows=1, caption=_("Views and changes, the latest first"))]


def _cell(words: str, *, is_header: bool = False) -> Cell:
    return Cell([plain(words or "–")], is_header=is_header)


def _trace(trace: Trace, names: bool) -> list[str]:
    return [
        day_and_time(trace.entry.at),
        who(trace, names=names),
        what_was_done(trace.entry),
        purpose_in_words(trace.purpose),
    ]


def who(trace: Trace, *, names: bool) -> str:
    """Who acted: by role and unit, and by name only when ``names`` says so."""
    if trace.actor.is_system:
        return _("the system")
    roles = "; ".join(trace.actor.roles) or _("a former worker")
    return f"{trace.actor.name} ({roles})" if names else roles


# -- for programs ------------------------------------------------------------------------------------------------


def as_data(copy: OwnData) -> dict[str, Any]:
    """The copy as values that JSON can write."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": _instant(copy.made_at),
        "language": copy.language,
        "controller": copy.client.controller.full_name,
        "reference": copy.client.reference,
        "sections": [_section_data(section) for section in copy.sections],
        "handled": [_trace_data(trace, copy.names_viewers) for trace in copy.traces],
    }


def _instant(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat()


def _section_data(section: Section) -> dict[str, Any]:
    return {"key": section.key, "label": section.label, "rows": [_row_data(row) for row in section.rows]}


def _row_data(row: list[Value]) -> dict[str, Any]:
    return {value.name: {"label": value.label, "value": value.value, "words": value.words} for value in row}


def _trace_data(trace: Trace, names: bool) -> dict[str, Any]:
    return {
        "at": _instant(trace.entry.at),
        "who": who(trace, names=names),
        "verb": trace.entry.verb,
        "what": what_was_done(trace.entry),
        "purpose": trace.purpose,
    }
