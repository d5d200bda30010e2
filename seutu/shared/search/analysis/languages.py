"""Which language a text is in, for texts that do not say it."""

from __future__ import annotations

from functools import cache
from typing import Any

LANGUAGES = ("fi", "sv", "en")
# More of a text tells no more, and fewer words than these say little: most of what is written here is Finnish.
ENOUGH = 600
LEAST_WORDS = 3


def guess(text: str) -> str:
    """One of ``LANGUAGES``; Finnish when there is too little to tell by."""
    beginning = text[:ENOUGH]
    if len(beginning.split(maxsplit=LEAST_WORDS)) < LEAST_WORDS:
        return "fi"
    language, _ = _identifier().classify(beginning)
    return str(language)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # numpy, and a model of some megabytes

    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    whole.set_languages(list(LANGUAGES))
    # Made anew of what was chosen: the other way, the tables of a hundred languages would stay in memory.
    return LanguageIdentifier(
        whole.nb_ptc, whole.nb_pc, whole.nb_classes, whole.tk_nextmove, whole.tk_output, tk_row=whole.tk_row
    )
