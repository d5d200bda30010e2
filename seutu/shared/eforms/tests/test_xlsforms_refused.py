"""What Seutu does not do is refused by its name and place, and everything at once."""

from __future__ import annotations

import pytest
from django.utils import translation

from seutu.shared.eforms.tests.workbooks import one_question, workbook
from seutu.shared.eforms.xlsforms.reading import read_xlsform
from seutu.shared.eforms.xlsforms.refusals import NotAForm, Why

HEADINGS = ["type", "name", "label"]
GOOD = ["text", "nimi", "Nimi"]
LIST = [["list_name", "name", "label"], ["a", "x", "X"]]


def typed(*types: str, choices=()) -> bytes:
    return workbook([HEADINGS, *([each, f"n{number}", "Kysymys"] for number, each in enumerate(types))], choices)


def set_to(**settings: str) -> bytes:
    return workbook([HEADINGS, GOOD], settings=[list(settings), list(settings.values())])


def refusals_of(content: bytes):
    with pytest.raises(NotAForm) as refused:
        read_xlsform(content)
    return refused.value.refusals


REFUSED = {
    "a place on a map": (typed("geopoint"), Why.UNSUPPORTED_TYPE, "survey, row 2, type", "geopoint"),
    "a barcode": (typed("barcode"), Why.UNSUPPORTED_TYPE, "survey, row 2, type", "barcode"),
    "sound": (typed("audio"), Why.UNSUPPORTED_TYPE, "survey, row 2, type", "audio"),
    "the time of beginning": (typed("start"), Why.UNSUPPORTED_TYPE, "survey, row 2, type", "start"),
    "a ranking": (typed("rank a", choices=LIST), Why.UNSUPPORTED_TYPE, "survey, row 2, type", "rank a"),
    "a mistyped type": (typed("txt"), Why.UNSUPPORTED_TYPE, "survey, row 2, type", "txt"),
    "a select without a list": (typed("select_one"), Why.UNSUPPORTED_TYPE, "survey, row 2, type", "select_one"),
    "another answer": (typed("select_one a or_other", choices=LIST), Why.OR_OTHER, "survey, row 2, type", "or_other"),
    "choices of a file": (typed("select_one_from_file x.csv"), Why.EXTERNAL_FILE, "survey, row 2, type", "x.csv"),
    "choices of answers": (typed("select_one ${n0}"), Why.EXTERNAL_FILE, "survey, row 2, type", "${n0}"),
    "an unknown list": (typed("select_one b", choices=LIST), Why.UNKNOWN_LIST, "survey, row 2, type", "b"),
    "no type": (workbook([HEADINGS, [None, "nimi", "Nimi"]]), Why.NO_TYPE, "survey, row 2, type", ""),
    "no name": (workbook([HEADINGS, ["text", None, "Nimi"]]), Why.NO_NAME, "survey, row 2, name", ""),
    "an end without a beginning": (typed("text", "end_group"), Why.END_WITHOUT_BEGIN, "survey, row 3, type", ""),
    "an end of another thing": (
        typed("begin_repeat", "text", "end_group"),
        Why.END_WITHOUT_BEGIN,
        "survey, row 4, type",
        "",
    ),
    "no end": (typed("begin_group", "text"), Why.BEGIN_WITHOUT_END, "survey, row 2, type", ""),
    "a count of rounds": (
        workbook([[*HEADINGS, "repeat_count"], ["begin_repeat", "r", "R", 3], GOOD, ["end_repeat"]]),
        Why.UNSUPPORTED_COLUMN,
        "survey, row 2, repeat_count",
        "repeat_count",
    ),
    "a required group": (
        workbook([[*HEADINGS, "Required"], ["begin_group", "r", "R", "yes"], GOOD, ["end_group"]]),
        Why.UNSUPPORTED_COLUMN,
        "survey, row 2, Required",
        "Required",
    ),
    **{
        f"the column {heading}": (
            one_question("x", headings=[heading]),
            Why.UNSUPPORTED_COLUMN,
            f"survey, row 2, {heading}",
            heading,
        )
        for heading in (
            *("choice_filter", "trigger", "read_only", "media::image", "image", "guidance_hint", "save_to", "disabled"),
            *("bind::oma", "body::accept", "instance::oma", "Repeat count", "guidance_hint::Finnish (fi)"),
        )
    },
    "an unknown language": (
        one_question("x", headings=["label::Klingon (tlhx)"]),
        Why.UNKNOWN_LANGUAGE,
        "survey, row 1, label::Klingon (tlhx)",
        "Klingon (tlhx)",
    ),
    "a code of three letters for two": (
        one_question("x", headings=["hint::Finnish (fin)"]),
        Why.UNKNOWN_LANGUAGE,
        "survey, row 1, hint::Finnish (fin)",
        "Finnish (fin)",
    ),
    "a column twice": (one_question("x", headings=["Label"]), Why.DUPLICATE_COLUMN, "survey, row 1, Label", "Label"),
    "two texts of one language": (
        one_question("Muu nimi", headings=["label::suomi (fi)"]),
        Why.DUPLICATE_COLUMN,
        "survey, row 2, label::suomi (fi)",
        "label::suomi (fi)",
    ),
    "a column in two spellings": (
        one_question("1", "2", headings=["relevant", "relevance"]),
        Why.DUPLICATE_COLUMN,
        "survey, row 1, relevance",
        "relevance",
    ),
    "no column of names": (workbook([["type", "label"], ["text", "x"]]), Why.MISSING_COLUMN, "survey, row 1", "name"),
    "values without a heading": (one_question(None, "x"), Why.NO_HEADING, "survey, row 2", ""),
    "a parameter": (
        one_question("rows=5", headings=["parameters"]),
        Why.UNSUPPORTED_PARAMETER,
        "survey, row 2, parameters",
        "rows=5",
    ),
    "steps of a range": (
        workbook([[*HEADINGS, "parameters"], ["range", "r", "R", "start=0 end=10 step=2"]]),
        Why.UNSUPPORTED_PARAMETER,
        "survey, row 2, parameters",
        "step=2",
    ),
    "an unknown function": (
        one_question("pulldata('a', 'b')", headings=["Relevance"]),
        Why.BAD_EXPRESSION,
        "survey, row 2, Relevance",
        "pulldata",
    ),
    "a default of an unknown function": (
        one_question("uuid()", headings=["default"]),
        Why.BAD_EXPRESSION,
        "survey, row 2, default",
        "uuid",
    ),
    "a default of another answer": (
        one_question("${nimi}", headings=["default"]),
        Why.REFERENCE_IN_TEXT,
        "survey, row 2, default",
        "${",
    ),
    "an answer in a text": (
        workbook([HEADINGS, GOOD, ["note", "hei", "Hei ${nimi}"]]),
        Why.REFERENCE_IN_TEXT,
        "survey, row 3, label",
        "${",
    ),
    "an unknown kind": (
        one_question("puhelin", headings=["seutu_kind"]),
        Why.UNKNOWN_KIND,
        "survey, row 2, seutu_kind",
        "puhelin",
    ),
    "a kind of another type": (
        one_question("year", headings=["seutu_kind"]),
        Why.UNKNOWN_KIND,
        "survey, row 2, seutu_kind",
        "year",
    ),
    "an unknown category": (
        one_question("secret", headings=["seutu_privacy"]),
        Why.UNKNOWN_PRIVACY,
        "survey, row 2, seutu_privacy",
        "secret",
    ),
    "a number in words": (
        one_question("kaksi", headings=["seutu_most"]),
        Why.NOT_A_NUMBER,
        "survey, row 2, seutu_most",
        "kaksi",
    ),
    "an unknown mark": (
        one_question("ar", headings=["seutu_unreviewed"]),
        Why.UNKNOWN_MARK,
        "survey, row 2, seutu_unreviewed",
        "ar",
    ),
    "a choice of no list": (
        typed("text", choices=[["list_name", "name"], [None, "x"]]),
        Why.NO_LIST_NAME,
        "choices, row 2, list_name",
        "",
    ),
    "a choice without a name": (
        typed("text", choices=[["list_name", "name"], ["a", None]]),
        Why.NO_VALUE,
        "choices, row 2, name",
        "",
    ),
    "encryption": (set_to(public_key="x"), Why.UNSUPPORTED_SETTING, "settings, row 2, public_key", "public_key"),
    "another server": (
        set_to(submission_url="https://example.org"),
        Why.UNSUPPORTED_SETTING,
        "settings, row 2, submission_url",
        "submission_url",
    ),
    "the same choice twice": (
        set_to(allow_choice_duplicates="yes"),
        Why.UNSUPPORTED_SETTING,
        "settings, row 2, allow_choice_duplicates",
        "allow_choice_duplicates",
    ),
    "an unknown default language": (
        set_to(default_language="Kieli"),
        Why.UNKNOWN_LANGUAGE,
        "settings, row 2, default_language",
        "Kieli",
    ),
    "entities": (
        workbook([HEADINGS, GOOD], entities=[["list_name"], ["puut"]]),
        Why.UNSUPPORTED_SHEET,
        "entities",
        "entities",
    ),
    "a name that is there twice": (workbook([HEADINGS, GOOD, GOOD]), Why.PYXFORM, "survey, row 3", "unique"),
    "a name with a space": (workbook([HEADINGS, ["text", "oma nimi", "x"]]), Why.PYXFORM, "survey, row 2", "begin"),
    "an unknown reference": (one_question("${b} = 1", headings=["relevant"]), Why.PYXFORM, "survey, row 2", "'b'"),
    "a choice that is there twice": (
        typed("select_one a", choices=[*LIST, ["a", "x", "Y"]]),
        Why.PYXFORM,
        "choices, row 3",
        "unique",
    ),
    "no words": (workbook([HEADINGS, ["text", "nimi"]]), Why.PYXFORM, "survey, row 2", "label"),
    "too many questions": (
        typed(*["text"] * 1_001),
        Why.NOT_A_SPEC,
        "",
        "items.1000",
    ),
}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_told_by_its_name_and_place(case):
    content, why, place, word = REFUSED[case]

    refusal = refusals_of(content)[0]

    assert (refusal.why, refusal.place) == (why, place)
    assert word in refusal.message


def test_everything_is_told_at_once():
    content = workbook(
        [
            [*HEADINGS, "choice_filter", "relevant"],
            ["geopoint", "a", "A"],
            ["select_one puuttuu", "b", "B", "x = 1"],
            ["text", "c", "C", None, "position(..) > 1"],
            ["begin_group", "d"],
        ],
        settings=[["public_key"], ["x"]],
    )

    found = [(each.why, each.row) for each in refusals_of(content)]

    assert found == [
        (Why.UNSUPPORTED_SETTING, 2),
        (Why.UNSUPPORTED_COLUMN, 3),
        (Why.UNSUPPORTED_TYPE, 2),
        (Why.UNKNOWN_LIST, 3),
        (Why.BAD_EXPRESSION, 4),
        (Why.BEGIN_WITHOUT_END, 5),
    ]


def test_a_column_that_asks_for_nothing_is_no_problem():
    content = one_question("no", None, headings=["readonly", "choice_filter"])

    assert read_xlsform(content).spec.items[0].name == "nimi"
