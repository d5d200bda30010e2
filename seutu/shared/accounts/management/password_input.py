"""How a command asks for a password: twice on the terminal, or once from standard input; never as an argument."""

from __future__ import annotations

import getpass
import sys

from django.core.management.base import CommandError, CommandParser

from seutu.shared.accounts.actions import PASSWORD_LENGTH_LIMIT

# In UTF-8 a character takes four bytes at most; more is left unread, and is too long anyway.
BYTES_READ = 4 * PASSWORD_LENGTH_LIMIT + 2


def add_password_argument(parser: CommandParser) -> None:
    """Add ``--password-stdin``."""
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password from the first line of standard input"
    )


def read_password(*, from_stdin: bool) -> str:
    """The password that the operator gives.

    :raises CommandError: none was given, it is not text, or it was not the same twice.
    """
    password = _from_stdin() if from_stdin else _from_terminal()
    if not password:
        raise CommandError("No password was given. Nothing was changed.")
    return password


def _from_stdin() -> str:
    line = sys.stdin.buffer.readline(BYTES_READ)
    try:
        return line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise CommandError("The password on standard input is not UTF-8 text.") from error


def _from_terminal() -> str:
    if not sys.stdin.isatty():
        raise CommandError("There is no terminal to ask the password on. Give it with --password-stdin.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Password again: ") != password:
        raise CommandError("The two passwords are not the same. Nothing was changed.")
    return password


def in_words(error: Exception) -> str:
    """The reasons of a ValidationError, one on a line, each after the field it is about."""
    fields: dict[str, list[str]] = getattr(error, "message_dict", {})
    return "\n".join(f"{field}: {reason}" for field, reasons in fields.items() for reason in reasons)
