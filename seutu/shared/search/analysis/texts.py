"""A text to its words with their keys."""

from __future__ import annotations

from seutu.shared.search.analysis import languages, stems
from seutu.shared.search.analysis.analyzers import finnish
from seutu.shared.search.analysis.keys import RULES, Keys, Token, union
from seutu.shared.search.analysis.splitting import WORDS, lowered
from seutu.shared.search.analysis.words import LONGEST_FORM, all_keys, form_and_keys

# A word of a million letters is not remembered as such. Its invisible characters count, so more than a form may have.
LONGEST_WRITTEN = 2 * LONGEST_FORM


def tokens(text: str, language: str = "") -> list[Token]:
    """The words of a text, in their order. ``language`` is fi, sv or en; anything else is guessed by the text.

    A name in a Swedish or English text has its form among the keys as well: Joensuu is found there by *Joensuun*.
    """
    if language not in languages.LANGUAGES:
        language = languages.guess(text)
    lower = lowered(text)
    found = []
    for position, match in enumerate(WORDS.finditer(lower)):
        start, end = match.span()
        form, keys = form_and_keys(match[0] if end - start < LONGEST_WRITTEN else match[0][:LONGEST_WRITTEN], language)
        if language != "fi" and text[start].isupper():
            keys = union(keys, Keys((form.replace("-", ""),)))
        found.append(Token(form, start, end, position, keys))
    return found


def query_tokens(text: str) -> list[Token]:
    """The words that a person typed, each with the keys of every language."""
    found = []
    for position, match in enumerate(WORDS.finditer(lowered(text))):
        form, keys = all_keys(match[0][:LONGEST_WRITTEN])
        found.append(Token(form, match.start(), match.end(), position, keys))
    return found


def query_keys(word: str) -> Keys:
    """The keys of one word in every language; of nothing, when it is none. Of several words, those of the first."""
    found = WORDS.search(lowered(word))
    return all_keys(found[0][:LONGEST_WRITTEN])[1] if found else Keys(())


def base_forms(word: str) -> tuple[str, ...]:
    """The entries of the Finnish dictionary of which a word in lower case is a form; none when it knows none."""
    keys = finnish().known(word)
    return keys.base if keys else ()


def identity() -> str:
    """Changes whenever the keys of any word may: an index that was made under another one must be made again."""
    return f"{finnish().identity}+{stems.identity()}+rules-{RULES}"
