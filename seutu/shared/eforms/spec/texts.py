"""Words in the languages of a form: what is missing falls back to another language, and says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True)
class Spoken:
    """Words to show, and the language that they are in; ``is_fallback`` when that is not the one asked for."""

    words: str
    language: str
    is_fallback: bool = False
    is_unreviewed: bool = False

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``, for the attribute ``dir``."""
        return direction_of(self.language)


@dataclass(frozen=True)
class Text:
    """The same words in several languages.

    ``words`` is by language code (``fi``, ``ar``); ``unreviewed`` are the languages whose words a machine made and no
    person has read yet.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    unreviewed: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(self.words.values())

    def spoken(self, language: str, fallbacks: Sequence[str] = ()) -> Spoken:
        """The words in ``language``, else in the first of ``fallbacks`` that has them, else in any, else none."""
        for each in dict.fromkeys((language, *fallbacks, *self.words)):
            if words := self.words.get(each, ""):
                return Spoken(words, each, each != language, each in self.unreviewed)
        return Spoken("", language)

    def missing(self, languages: Sequence[str]) -> list[str]:
        """The languages that have no words, where at least one has."""
        return [each for each in languages if not self.words.get(each)] if self else []

    def written(self, language: str, words: str, *, is_machine_made: bool = False) -> Text:
        """The text with ``words`` in ``language``; those of every other language stay. Empty words take them out."""
        others = {code: said for code, said in self.words.items() if code != language}
        unreviewed = self.unreviewed - {language}
        if not words:
            return Text(others, unreviewed)
        kept = {code: words if code == language else self.words[code] for code in self.words}
        kept.setdefault(language, words)
        return Text(kept, unreviewed | {language} if is_machine_made else unreviewed)

    def reviewed(self, language: str) -> Text:
        """The text once a person has read what a machine wrote in ``language``."""
        return replace(self, unreviewed=self.unreviewed - {language})


NO_WORDS = Text()


def direction_of(language: str) -> str:
    """``rtl`` for languages written from the right to the left, else ``ltr``; a region (``ar-EG``) does not matter."""
    return "rtl" if language.lower().replace("_", "-").split("-")[0] in RIGHT_TO_LEFT else "ltr"
