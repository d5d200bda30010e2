"""What can be wrong with a cell, in words for who wrote the spreadsheet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    """Why a cell, or a row, cannot be brought in as it is."""

    MISSING = "missing", _("The cell is empty, and the row cannot be brought in without it.")
    NOT_A_DAY = "not_a_day", _("This is no day. Write it in the form 29.3.2026 or 2026-03-29.")
    NOT_A_TIME = "not_a_time", _("This is no time of day. Write it in the form 9.30.")
    NOT_A_YEAR = "not_a_year", _("This is no year of birth.")
    IN_FUTURE = "in_future", _("The day has not come yet.")
    NOT_MINUTES = "not_minutes", _("This is no number of minutes of a day. Write 15, 15 min or 0:15.")
    UNKNOWN_WORD = "unknown_word", _("The register does not know this word.")
    UNKNOWN_LANGUAGE = "unknown_language", _("This is no language that is known.")
    UNKNOWN_COUNTRY = "unknown_country", _("This is no country that is known.")
    UNKNOWN_MUNICIPALITY = (
        "unknown_municipality",
        _("This is nearly the name of a municipality of the region. Check how it is written."),
    )
    UNKNOWN_TOPIC = "unknown_topic", _("There is no such topic on that day.")
    UNKNOWN_FUNDING = "unknown_funding", _("There is no such funding code on that day.")
    UNKNOWN_CLIENT = "unknown_client", _("There is no such client whom you may write of.")
    UNKNOWN_WORKER = "unknown_worker", _("Nobody of this name or address serves clients in the municipality.")
    NOT_YES_OR_NO = "not_yes_or_no", _("Write yes or no.")
    NOT_AN_IDENTITY_CODE = "not_an_identity_code", _("This is no personal identity code. Check each character.")
    NOT_AN_EMAIL = "not_an_email", _("This is no e-mail address.")
    OTHER_BIRTH = "other_birth", _("The date of birth is another than the identity code says.")
    TOO_LONG = "too_long", _("The text is too long.")
    CODE_IN_TEXT = "code_in_text", _("There is a personal identity code in the text. Take it out.")
    NOTE_ON_ANONYMOUS = (
        "note_on_anonymous",
        _("An anonymous contact can have no note. Name the client, or leave it out."),
    )
    ENDS_BEFORE = "ends_before", _("The end is before the beginning.")
    INTERPRETER_MISSING = (
        "interpreter_missing",
        _("The language or minutes of an interpreter are told, and no interpreter."),
    )
    DAY_LOCKED = (
        "day_locked",
        _("The day belongs to a report that has been frozen. Log the contact as a correcting entry."),
    )
    NOT_YOURS = "not_yours", _("You may not write this down for this unit.")
    SAME_CODE = "same_code", _("A client with this identity code is in the register already.")
    ALIKE = "alike", _("A client like this is in the register already.")
    ALIKE_ELSEWHERE = "alike_elsewhere", _("The person is likely a client of another municipality already.")
    TWICE_IN_FILE = "twice_in_file", _("Another row of the file has the same person.")
    SAME_CONTACT = "same_contact", _("A contact that says the same is in the register already.")


DUPLICATES = frozenset(
    {Problem.SAME_CODE, Problem.ALIKE, Problem.ALIKE_ELSEWHERE, Problem.TWICE_IN_FILE, Problem.SAME_CONTACT}
)


class Unclear(ValueError):
    """A cell says nothing that can be understood; ``problem`` says what is wrong with it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem
