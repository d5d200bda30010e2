"""What the clock starts: each piece of daily work is asked for once a day, by whichever worker looks first."""

from __future__ import annotations

from django.core.management import call_command
from django_tasks import task

from seutu.shared.core import clock
from seutu.shared.core.registry import daily_work
from seutu.shared.tasks.actions import enqueue_once
from seutu.shared.tasks.models import WaitingTask


def ask_for_daily_work() -> int:
    """Ask for the work whose hour has come and that nobody has asked for today; says how much that was.

    Two workers who ask in the same instant ask for the same work; should it be done twice, that does no harm.
    """
    now = clock.now().astimezone(clock.HELSINKI)
    asked = 0
    for entry in daily_work.entries():
        key = f"tasks.daily:{entry.key}:{now.date().isoformat()}"
        if now.hour >= entry.from_hour and not WaitingTask.objects.filter(unique_key=key).exists():
            enqueue_once(do_daily_work, key, entry.key)
            asked += 1
    return asked


@task
def do_daily_work(key: str) -> None:
    """Run the command of a piece of daily work. Work that no app knows any more is nothing to do."""
    for entry in daily_work.entries():
        if entry.key == key:
            call_command(entry.command)
