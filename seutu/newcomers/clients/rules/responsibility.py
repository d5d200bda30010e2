"""Who makes the assessment by law, and in which system it is kept."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from seutu.newcomers.clients.models import BasisGroup, Client, SystemOfRecord
from seutu.newcomers.clients.rules.path_law import judging_day, rule_of
from seutu.shared.law.entries import Rule

# Whom the municipality assesses because of who they are; others by need.
BY_GROUP = frozenset({BasisGroup.INTERNATIONAL_PROTECTION, BasisGroup.TEMPORARY_PROTECTION})


class Authority(enum.StrEnum):
    """An authority that makes assessments and plans."""

    EMPLOYMENT_AUTHORITY = "employment_authority"
    MUNICIPALITY = "municipality"


class Ground(enum.StrEnum):
    """Why it is that authority."""

    JOB_SEEKER = "job_seeker"
    GROUP = "group"
    NEED = "need"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who is responsible, why, by which rule, and the system in which such assessments and plans are kept."""

    authority: Authority
    ground: Ground
    system: SystemOfRecord
    rules: tuple[Rule, ...] = ()


def responsible_for(*, is_job_seeker: bool, basis_group: str, on: dt.date) -> Responsibility:
    """Who assesses a client by the law of a day: the employment authority job seekers, the municipality others."""
    rules = rule_of("assessment.start", on)
    if is_job_seeker:
        return Responsibility(Authority.EMPLOYMENT_AUTHORITY, Ground.JOB_SEEKER, SystemOfRecord.A_TMT, rules)
    ground = Ground.GROUP if basis_group in BY_GROUP else Ground.NEED
    return Responsibility(Authority.MUNICIPALITY, ground, SystemOfRecord.KOTO_AJ, rules)


def system_for(client: Client, began_on: dt.date) -> SystemOfRecord:
    """The system in which a stage of the client's path is kept that begins on a day."""
    on = judging_day(client.began_on, began_on)
    return responsible_for(is_job_seeker=client.is_job_seeker, basis_group=client.basis_group, on=on).system
