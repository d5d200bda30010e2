from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.shared.accounts import actions
from seutu.shared.accounts.attempts import begin_attempt
from seutu.shared.accounts.models import User
from seutu.shared.core.rich_text import strip_control


def password_field(label: Any, missing: Any, autocomplete: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=actions.PASSWORD_LENGTH_LIMIT,
        error_messages={"required": missing},
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete, "class": "w-m"}),
    )


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """E-mail and password; what allauth's form does with them, with our own words and fields."""

    password = password_field(_("Password"), _("Write your password."), "current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("Username (your e-mail)"),
            max_length=254,
            error_messages={
                "required": _("Write your e-mail."),
                "invalid": _("Write your e-mail in full, for example first.last@municipality.example."),
            },
            widget=forms.EmailInput(attrs={"autocomplete": "username", "class": "w-m"}),
        )


class OwnAccountForm(forms.Form):
    display_name = forms.CharField(
        label=_("Name"),
        help_text=_("Your colleagues see this name."),
        max_length=150,
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("The service opens in this language when you sign in."),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )

    def clean_display_name(self) -> str:
        name = " ".join(strip_control(self.cleaned_data["display_name"]).split())
        if not name:
            raise ValidationError(_("Write your name."))
        return name


class PasswordForm(forms.Form):
    """The present password and a new one; the present one counts as an attempt to sign in."""

    old = password_field(_("Present password"), _("Write your present password."), "current-password")
    new = password_field(_("New password"), _("Write a new password."), "new-password")
    repeated = password_field(_("New password again"), _("Write the new password again."), "new-password")

    def __init__(self, user: User, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self.user = user
        self.request = request
        self.fields["new"].help_text = " ".join(password_validators_help_texts())

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        attempt = begin_attempt(self.request, self.user.email)
        if not self.user.check_password(old):
            actions.note_failure(attempt)
            raise ValidationError(_("This is not your present password. Write it again."))
        actions.note_success(attempt)
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        return new

    def clean_repeated(self) -> str:
        repeated: str = self.cleaned_data["repeated"]
        # When the new one was refused, that is the thing to mend first.
        if "new" in self.cleaned_data and repeated != self.cleaned_data["new"]:
            raise ValidationError(_("The two new passwords are not the same. Write both again."))
        return repeated
