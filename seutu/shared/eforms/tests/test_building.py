from __future__ import annotations

import pytest
from hypothesis import given

from seutu.shared.eforms.building import languages, lists, naming, texts, tree
from seutu.shared.eforms.spec.codec import BadSpec, from_json, to_json
from seutu.shared.eforms.spec.items import Choice, FieldKind, Group, GroupKind, Spec, walk
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.tests import specs
from seutu.shared.eforms.tests.specs import choices, fi, field, group, spec

PAGE, GROUP, REPEAT = GroupKind.PAGE, GroupKind.GROUP, GroupKind.REPEAT


def outline(made: Spec) -> str:
    """The names of items, those in a group between brackets."""

    def told(items) -> str:
        return " ".join(f"{item.name}({told(item.items)})" if isinstance(item, Group) else item.name for item in items)

    return told(made.items)


@pytest.fixture
def two_pages() -> Spec:
    return spec(
        group("eka", field("a"), field("b"), kind=PAGE),
        group("toka", field("c"), group("r", field("d"), kind=REPEAT), kind=PAGE),
    )


# -- places ------------------------------------------------------------------------------------------------------


def test_an_item_is_added_after_another(two_pages):
    assert outline(tree.add_after(two_pages, field("x"), "a")) == "eka(a x b) toka(c r(d))"


def test_an_item_is_added_at_the_beginning_and_the_end_of_a_group(two_pages):
    assert outline(tree.add_inside(two_pages, field("x"), "r")) == "eka(a b) toka(c r(d x))"
    assert outline(tree.add_inside(two_pages, field("x"), "r", is_first=True)) == "eka(a b) toka(c r(x d))"
    assert outline(tree.add_inside(two_pages, field("x"))) == "eka(a b) toka(c r(d)) x"


def test_an_item_is_changed_where_it_stands(two_pages):
    changed = tree.change(two_pages, "d", field("d", FieldKind.DATE))
    assert outline(changed) == outline(two_pages)
    assert tree.find(changed, "d").item.kind is FieldKind.DATE


def test_an_item_goes_with_all_that_is_in_it(two_pages):
    assert outline(tree.remove(two_pages, "toka")) == "eka(a b)"
    assert outline(tree.remove(two_pages, "d")) == "eka(a b) toka(c r())"


@pytest.mark.parametrize(
    ("move", "name", "after"),
    [
        (tree.move_up, "b", "eka(b a) toka(c r(d))"),
        (tree.move_down, "a", "eka(b a) toka(c r(d))"),
        (tree.move_up, "toka", "toka(c r(d)) eka(a b)"),
        (tree.move_up, "r", "eka(a b) toka(r(d) c)"),
        (tree.move_out, "c", "eka(a b) toka(r(d)) c"),
        (tree.move_out, "d", "eka(a b) toka(c r() d)"),
    ],
)
def test_an_item_moves_among_those_beside_it_and_out(two_pages, move, name, after):
    assert outline(move(two_pages, name)) == after


def test_an_item_moves_into_what_stands_before_it(two_pages):
    out = tree.move_out(two_pages, "c")
    assert outline(tree.move_in(out, "c")) == "eka(a b) toka(r(d) c)"


def test_an_item_moves_after_any_other_and_into_any_group(two_pages):
    assert outline(tree.move_after(two_pages, "a", "d")) == "eka(b) toka(c r(d a))"
    assert outline(tree.move_inside(two_pages, "r", "eka")) == "eka(a b r(d)) toka(c)"
    assert outline(tree.move_inside(two_pages, "d", is_first=True)) == "d eka(a b) toka(c r())"


@pytest.mark.parametrize(
    ("move", "arguments"),
    [
        (tree.move_up, ["a"]),
        (tree.move_down, ["toka"]),
        (tree.move_in, ["a"]),
        (tree.move_in, ["b"]),
        (tree.move_in, ["toka"]),
        (tree.move_out, ["eka"]),
        (tree.move_after, ["r", "d"]),
        (tree.move_after, ["r", "r"]),
        (tree.move_after, ["eka", "c"]),
        (tree.move_inside, ["toka", "r"]),
        (tree.move_inside, ["eka", "toka"]),
    ],
)
def test_what_cannot_move_there_is_refused(two_pages, move, arguments):
    with pytest.raises(tree.CannotMove):
        move(two_pages, *arguments)


@pytest.mark.parametrize("call", [tree.remove, tree.move_up, tree.find, naming.duplicate, tree.group_of])
def test_what_is_not_there_is_refused(two_pages, call):
    with pytest.raises(tree.NoSuchItem):
        call(two_pages, "olematon")


def test_a_field_is_no_group(two_pages):
    with pytest.raises(tree.NoSuchItem):
        tree.add_inside(two_pages, field("x"), "a")


@given(specs.specs())
def test_moving_loses_nothing(made):
    names = sorted(naming.names_of(made))
    for placed in walk(made.items):
        for move in (tree.move_up, tree.move_down, tree.move_in, tree.move_out):
            try:
                moved = move(made, placed.item.name)
            except tree.CannotMove:
                continue
            assert sorted(naming.names_of(moved)) == names


# -- names -------------------------------------------------------------------------------------------------------


def test_expressions_follow_a_new_name(two_pages):
    asked = tree.change(two_pages, "b", field("b", relevant="${a} = 'a' and ${aa} = 1", constraint="${a} < ."))
    asked = tree.change(asked, "r", group("r", field("d", required="${a} = 2"), kind=REPEAT, relevant="${a} > 1"))

    renamed = naming.rename(asked, "a", "ikä")

    assert outline(renamed) == "eka(ikä b) toka(c r(d))"
    changed = tree.find(renamed, "b").item
    assert (changed.relevant, changed.constraint) == ("${ikä} = 'a' and ${aa} = 1", "${ikä} < .")
    assert tree.find(renamed, "r").item.relevant == "${ikä} > 1"
    assert tree.find(renamed, "d").item.required == "${ikä} = 2"


def test_a_name_is_given_once(two_pages):
    with pytest.raises(naming.NameTaken):
        naming.rename(two_pages, "a", "B")
    assert naming.rename(two_pages, "a", "a") == two_pages
    assert outline(naming.rename(two_pages, "a", "A")) == "eka(A b) toka(c r(d))"


@pytest.mark.parametrize("name", ["", "kaksi sanaa", "1a", "meta", "a:b"])
def test_no_item_has_a_name_that_is_none(two_pages, name):
    with pytest.raises(naming.NotAName):
        naming.rename(two_pages, "a", name)


def test_a_copy_has_names_of_its_own_and_speaks_of_itself():
    asked = spec(field("k"), group("g", field("a"), field("b", relevant="${a} = ${k}")))

    copied, name = naming.duplicate(asked, "g")

    assert outline(copied) == "k g(a b) g_2(a_2 b_2)"
    assert name == "g_2"
    assert tree.find(copied, "b_2").item.relevant == "${a_2} = ${k}"
    assert tree.find(copied, "b").item.relevant == "${a} = ${k}"


@pytest.mark.parametrize(
    ("wanted", "name"),
    [("Syntymäaika?", "syntymaaika"), ("اسم", "kohta"), ("2. nimi", "k_2_nimi"), ("A", "a_2"), ("meta", "meta_2")],
)
def test_a_free_name_is_made_of_words(wanted, name):
    assert naming.free_name(["a"], wanted) == name


def test_who_names_an_item_is_known(two_pages):
    asked = tree.change(two_pages, "b", field("b", relevant="${a} = 1"))
    assert naming.users_of(asked, "a") == ["b"]


# -- texts -------------------------------------------------------------------------------------------------------


def test_words_are_written_where_they_stand():
    asked = spec(field("a", choices="l", kind=FieldKind.CHOICE), choices={"l": choices("x/y")}, languages=("fi", "ar"))
    given_words = [
        texts.Written("form//title", "ar", " عنوان "),
        texts.Written("item/a/hint", "ar", "rivi\r\nrivi"),
        texts.Written("choice/l/x%2Fy", "ar", "نعم"),
    ]

    written = texts.write(asked, given_words)

    assert written.title.words == {"fi": "Koelomake", "ar": "عنوان"}
    assert written.items[0].hint.words == {"ar": "rivi\nrivi"}
    assert written.choices["l"][0].label.words == {"fi": "X/Y", "ar": "نعم"}


def test_the_same_words_again_stay_marked_until_somebody_says_that_they_are_right():
    text = Text({"fi": "Nimi", "ar": "اسم"}, frozenset({"ar"}))
    assert texts.write_text(text, "ar", "اسم") == text
    assert texts.write_text(text, "ar", "اسم", is_reviewed=True).unreviewed == frozenset()
    assert texts.write_text(text, "ar", "الاسم").unreviewed == frozenset()
    assert texts.write_text(text, "fi", "Koko nimi").unreviewed == {"ar"}


@given(specs.specs())
def test_writing_nothing_changes_nothing(made):
    assert to_json(texts.write(made, [])) == to_json(made)
    assert from_json(to_json(made)).languages == tuple(made.languages)


# -- languages ---------------------------------------------------------------------------------------------------


def test_adding_a_language_loses_no_other():
    asked = spec(field("a", label=Text({"fi": "Nimi", "sv": "Namn"})), languages=("fi", "sv"))
    added = languages.add_language(asked, "ar")
    assert added.languages == ("fi", "sv", "ar")
    assert added.items == asked.items
    assert languages.add_language(added, "ar") == added


@pytest.mark.parametrize("code", ["", "FI", "finnish", "ar-EG", "x"])
def test_what_is_no_language_is_not_added(code):
    with pytest.raises(BadSpec):
        languages.add_language(spec(field("a")), code)


def test_removing_a_language_takes_its_words_alone():
    asked = spec(field("a", label=Text({"fi": "Nimi", "sv": "Namn"}, frozenset({"sv"}))), languages=("fi", "sv"))
    assert (languages.words_in(asked, "sv"), languages.unreviewed_in(asked, "sv")) == (1, 1)

    removed = languages.remove_language(asked, "sv")

    assert removed.languages == ("fi",)
    assert removed.items[0].label == fi("Nimi")


def test_the_first_language_stays_until_another_is_the_first():
    asked = spec(field("a"), languages=("fi", "sv"))
    with pytest.raises(languages.LastLanguage):
        languages.remove_language(asked, "fi")
    assert languages.make_first(asked, "sv").languages == ("sv", "fi")
    with pytest.raises(languages.NoSuchLanguage):
        languages.remove_language(asked, "ar")


def test_what_is_missing_is_counted():
    assert languages.missing_in(spec(field("a"), languages=("fi", "ar")), "ar") == 2


# -- lists -------------------------------------------------------------------------------------------------------


def test_a_list_is_made_changed_and_removed():
    made, name = lists.add_list(spec(field("a")), "Aiheet")
    changed = lists.change_list(made, name, [Choice(value="x", label=fi("X"))])
    assert [choice.value for choice in changed.choices["aiheet"]] == ["x"]
    assert lists.remove_list(changed, "aiheet").choices == {}


def test_a_list_that_a_field_offers_stays():
    asked = spec(field("a", FieldKind.CHOICE, choices="l"), choices={"l": choices("x")})
    with pytest.raises(lists.ListInUse) as refused:
        lists.remove_list(asked, "l")
    assert refused.value.names == ["a"]


@pytest.mark.parametrize("call", [lambda s: lists.remove_list(s, "l"), lambda s: lists.change_list(s, "l", [])])
def test_a_list_that_is_not_there_is_refused(call):
    with pytest.raises(lists.NoSuchList):
        call(spec(field("a")))
