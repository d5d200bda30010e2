"""Pages of a form, and what a page that was sent changes."""

from __future__ import annotations

import datetime as dt

from seutu.shared.eforms.answers import pages
from seutu.shared.eforms.answers.judging import judge
from seutu.shared.eforms.answers.tests.specs import asked, form, page, repeat
from seutu.shared.eforms.spec.items import FieldKind

TODAY = dt.date(2026, 3, 2)
PAGED = form(
    page("one", asked("a")),
    page("two", asked("b"), relevant="${a} = 'yes'"),
    asked("loose"),
    page("computed", asked("c", FieldKind.COMPUTED, calculation="1")),
    page("three", asked("d"), asked("e", FieldKind.MANY), repeat("r", asked("x"))),
)


def test_loose_items_make_a_page_of_their_own():
    assert [each.group.name if each.group else "" for each in pages.pages_of(PAGED.spec)] == [
        "one",
        "two",
        "",
        "computed",
        "three",
    ]


def test_a_form_that_is_not_paged_is_one_page():
    assert len(pages.pages_of(form(page("one", asked("a")), page("two", asked("b")), is_paged=False).spec)) == 1


def test_pages_without_anything_to_see_are_skipped():
    shown = pages.shown_pages(PAGED.spec, judge(PAGED, {}, today=TODAY))

    assert [each.number for each in shown] == [0, 2, 4]
    assert pages.next_page(shown, 0) == shown[1]
    assert pages.previous_page(shown, 2) == shown[0]
    assert pages.page_at(shown, 1) == shown[1]
    assert pages.page_at(shown, 99) == shown[2]


def test_sending_a_page_keeps_the_other_pages_and_empties_what_was_emptied():
    before = {"a": ["yes"], "d": ["old"], "e": ["1"], "r/count": ["1"], "r/0/x": ["x"]}
    judged = judge(PAGED, before, today=TODAY)

    after = pages.merged(before, {"d": ["new"], "a": ["smuggled"]}, pages.pages_of(PAGED.spec)[4], judged)

    assert after == {"a": ["yes"], "d": ["new"], "r/count": ["1"]}


def test_a_form_without_anything_still_has_a_page():
    empty = form()

    assert pages.shown_pages(empty.spec, judge(empty, {}, today=TODAY))[0].items == ()
