from __future__ import annotations

import base64
import dataclasses
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from seutu.shared.accounts import id_tokens
from seutu.shared.accounts.id_tokens import NotProven
from seutu.shared.accounts.openid_connect import nonce_of
from seutu.shared.accounts.providers import SignInProvider

ISSUER = "https://login.example/tenant-of-kuusela/v2.0"
NONCE = nonce_of("a secret of PKCE")
PROVIDER = SignInProvider(
    slug="kuusela",
    name="Kuuselan kunta",
    name_sv="",
    issuer=ISSUER,
    client_id="seutu",
    client_secret="x",
    email_domains=["kuusela.example"],
    roles={},
    passwords=True,
    groups_claim="groups",
    email_claim="email",
    subject_claim="sub",
)
SIGNING, FOREIGN = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _number in range(2))


def jwk(key, **more):
    return {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())), "kid": "one", **more}


KEYS = {"keys": [jwk(SIGNING)]}


def claims(**changed):
    now = int(time.time())
    given = {
        "iss": ISSUER,
        "aud": "seutu",
        "iat": now,
        "exp": now + 300,
        "sub": "kerttu",
        "nonce": NONCE,
        "email": "kerttu@kuusela.example",
        "groups": ["a", "b"],
        **changed,
    }
    return {name: value for name, value in given.items() if value is not None}


def signed(key=SIGNING, algorithm="RS256", kid="one", **changed):
    return jwt.encode(claims(**changed), key, algorithm, headers={"kid": kid} if kid else None)


def read(token, keys=None, provider=PROVIDER, nonce=NONCE):
    return id_tokens.read(token, keys=keys or KEYS, provider=provider, nonce=nonce)


def person(**changed):
    return id_tokens.person_in(claims(**changed), PROVIDER)


@pytest.mark.parametrize(
    ("amr", "is_believed", "has_second_factor"),
    [
        (["pwd", "mfa"], True, True),
        (["pwd", "mfa"], False, False),
        (["pwd", "otp"], True, False),
        (["pwd"], True, False),
        ("mfa", True, False),
        (None, True, False),
    ],
)
def test_a_second_factor_counts_when_the_provider_tells_of_it_and_is_believed(amr, is_believed, has_second_factor):
    provider = dataclasses.replace(PROVIDER, mfa=is_believed)

    assert id_tokens.person_in(claims(amr=amr), provider).has_second_factor is has_second_factor


def test_a_right_token_is_believed():
    assert read(signed())["sub"] == "kerttu"


def test_a_token_without_a_key_name_is_believed_when_there_is_one_key():
    assert read(signed(kid=None))["sub"] == "kerttu"
    with pytest.raises(NotProven):
        read(signed(kid=None), keys={"keys": [jwk(SIGNING), jwk(FOREIGN, kid="two")]})


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://login.example/tenant-of-mantyla/v2.0"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": ["seutu", "another"]},
        {"aud": ["seutu", "another"], "azp": "another"},
        {"exp": int(time.time()) - 120},
        {"exp": None},
        {"nbf": int(time.time()) + 86_400},
        {"iat": None},
        {"nonce": nonce_of("another secret")},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 192},
    ],
    ids=str,
)
def test_a_token_that_is_wrong_in_one_thing_proves_nothing(changed):
    with pytest.raises(NotProven):
        read(signed(**changed))


def test_a_token_for_several_that_came_through_us_is_believed():
    assert read(signed(aud=["seutu", "another"], azp="seutu"))["sub"] == "kerttu"


def test_a_token_signed_with_another_key_proves_nothing():
    with pytest.raises(NotProven):
        read(signed(key=FOREIGN))


def test_a_key_that_the_provider_does_not_show_proves_nothing():
    with pytest.raises(NotProven):
        read(signed(kid="two"))


def test_a_key_for_encryption_signs_nothing():
    with pytest.raises(NotProven):
        read(signed(), keys={"keys": [jwk(SIGNING, use="enc")]})


def test_a_token_without_a_signature_proves_nothing():
    with pytest.raises(NotProven):
        read(jwt.encode(claims(), None, "none", headers={"kid": "one"}))


def test_a_public_key_is_no_shared_secret():
    """HS256 with the public key as its secret: the old trick."""
    head = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": "one"}).encode()).rstrip(b"=").decode()
    body = base64.urlsafe_b64encode(json.dumps(claims()).encode()).rstrip(b"=").decode()
    with pytest.raises(NotProven):
        read(f"{head}.{body}.c2lnbmF0dXJl")


def test_a_changed_token_proves_nothing():
    head, _body, signature = signed().split(".")
    body = base64.urlsafe_b64encode(json.dumps(claims(sub="operator")).encode()).rstrip(b"=").decode()
    with pytest.raises(NotProven):
        read(f"{head}.{body}.{signature}")


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "ä.ö.å", "." * 3])
def test_what_is_no_token_proves_nothing(token):
    with pytest.raises(NotProven):
        read(token)


@pytest.mark.parametrize("keys", [{}, {"keys": []}, {"keys": [{"kty": "x"}]}])
def test_without_keys_nothing_is_proved(keys):
    with pytest.raises(NotProven):
        id_tokens.read(signed(), keys=keys, provider=PROVIDER, nonce=NONCE)


def test_without_a_nonce_of_ours_nothing_is_proved():
    with pytest.raises(NotProven):
        read(signed(nonce=""), nonce="")


def test_an_email_is_taken_in_small_letters():
    assert person(email=" Kerttu@KUUSELA.example ").email == "kerttu@kuusela.example"


@pytest.mark.parametrize(
    "changed",
    [
        {"email": "kerttu@muualla.example"},
        {"email": "kerttu@ali.kuusela.example"},
        {"email": "@kuusela.example"},
        {"email": "a b@kuusela.example"},
        {"email": "a" * 250 + "@kuusela.example"},
        {"email": ["kerttu@kuusela.example"]},
        {"email": None},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None, "email": ""},
    ],
    ids=str,
)
def test_an_email_in_doubt_is_none(changed):
    assert person(**changed).email == ""


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"name": "Kerttu  Kirjuri\x00"}, "Kerttu Kirjuri"),
        ({"given_name": "Kerttu", "family_name": "Kirjuri"}, "Kerttu Kirjuri"),
        ({"name": "K" * 200}, "K" * 150),
        ({"name": 5}, "kerttu"),
        ({}, "kerttu"),
    ],
)
def test_a_name_is_found_or_made_of_the_email(changed, name):
    assert person(**changed).name == name


@pytest.mark.parametrize(
    ("changed", "groups"),
    [
        ({}, {"a", "b"}),
        ({"groups": "a"}, {"a"}),
        ({"groups": None}, set()),
        ({"groups": 7}, set()),
        ({"groups": ["a", 7, None]}, {"a"}),
        ({"groups": None, "_claim_names": {"groups": "src1"}}, None),
        ({"groups": None, "_claim_names": {"other": "src1"}}, set()),
        ({"groups": None, "hasgroups": True}, None),
    ],
    ids=str,
)
def test_groups_are_told_from_groups_that_are_too_many_to_tell(changed, groups):
    assert person(**changed).groups == groups
