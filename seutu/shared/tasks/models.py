"""Work that waits, and the workers that do it."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST_ATTEMPTS = 10


class State(models.TextChoices):
    """Where a piece of work stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


UNFINISHED = (State.WAITING, State.RUNNING)


class WaitingTaskQuerySet(models.QuerySet["WaitingTask"]):
    def due(self, at: dt.datetime) -> WaitingTaskQuerySet:
        """What a worker may take at ``at``: work whose time has come, or whose worker was lost; most urgent first."""
        waiting = Q(state=State.WAITING, run_after__lte=at)
        lost = Q(state=State.RUNNING, lease_until__lte=at)
        return self.filter(waiting | lost).order_by("-priority", "run_after", "pk")

    def unfinished(self) -> WaitingTaskQuerySet:
        """What is still to be done, or being done."""
        return self.filter(state__in=UNFINISHED)


class WaitingTask(models.Model):
    """A call of a task function that a worker makes later: by name, with arguments that are JSON.

    A worker holds a row by a lease with an end. When the worker dies, the lease runs out and another takes the row.
    Arguments are ids, never anything about a person.
    """

    name = models.CharField(_("name"), max_length=200)
    args = models.JSONField(_("arguments"), default=list)
    kwargs = models.JSONField(_("named arguments"), default=dict)
    queue = models.CharField(_("queue"), max_length=60, default="default")
    priority = models.SmallIntegerField(_("priority"), default=0)
    unique_key = models.CharField(_("unique key"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    run_after = models.DateTimeField(_("not before"))
    enqueued_at = models.DateTimeField(_("enqueued"))
    started_at = models.DateTimeField(_("first begun"), null=True, blank=True)
    attempted_at = models.DateTimeField(_("last begun"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    lease_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    leased_by = models.CharField(_("leased by"), max_length=100, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("most attempts"), default=MOST_ATTEMPTS)
    runs_again = models.BooleanField(_("runs again"), default=False)
    last_error = models.CharField(_("last error"), max_length=400, blank=True)
    return_value = models.JSONField(_("return value"), null=True, blank=True)

    objects = WaitingTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiting task")
        verbose_name_plural = _("waiting tasks")
        indexes = [
            models.Index(
                fields=["state", "run_after"],
                condition=Q(state__in=["waiting", "running"]),
                name="task_unfinished",
            ),
            models.Index(fields=["state", "finished_at"], name="task_finished"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unique_key"],
                condition=Q(state__in=["waiting", "running"]) & ~Q(unique_key=""),
                name="task_unfinished_once_for_a_key",
            ),
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False)
                | (~Q(state="running") & Q(lease_until__isnull=True)),
                name="task_leased_only_when_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at__isnull=True)
                | Q(state__in=["done", "failed"], finished_at__isnull=False),
                name="task_finished_when_done_or_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"


class WorkerHeartbeat(models.Model):
    """A worker that is running, and when it was last heard of."""

    worker = models.CharField(_("worker"), max_length=100, unique=True)
    started_at = models.DateTimeField(_("started"))
    beat_at = models.DateTimeField(_("last heard of"))

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return self.worker
