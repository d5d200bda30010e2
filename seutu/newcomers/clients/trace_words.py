"""What a line of the trail says, in words: what was done, to what, and why."""

from __future__ import annotations

from collections.abc import Mapping

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from seutu.newcomers.clients.rules.viewing_patterns import COUNTS, Hit, Pattern, rules
from seutu.shared.audit.models import Entry

# By the last word of a verb; whatever is not here changed something.
_READS: dict[str, Promise] = {
    "viewed": pgettext_lazy("trail", "looked at"),
    "shown": pgettext_lazy("trail", "looked at"),
    "listed": pgettext_lazy("trail", "saw in a list"),
    "found": pgettext_lazy("trail", "saw among what a search found"),
    "searched": pgettext_lazy("trail", "searched"),
    "told_elsewhere": pgettext_lazy("trail", "was told that there is such a client"),
    "exported": pgettext_lazy("trail", "took out of the register"),
    "copied": pgettext_lazy("trail", "made a copy for the person"),
    "printed": pgettext_lazy("trail", "printed"),
}
_VERBS: dict[str, Promise] = {
    "client.created": gettext_lazy("made the client's record"),
    "client.anonymised": gettext_lazy("took the person out of the record"),
    "client.restricted": gettext_lazy("restricted processing"),
    "client.restriction_lifted": gettext_lazy("lifted the restriction of processing"),
    "client.data_disclosed": gettext_lazy("noted a disclosure of data"),
    "client.purpose_given": gettext_lazy("told why they open the record"),
}
_PURPOSES: dict[str, Promise] = {
    "service": gettext_lazy("serving the client"),
    "substitution": gettext_lazy("standing in for the responsible counsellor"),
    "leading": gettext_lazy("leading the service"),
    "grant": gettext_lazy("access granted to the worker or the unit"),
    "consultation": gettext_lazy("consultation of an expert"),
    "emergency": gettext_lazy("emergency access"),
    "other_unit": gettext_lazy("the client is served in the worker’s unit too"),
    "standing_in": gettext_lazy("standing in for a colleague"),
    "guidance": gettext_lazy("advice that the client asked for"),
    "data_request": gettext_lazy("answering a request for own data"),
    "audit": gettext_lazy("supervision of data protection"),
    "other": pgettext_lazy("trail", "another reason of the work"),
}


def what_was_done(entry: Entry) -> str:
    """What the line says, such as “looked at: client”."""
    if entry.verb in _VERBS:
        return str(_VERBS[entry.verb])
    ending = next((key for key in _READS if entry.verb.endswith(key)), "")
    done = _READS[ending] if ending else pgettext_lazy("trail", "changed")
    return _("%(done)s: %(what)s") % {"done": done, "what": _kind(entry)}


def _kind(entry: Entry) -> str:
    try:
        return str(apps.get_model(entry.target_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return _("the register")


def purpose_in_words(code: str) -> str:
    """The purpose of a line, or the code itself when no words are known for it."""
    return str(_PURPOSES.get(code, code))


def number_of_pattern(pattern: Pattern, hit: Hit) -> str:
    """What was counted of a worker, such as “18 clients, on a usual day 6”."""
    clients = ngettext("%(n)s client", "%(n)s clients", hit.clients) % {"n": hit.clients}
    match rules()[pattern].counts:
        case "times_usual":
            return _("%(clients)s, on a usual day %(usual)s") % {"clients": clients, "usual": hit.usual}
        case "clients":
            return clients
        case "days":
            return ngettext("on %(n)s day", "on %(n)s days", hit.number) % {"n": hit.number}
        case _:
            views = ngettext("%(n)s view", "%(n)s views", hit.number) % {"n": hit.number}
            return f"{views}, {clients}" if hit.clients else views


def threshold_in_words(pattern: Pattern, thresholds: Mapping[str, int]) -> str:
    """From what number on a pattern is shown; by controller, where they differ."""
    counts = COUNTS[rules()[pattern].counts]
    numbers = set(thresholds.values())
    if len(numbers) == 1:
        return _("Limit: %(number)s (%(counts)s).") % {"number": numbers.pop(), "counts": counts}
    each = ", ".join(f"{name} {number}" for name, number in thresholds.items())
    return _("Limits (%(counts)s): %(each)s.") % {"counts": counts, "each": each}
