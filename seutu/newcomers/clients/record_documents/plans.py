"""An integration plan for signature: headings in Finnish and in the client's language, the text as it was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext, gettext_noop, override

from seutu.newcomers.clients.languages import language_name
from seutu.newcomers.clients.models import IntegrationPlan, Interpreting
from seutu.newcomers.clients.rules.finalising import document_day, is_touched, sections_of
from seutu.newcomers.clients.rules.path_law import act_number, plan_name
from seutu.shared.documents.blocks import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Run,
    Tone,
    plain,
)
from seutu.shared.ui import dates

FINNISH, ENGLISH = "fi", "en"
# Languages in which we have the words of the paper.
OURS = ("fi", "sv", "en")
LINE = "_" * 36
# Where a hand writes.
ROOM = "\n"

TIME, TALK = gettext_noop("Time of the plan"), gettext_noop("Talk")
LANGUAGE, INTERPRETER = gettext_noop("Language of the talk"), gettext_noop("Interpreter")
WORKER, CLIENT = gettext_noop("Worker"), gettext_noop("Client")
NOT_APPLICABLE = gettext_noop("Does not apply to the client")
SIGNATURES = gettext_noop("Acceptance and signatures")
BOTH_ACCEPT = gettext_noop("Both parties accept this plan. The client gets a copy of it.")
CLIENT_SIGNS, WORKER_SIGNS = gettext_noop("Signature of the client"), gettext_noop("Signature of the worker")
INTERPRETER_NAME, PLACE_AND_DAY = gettext_noop("Name of the interpreter"), gettext_noop("Place and day")
VERSION = gettext_noop("version %(number)s")


def second_language(plan: IntegrationPlan) -> str:
    """The language beside Finnish: the client's when we have its words, else English; "" when that is Finnish."""
    wanted = plan.client.service_language or plan.language
    if wanted == FINNISH:
        return ""
    return wanted if wanted in OURS else ENGLISH


def plan_document(plan: IntegrationPlan) -> Document:
    """The paper of one version. The client's name stands on it, and in no title or file name."""
    second = second_language(plan)
    name = _name(plan, FINNISH)
    reference = _in(FINNISH, gettext_noop("Client %(reference)s")) % {"reference": plan.client.reference}
    return Document(
        title=f"{name}, {reference}",
        language=FINNISH,
        author=plan.client.controller.full_name_fi or plan.client.controller.name_fi,
        changed_at=plan.updated_at,
        blocks=[*_opening(plan, name, second), *_sections(plan, second), *_signatures(plan, second)],
        header=f"{plan.client.controller.name_fi}, {reference}",
        footer=f"KotoL {act_number(document_day(plan))}",
    )


def _in(language: str, message: str) -> str:
    with override(language):
        return gettext(message)


def _name(plan: IntegrationPlan, language: str) -> str:
    name = plan_name(document_day(plan), is_multisectoral=plan.is_multisectoral, language=language)
    return f"{name[:1].upper()}{name[1:]}, {_in(language, VERSION) % {'number': plan.number}}"


def _opening(plan: IntegrationPlan, name: str, second: str) -> list[Block]:
    blocks: list[Block] = [Heading(1, name)]
    if second:
        blocks.append(_beside(_name(plan, second), second))
    blocks += _missing_language(plan, second)
    rows = [
        _fact(CLIENT, [plain(f"{plan.client.shown_name}, {plan.client.reference}")], second),
        _fact(TIME, [plain(_period(plan.starts_on, plan.ends_on))], second),
        _fact(WORKER, [plain(_worker(plan))], second),
        _fact(LANGUAGE, [plain(_language(plan.language, second))], second),
    ]
    if plan.interpreting != Interpreting.NONE:
        rows.append(_fact(INTERPRETER, [plain(_language(plan.interpreter_language, second))], second))
    return [*blocks, Facts(tuple(rows))]


def _missing_language(plan: IntegrationPlan, second: str) -> list[Block]:
    wanted = plan.client.service_language or plan.language
    if not wanted or wanted in OURS:
        return []
    told = [
        plain(_in(code, NO_HEADINGS) % {"language": language_name(wanted, code)}, language=code, tone=Tone.QUIET)
        for code in (FINNISH, second)
    ]
    return list(told)


NO_HEADINGS = gettext_noop("There are no headings in this language yet: %(language)s. They are in Finnish and English.")


def _beside(words: str, language: str) -> Paragraph:
    return plain(words, language=language, tone=Tone.QUIET)


def _fact(message: str, blocks: Sequence[Block], second: str) -> Fact:
    above = [_beside(_in(second, message), second)] if second else []
    return Fact(_in(FINNISH, message), (*above, *blocks))


def _heading(message_fi: str, message_second: str, second: str) -> list[Block]:
    beside = [_beside(message_second, second)] if second else []
    return [Heading(2, message_fi), *beside]


def _period(first: dt.date, last: dt.date) -> str:
    with override(FINNISH):
        return dates.period(first, last)


def _worker(plan: IntegrationPlan) -> str:
    name = plan.interviewer.display_name if plan.interviewer else ""
    return ", ".join(part for part in (name, plan.interviewer_title) if part) or "–"


def _language(code: str, second: str) -> str:
    if not code:
        return "–"
    names = [language_name(code, each) for each in (FINNISH, second) if each]
    return " / ".join(dict.fromkeys(names))


def _sections(plan: IntegrationPlan, second: str) -> list[Block]:
    answers = plan.sections if isinstance(plan.sections, Mapping) else {}
    blocks: list[Block] = []
    for section in sections_of(plan):
        answer = answers.get(section.code) or {}
        if section.optional and not is_touched(answer):
            continue
        words = section.words
        blocks += _heading(words.fi, words.in_language(second), second)
        blocks += _answer(answer, second)
    return blocks


def _answer(answer: Mapping[str, object], second: str) -> list[Block]:
    if answer.get("not_applicable"):
        words = [_in(code, NOT_APPLICABLE) for code in (FINNISH, second) if code]
        return [plain(" / ".join(words))]
    paragraphs = [part.strip() for part in str(answer.get("text") or "").replace("\r\n", "\n").split("\n\n")]
    return [plain(part) for part in paragraphs if part] or [plain("–")]


def _signatures(plan: IntegrationPlan, second: str) -> list[Block]:
    blocks = _heading(_in(FINNISH, SIGNATURES), _in(second or FINNISH, SIGNATURES), second)
    blocks.append(plain(_in(FINNISH, BOTH_ACCEPT)))
    if second:
        blocks.append(plain(_in(second, BOTH_ACCEPT), language=second))
    lines = [
        (PLACE_AND_DAY, ROOM + LINE),
        (CLIENT_SIGNS, _signed(plan.client.shown_name, plan.accepted_by_client_on)),
        (WORKER_SIGNS, _signed(_worker(plan), plan.accepted_by_worker_on)),
    ]
    if plan.interpreting != Interpreting.NONE:
        lines.append((INTERPRETER_NAME, ROOM + LINE))
    return [*blocks, Facts(tuple(_fact(label, [Paragraph((Run(value),))], second) for label, value in lines))]


def _signed(name: str, accepted_on: dt.date | None) -> str:
    if accepted_on is None:
        return f"{ROOM}{LINE}\n{name}"
    with override(FINNISH):
        return f"{ROOM}{LINE}\n{name}, {dates.day(accepted_on)}"
