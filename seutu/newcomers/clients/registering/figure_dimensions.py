"""By what the figures of the register can be broken down."""

from __future__ import annotations

from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.models import FundingCode, StatusRecord, Topic, choices
from seutu.newcomers.clients.queries import figure_words as words
from seutu.shared.core.figures import Dimension, dimensions

# From a few fixed words: label, words, and whether it tells of the person or of what was done for them.
_FIXED: tuple[tuple[str, Any, type[Choices], bool], ...] = (
    ("channel", _("channel"), choices.Channel, False),
    ("reach", _("reached or not"), choices.Reach, False),
    ("interpreting", _("interpreter"), choices.Interpreting, True),
    ("age_band", _("age"), choices.AgeBand, True),
    ("gender", _("gender"), choices.Gender, True),
    ("citizenship_group", _("citizenship"), choices.CitizenshipGroup, True),
    ("years_band", _("years in Finland"), choices.YearsBand, True),
    ("basis_group", _("basis of residence"), choices.BasisGroup, True),
    ("visit_kind", _("first time or returning"), choices.VisitKind, True),
    ("on_behalf", _("on whose behalf"), choices.OnBehalf, True),
    ("outcome", pgettext_lazy("contact", "outcome"), choices.Outcome, True),
    ("status_point", _("when the status was recorded"), StatusRecord.Point, False),
    ("work_status", _("status in working life"), StatusRecord.Work, True),
    ("studies_status", _("status in studies"), StatusRecord.Studies, True),
)
_NOT_NAMED = [kind.value for kind in choices.MunicipalityKind if kind != choices.MunicipalityKind.NAMED]


def register_dimensions() -> None:
    """Register what stands above, and what is named by tables."""
    for dimension in (*_of_places(), *_of_languages(), *_of_codes()):
        dimensions.register(dimension)
    for order, (key, label, known, about_person) in enumerate(_FIXED, start=30):
        dimensions.register(
            Dimension(
                key=key,
                order=order,
                label=label,
                words=words.words_of_choices(known),
                arranged=words.in_order_of(known.values),
                about_person=about_person,
            )
        )


def _of_places() -> tuple[Dimension, ...]:
    return (
        Dimension(
            key="provider_municipality",
            order=10,
            label=_("provider municipality"),
            words=words.words_of_municipalities,
            arranged=words.in_order_of_names(words.words_of_municipalities),
        ),
        Dimension(
            key="client_municipality",
            order=11,
            label=_("client's municipality"),
            words=words.words_of_municipalities,
            arranged=words.in_order_of_names(words.words_of_municipalities, _NOT_NAMED),
            about_person=True,
        ),
        Dimension(
            key="unit",
            order=12,
            label=_("unit"),
            words=words.words_of_units,
            arranged=words.in_order_of_names(words.words_of_units),
        ),
    )


def _of_languages() -> tuple[Dimension, ...]:
    labels = (("service_language", _("language of service")), ("own_language", _("own language")))
    return tuple(
        Dimension(
            key=key,
            order=order,
            label=label,
            words=words.words_of_languages,
            arranged=words.in_order_of_names(words.words_of_languages),
            about_person=True,
        )
        for order, (key, label) in enumerate(labels, start=20)
    )


def _of_codes() -> tuple[Dimension, ...]:
    return (
        Dimension(
            key="topic",
            order=22,
            label=_("topic"),
            words=words.words_of_codes(Topic),
            arranged=words.in_order_of_codes(Topic),
            about_person=True,
        ),
        Dimension(
            key="funding_code",
            order=50,
            label=_("funding code"),
            words=words.words_of_codes(FundingCode),
            arranged=words.in_order_of_codes(FundingCode),
        ),
        Dimension(
            key="work_kind",
            order=51,
            label=_("kind of work"),
            words=words.words_of(words.WORK_KINDS),
            arranged=words.in_order_of(words.WORK_KINDS),
        ),
    )
