"""The names in an expression to what the index knows them by."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from seutu.shared.search import directory, kinds
from seutu.shared.search.expression.parsing import parse
from seutu.shared.search.expression.terms import Expression, Mending

UNKNOWN = {
    "kunta": _("There is no municipality “%(value)s” here. The filter was left out."),
    "toimielin": _("There is no body “%(value)s” here. The filter was left out."),
    "laji": _("There is no kind “%(value)s” here. The filter was left out."),
}


def understood(text: str) -> Expression:
    """`parse` of ``text`` with its municipalities, bodies and kinds known; what is unknown is left out and told."""
    expression = parse(text)
    if not (expression.municipalities or expression.bodies or expression.kinds):
        return expression
    mendings: list[Mending] = []
    names = directory.directory()

    def known(filter_name: str, typed: Collection[str], find: Callable[[str], frozenset[str]]) -> frozenset[str]:
        found = {value: find(value) for value in sorted(typed)}
        mendings.extend(Mending(UNKNOWN[filter_name], (("value", value),)) for value, them in found.items() if not them)
        return frozenset[str]().union(*found.values())

    return replace(
        expression,
        municipalities=known("kunta", expression.municipalities, names.organizations_called),
        bodies=known("toimielin", expression.bodies, names.bodies_called),
        kinds=known("laji", expression.kinds, kinds.kinds_called),
        mendings=(*expression.mendings, *mendings),
    )
