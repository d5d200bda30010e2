"""Tasks that only the tests ask for. Workers of other processes find them here by name."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django_tasks import task

FIRST_TRY_SECONDS = 60


@task()
def add(first: int, second: int) -> int:
    return first + second


@task(priority=50)
def add_urgently(first: int, second: int) -> int:
    return first + second


@task()
def fail_with(message: str) -> None:
    raise ValueError(message)


@task(max_attempts=2)
def fail_twice() -> None:
    raise ValueError("the neighbour does not answer")


@task()
def return_what_is_not_json() -> object:
    return object()


@task(takes_context=True)
def own_attempt(context: Any) -> list[Any]:
    return [context.task_result.id, context.attempt]


@task()
def save_person_twice(email: str) -> None:
    """Break a rule of the database on a row about a person."""
    people = get_user_model().objects
    for _ in range(2):
        with transaction.atomic():
            people.create(email=email, display_name="Veikko Vieras")


@task()
def hang_at_first(path: str) -> str:
    """Hang for a minute when nobody has tried yet, else end at once."""
    is_first = not Path(path).exists()
    _note(path, "begun")
    if is_first:
        time.sleep(FIRST_TRY_SECONDS)
    _note(path, "ended")
    return "whole"


@task()
def take_a_while(path: str, seconds: float) -> str:
    _note(path, "begun")
    time.sleep(seconds)
    _note(path, "ended")
    return "whole"


def _note(path: str, line: str) -> None:
    with Path(path).open("a") as file:
        file.write(f"{line}\n")


@task()
def write_and_hang(path: str) -> None:
    """Hang with the turn to write in hand."""
    with transaction.atomic():
        get_user_model().objects.create(email="veikko.vieras@example.fi", display_name="Veikko Vieras")
        _note(path, "begun")
        time.sleep(FIRST_TRY_SECONDS)
