"""Codes that change with time (RFC 6238): their steps, the secret behind them, and how it is carried to a phone."""

from __future__ import annotations

import base64
import datetime as dt
import io
import re
import secrets
from urllib.parse import quote, urlencode

import qrcode
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare
from qrcode.image.svg import SvgPathFillImage

from seutu.shared.core.encryption.sealing import CannotOpen, seal, unseal

STEP_SECONDS = 30
SECRET_BYTES = 20
DIGITS, RECOVERY_DIGITS, RECOVERY_CODES = 6, 8, 10
# Clocks of phones differ a little, and a code may change while it is typed.
STEPS_BESIDE = 1
SEPARATORS = re.compile(r"[\s\u2010-\u2015-]+")
PENDING, PENDING_PLACE = "pending_secret", "accounts.pending_secret"


def step_at(instant: dt.datetime) -> int:
    """The number of the half minute that ``instant`` is in."""
    return int(instant.timestamp()) // STEP_SECONDS


def code_at(secret: str, step: int) -> str:
    """The code of ``secret`` in a step."""
    # Apps know SHA-1 only, and its weakness does not reach what is keyed.
    return HOTP(base64.b32decode(secret), DIGITS, SHA1()).generate(step).decode()  # noqa: S303


def step_of(secret: str, digits: str, instant: dt.datetime) -> int | None:
    """The step around ``instant`` whose code ``digits`` are, or None."""
    here = step_at(instant)
    steps = range(here - STEPS_BESIDE, here + STEPS_BESIDE + 1)
    found = [step for step in steps if constant_time_compare(code_at(secret, step), digits)]
    return found[-1] if found else None


def digits_in(typed: str) -> str:
    """What a person typed, without the spaces and dashes that make a code easier to read."""
    return SEPARATORS.sub("", typed)


def in_groups(text: str, size: int = 4) -> str:
    """The text in groups that can be read and typed: ``ABCD EFGH``."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))


def new_secret() -> str:
    """A secret at random, in the letters that apps take."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def new_recovery_codes() -> list[str]:
    """Recovery codes at random."""
    return [f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}}" for _each in range(RECOVERY_CODES)]


def pending_secret(session: SessionBase) -> str:
    """The secret that is being taken into use in this session; a new one when there is none that can be read."""
    try:
        return unseal(base64.b64decode(session[PENDING]), PENDING_PLACE).decode()
    except (KeyError, CannotOpen):
        secret = new_secret()
    session[PENDING] = base64.b64encode(seal(secret.encode(), PENDING_PLACE)).decode()
    return secret


def drop_pending_secret(session: SessionBase) -> None:
    """Forget the secret: it is in use now."""
    session.pop(PENDING, None)


def address_for_app(secret: str, label: str) -> str:
    """The address by which an authenticator app takes the secret in."""
    issuer = f"Seutu {settings.REGION_NAME}".strip()
    query = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(label)}?{query}"


def as_svg(address: str) -> bytes:
    """The address as a picture that a phone reads: black on white in every colour scheme, without style attributes."""
    written = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathFillImage).save(written)
    return written.getvalue()
