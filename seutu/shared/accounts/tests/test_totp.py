from __future__ import annotations

import base64
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.shared.accounts import totp

# Of RFC 6238, appendix B, whose codes have eight digits: ours are their last six.
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
RFC_CODES = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}


@pytest.mark.parametrize("second", RFC_CODES)
def test_the_codes_are_those_of_the_standard(second):
    step = totp.step_at(dt.datetime.fromtimestamp(second, tz=dt.UTC))

    assert totp.code_at(RFC_SECRET, step) == RFC_CODES[second][-totp.DIGITS :]


@given(st.integers(min_value=1, max_value=10**8))
def test_every_code_has_six_digits_and_is_found_in_its_own_step(step):
    code = totp.code_at(RFC_SECRET, step)
    instant = dt.datetime.fromtimestamp(step * totp.STEP_SECONDS, tz=dt.UTC)

    assert len(code) == totp.DIGITS
    assert code.isdigit()
    assert totp.step_of(RFC_SECRET, code, instant) is not None


@pytest.mark.parametrize("typed", ["123 456", "123-456", " 123\u2013456\n", "1 2 3 4 5 6", "123\u00a0456"])
def test_spaces_and_dashes_are_left_out(typed):
    assert totp.digits_in(typed) == "123456"


def test_secrets_and_recovery_codes_are_made_at_random():
    assert len({totp.new_secret() for _each in range(20)}) == 20
    assert len(totp.new_secret()) == 32
    codes = totp.new_recovery_codes()
    assert len(set(codes)) == totp.RECOVERY_CODES
    assert {len(code) for code in codes} == {totp.RECOVERY_DIGITS}


def test_the_address_for_the_app_names_the_service_and_the_account(settings):
    settings.REGION_NAME = "Pohjois-Karjala"

    address = totp.address_for_app(RFC_SECRET, "kerttu@kuusela.example")

    assert address == (
        "otpauth://totp/Seutu%20Pohjois-Karjala:kerttu%40kuusela.example"
        f"?secret={RFC_SECRET}&issuer=Seutu%20Pohjois-Karjala"
    )
