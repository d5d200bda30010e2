"""The kinds and states of the public record, named as in docs/glossary.md."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(models.TextChoices):
    """How far a meeting has come; each state follows the one before it."""

    DRAFT = "draft", _("draft")
    AGENDA_PUBLISHED = "agenda_published", _("agenda published")
    MINUTES_DRAFTED = "minutes_drafted", _("minutes being written")
    MINUTES_CHECKED = "minutes_checked", _("minutes checked")
    MINUTES_PUBLISHED = "minutes_published", _("minutes published")


class MeetingKind(models.TextChoices):
    ORDINARY = "ordinary", pgettext_lazy("meeting", "ordinary")
    EXTRAORDINARY = "extraordinary", pgettext_lazy("meeting", "extraordinary")
    ELECTRONIC = "electronic", pgettext_lazy("meeting", "electronic decision procedure")


class AttendanceRole(models.TextChoices):
    CHAIR = "chair", _("chair")
    VICE_CHAIR = "vice_chair", _("vice chair")
    MEMBER = "member", _("member")
    DEPUTY = "deputy", _("deputy member")
    PRESENTER = "presenter", _("presenting officer")
    MINUTE_TAKER = "minute_taker", _("minute-taker")
    EXPERT = "expert", _("expert")
    OTHER = "other", _("others present")
    ABSENT = "absent", _("absent")


class PartKind(models.TextChoices):
    """What a part of an item's text is. The order in a record is the part's own position, not this one."""

    BACKGROUND = "background", _("Background")
    PROPOSAL = "proposal", _("Proposed decision")
    COUNTER_PROPOSAL = "counter_proposal", _("Counter-proposal")
    HANDLING = "handling", _("Handling")
    DECISION = "decision", _("Decision")
    DISSENT = "dissent", _("Dissenting opinion")
    DISQUALIFICATION = "disqualification", _("Disqualification")
    EXPERT = "expert", _("Experts present")
    EXECUTION = "execution", _("Implementation")
    DISTRIBUTION = "distribution", _("Distribution")
    REMEDY = "remedy", _("Review and appeal")
    HISTORY = "history", _("Earlier handling")
    OTHER = "other", _("Other text")


# What an agenda shows before the minutes are out; everything else is born in or after the meeting.
AGENDA_PARTS = frozenset({PartKind.BACKGROUND, PartKind.PROPOSAL, PartKind.HISTORY})


class Outcome(models.TextChoices):
    UNANIMOUS = "unanimous", _("Approved unanimously")
    APPROVED = "approved", _("Approved")
    VOTE = "vote", _("Decided by vote")
    DEFERRED = "deferred", _("Deferred")
    REFERRED_BACK = "referred_back", _("Referred back")
    REMOVED = "removed", _("Removed from the agenda")
    REJECTED = "rejected", _("Rejected")
    NOTED = "noted", _("Noted")


class Remedy(models.TextChoices):
    """The ways to have a decision looked at again (KuntaL 410/2015 134–136 §)."""

    REVIEW_REQUEST = "review_request", _("request for review")
    MUNICIPAL = "municipal", _("municipal appeal")
    ADMINISTRATIVE = "administrative", _("administrative appeal")
    PROCUREMENT = "procurement", _("procurement rectification")
    BAN = "ban", _("no right of appeal")


class AttachmentKind(models.TextChoices):
    ATTACHMENT = "attachment", _("Attachment")
    SUPPORTING = "supporting", _("Supporting material")
    OTHER = "other", pgettext_lazy("attachment", "Other material")


class RecordState(models.TextChoices):
    """How far a record that is published alone has come: an office holder's decision, a notice, an initiative."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class AttendanceChangeKind(models.TextChoices):
    """What changed in who was there when an item was handled."""

    ARRIVED = "arrived", pgettext_lazy("attendance", "arrived")
    LEFT = "left", pgettext_lazy("attendance", "left")
    DISQUALIFIED = "disqualified", pgettext_lazy("attendance", "disqualified")


class CheckerRole(models.TextChoices):
    CHAIR = "chair", _("chair")
    CHECKER = "checker", _("checker of the minutes")


class VoteProcedure(models.TextChoices):
    """How a vote was held. Whoever votes by ballot is never named."""

    NAMED = "named", _("by calling names")
    ELECTRONIC = "electronic", pgettext_lazy("vote", "electronic")
    SHOW_OF_HANDS = "show_of_hands", _("by show of hands")
    BALLOT = "ballot", _("by closed ballot")


class ChoiceKind(models.TextChoices):
    YES = "yes", pgettext_lazy("vote", "Yes")
    NO = "no", pgettext_lazy("vote", "No")
    EMPTY = "empty", pgettext_lazy("vote", "Blank")
    ABSENT = "absent", pgettext_lazy("vote", "Absent")
    OTHER = "other", pgettext_lazy("vote", "Other")


class CorrectionKind(models.TextChoices):
    """Why a published text was changed (HL 434/2003 50–51 §)."""

    CLERICAL = "clerical", _("clerical error")
    FACTUAL = "factual", _("factual error")
    TECHNICAL = "technical", _("technical error in publishing")


class NoticeKind(models.TextChoices):
    """By which law a notice is on display: HL 434/2003 62 a § or KuntaL 410/2015 108 §."""

    PUBLIC = "public", _("public notice")
    MUNICIPAL = "municipal", _("municipal announcement")


class SeatRole(models.TextChoices):
    CHAIR = "chair", _("chair")
    VICE_CHAIR = "vice_chair", _("vice chair")
    MEMBER = "member", _("member")
    DEPUTY = "deputy", _("deputy member")


class InitiativeKind(models.TextChoices):
    COUNCIL = "council", _("council initiative")
    RESIDENTS = "residents", _("residents' initiative")


class InitiativeState(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("initiative", "submitted")
    IN_PREPARATION = "in_preparation", pgettext_lazy("initiative", "in preparation")
    ANSWERED = "answered", pgettext_lazy("initiative", "answered")
    CLOSED = "closed", pgettext_lazy("initiative", "closed")


class NotificationWay(models.TextChoices):
    """How a party is notified (HL 434/2003 59–60 §, act 13/2003 19 §)."""

    LETTER = "letter", _("letter")
    EMAIL = "email", _("e-mail, with consent")
    PROOF_OF_DELIVERY = "proof_of_delivery", _("proof of delivery")
