"""The codes of the register that are no code lists of their own: what is chosen from a few fixed words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MunicipalityKind(models.TextChoices):
    """What is known of where somebody lives."""

    NAMED = "named", _("a municipality of the region")
    OTHER_FINNISH = "other_finnish", _("another Finnish municipality")
    NONE = "none", _("no municipality of residence")
    UNKNOWN = "unknown", _("not known")


class Gender(models.TextChoices):
    """Gender, as funders ask for it."""

    WOMAN = "woman", _("woman")
    MAN = "man", _("man")
    OTHER = "other", pgettext_lazy("gender", "other")
    NO_ANSWER = "no_answer", _("does not want to tell")
    NOT_ASKED = "not_asked", _("not asked")


class AgeBand(models.TextChoices):
    """Age in bands that answer both AMIF (under 18, 18–60, over 60) and ESF+ (under 18, 18–29, 55 and over)."""

    CHILD = "0_17", _("under 18")
    YOUNG = "18_29", _("18–29")
    MIDDLE = "30_54", _("30–54")
    OLDER = "55_60", _("55–60")
    OLD = "61", _("over 60")
    NO_ANSWER = "no_answer", _("does not want to tell")
    NOT_ASKED = "not_asked", _("not asked")


class CitizenshipGroup(models.TextChoices):
    """Citizenship in groups so coarse that a small municipality's row identifies nobody."""

    FINLAND = "finland", _("Finland")
    EU_EFTA = "eu_efta", _("another EU or EFTA country")
    UKRAINE = "ukraine", _("Ukraine")
    RUSSIA = "russia", _("Russia")
    OTHER_EUROPE = "other_europe", _("another European country")
    AFRICA = "africa", _("Africa")
    WEST_ASIA = "west_asia", _("the Middle East and Central Asia")
    EAST_ASIA = "east_asia", _("South and East Asia")
    OTHER = "other", pgettext_lazy("citizenship", "another country, or stateless")
    NO_ANSWER = "no_answer", _("does not want to tell")
    NOT_ASKED = "not_asked", _("not asked")


class YearsBand(models.TextChoices):
    """How long somebody has lived in Finland; three years is where duties of the Integration Act end."""

    UNDER_1 = "under_1", _("less than a year")
    FROM_1_TO_3 = "1_to_3", _("1–3 years")
    FROM_3_TO_5 = "3_to_5", _("3–5 years")
    OVER_5 = "over_5", _("more than 5 years")
    NO_ANSWER = "no_answer", _("does not want to tell")
    NOT_ASKED = "not_asked", _("not asked")


class BasisGroup(models.TextChoices):
    """On what basis somebody lives in Finland (oleskelun peruste)."""

    WORK = "work", pgettext_lazy("basis", "work")
    STUDIES = "studies", pgettext_lazy("basis", "studies")
    FAMILY = "family", pgettext_lazy("basis", "family")
    INTERNATIONAL_PROTECTION = "international_protection", _("international protection")
    TEMPORARY_PROTECTION = "temporary_protection", _("temporary protection")
    RETURN = "return", pgettext_lazy("basis", "return migration")
    OTHER = "other", pgettext_lazy("basis", "other")
    NO_ANSWER = "no_answer", _("does not want to tell")
    NOT_ASKED = "not_asked", _("not asked")


class VisitKind(models.TextChoices):
    """Whether somebody came for the first time, by their own word."""

    FIRST = "first", _("first time")
    RETURNING = "returning", _("has been here before")
    NOT_ASKED = "not_asked", _("not asked")


class Channel(models.TextChoices):
    """How a contact went (asiointitapa)."""

    PHONE = "phone", _("phone call")
    VISIT = "visit", pgettext_lazy("channel", "visit")
    BOOKED_VISIT = "booked_visit", _("booked visit")
    TEAMS = "teams", _("Teams")
    EMAIL = "email", pgettext_lazy("channel", "e-mail")
    CHAT = "chat", _("chat or text message")
    OUTREACH = "outreach", _("outreach work")
    GROUP = "group", _("group session")
    E_FORM = "e_form", pgettext_lazy("channel", "e-form")
    LETTER = "letter", pgettext_lazy("channel", "letter")


class Interpreting(models.TextChoices):
    """How a contact was interpreted."""

    NONE = "none", _("no interpreter")
    ON_SITE = "on_site", _("interpreter on site")
    PHONE = "phone", _("interpreter by phone")
    VIDEO = "video", _("interpreter by video")


class Reach(models.TextChoices):
    """Whether the other person was there; no-shows are counted apart."""

    REACHED = "reached", _("reached")
    NOT_REACHED = "not_reached", _("not reached")
    NO_SHOW = "no_show", _("no-show")


class OnBehalf(models.TextChoices):
    """On whose behalf somebody was in touch."""

    CLIENT = "client", _("the client")
    RELATIVE = "relative", _("a relative")
    MUNICIPAL_WORKER = "municipal_worker", _("a municipal worker")
    EMPLOYER = "employer", _("an employer")
    ASSOCIATION = "association", _("an association")


class Outcome(models.TextChoices):
    """What came of a contact."""

    ADVISED = "advised", _("advised")
    FORM_FILLED = "form_filled", _("form filled in")
    BOOKING_MADE = "booking_made", _("appointment booked")
    REFERRED = "referred", _("referred to a service")
    QUESTION_RAISED = "question_raised", _("question to an expert")
    ASSESSMENT_STARTED = "assessment_started", _("assessment started")
    PLAN_STARTED = "plan_started", _("integration plan started")
    NOTHING = "nothing", pgettext_lazy("outcome", "no outcome")


class OtherWorkKind(models.TextChoices):
    """Work that is no contact with a client."""

    REPORTING = "reporting", _("reporting")
    NETWORKING = "networking", _("networking")
    TRAINING = "training", _("own training")
    PLANNING = "planning", _("planning and development")
    COMMUNICATION = "communication", _("communications")
    OTHER = "other", pgettext_lazy("work", "other")


class WhyRemoved(models.TextChoices):
    """Why an entry of work was taken away; kept in the trail alone."""

    MISTAKE = "mistake", pgettext_lazy("removal", "it was written by mistake")
    TWICE = "twice", pgettext_lazy("removal", "it was logged twice")
    NOT_HELD = "not_held", pgettext_lazy("removal", "it did not take place")
    OTHER = "other", pgettext_lazy("removal", "another reason")


class NameKind(models.TextChoices):
    """Which of a person's names it is."""

    CURRENT = "current", _("current name")
    FORMER = "former", _("former name")
    VARIANT = "variant", _("another spelling")
    ORIGINAL = "original", _("in the original script")


class Relation(models.TextChoices):
    """What a member of a household is to the client."""

    SPOUSE = "spouse", _("spouse or partner")
    CHILD = "child", pgettext_lazy("relation", "child")
    PARENT = "parent", _("parent")
    SIBLING = "sibling", _("sibling")
    OTHER = "other", pgettext_lazy("relation", "other")


class ClosingReason(models.TextChoices):
    """Why the service of a client ended."""

    GOALS_REACHED = "goals_reached", _("the goals were reached")
    PERIOD_ENDED = "period_ended", _("the period of the law ended")
    MOVED = "moved", _("moved to another municipality")
    LEFT_FINLAND = "left_finland", _("moved away from Finland")
    NO_CONTACT = "no_contact", _("could not be reached")
    OWN_WISH = "own_wish", _("the client's own wish")
    DIED = "died", _("died")
    OTHER = "other", pgettext_lazy("closing", "another reason")


class SystemOfRecord(models.TextChoices):
    """Where an assessment or a plan is kept by law (ensisijainen järjestelmä)."""

    LOCAL = "local", _("this register")
    KOTO_AJ = "koto_aj", _("Koto-AJ (national integration client system)")
    A_TMT = "a_tmt", _("A-TMT (system of the employment authority)")


class GrantLevel(models.TextChoices):
    """What an access grant lets one do."""

    READ = "read", pgettext_lazy("access", "read")
    WRITE = "write", pgettext_lazy("access", "read and write")
