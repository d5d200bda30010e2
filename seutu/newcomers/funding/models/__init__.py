"""What the split of costs keeps; one file for each aggregate."""

from seutu.newcomers.funding.models.bases import Basis, Definition, StatisticsAnswer
from seutu.newcomers.funding.models.pools import CostPool, PoolMember
from seutu.newcomers.funding.models.split_rules import ApartKind, SplitKind, SplitRule, StateBase, StateRounding
from seutu.newcomers.funding.models.years import CostShare, CostYear, Instalment, UseNumber

__all__ = [
    "ApartKind",
    "Basis",
    "CostPool",
    "CostShare",
    "CostYear",
    "Definition",
    "Instalment",
    "PoolMember",
    "SplitKind",
    "SplitRule",
    "StateBase",
    "StateRounding",
    "StatisticsAnswer",
    "UseNumber",
]
