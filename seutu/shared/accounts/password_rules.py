"""What a password must be: Django's checks, told in our words in every language of the interface."""

from __future__ import annotations

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return ngettext(
            "The password is too short. Write at least %(least)s character.",
            "The password is too short. Write at least %(least)s characters.",
            self.min_length,
        ) % {"least": self.min_length}

    def get_help_text(self) -> str:
        return ngettext(
            "Write at least %(least)s character.", "Write at least %(least)s characters.", self.min_length
        ) % {"least": self.min_length}


class NotTheirName(password_validation.UserAttributeSimilarityValidator):
    def __init__(self) -> None:
        super().__init__(user_attributes=("email", "display_name"))

    def get_error_message(self) -> str:
        return _("The password is too much like your name or e-mail. Choose another.")

    def get_help_text(self) -> str:
        return _("Do not use your name or e-mail.")


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("This password is among those that are guessed first. Choose another.")

    def get_help_text(self) -> str:
        return _("Several words together are easy to remember and hard to guess.")
