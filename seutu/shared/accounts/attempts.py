"""An attempt to give a password, as a web request makes it: from which address, and how a refusal is told."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from seutu.shared.accounts import actions
from seutu.shared.accounts.models import SignInAttempt
from seutu.shared.core.addresses import client_address
from seutu.shared.ui import dates

ONE_MINUTE = dt.timedelta(minutes=1)


def begin_attempt(request: HttpRequest, email: str) -> SignInAttempt:
    """Count an attempt by ``request`` to give the password of ``email``.

    :raises ValidationError: there have been too many; its text tells when to try again.
    """
    try:
        return actions.begin_attempt(email, client_address(request))
    except actions.TooManyAttempts as refusal:
        # The minute is rounded up: who comes back when the clock shows it is let in.
        told = dates.clock_time(refusal.until + ONE_MINUTE if refusal.until.second else refusal.until)
        reason = _(
            "There have been too many attempts. Try again at %(time)s. If it was not you, tell your administrator."
        )
        raise ValidationError(reason, code="too_many_attempts", params={"time": told}) from refusal
