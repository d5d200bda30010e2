"""“Kansliapäällikön ehdotus” was made by “Kansliapäällikkö”: the names of offices back from the genitive.

A small table of endings, not a grammar: a word that no ending fits stays as the document wrote it.
"""

from __future__ import annotations

# The last word of an office or a body in the genitive, and its nominative; the longest ending that fits is used.
_ENDINGS = {
    "johtajan": "johtaja",
    "päällikön": "päällikkö",
    "valtuuston": "valtuusto",
    "hallituksen": "hallitus",
    "lautakunnan": "lautakunta",
    "toimikunnan": "toimikunta",
    "johtokunnan": "johtokunta",
    "valiokunnan": "valiokunta",
    "jaoston": "jaosto",
    "neuvoston": "neuvosto",
    "työryhmän": "työryhmä",
    "johtoryhmän": "johtoryhmä",
    "ryhmän": "ryhmä",
    "sihteerin": "sihteeri",
    "insinöörin": "insinööri",
    "arkkitehdin": "arkkitehti",
    "geodeetin": "geodeetti",
    "rehtorin": "rehtori",
    "tarkastajan": "tarkastaja",
    "esittelijän": "esittelijä",
    "puutarhurin": "puutarhuri",
    "suunnittelijan": "suunnittelija",
    "koordinaattorin": "koordinaattori",
    "asiantuntijan": "asiantuntija",
    "lakimiehen": "lakimies",
    "pormestarin": "pormestari",
    "jäsenen": "jäsen",
    "valtuutetun": "valtuutettu",
    "edustajan": "edustaja",
    "ohjaajan": "ohjaaja",
    "hoitajan": "hoitaja",
    "lääkärin": "lääkäri",
    "viranhaltijan": "viranhaltija",
}
_FIRST_WORDS = {
    "Teknisen": "Tekninen",
    "teknisen": "tekninen",
    "Hallinnollisen": "Hallinnollinen",
    "Vastaavan": "Vastaava",
    "Johtavan": "Johtava",
}


def nominative(genitive: str) -> str:
    """The office in the nominative; the words as written when no ending fits."""
    words = genitive.split()
    if not words:
        return genitive
    last = words[-1]
    ending = next((end for end in sorted(_ENDINGS, key=len, reverse=True) if last.lower().endswith(end)), None)
    if ending is None:
        return genitive
    stem = last[: len(last) - len(ending)]
    replacement = _ENDINGS[ending]
    words[-1] = stem + (replacement.capitalize() if last == ending.capitalize() else replacement)
    if len(words) > 1:
        # “Teknisen johtajan” is of one office; in “Teknisen lautakunnan puheenjohtajan” the body stays in the genitive.
        words[-2] = _FIRST_WORDS.get(words[-2], words[-2])
    return " ".join(words)
