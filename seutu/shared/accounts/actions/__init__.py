"""Everything that can happen to people's accounts: one function for each."""

from seutu.shared.accounts.actions.people import (
    PASSWORD_LENGTH_LIMIT,
    add_user,
    change_own_account,
    set_password,
)
from seutu.shared.accounts.actions.provider_accounts import (
    add_proven_user,
    close_left_account,
    keep_email_up,
    link,
    note_refusal,
    reopen_left_account,
    unlink,
)
from seutu.shared.accounts.actions.second_factor import (
    CodesUnreadable,
    CodeUsed,
    WrongCode,
    check_code,
    enrol,
    give_second_factor,
    renew_recovery_codes,
    reset_second_factor,
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
    "CodeUsed",
    "CodesUnreadable",
    "TooManyAttempts",
    "WrongCode",
    "add_proven_user",
    "add_user",
    "begin_attempt",
    "change_own_account",
    "check_code",
    "close_left_account",
    "enrol",
    "give_second_factor",
    "keep_email_up",
    "link",
    "note_failure",
    "note_refusal",
    "note_session_end",
    "note_sign_in",
    "note_sign_out",
    "note_success",
    "renew_recovery_codes",
    "reopen_left_account",
    "reset_second_factor",
    "set_password",
    "unlink",
]
