"""What keeps figures from being complete: what a contact or a client does not say, and what came late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import models
from django.db.models import DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.models import AgeBand, BasisGroup, Gender, MunicipalityKind
from seutu.shared.core import clock

# Until then it is remembered what was done, and a month's report has not been made.
LATE_AFTER = dt.timedelta(days=7)


class Missing(models.TextChoices):
    """What may be missing of contacts; the value stands in addresses."""

    MUNICIPALITY = "kunta", _("client's municipality not known")
    BASIS = "peruste", _("basis of residence not asked")
    AGE = "ika", _("age not asked")
    LANGUAGE = "kieli", _("own language not asked")
    LATE = "myohassa", _("logged more than a week late")
    FOLLOW_UP = "seuranta", _("follow-up is late")


def conditions(today: dt.date) -> Mapping[Missing, Q]:
    """The contacts of which something is missing; those that are asked are annotated with `LOGGED_AFTER`."""
    return {
        Missing.MUNICIPALITY: Q(client_municipality_kind=MunicipalityKind.UNKNOWN),
        Missing.BASIS: Q(basis_group=BasisGroup.NOT_ASKED),
        Missing.AGE: Q(age_band=AgeBand.NOT_ASKED),
        Missing.LANGUAGE: Q(language=""),
        Missing.LATE: Q(logged_after__gt=LATE_AFTER),
        Missing.FOLLOW_UP: Q(follow_up_on__lt=today, followed_up_at__isnull=True),
    }


# How many days after the work it was written down.
LOGGED_AFTER = {
    "logged_after": ExpressionWrapper(
        TruncDate("logged_at", tzinfo=clock.HELSINKI) - F("occurred_on"), output_field=DurationField()
    )
}

# What funders ask of each client known by name.
CLIENT_INCOMPLETE = (
    Q(municipality_kind=MunicipalityKind.UNKNOWN)
    | Q(basis_group=BasisGroup.NOT_ASKED)
    | Q(gender=Gender.NOT_ASKED)
    | Q(mother_tongue="")
    | Q(birth_date__isnull=True, birth_year__isnull=True)
)
