"""How well do the forms of a word find each other? Each Finnish analyzer at hand on words with known base forms.

under       of the other forms of its base form, the share that a form as the query does not find
over        of the forms that it finds, the share with another base form; a compound that holds the query's base form as
            one of its parts is right
compounds   of the forms whose base form is a compound, the share with all parts found: each part, as a query, finds it

A query is looked up by the keys of the whole word; a form is found by its keys and by those of its parts. Each form is
a query once, however often it occurs, and all queries weigh the same. Forms a second are of processor time, cold.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from _conllu import Gold, read
from _figures import Figure, Told

if TYPE_CHECKING:
    from seutu.shared.search.analysis import Keys

HERE = Path(__file__).resolve().parents[1]
DEFAULT_FOLDER = HERE.parent / "shared" / "real" / "ud"
CLASSES = ("NOUN", "PROPN", "VERB", "ADJ", "ADV")
# Most of under and least of compounds, in percent, on the treebanks beside the project.
GOALS = {"voikko": (7.0, 90.0), "pyvoikko": (7.0, 85.0)}

Analysis = Callable[[str], "Keys"]


@dataclass
class Conflation:
    """The figures of one analyzer, in percent."""

    name: str
    under: float
    over: float
    compounds: float
    under_by_class: dict[str, float]
    heads: float
    modifiers: float
    split_simple: float
    keys_per_form: float
    forms_per_second: float

    def missed(self) -> str:
        """Which goal is not reached, "" for none."""
        most_under, least_compounds = GOALS.get(self.name, (100.0, 0.0))
        if self.under <= most_under and self.compounds >= least_compounds:
            return ""
        return f"{'':<12}  MISSED: under at most {most_under:.0f} %, compounds at least {least_compounds:.0f} %"

    def handed_over(self, *, with_goals: bool) -> Iterator[Figure]:
        """The figures for the table of all measurements."""
        most_under, least_compounds = GOALS.get(self.name, (0.0, 0.0)) if with_goals else (0.0, 0.0)
        under, compounds = f"{self.name}: forms not found (under)", f"{self.name}: compounds with all parts found"
        if most_under:
            yield Figure.at_most(under, self.under, most_under, "%")
            yield Figure.at_least(compounds, self.compounds, least_compounds, "%")
        else:
            yield Figure(under, f"{self.under:.1f}", "%")
            yield Figure(compounds, f"{self.compounds:.1f}", "%")
        yield Figure(f"{self.name}: found with another base form (over)", f"{self.over:.1f}", "%")

    def __str__(self) -> str:
        classes = "  ".join(f"{name} {share:.1f}" for name, share in self.under_by_class.items())
        return (
            f"{self.name:<12}under: {self.under:.1f} %  over: {self.over:.1f} %  compounds: {self.compounds:.1f} %\n"
            f"{'':<12}  under by class, %: {classes}\n"
            f"{'':<12}  heads found {self.heads:.1f} %, modifiers {self.modifiers:.1f} %; simple nouns taken apart "
            f"{self.split_simple:.1f} %; {self.keys_per_form:.2f} keys a form; {self.forms_per_second:,.0f} forms/s"
        )


def report(files: list[Path] | None, tell: Told) -> None:
    """Print the figures of every analyzer at hand; without files, on those beside the project and against the goals."""
    from seutu.shared.search.analysis.analyzers import MAKERS, NotAtHand, make
    from seutu.shared.search.analysis.words import analyzed

    gold = read(files or default_files())
    print(f"conflation: {len(gold.lemmas)} forms, {len(gold.forms)} base forms, {len(gold.parts)} of them compounds")
    for name in MAKERS:
        try:
            analyzer = make(name)
        except NotAtHand as reason:
            print(f"{name:<12}not at hand: {reason}")
            continue
        figures = measured(name, lambda form, by=analyzer: analyzed(form, "fi", by)[1], gold)
        missed = "" if files else figures.missed()
        print(figures, *filter(None, [missed]), sep="\n", flush=True)
        tell.keep(*figures.handed_over(with_goals=not files))


def default_files() -> list[Path]:
    """The treebanks beside the project; none where there are none."""
    return sorted(DEFAULT_FOLDER.glob("*.conllu"))


def measured(name: str, look_up: Analysis, gold: Gold) -> Conflation:
    """Ask the analysis for every form and every part, and compare with what is known of them."""
    started = time.process_time()
    keys = {form: look_up(form) for form in gold.lemmas}
    seconds = time.process_time() - started
    under, over, by_class = _conflation(keys, gold)
    heads, modifiers, every = _compounds(keys, look_up, gold)
    simple = [form for form in gold.lemmas if gold.classes[form] == {"NOUN"} and not gold.parts_of(form)]
    return Conflation(
        name=name,
        under=under,
        over=over,
        compounds=every,
        under_by_class=by_class,
        heads=heads,
        modifiers=modifiers,
        split_simple=_percent(bool(keys[form].parts) for form in simple),
        keys_per_form=sum(len(each.base) + len(each.parts) for each in keys.values()) / len(keys),
        forms_per_second=len(keys) / seconds,
    )


def _conflation(keys: dict[str, Keys], gold: Gold) -> tuple[float, float, dict[str, float]]:
    found_by: dict[str, set[str]] = defaultdict(set)
    for form, its in keys.items():
        for key in (*its.base, *its.parts):
            found_by[key].add(form)
    missed: list[float] = []
    wrong: list[float] = []
    by_class: dict[str, list[float]] = {name: [] for name in CLASSES}
    for form, lemmas in gold.lemmas.items():
        found = {hit for key in keys[form].base for hit in found_by[key]} - {form}
        others = {other for lemma in lemmas for other in gold.forms[lemma]} - {form}
        if others:
            missed.append(len(others - found) / len(others))
            for name in gold.classes[form]:
                by_class[name].append(missed[-1])
        if found:
            wrong.append(sum(1 for hit in found if not _is_right(hit, lemmas, gold)) / len(found))
    return _percent(missed), _percent(wrong), {name: _percent(shares) for name, shares in by_class.items() if shares}


def _is_right(hit: str, lemmas: set[str], gold: Gold) -> bool:
    return bool(gold.lemmas[hit] & lemmas) or bool(gold.parts_of(hit) & lemmas)


def _compounds(keys: dict[str, Keys], look_up: Analysis, gold: Gold) -> tuple[float, float, float]:
    heads: list[bool] = []
    modifiers: list[bool] = []
    every: list[bool] = []
    for lemma, divisions in gold.parts.items():
        for parts in divisions:
            for form in gold.forms[lemma]:
                stands = {*keys[form].base, *keys[form].parts}
                are_found = [bool(stands.intersection(look_up(part).base)) for part in parts]
                heads.append(are_found[-1])
                modifiers.extend(are_found[:-1])
                every.append(all(are_found))
    return _percent(heads), _percent(modifiers), _percent(every)


def _percent(shares: Iterable[float]) -> float:
    kept = list(shares)
    return 100 * sum(kept) / len(kept) if kept else 0.0
