"""The pages of a form: one at a time, or all on one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from seutu.shared.eforms.answers.judging import Judged
from seutu.shared.eforms.answers.prepared import key_of
from seutu.shared.eforms.answers.rounds import Raw, count_key
from seutu.shared.eforms.spec.items import Field, FieldKind, Group, GroupKind, Item, Spec, walk


@dataclass(frozen=True)
class Page:
    """A page: the group that it is, or loose items between such groups."""

    number: int
    items: tuple[Item, ...]
    group: Group | None = None


def pages_of(spec: Spec) -> list[Page]:
    """The pages of a form, from 0; at least one. What stands between pages makes a page of its own."""
    if not spec.is_paged:
        return [Page(0, tuple(spec.items))]
    found: list[tuple[tuple[Item, ...], Group | None]] = []
    loose: list[Item] = []
    for item in spec.items:
        if not (isinstance(item, Group) and item.kind is GroupKind.PAGE):
            loose.append(item)
            continue
        found += [(tuple(loose), None)] if loose else []
        found.append(((item,), item))
        loose = []
    found += [(tuple(loose), None)] if loose or not found else []
    return [Page(number, items, group) for number, (items, group) in enumerate(found)]


def is_shown(page: Page, judged: Judged) -> bool:
    """Whether there is anything to see on a page now."""
    return any(
        node.is_repeat or (isinstance(node.item, Field) and node.item.kind is not FieldKind.COMPUTED)
        for node, _rounds in judged.inside(page.items, ())
    )


def shown_pages(spec: Spec, judged: Judged) -> list[Page]:
    """The pages that have something to see; the first one when none has."""
    every = pages_of(spec)
    return [page for page in every if is_shown(page, judged)] or every[:1]


def next_page(shown: Sequence[Page], number: int) -> Page | None:
    """The page after the one with this number."""
    return next((page for page in shown if page.number > number), None)


def previous_page(shown: Sequence[Page], number: int) -> Page | None:
    """The page before the one with this number."""
    return next((page for page in reversed(shown) if page.number < number), None)


def page_at(shown: Sequence[Page], number: int) -> Page:
    """The page with this number, or the nearest one that is shown now."""
    exact = next((page for page in shown if page.number == number), None)
    return exact or next_page(shown, number) or shown[-1]


def keys_on(page: Page, judged: Judged) -> list[str]:
    """The names of the inputs of a page as it is shown now, those that count rounds with them."""
    return [
        count_key(key_of(node, rounds)) if node.is_repeat else key_of(node, rounds)
        for node, rounds in judged.inside(page.items, ())
        if node.is_repeat or (isinstance(node.item, Field) and node.item.kind.takes_answers)
    ]


def page_of(spec: Spec, name: str) -> Page | None:
    """The page on which the item of this name stands."""
    return next((page for page in pages_of(spec) if any(each.item.name == name for each in walk(page.items))), None)


def numbers_of(spec: Spec, names: Collection[str]) -> set[int]:
    """The numbers of the pages on which the items of these names stand."""
    return {page.number for page in pages_of(spec) if any(each.item.name in names for each in walk(page.items))}


def merged(before: Raw, typed: Raw, page: Page, judged: Judged) -> dict[str, list[str]]:
    """What is typed so far, once a page has been sent: its inputs as they now are, all others as they were.

    ``judged`` is of ``before``: it tells what the page showed. Files are attached apart, and are not among what a page
    sends.
    """
    kept = {key: list(values) for key, values in before.items()}
    for node, rounds in judged.inside(page.items, ()):
        if not isinstance(node.item, Field) or not node.item.kind.takes_answers or node.item.kind is FieldKind.FILE:
            continue
        key = key_of(node, rounds)
        values = [value for value in typed.get(key, ()) if value]
        if values:
            kept[key] = values
        else:
            kept.pop(key, None)
    return kept
