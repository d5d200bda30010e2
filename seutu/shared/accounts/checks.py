"""What `seutu doctor` asks about signing in."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.shared.core import clock
from seutu.shared.core.registry import DoctorCheck, Finding, doctor_checks


def register() -> None:
    """Offer the check."""
    doctor_checks.register(DoctorCheck(key="sessions", order=24, label=gettext_lazy("Sessions"), run=_sessions))


def _sessions() -> list[Finding]:
    """Whether the secret key is still the one under which somebody signed in last."""
    newest = Session.objects.filter(expire_date__gt=clock.now()).order_by("-expire_date").first()
    if newest is None or _opens(newest):
        return [Finding("ok", _("They open with the secret key."))]
    message = _("The secret key is another than when somebody last signed in.")
    advice = _(
        "Bring the former key back: without it all must sign in anew, and links in mails that were sent are dead."
    )
    return [Finding("problem", message, advice)]


def _opens(session: Session) -> bool:
    store = SessionStore()
    try:
        signing.loads(session.session_data, salt=store.key_salt, serializer=store.serializer)
    except signing.BadSignature:
        return False
    return True
