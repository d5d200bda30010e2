"""Text inside a block: its spaces put in order, pieces of the same look joined, and the markup for them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from itertools import groupby

from seutu.shared.core.word_paste.blocks import BREAK, Run

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
_HARD = frozenset("\u00a0\u202f")
_BEFORE_HARD, _AFTER_HARD = frozenset("0123456789§"), frozenset("0123456789€%§")
_MARKS = ("strong", "em", "sup", "sub")


def tidied(runs: Iterable[Run]) -> list[Run]:
    """``runs`` with single spaces, none at the ends of lines, and no empty piece. Breaks stay as many as they were."""
    joined = _joined(_plain(run) for run in _joined(runs))
    tidy: list[Run] = []
    after_space = True
    for run in joined:
        if run is BREAK:
            _strip_end(tidy)
            tidy.append(BREAK)
            after_space = True
            continue
        text = run.text[1:] if after_space and run.text.startswith(" ") else run.text
        if text:
            tidy.append(Run(text, run.marks, run.href))
            after_space = text.endswith(" ")
    _strip_end(tidy)
    return _joined(_unmarked_space(run) for run in tidy)


def paragraphs(runs: list[Run]) -> list[list[Run]]:
    """Tidied ``runs`` parted where two breaks or more stand together, without breaks at the ends; none is empty."""
    parts: list[list[Run]] = [[]]
    breaks = 0
    for run in runs:
        if run is BREAK:
            breaks += 1
            continue
        if breaks and parts[-1]:
            parts.append([]) if breaks > 1 else parts[-1].append(BREAK)
        breaks = 0
        parts[-1].append(run)
    return [part for part in parts if part]


def markup(runs: Iterable[Run], *, without: frozenset[str] = frozenset()) -> str:
    """Tidied ``runs`` as HTML; marks in ``without`` are left out."""
    shown = [run if run is BREAK else Run(run.text, run.marks - without, run.href) for run in runs]
    return _markup(_joined(shown), ("href", *_MARKS))


def text_of(runs: Iterable[Run]) -> str:
    """The characters of ``runs``."""
    return "".join(run.text for run in runs)


def _plain(run: Run) -> Run:
    if run is BREAK:
        return run
    text = _UNSEEN.sub("", run.text).replace("\u2011", "-")
    return Run(_SPACES.sub(_space, text), run.marks, run.href)


def _space(match: re.Match[str]) -> str:
    """One space; a hard one stays where it keeps a number together."""
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    is_hard = match[0] in _HARD and before in _BEFORE_HARD and after in _AFTER_HARD
    return match[0] if is_hard else " "


def _unmarked_space(run: Run) -> Run:
    return Run(run.text) if run is not BREAK and run.text == " " else run


def _strip_end(runs: list[Run]) -> None:
    if runs and runs[-1] is not BREAK and runs[-1].text.endswith(" "):
        last = runs.pop()
        if text := last.text[:-1]:
            runs.append(Run(text, last.marks, last.href))


def _joined(runs: Iterable[Run]) -> list[Run]:
    pieces: list[list[Run]] = []
    for run in runs:
        last = pieces[-1][0] if pieces else BREAK
        if run is not BREAK and last is not BREAK and (last.marks, last.href) == (run.marks, run.href):
            pieces[-1].append(run)
        else:
            pieces.append([run])
    return [piece[0] if len(piece) == 1 else Run(text_of(piece), piece[0].marks, piece[0].href) for piece in pieces]


def _markup(runs: list[Run], keys: tuple[str, ...]) -> str:
    """The outermost of ``keys`` first, so that a link or an emphasis is opened once for all that it holds."""
    if not keys:
        return "".join("<br>" if run is BREAK else html.escape(run.text, quote=False) for run in runs)
    key, inner = keys[0], keys[1:]
    pieces = []
    for value, group in groupby(runs, key=lambda run: run.href if key == "href" else key if key in run.marks else ""):
        content = _markup(list(group), inner)
        if key == "href" and value:
            content = f'<a href="{html.escape(value)}">{content}</a>'
        elif value:
            content = f"<{key}>{content}</{key}>"
        pieces.append(content)
    return "".join(pieces)
