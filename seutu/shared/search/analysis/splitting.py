"""Where the words of a text stand.

A word is letters and digits of any script with what may stand inside it: combining marks, soft hyphens, hyphens between
letters (*Itä-Suomi*), apostrophes (*vaa'an*), a case ending after a colon (*EU:n*). A hyphen before or after a word is
none of it: *keskus -hankkeen* is two words, *sosiaali- ja terveyspalvelut* three. A number is one word with everything
that ``numbers`` knows to belong to it: its spaces, its section sign, the word *dnro* before it.

Everything is looked for in lower case. No alternative can give back what it took, so a text of any kind takes linear
time.
"""

from __future__ import annotations

import re
import unicodedata

from seutu.shared.search.analysis.numbers import SPACE

# Endings that stand after a colon: EU:n, HETYJ:ssä, 2020:een, 5:nnen; Swedish genitives as well. Not any letters, for a
# missing space (Aihe:talous) is more common than a strange ending.
CASES = """
n a ä ta tä ssa ssä sta stä lla llä lta ltä lle na nä ksi tta ttä t s sti
an en in on un yn än ön han hen hin hon hun hyn hän hön een iin seen siin
en ien jen iden itten ia iä ja jä ita itä ihin issa issä ista istä illa illä ilta iltä ille ina inä iksi itta ittä
nnen nnessa nnessä nneksi nnelle nteen ntena ntenä
"""
ENDINGS = rf"(?:{'|'.join(CASES.split())})(?:nsa|nsä|mme|nne|ni|si)?(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)?"


def _marks() -> str:
    """What stands inside a word without being a letter: combining marks of any script, and invisible characters."""
    marks = (chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M")
    return "".join(mark for mark in marks if not mark.isalnum()) + "\xad\u200c\u200d"


PLAIN = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'", "ʼ": "'"})
INVISIBLE = str.maketrans("", "", "\xad\u200c\u200d \t\r\n")
# A word that was divided at the end of a line: readers of PDF files write a soft hyphen there.
DIVISION = r"(?:(?<=\xad)[ \t]*+\r?\n[ \t]*+(?=[^\W\d_]))?+"
MARKS = f"[{_marks()}]++{DIVISION}"
PIECE = rf"[^\W_]++(?:{MARKS}[^\W_]*+)*+"
LETTERS = rf"[^\W\d_]++(?:{MARKS}[^\W_]*+|[^\W_]++)*+"
HYPHEN = "[-\u2010\u2011]"
INSIDE = f"(?:{HYPHEN}|['’ʼ])"
CASE_ENDING = rf"(?::{ENDINGS}(?![^\W_]))?+"
SECTION_SIGN = rf"§(?::{SPACE}?{ENDINGS}(?![^\W_]))?+"
CASE_NUMBER = r"[0-9]{1,6}/(?:[0-9]{2}(?:\.[0-9]{2}){1,4}/)?[0-9]{4}(?![0-9])"

WORDS = re.compile(
    rf"""
    (?:dnro|dnr|dno|diaarinumero|diaarinro)[.:]?{SPACE}?{CASE_NUMBER}
    | {LETTERS}(?:{INSIDE}{PIECE}){{0,6}}+{CASE_ENDING}
    | [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?!-?[0-9])
    | [0-9]{{1,2}}\.[0-9]{{1,2}}\.[0-9]{{4}}(?![0-9])
    | {CASE_NUMBER}
    | (?!(?:19|20)[0-9]{{2}}{SPACE}?§{SPACE}?[0-9])
      [0-9]{{1,4}}(?:-[0-9]{{1,4}})?(?:{SPACE}?[a-zåäö])?{SPACE}?{SECTION_SIGN}
    | (?:3[01]|[12][0-9]|0?[1-9])\.(?:1[0-2]|0?[1-9])\.(?![0-9])
    | (?<![0-9,.])[0-9]{{1,3}}(?:{SPACE}[0-9]{{3}}(?![0-9]))++(?:,[0-9]++)?+
    | [0-9]++(?:[.,:/-][0-9]++)*+(?:{HYPHEN}?{PIECE})?+(?:{INSIDE}{PIECE}){{0,6}}+{CASE_ENDING}
    | {SECTION_SIGN}{SPACE}?[0-9]{{1,4}}[a-zåäö]?(?![^\W_])
    | {PIECE}
    """,
    re.VERBOSE,
)


def lowered(text: str) -> str:
    """The text in lower case, every character in its place."""
    lower = text.lower()
    # The dotted capital I is the one character that becomes two.
    return lower if len(lower) == len(text) else text.replace("\u0130", "I").lower()


def cleaned(word: str) -> str:
    """A word as it is looked up: composed, without soft hyphens, its hyphens and apostrophes the plain ones."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", word.translate(INVISIBLE)).translate(PLAIN)
