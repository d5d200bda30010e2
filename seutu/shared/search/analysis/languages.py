"""Which language a text is in, for texts that do not say it."""

from __future__ import annotations

from functools import cache
from typing import Any

LANGUAGES = ("fi", "sv", "en")
# More of a text tells no more, and fewer words than these say little: most of what is written here is Finnish.
ENOUGH = 2000
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

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
