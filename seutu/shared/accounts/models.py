"""People who sign in, and the attempts that did not succeed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.shared.core.encryption.fields import EncryptedJSONField, EncryptedTextField
from seutu.shared.core.models import Record


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new person; without a password they cannot sign in by one. Checks nothing: see `actions.add_user`."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, Record):
    """A person who works in the service; what they may do is told by their memberships, not here."""

    email = models.EmailField(
        pgettext_lazy("account", "e-mail"),
        max_length=254,
        unique=True,
        error_messages={"unique": _("Another person already has this e-mail.")},
    )
    display_name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="fi")
    is_active = models.BooleanField(_("may sign in"), default=True)
    # Set when the municipality's sign-in service gave no role any more: then a new role opens the account again.
    left_at = models.DateTimeField(pgettext_lazy("account", "left"), null=True, blank=True, editable=False)

    # Sessions are bound to it as to the password: with a new one they all end.
    session_stamp = models.CharField(_("stamp of the sessions"), max_length=32, default="", blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            # One form only, so that the unique e-mail is unique in whatever letters it is typed.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_small_letters"),
            models.CheckConstraint(condition=~models.Q(display_name=""), name="user_has_name"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def audit_id(self) -> str:
        """The id by which the trail knows this person."""
        return f"user:{self.pk}"

    def get_session_auth_hash(self) -> str:
        return self._stamped(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return (self._stamped(each) for each in super().get_session_auth_fallback_hash())

    def _stamped(self, auth_hash: str) -> str:
        if not self.session_stamp:
            return auth_hash
        # No key of its own: the hash was made with that of its time, which may be one of the fallbacks.
        return hashlib.sha256(f"{self.session_stamp}:{auth_hash}".encode()).hexdigest()


class SecondFactor(Record):
    """What a person proves besides the password: the secret that their phone has too, and the recovery codes left."""

    user = models.OneToOneField(User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="second_factor")
    secret = EncryptedTextField(_("secret"))
    recovery_codes = EncryptedJSONField(_("recovery codes that are left"))
    # The half minute whose code was used last: neither it nor an older one is taken again.
    last_step = models.BigIntegerField(_("step of the last code"), null=True, blank=True)

    class Meta:
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class SignInAttempt(models.Model):
    """An attempt to sign in that has failed, or is being made just now; keyed hashes, never the clear text.

    Kept only while it counts against the limit of attempts.
    """

    email_hash = models.CharField(_("hash of the e-mail"), max_length=64)
    address_hash = models.CharField(_("hash of the network address"), max_length=64)
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        verbose_name = _("attempt to sign in")
        verbose_name_plural = _("attempts to sign in")
        indexes = [
            models.Index(fields=["email_hash", "at"], name="sign_in_by_email"),
            models.Index(fields=["address_hash", "at"], name="sign_in_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.at:%Y-%m-%d %H:%M}"
