"""Our task table behind the interface of django-tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from seutu.shared.core import clock
from seutu.shared.tasks.models import MOST_ATTEMPTS, State, WaitingTask

STATUSES = {
    State.WAITING: TaskResultStatus.READY,
    State.RUNNING: TaskResultStatus.RUNNING,
    State.DONE: TaskResultStatus.SUCCESSFUL,
    State.FAILED: TaskResultStatus.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTask(Task[Any, Any]):
    """A task that says how often it may be tried: ``@task(max_attempts=3)``."""

    max_attempts: int = MOST_ATTEMPTS


class TableBackend(BaseTaskBackend):
    """Writes a row in the caller's own transaction: work is there if, and only if, what asked for it was committed."""

    task_class = TableTask
    supports_defer = True
    supports_async_task = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Write the row.

        :raises InvalidTaskError: the arguments are not JSON, or no worker could find the function by its name.
        """
        self.validate_task(task)
        return self.result_of(self.write(task, args, kwargs), task)

    def write(self, task: Task[Any, Any], args: Any, kwargs: Any, unique_key: str = "") -> WaitingTask:
        """The new row itself; with ``unique_key`` the database refuses a second unfinished one."""
        now = clock.now()
        try:
            arguments, named = normalize_json(list(args)), normalize_json(kwargs)
        except (TypeError, ValueError) as error:
            raise InvalidTaskError(f"{task.module_path}: arguments must be JSON ({error})") from error
        return WaitingTask.objects.create(
            name=task.module_path,
            args=arguments,
            kwargs=named,
            queue=task.queue_name,
            priority=task.priority,
            unique_key=unique_key,
            run_after=task.run_after or now,
            enqueued_at=now,
            max_attempts=getattr(task, "max_attempts", MOST_ATTEMPTS),
        )

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """What has become of a piece of work.

        :raises TaskResultDoesNotExist: there is no such row, or it was pruned.
        """
        row = WaitingTask.objects.filter(pk=result_id).first() if result_id.isdecimal() else None
        if row is None:
            raise TaskResultDoesNotExist(result_id)
        return self.result_of(row, import_string(row.name))

    def result_of(self, row: WaitingTask, task: Task[Any, Any]) -> TaskResult[Any]:
        """A row in the words of django-tasks."""
        path, _, message = row.last_error.partition(": ")
        result: TaskResult[Any] = TaskResult(
            task=task,
            id=str(row.pk),
            status=STATUSES[State(row.state)],
            enqueued_at=row.enqueued_at,
            started_at=row.started_at,
            finished_at=row.finished_at,
            last_attempted_at=row.attempted_at,
            args=row.args,
            kwargs=row.kwargs,
            backend=self.alias,
            errors=[TaskError(exception_class_path=path, traceback=message)] if row.last_error else [],
            worker_ids=[row.leased_by] * row.attempts,
        )
        object.__setattr__(result, "_return_value", row.return_value)
        return result
