"""The forms by which a person proves who they are: a code, or their password once more."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.shared.accounts import actions
from seutu.shared.accounts.attempts import begin_attempt
from seutu.shared.accounts.forms import password_field
from seutu.shared.accounts.models import SignInAttempt, User
from seutu.shared.core.rate_limits import TooManyRequests, count_of

LONGEST_TYPED = 40
A_DAY = dt.timedelta(days=1)
# Of a million codes three are good at a time: who knows the password and guesses all day finds one in nine years.
CODES_A_DAY = 100


def wrong_code() -> ValidationError:
    """What is said of a code that is none."""
    return ValidationError(
        _("The code is not right. Write the code that your app shows now. Check also that your phone's clock is right.")
    )


def _code_field(help_text: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "w-s"})
    return forms.CharField(
        label=gettext_lazy("Verification code"),
        help_text=help_text,
        max_length=LONGEST_TYPED,
        error_messages={"required": gettext_lazy("Write the code.")},
        widget=widget,
    )


class EnrolForm(forms.Form):
    """The first code of a secret that is being taken into use."""

    code = _code_field(gettext_lazy("The six digits that the app shows now."))


class CodeForm(forms.Form):
    """A code of the app, or one of recovery; each try counts as an attempt."""

    code = _code_field(
        gettext_lazy("Six digits from the app on your phone. If you have no phone with you, write a recovery code.")
    )
    used_recovery_code = False

    def __init__(self, user: User, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self.user = user
        self.request = request

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        attempt = self._begin()
        try:
            self.used_recovery_code = actions.check_code(self.user, typed)
        except actions.CodeUsed as used:
            reason = _("This code has been used already. Wait until the app shows the next one, and write that.")
            raise ValidationError(reason) from used
        except actions.CodesUnreadable as unreadable:
            reason = _("The service cannot check codes now. It is not your fault: tell your administrator.")
            raise ValidationError(reason) from unreadable
        except actions.WrongCode as wrong:
            raise wrong_code() from wrong
        actions.note_success(attempt)
        return typed

    def _begin(self) -> SignInAttempt:
        """Count the try, right or wrong: six digits give way to who may guess for weeks from ever new addresses."""
        try:
            count_of(self.user.audit_id, "codes", most=CODES_A_DAY, window=A_DAY)
        except TooManyRequests as refusal:
            reason = _("You have given too many codes today. Try again tomorrow, or ask your administrator.")
            raise ValidationError(reason, code="too_many_attempts") from refusal
        return begin_attempt(self.request, f"code of {self.user.pk}")


class PasswordAgainForm(forms.Form):
    """The password of who has no codes; counts as an attempt to sign in."""

    password = password_field(
        gettext_lazy("Password"), gettext_lazy("Write your password."), autocomplete="current-password"
    )

    def __init__(self, user: User, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self.user = user
        self.request = request

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        attempt = begin_attempt(self.request, self.user.email)
        if not self.user.check_password(password):
            actions.note_failure(attempt)
            raise ValidationError(_("This is not your present password. Write it again."))
        actions.note_success(attempt)
        return password
