"""A meeting of a body, who was there, and who checks its minutes."""

from __future__ import annotations

import datetime as dt
import re

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models.kinds import (
    AttendanceRole,
    CheckerRole,
    MeetingKind,
    MeetingState,
)
from seutu.shared.core import clock
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Body, Organization

# Our own ids begin above any id that a Dynasty server has given: those are a year and a running number of at most six
# digits. So an address with a source's id and one with ours can never be taken for each other.
OWN_IDS_FROM = 10**10
NUMBER_OF_A_SOURCE = re.compile(r"[1-9][0-9]{0,9}")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def with_public_id(self, public_id: int) -> MeetingQuerySet:
        """The meetings that this number in an address leads to: one at most within a municipality.

        Our own number keeps leading to a meeting that later got the id of another system: its address was published.
        """
        if public_id > OWN_IDS_FROM:
            return self.filter(pk=public_id - OWN_IDS_FROM)
        return self.filter(legacy_id=str(public_id))

    def newest_first(self) -> MeetingQuerySet:
        return self.order_by("-starts_at", "-pk")


class Meeting(Record):
    """A body coming together: its agenda first, its minutes later."""

    class Origin(models.TextChoices):
        OWN = "own", _("made here")
        HARVESTED = "harvested", _("brought in from another system")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="meetings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices, default=Origin.OWN)
    legacy_id = models.CharField(_("id in the source system"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=MeetingKind.choices, default=MeetingKind.ORDINARY)
    state = models.CharField(_("state"), max_length=20, choices=MeetingState.choices, default=MeetingState.DRAFT)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    year = models.PositiveIntegerField(_("year"))
    starts_at = models.DateTimeField(_("begins"))
    has_time = models.BooleanField(_("time of day is known"), default=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=8, default="fi")
    video_url = models.URLField(_("address of the video"), max_length=400, blank=True)
    agenda_published_at = models.DateTimeField(_("agenda published"), null=True, blank=True)
    minutes_checked_on = models.DateField(_("minutes checked"), null=True, blank=True)
    minutes_published_at = models.DateTimeField(_("minutes published"), null=True, blank=True)
    displayed_on = models.DateField(
        _("on display online from"),
        null=True,
        blank=True,
        help_text=_("The day from which the minutes are on display online (Local Government Act, section 140)."),
    )
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [
            models.Index(fields=["-starts_at"], name="meeting_newest"),
            models.Index(fields=["organization", "-starts_at"], name="meeting_by_organization"),
            models.Index(fields=["body", "-starts_at"], name="meeting_by_body"),
            models.Index(fields=["state", "-starts_at"], name="meeting_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "legacy_id"], condition=~Q(legacy_id=""), name="meeting_legacy_id_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.MINUTES_PUBLISHED)
                | Q(origin="harvested")
                | Q(minutes_checked_on__isnull=False),
                name="meeting_published_only_when_checked",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.MINUTES_PUBLISHED, minutes_published_at__isnull=False)
                | (~Q(state=MeetingState.MINUTES_PUBLISHED) & Q(minutes_published_at__isnull=True)),
                name="meeting_has_publishing_time_when_minutes_published",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.AGENDA_PUBLISHED) | Q(agenda_published_at__isnull=False),
                name="meeting_has_publishing_time_when_agenda_published",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="meeting_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.day.isoformat()}"

    @property
    def public_id(self) -> int:
        """The number in the meeting's address: the source's own where it is one, else ours."""
        return int(self.legacy_id) if NUMBER_OF_A_SOURCE.fullmatch(self.legacy_id) else OWN_IDS_FROM + self.pk

    @property
    def day(self) -> dt.date:
        """The day in Helsinki on which the meeting begins."""
        return clock.day_of(self.starts_at)


class Attendance(models.Model):
    """One person's presence at a meeting, as minuted."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    position = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=20, choices=AttendanceRole.choices)
    title = models.CharField(_("title"), max_length=200, blank=True)
    arrived_at = models.TimeField(_("arrived"), null=True, blank=True)
    left_at = models.TimeField(_("left"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    deputises_for = models.CharField(_("stands in for"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="attendance_position_once")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} #{self.position}"


class Checker(models.Model):
    """One of those who check the minutes of a meeting: its chair, or a checker (pöytäkirjantarkastaja)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="checkers")
    position = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=10, choices=CheckerRole.choices, default=CheckerRole.CHECKER)
    checked_on = models.DateField(_("checked"), null=True, blank=True)

    class Meta:
        verbose_name = _("checker of the minutes")
        verbose_name_plural = _("checkers of the minutes")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="checker_position_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} #{self.position}"
