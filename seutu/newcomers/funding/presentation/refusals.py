"""Why a year cannot be divided or billed, in words that say what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.newcomers.funding import client_pxweb
from seutu.newcomers.funding.actions import bases, billing, pools, years
from seutu.newcomers.funding.presentation.amounts import percentage
from seutu.newcomers.funding.queries.years import BasisMissing, RuleMissing
from seutu.newcomers.funding.rules import json_stat
from seutu.newcomers.funding.rules.largest_remainder import NothingToSplitBy
from seutu.newcomers.funding.rules.percentages import NotAHundred
from seutu.newcomers.funding.rules.weights import NumberMissing, RuleKind

# What a year's split may be refused by.
CANNOT_SPLIT = (RuleMissing, BasisMissing, NothingToSplitBy, NumberMissing, NotAHundred)
CANNOT_BILL = (
    *CANNOT_SPLIT,
    billing.YearClosed,
    billing.YearOpen,
    billing.NothingToBill,
    billing.CostsMissing,
    billing.NoSuchPartApart,
    billing.NotTheLast,
    billing.InvoicedAlready,
)
CANNOT_CHANGE = (
    years.YearClosed,
    years.YearsOverlap,
    years.EndsBeforeStart,
    years.NotApproved,
    years.NotOfThisPool,
    years.NotAPartner,
    years.NegativeCost,
    pools.TakesPartAlready,
    pools.LeavesBeforeJoining,
    pools.TouchesClosedYear,
)
CANNOT_READ = (bases.NoSuchTable, client_pxweb.PxWebError, json_stat.NotStatistics)

_WORDS: dict[type[Exception], Any] = {
    RuleMissing: gettext_lazy("Choose first the rule by which the year is divided."),
    BasisMissing: gettext_lazy("Choose first an approved basis: the rule divides by headcount."),
    NothingToSplitBy: gettext_lazy("There is nothing to divide by: all the numbers are zero, or nobody takes part."),
    billing.YearClosed: gettext_lazy("The year has been settled. Only a correction can be made to it."),
    billing.YearOpen: gettext_lazy("The year has not been settled yet. Change its costs instead."),
    billing.NothingToBill: gettext_lazy("There is nothing to bill: write an amount above zero, or another cost."),
    billing.CostsMissing: gettext_lazy("Write first what the year did cost."),
    billing.NoSuchPartApart: gettext_lazy("The rule divides nothing apart from the rest."),
    billing.NotTheLast: gettext_lazy("Later instalments were computed on top of this one. Take them back first."),
    billing.InvoicedAlready: gettext_lazy("A bill has been sent already. Make a correction instead."),
    years.YearClosed: gettext_lazy("The year has been settled: its basis, rule and figures stand."),
    years.YearsOverlap: gettext_lazy("Another year has some of these days. Change the days."),
    years.EndsBeforeStart: gettext_lazy("The last day is before the first one. Change the days."),
    years.NotApproved: gettext_lazy("The basis is a draft. Approve it first."),
    years.NotOfThisPool: gettext_lazy("The rule or the basis belongs to something else. Choose again."),
    years.NotAPartner: gettext_lazy("The figures have a municipality that takes no part."),
    years.NegativeCost: gettext_lazy("A cost cannot be below zero. Write 0 or more."),
    pools.TakesPartAlready: gettext_lazy("The municipality takes part already. Change its days."),
    pools.LeavesBeforeJoining: gettext_lazy("The last day is before the first one. Change the days."),
    bases.NoSuchTable: gettext_lazy("The settings name no table of these numbers. Bring them as a file."),
    bases.ApprovedAlready: gettext_lazy("The basis has been approved: nothing of it changes any more."),
    bases.NoNumbers: gettext_lazy("The basis has no numbers. Discard it, and bring the numbers anew."),
}

_SERVICE: dict[client_pxweb.Why, Any] = {
    client_pxweb.Why.UNREACHABLE: gettext_lazy(
        "The service of statistics cannot be reached. Try again later, or bring the numbers as a file."
    ),
    client_pxweb.Why.BUSY: gettext_lazy("The service of statistics is busy. Try again in a few minutes."),
    client_pxweb.Why.REFUSED: gettext_lazy(
        "The service of statistics refused the question (%(about)s). Check the table in the settings."
    ),
    client_pxweb.Why.NOT_JSON: gettext_lazy(
        "The service of statistics answered something else than numbers. Check the address in the settings."
    ),
    client_pxweb.Why.TOO_LARGE: gettext_lazy("The answer is larger than 10 megabytes. It was not read."),
    client_pxweb.Why.NO_SUCH_VARIABLE: gettext_lazy("The table has not what the settings ask for: %(about)s."),
    client_pxweb.Why.NO_SUCH_TIME: gettext_lazy("The table does not have this year: %(about)s."),
    client_pxweb.Why.NO_MUNICIPALITIES: gettext_lazy("The table has none of the municipalities that take part."),
}

_FILE: dict[json_stat.Why, Any] = {
    json_stat.Why.NOT_JSON: gettext_lazy("The file begins as JSON, and is broken further on."),
    json_stat.Why.NOT_JSON_STAT: gettext_lazy(
        "The file is JSON and not JSON-stat 2. Choose “JSON-stat 2” when saving."
    ),
    json_stat.Why.NO_MUNICIPALITIES: gettext_lazy("There is no municipality code, such as KU167 or 167."),
    json_stat.Why.MANY_VALUES: gettext_lazy(
        "There are several values of “%(about)s” for each municipality. Choose one of them when saving."
    ),
    json_stat.Why.WRONG_SIZE: gettext_lazy("The file says it has another number of values than it has. %(about)s"),
    json_stat.Why.TOO_LARGE: gettext_lazy("The file is too large."),
    json_stat.Why.NOT_WHOLE: gettext_lazy("Here is no whole number: %(about)s."),
    json_stat.Why.NOT_A_TABLE: gettext_lazy("The file is no table of codes and numbers. Look at line %(about)s."),
    json_stat.Why.TWICE: gettext_lazy("A municipality is there twice: %(about)s."),
}


def refusal(error: Exception, names: Mapping[str, str] | None = None) -> str:
    """What to tell of ``error``; ``names`` are those of municipalities by their codes."""
    told = _TELLING.get(type(error))
    return told(error, names or {}) if told else str(_WORDS[type(error)])


def _numbers_missing(error: Any, names: Mapping[str, str]) -> str:
    which = ", ".join(names.get(code, code) for code in error.codes)
    if error.kind is RuleKind.USE:
        return _("The figures of use are missing: %(which)s.") % {"which": which}
    if error.kind is RuleKind.PERCENTAGES:
        return _("The rule has no percentage for these: %(which)s.") % {"which": which}
    return _("The basis has no number of these: %(which)s.") % {"which": which}


def _not_a_hundred(error: Any, names: Mapping[str, str]) -> str:
    return _("The percentages add up to %(total)s, not to 100.") % {"total": percentage(error.total)}


def _closed_year(error: Any, names: Mapping[str, str]) -> str:
    return _("The year %(year)s has been settled, and these days would move it.") % {"year": error.name}


def _service(error: Any, names: Mapping[str, str]) -> str:
    return str(_SERVICE[error.why]) % {"about": error.about}


def _file(error: Any, names: Mapping[str, str]) -> str:
    return (str(_FILE[error.why]) % {"about": error.about}).strip()


_TELLING: dict[type[Exception], Callable[[Any, Mapping[str, str]], str]] = {
    NumberMissing: _numbers_missing,
    NotAHundred: _not_a_hundred,
    pools.TouchesClosedYear: _closed_year,
    client_pxweb.PxWebError: _service,
    json_stat.NotStatistics: _file,
}
