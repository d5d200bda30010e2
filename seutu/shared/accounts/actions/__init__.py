"""Everything that can happen to people's accounts: one function for each."""

from seutu.shared.accounts.actions.people import (
    PASSWORD_LENGTH_LIMIT,
    add_user,
    change_own_account,
    set_password,
)
from seutu.shared.accounts.actions.sign_in import (
    ATTEMPT_WINDOW,
    LIMITS,
    TooManyAttempts,
    begin_attempt,
    note_failure,
    note_session_end,
    note_sign_in,
    note_sign_out,
    note_success,
)

__all__ = [
    "ATTEMPT_WINDOW",
    "LIMITS",
    "PASSWORD_LENGTH_LIMIT",
    "TooManyAttempts",
    "add_user",
    "begin_attempt",
    "change_own_account",
    "note_failure",
    "note_session_end",
    "note_sign_in",
    "note_sign_out",
    "note_success",
    "set_password",
]
