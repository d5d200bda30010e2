"""Reading the ID token of an OpenID Connect provider: nothing in it is believed before all of it is proved.

allauth leaves out the signature of a token that came straight from the provider, as the standard allows, and knows no
nonce. Here both are asked for each time, and the algorithms are ours to name and not the token's.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from seutu.shared.accounts.providers import ProvenPerson, SignInProvider
from seutu.shared.core.rich_text import strip_control

ALGORITHMS = ("RS256", "PS256", "ES256")
CLOCKS_DIFFER_SECONDS = 60
LONGEST_SUBJECT = 191
LONGEST_NAME = 150
LONGEST_EMAIL = 254


class NotProven(OAuth2Error):  # type: ignore[misc]  # allauth has no types
    """The token does not prove what it says; the message is for the log and names no value of it."""


class UnknownKey(jwt.PyJWTError):
    """The token was signed with a key that the provider does not show."""


def read(token: str, *, keys: Mapping[str, Any], provider: SignInProvider, nonce: str) -> dict[str, Any]:
    """The claims of an ID token that ``provider`` signed for us, for this very sign-in.

    :raises NotProven: signature, issuer, audience, time or nonce is not right, or there is no subject.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(token, keys),
            algorithms=ALGORITHMS,
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=CLOCKS_DIFFER_SECONDS,
            options={"require": ["iss", "aud", "exp", "iat", "sub"]},
        )
    except jwt.PyJWTError as error:
        raise NotProven(type(error).__name__) from error
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != provider.client_id:
        raise NotProven("the token is for several, and not through us")
    if not nonce or not secrets.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise NotProven("the nonce is another")
    subject = claims.get(provider.subject_claim)
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise NotProven("there is no subject")
    return claims


def person_in(claims: Mapping[str, Any], provider: SignInProvider) -> ProvenPerson:
    """The person that proved claims are about."""
    email = _email(claims, provider)
    return ProvenPerson(
        subject=str(claims[provider.subject_claim]),
        email=email,
        name=_name(claims) or email.partition("@")[0],
        groups=_groups(claims, provider.groups_claim),
        has_second_factor=provider.mfa and _tells_of_second_factor(claims),
    )


def _key(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The key that the token names; one without a name has the only key that there is (OpenID Connect Core 10.1)."""
    name = jwt.get_unverified_header(token).get("kid")
    usable = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if _signs(key)]
    named = [key for key in usable if key.key_id == name] if name is not None else usable
    if len(named) != 1:
        raise UnknownKey
    return named[0]


def _signs(key: jwt.PyJWK) -> bool:
    return key.algorithm_name in ALGORITHMS and key.public_key_use in {None, "sig"}


def _email(claims: Mapping[str, Any], provider: SignInProvider) -> str:
    """The e-mail, only when its domain is the organization's own and the provider does not call it unverified.

    Entra ID tells of no verification. It lets an administrator write any e-mail, so the domain is what we go by: a
    provider cannot speak for the people of another organization.
    """
    email = str(claims.get(provider.email_claim) or "").strip().lower()
    is_verified = claims.get("email_verified", True) in {True, "true"}
    if not is_verified or len(email) > LONGEST_EMAIL or email.rpartition("@")[2] not in provider.email_domains:
        return ""
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email


def _tells_of_second_factor(claims: Mapping[str, Any]) -> bool:
    """RFC 8176: ``mfa`` among the methods. Single methods are not weighed: providers name them as they like."""
    methods = claims.get("amr")
    return isinstance(methods, list) and "mfa" in methods


def _name(claims: Mapping[str, Any]) -> str:
    parts = [claims.get("name")] if claims.get("name") else [claims.get("given_name"), claims.get("family_name")]
    words = " ".join(part for part in parts if isinstance(part, str))
    return " ".join(strip_control(words).split())[:LONGEST_NAME].strip()


def _groups(claims: Mapping[str, Any], claim: str) -> frozenset[str] | None:
    """The groups, or None when they are too many for a token: then Entra ID tells only where to ask for them."""
    elsewhere = claims.get("_claim_names")
    if (isinstance(elsewhere, Mapping) and claim in elsewhere) or claims.get("hasgroups") in {True, "true"}:
        return None
    given = claims.get(claim, [])
    many = given if isinstance(given, list) else [given]
    return frozenset(group for group in many if isinstance(group, str))
