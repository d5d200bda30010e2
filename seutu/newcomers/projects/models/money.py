"""What a project may cost, what it has cost, and what the funder and the municipalities pay of it. All in cents."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.projects.models.parts import ProjectPart
from seutu.newcomers.projects.models.people import Partner
from seutu.newcomers.projects.models.project import Project
from seutu.shared.core.models import Record

# What a year can be: wide enough for any project, narrow enough for a slip of the hand.
FIRST_YEAR, LAST_YEAR = 2000, 2100


class CostKind(ProjectPart):
    """A kind of cost (kustannuslaji) of a project, which the funder accepts or does not."""

    name_fi = models.CharField(_("name in Finnish"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    is_eligible = models.BooleanField(_("eligible: the funder accepts it"), default=True)
    position = models.PositiveSmallIntegerField(_("place in lists"), default=100)

    class Meta:
        verbose_name = _("kind of cost")
        verbose_name_plural = _("kinds of cost")
        ordering = ["position", "name_fi", "pk"]
        constraints = [models.UniqueConstraint(fields=["project", "name_fi"], name="cost_kind_once_in_project")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in Finnish."""
        return (self.name_sv if get_language() == "sv" else "") or self.name_fi


class BudgetLine(ProjectPart):
    """What one kind of cost may come to in one year."""

    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.ForeignKey(CostKind, models.PROTECT, related_name="budget_lines", verbose_name=_("kind of cost"))
    amount_cents = models.BigIntegerField(_("amount"))

    class Meta:
        verbose_name = _("line of the budget")
        verbose_name_plural = _("budget")
        ordering = ["year", "kind__position", "kind__name_fi", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "year", "kind"], name="budget_once_for_year_and_kind"),
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="budget_is_not_negative"),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="budget_year_is_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind.name} {self.year}"


class LedgerImport(Record):
    """A file of the ledger brought in, or waiting to be: undone as a whole."""

    class State(models.TextChoices):
        READ = "read", pgettext_lazy("ledger", "read, not brought in")
        DONE = "done", pgettext_lazy("ledger", "brought in")
        UNDONE = "undone", pgettext_lazy("ledger", "undone")

    project = models.ForeignKey(Project, models.CASCADE, related_name="ledger_imports")
    state = models.CharField(_("state"), max_length=6, choices=State.choices, default=State.READ)
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True)
    fingerprint = models.CharField(_("fingerprint of the file"), max_length=64)
    # The table as it was read: headings, numbers of rows, rows. Taken away when the import is done.
    table = models.JSONField(_("rows"), default=dict, blank=True)
    # Rows that were left out, each with its number and the code of the reason: the report of the import.
    left_out = models.JSONField(_("rows left out"), default=list, blank=True)
    row_count = models.PositiveIntegerField(_("rows in the file"), default=0)
    brought_count = models.PositiveIntegerField(_("rows brought in"), default=0)
    known_count = models.PositiveIntegerField(_("rows that were there already"), default=0)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(_("brought in"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        verbose_name = _("import of the ledger")
        verbose_name_plural = _("imports of the ledger")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["read", "done", "undone"]), name="ledger_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="read") | Q(done_at__isnull=False), name="ledger_brought_in_has_its_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") | Q(undone_at__isnull=False), name="ledger_undone_has_its_time"
            ),
            models.UniqueConstraint(
                fields=["project", "fingerprint"], condition=Q(state="done"), name="ledger_file_once_in_project"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("projects:ledger", args=[self.project.slug, self.pk])


class LedgerAccount(Record):
    """Which kind of cost an account of the ledger is, for one project; without ``kind`` its rows stay out."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="ledger_accounts")
    account = models.CharField(_("account"), max_length=120)
    kind = models.ForeignKey(CostKind, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("account of the ledger")
        verbose_name_plural = _("accounts of the ledger")
        ordering = ["account", "pk"]
        constraints = [models.UniqueConstraint(fields=["project", "account"], name="ledger_account_once_in_project")]

    def __str__(self) -> str:
        return self.account


class ActualCost(ProjectPart):
    """A cost as it stands in the ledger, or as it was written by hand; a correction is a row with a minus."""

    DAY = "booked_on"

    kind = models.ForeignKey(CostKind, models.PROTECT, related_name="costs", verbose_name=_("kind of cost"))
    booked_on = models.DateField(_("booked on"))
    amount_cents = models.BigIntegerField(_("amount"))
    account = models.CharField(_("account"), max_length=120, blank=True)
    voucher = models.CharField(_("voucher"), max_length=60, blank=True)
    description = models.CharField(_("explanation in the ledger"), max_length=200, blank=True)
    ledger_import = models.ForeignKey(
        LedgerImport, models.CASCADE, null=True, blank=True, related_name="costs", verbose_name=_("import")
    )
    row_number = models.PositiveIntegerField(_("row in the file"), null=True, blank=True)
    # What the row says, and the how manyth of its like it is: the same row of another file is known by them.
    row_key = models.CharField(_("fingerprint of the row"), max_length=64, blank=True)
    repeat = models.PositiveIntegerField(_("how manyth of its like"), default=1)

    class Meta:
        verbose_name = _("actual cost")
        verbose_name_plural = _("actual costs")
        ordering = ["booked_on", "voucher", "pk"]
        indexes = [models.Index(fields=["project", "booked_on"], name="cost_of_project_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "row_key", "repeat"], condition=~Q(row_key=""), name="ledger_row_once_in_project"
            ),
            models.CheckConstraint(
                condition=Q(ledger_import__isnull=True, row_key="")
                | (Q(ledger_import__isnull=False, row_number__isnull=False) & ~Q(row_key="")),
                name="cost_from_a_ledger_knows_its_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booked_on} {self.amount_cents}"


class PaymentClaim(ProjectPart):
    """A claim for payment (maksatushakemus) to the funder: asked, granted, paid."""

    DAY = "starts_on"

    class State(models.TextChoices):
        PREPARED = "prepared", pgettext_lazy("claim", "being prepared")
        SENT = "sent", pgettext_lazy("claim", "sent")
        GRANTED = "granted", pgettext_lazy("claim", "granted")
        PAID = "paid", pgettext_lazy("claim", "paid")
        REFUSED = "refused", pgettext_lazy("claim", "refused")

    starts_on = models.DateField(_("first day of the period"))
    ends_on = models.DateField(_("last day of the period"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PREPARED)
    asked_cents = models.BigIntegerField(pgettext_lazy("claim", "asked"))
    granted_cents = models.BigIntegerField(_("granted"), null=True, blank=True)
    paid_cents = models.BigIntegerField(_("paid"), null=True, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    reference = models.CharField(_("number of the claim"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("claim for payment")
        verbose_name_plural = _("claims for payment")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="claim_ends_after_start"),
            models.CheckConstraint(
                condition=Q(asked_cents__gte=0)
                & (Q(granted_cents__isnull=True) | Q(granted_cents__gte=0))
                & (Q(paid_cents__isnull=True) | Q(paid_cents__gte=0)),
                name="claim_is_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(paid_cents__isnull=False), name="claim_paid_has_its_sum"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "paid"]) | Q(granted_cents__isnull=False),
                name="claim_granted_has_its_sum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}–{self.ends_on}"


class MunicipalShare(ProjectPart):
    """How far a municipality's own share of one year has come: in its budget, decided, invoiced."""

    class Stage(models.TextChoices):
        IN_BUDGET = "in_budget", _("in the budget of the year")
        DECIDED = "decided", pgettext_lazy("share", "decided")
        INVOICED = "invoiced", pgettext_lazy("share", "invoiced")

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="shares", verbose_name=_("municipality"))
    year = models.PositiveSmallIntegerField(_("year"))
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices)
    amount_cents = models.BigIntegerField(_("amount"), null=True, blank=True)
    reached_on = models.DateField(_("day"), null=True, blank=True)
    reference = models.CharField(_("decision or invoice"), max_length=200, blank=True)
    # The computation in the split of costs from which the amount comes: an opaque key of that app.
    funding_key = models.CharField(max_length=80, blank=True, editable=False)

    class Meta:
        verbose_name = _("municipality's own share")
        verbose_name_plural = _("municipalities' own shares")
        ordering = ["year", "partner__organization__name_fi", "partner__outside_name", "stage", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "year", "stage"], name="share_once_for_year_and_stage"),
            models.CheckConstraint(
                condition=Q(stage__in=["in_budget", "decided", "invoiced"]), name="share_stage_is_known"
            ),
            models.CheckConstraint(condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="share_year_is_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.stage}"
