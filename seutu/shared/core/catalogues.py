"""Catalogues of translations, kept without gettext's programs: read from the source, compiled, and checked."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.catalog import TranslationError
from babel.messages.checkers import checkers
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2]
LANGUAGES = ("fi", "sv")
KEYWORDS = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
_NAMED = re.compile(r"%\((\w+)\)[a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something missing or wrong in a catalogue."""

    catalogue: Path
    message: str
    reason: str

    def __str__(self) -> str:
        return f"{self.catalogue.relative_to(PACKAGE.parent)}: {self.message!r}: {self.reason}"


def apps() -> list[Path]:
    """The folders of the apps: those with an ``apps.py``."""
    return sorted(path.parent for path in PACKAGE.rglob("apps.py"))


def path_of(app: Path, language: str) -> Path:
    """Where the catalogue of ``app`` in ``language`` is."""
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


def extracted(app: Path) -> Catalog:
    """Every message of an app's Python files and templates, with the files that hold it."""
    catalog = Catalog(charset="utf-8")
    for file in sorted(app.rglob("*")):
        is_source = file.suffix == ".py" or "templates" in file.parts
        if not is_source or not file.is_file() or "tests" in file.parts or "migrations" in file.parts:
            continue
        name = str(file.relative_to(PACKAGE.parent))
        for message, comments, context in _messages(file):
            catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def _messages(file: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    source = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        # What templatize leaves keeps the template's indentation, which Python would take for blocks.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=file.name).splitlines())
    found = extract("python", io.BytesIO(source.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
    for _line, message, comments, context in found:
        yield message, comments, context


def read(path: Path, language: str) -> Catalog:
    """The catalogue at ``path``, or an empty one."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(app: Path, language: str) -> bool:
    """Bring the messages of a catalogue up to the source; translations stay. Says whether the file changed."""
    path, source = path_of(app, language), extracted(app)
    if not len(source):
        return False
    known = read(path, language)
    fresh = Catalog(locale=language, charset="utf-8", header_comment=f"# {app.name}: {language}")
    for message in source:
        if not message.id:
            continue
        old = known.get(message.id, message.context)
        string = old.string if old and not old.fuzzy else None
        fresh.add(message.id, string, message.locations, message.flags, message.auto_comments, context=message.context)
    buffer = io.BytesIO()
    write_po(buffer, fresh, sort_output=True, omit_header=True, include_lineno=False, width=0)
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += f'"Plural-Forms: {fresh.plural_forms}\\n"\n\n'
    content = header.encode() + buffer.getvalue()
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def compile_if_newer(path: Path, language: str) -> bool:
    """Compile a catalogue unless that has been done; says whether it was."""
    compiled = path.with_suffix(".mo")
    if not path.exists() or (compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime):
        return False
    unfinished = compiled.with_suffix(".mo.part")
    with unfinished.open("wb") as file:
        write_mo(file, read(path, language))
    unfinished.replace(compiled)
    return True


def faults(app: Path, language: str) -> list[Fault]:
    """What keeps a catalogue from being complete and right."""
    path, source = path_of(app, language), extracted(app)
    known = read(path, language)
    wanted = {(message.id, message.context) for message in source if message.id}
    found = [
        Fault(path, _label(message), reason)
        for message in source
        if message.id
        for reason in _reasons(known, known.get(message.id, message.context))
    ]
    unused = (message for message in known if message.id and (message.id, message.context) not in wanted)
    return found + [Fault(path, _label(message), "is no longer used") for message in unused]


def clashes(language: str) -> list[Fault]:
    """Messages that two apps translate differently.

    Django merges all catalogues into one, in which a text has one translation: the other app would show the wrong word.
    Where two are meant, the messages get different contexts (``pgettext``).
    """
    first: dict[tuple[Any, str | None], Any] = {}
    found = []
    for app in apps():
        path = path_of(app, language)
        for message in read(path, language):
            if not message.id or not message.string:
                continue
            said = first.setdefault((message.id, message.context), message.string)
            if said != message.string:
                words = said if isinstance(said, str) else said[0]
                found.append(Fault(path, _label(message), f"is “{words}” in another app"))
    return found


def _label(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _reasons(catalog: Catalog, message: Message | None) -> Iterator[str]:
    if message is None:
        yield "is missing"
        return
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    if not all(strings):
        yield "is not translated"
    elif message.fuzzy:
        yield "is fuzzy"
    else:
        yield from _faults_of_placeholders(catalog, message, strings[-1])


def _faults_of_placeholders(catalog: Catalog, message: Message, last: str | None) -> Iterator[str]:
    for check in checkers:
        try:
            check(catalog, message)
        except TranslationError as error:
            yield str(error)
            return
    # Babel lets a translation leave one out. Only the singular may: "one item" needs no number.
    source = message.id if isinstance(message.id, str) else message.id[-1]
    for name in sorted(set(_NAMED.findall(source)) - set(_NAMED.findall(last or ""))):
        yield f"lacks the placeholder {name!r}"
