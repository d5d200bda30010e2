"""`seutu split`: who pays what, computed on the command line without a database."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from fractions import Fraction

from seutu.newcomers.funding.rules import percentages
from seutu.newcomers.funding.rules.largest_remainder import NothingToSplitBy
from seutu.newcomers.funding.rules.money import NotMoney, cents_of, plain
from seutu.newcomers.funding.rules.percentages import NotAHundred, NotPercent, percent_of
from seutu.newcomers.funding.rules.splitting import Cost, Rounding, Split, StateOf, StateRule, YearRule, split_cost
from seutu.newcomers.funding.rules.weights import Participant, Rule, RuleKind

DESCRIPTION = """\
Divide a cost between the state and the municipalities, to the cent.

The state pays its percentage, the municipalities the rest, so that the two always add up. The municipalities' part
is divided by largest remainder; between equal remainders the cent goes to the larger number, then to the name that
comes first in the alphabet (write municipality codes for names if ties must go by code).
"""
EXAMPLES = """\
examples:
  seutu split 300000.00 --state-percent 70 --by joensuu=2300 --by liperi=310 --by ilomantsi=95
  seutu split "300 000,00" --state-percent 70 --eligible 280000 --by joensuu=2300 --by liperi=310 --json
  seutu split 1000 --percent joensuu=60 --percent liperi=40
  seutu split 1000 --equal joensuu --equal liperi

An amount below zero is a credit, and mirrors the charge. Wrong input ends with the code 2.
"""
_NEGATIVE = re.compile(r"-[0-9]")
_COUNT = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,12}")
_ROUNDINGS = {"floor": Rounding.FLOOR, "half-up": Rounding.HALF_UP}


class WrongInput(ValueError):
    """What was written cannot be divided; the argument says why."""


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = _parser()
    # Else argparse takes an amount below zero for an option, when it has a comma or spaces.
    asked = parser.parse_args([_with_true_minus(each) for each in arguments])
    try:
        split = _split(asked)
    except WrongInput as error:
        parser.print_usage(sys.stderr)
        sys.stderr.write(f"seutu split: {error}\n")
        return 2
    sys.stdout.write(f"{_as_json(split) if asked.json else _as_table(split)}\n")
    return 0


def _with_true_minus(argument: str) -> str:
    return f"\N{MINUS SIGN}{argument[1:]}" if _NEGATIVE.match(argument) else argument


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="seutu split",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("amount", nargs="+", metavar="AMOUNT", help="the total cost in euros: 300000.00, 300000,00 or 300 000,00")
    add("--state-percent", metavar="P", default="0", help="the state's part in percent (0 when not given)")
    add("--eligible", metavar="AMOUNT", help="the eligible cost: the state pays its percentage of this, not of all")
    add("--round", choices=_ROUNDINGS, default="floor", help="a fraction of a cent in the state's part (floor)")
    add("--by", action="append", default=[], metavar="NAME=NUMBER", help="by headcount, use or another whole number")
    add("--percent", action="append", default=[], metavar="NAME=P", help="by fixed percentages, together 100")
    add("--equal", action="append", default=[], metavar="NAME", help="equal shares")
    add("--json", action="store_true", help="write JSON: total, state, municipal, shares")
    return parser


def _split(asked: argparse.Namespace) -> Split:
    total = _money(" ".join(asked.amount))
    eligible = total if asked.eligible is None else _money(asked.eligible)
    if not min(total, 0) <= eligible <= max(total, 0):
        raise WrongInput("the eligible cost must lie between nothing and the total cost")
    state = StateRule(
        _percent(asked.state_percent),
        StateOf.TOTAL if asked.eligible is None else StateOf.ELIGIBLE,
        _ROUNDINGS[asked.round],
    )
    rule, participants = _rule(asked)
    try:
        return split_cost(Cost(eligible, total - eligible), YearRule(state, rule, None, participants))
    except NothingToSplitBy:
        raise WrongInput("all the numbers are zero: there is nothing to divide by") from None
    except NotAHundred as error:
        raise WrongInput(f"the percentages add up to {percentages.shown(error.total)}, not to 100") from None


def _rule(asked: argparse.Namespace) -> tuple[Rule, list[Participant]]:
    given = [name for name in ("by", "percent", "equal") if getattr(asked, name)]
    if len(given) != 1:
        raise WrongInput("say by what to divide, in one way: --by NAME=NUMBER, --percent NAME=P or --equal NAME")
    if asked.equal:
        names = dict.fromkeys(_once([(name.strip(), "") for name in asked.equal]))
        return Rule(RuleKind.EQUAL), [Participant(name, 1) for name in names]
    if asked.percent:
        parts = {name: _percent(text) for name, text in _once(_pairs(asked.percent, "--percent")).items()}
        return Rule(RuleKind.PERCENTAGES, percentages=parts), [Participant(name, 1) for name in parts]
    counts = {name: _count(name, text) for name, text in _once(_pairs(asked.by, "--by")).items()}
    return Rule(RuleKind.HEADCOUNT), [Participant(name, 1, number) for name, number in counts.items()]


def _pairs(texts: Sequence[str], option: str) -> list[tuple[str, str]]:
    pairs = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise WrongInput(f"{option} {text}: write it as NAME=NUMBER, such as joensuu=2300")
        pairs.append((name.strip(), value.strip()))
    return pairs


def _once(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in pairs:
        if not name:
            raise WrongInput("a municipality has no name: write NAME=NUMBER, such as joensuu=2300")
        if name in found:
            raise WrongInput(f"{name} is there twice")
        found[name] = value
    return found


def _money(text: str) -> int:
    try:
        return cents_of(text)
    except NotMoney:
        raise WrongInput(f"“{text[:60]}” is no amount of money: write 300000.00 or 300 000,00") from None


def _percent(text: str) -> Fraction:
    try:
        return percent_of(text)
    except NotPercent:
        raise WrongInput(f"“{text[:60]}” is no percentage from 0 to 100: write 70 or 33,3333") from None


def _count(name: str, text: str) -> int:
    if not _COUNT.fullmatch(text):
        raise WrongInput(f"--by {name}={text[:60]}: the number must be whole and not below zero, such as 2300")
    return int(text.replace(" ", ""))


def _as_json(split: Split) -> str:
    parts = split.parts
    shares = {name: plain(cents) for name, cents in split.shares.items()}
    answer = {"total": plain(parts.total), "state": plain(parts.state), "municipal": plain(parts.municipal)}
    return json.dumps(answer | {"shares": shares}, ensure_ascii=False, indent=2)


def _as_table(split: Split) -> str:
    """The computation line by line, as it can be checked by hand."""
    division, parts = split.shared.apportionment, split.parts
    rows = [("", "number", "exact quota", "whole cents", "cent", "share")]
    rows += [
        (
            line.code,
            percentages.shown(line.weight),
            _exact(line.quota),
            plain(line.whole),
            f"{line.cent:+}" if line.cent else "",
            plain(line.amount),
        )
        for line in division.lines
    ]
    rows.append(("together", percentages.shown(division.weight), "", "", "", plain(division.amount)))
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    table = "\n".join(_row(row, widths) for row in rows)
    sums = (("total", parts.total), ("state", parts.state), ("municipal", parts.municipal))
    return "\n".join([*(f"{name:<9}  {plain(cents)}" for name, cents in sums), "", table])


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    first = f"{row[0]:<{widths[0]}}"
    return "  ".join([first, *(f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))]).rstrip()


def _exact(quota: Fraction) -> str:
    """The quota in euros with six decimals, cut and not rounded: the whole cents can be read from it."""
    millionths = int(quota * 10_000)
    return f"{'-' if millionths < 0 else ''}{abs(millionths) // 1_000_000}.{abs(millionths) % 1_000_000:06}"
