"""What can be done about a decision, and until when, in words.

The last day counts for a member of the municipality; a party's own time may end on another day, and the page says so.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seutu.publishing.decisions.models.kinds import Remedy
from seutu.publishing.decisions.rules import ClockState, RemedyClock, ShownRemedy
from seutu.shared.ui import dates

# The provision of the Local Government Act on decisions that only prepare or implement (KuntaL 410/2015 136 §).
PREPARATION = re.compile(
    r"(?:Kuntal|KuntaL|kommunall)\w*(?: \(410/2015\))?,? 136 §|136 § i kommunallagen", re.IGNORECASE
)


@dataclass(frozen=True)
class ClockWords:
    """A clock in words: ``is_running`` brings the last day, the days left and that a party's time is another."""

    sentences: tuple[str, ...]
    left: str = ""
    is_running: bool = False
    provisions: str = ""
    last_day: str = ""


def about(remedy: ShownRemedy) -> str:
    """The remedy by name, or why there is none."""
    provision = remedy.provision
    if remedy.remedy is Remedy.BAN and PREPARATION.fullmatch(provision.strip()):
        return _(
            "No review can be requested and no appeal made, because the decision concerns only preparation or "
            "implementation (%(provision)s)."
        ) % {"provision": provision}
    if remedy.remedy is Remedy.BAN:
        return _("This decision cannot be appealed (%(provision)s).") % {"provision": provision}
    name = str(remedy.remedy.label)
    named = name[:1].upper() + name[1:]
    return f"{named} ({provision})" if provision else named


def of_clock(remedy: ShownRemedy, displayed_on: dt.date | None, *, is_of_minutes: bool = True) -> ClockWords | None:
    """The state of the clock of ``remedy``, or None where a provision says that there is no remedy.

    ``is_of_minutes`` says what was put on display: the minutes, or the decision of an office holder.
    """
    clock = remedy.clock
    if clock.state is ClockState.NONE:
        return None
    if clock.state is ClockState.NOT_STARTED:
        return ClockWords((_("The time begins to run when the decision has been put on display online."),))
    if clock.ends is None or clock.deemed is None or displayed_on is None:
        return ClockWords((_unknown(displayed_on, is_of_minutes=is_of_minutes),))
    days = {
        "last": dates.day(clock.ends.day),
        "display": dates.day(displayed_on),
        "deemed": dates.day(clock.deemed.day),
    }
    provisions = ", ".join(dict.fromkeys(clock.provisions))
    if clock.state is ClockState.OVER:
        over = _over(remedy.remedy) % days
        return ClockWords((over, _("We do not yet know whether the decision is final.")), provisions=provisions)
    sentences = (_running(remedy.remedy) % days, _displayed(is_of_minutes=is_of_minutes) % days)
    return ClockWords(sentences, _left(clock), is_running=True, provisions=provisions, last_day=days["last"])


def _unknown(displayed_on: dt.date | None, *, is_of_minutes: bool) -> str:
    if displayed_on is not None:
        return _("We cannot work out the time limit of this remedy. It is told in the instructions of the decision.")
    if is_of_minutes:
        return _(
            "We do not know when the minutes were published, so we cannot work out the time limit. Ask the registry."
        )
    return _(
        "We do not know when the decision was put on display, so we cannot work out the time limit. Ask the registry."
    )


def _displayed(*, is_of_minutes: bool) -> str:
    if is_of_minutes:
        return _(
            "The minutes have been online since %(display)s; members of the municipality are deemed to have been "
            "notified on %(deemed)s."
        )
    return _(
        "The decision has been online since %(display)s; members of the municipality are deemed to have been notified "
        "on %(deemed)s."
    )


def _running(remedy: Remedy) -> str:
    if remedy is Remedy.REVIEW_REQUEST:
        return _("You can request a review by %(last)s.")
    return _("You can appeal by %(last)s.")


def _over(remedy: Remedy) -> str:
    if remedy is Remedy.REVIEW_REQUEST:
        return _("The review period ended on %(last)s.")
    return _("The appeal period ended on %(last)s.")


def _left(clock: RemedyClock) -> str:
    if clock.days_left == 0:
        return _("Today is the last day")
    return ngettext("%(number)s day left", "%(number)s days left", clock.days_left) % {"number": clock.days_left}
