"""Words with their gold base forms, from files of Universal Dependencies (CoNLL-U)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

CLASSES = {"NOUN": "NOUN", "PROPN": "PROPN", "VERB": "VERB", "AUX": "VERB", "ADJ": "ADJ", "ADV": "ADV"}


@dataclass
class Gold:
    """The forms of a treebank in lower case, their base forms, and which of them are compounds of what.

    ``lemmas`` are without the marks of compounds, ``parts`` hold the parts of a base form that has several, as the
    treebank writes them: ``viikon#loppu`` has viikon and loppu.
    """

    lemmas: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    parts: dict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))
    classes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def parts_of(self, form: str) -> set[str]:
        """Every part of every compound that the form may be."""
        return {part for lemma in self.lemmas[form] for parts in self.parts.get(lemma, ()) for part in parts}


def read(files: Iterable[Path]) -> Gold:
    """The nouns, names, verbs, adjectives and adverbs of the files, each form once."""
    gold = Gold()
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) == 10 and columns[0].isdigit() and columns[3] in CLASSES:
                _take(gold, columns[1].lower(), columns[2].lower(), CLASSES[columns[3]])
    return gold


def _take(gold: Gold, form: str, written: str, word_class: str) -> None:
    lemma = written.replace("#", "")
    gold.lemmas[form].add(lemma)
    gold.forms[lemma].add(form)
    gold.classes[form].add(word_class)
    if "#" in written.strip("#"):
        gold.parts[lemma].add(tuple(part.strip("-") for part in written.split("#") if part.strip("-")))
