"""`seutu split` as a stranger runs it, without a database."""

from __future__ import annotations

import json

import pytest

from seutu.newcomers.funding import command_line

TWO = ["--by", "joensuu=2300", "--by", "liperi=310"]


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert command_line.main([*arguments, "--json"]) == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def refusal(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    try:
        code = command_line.main(arguments)
    except SystemExit as ended:
        code = ended.code
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    return err


def test_the_answer_is_decimal_strings(capsys):
    assert run("300000.00", "--state-percent", "70", *TWO, capsys=capsys) == {
        "total": "300000.00",
        "state": "210000.00",
        "municipal": "90000.00",
        "shares": {"joensuu": "79310.34", "liperi": "10689.66"},
    }


@pytest.mark.parametrize(
    "amount", [["300000,00"], ["300 000,00"], ["300\N{NO-BREAK SPACE}000 €"], ["300", "000,00"], ["300000"]]
)
def test_an_amount_is_read_as_it_is_written_here(amount, capsys):
    assert run(*amount, "--state-percent=70", "--by=joensuu=2300", capsys=capsys)["total"] == "300000.00"


@pytest.mark.parametrize("amount", ["-300000.00", "-300 000,00", "\N{MINUS SIGN}300000"])
def test_a_credit_mirrors_the_charge(amount, capsys):
    answer = run(amount, "--state-percent", "70", *TWO, capsys=capsys)

    assert answer["state"] == "-210000.00"
    assert answer["shares"] == {"joensuu": "-79310.34", "liperi": "-10689.66"}


def test_the_state_pays_of_the_eligible_cost_alone(capsys):
    answer = run("1000", "--state-percent", "70", "--eligible", "900,00", *TWO, capsys=capsys)

    assert (answer["state"], answer["municipal"]) == ("630.00", "370.00")


@pytest.mark.parametrize(("rounding", "state"), [("floor", "0.07"), ("half-up", "0.08")])
def test_a_fraction_of_a_cent_goes_as_it_is_said(rounding, state, capsys):
    assert run("0.15", "--state-percent", "50", "--round", rounding, *TWO, capsys=capsys)["state"] == state


def test_equal_shares_and_fixed_percentages(capsys):
    equal = run("100", "--equal", "joensuu", "--equal", "liperi", "--equal", "ilomantsi", capsys=capsys)
    fixed = run("100", "--percent", "joensuu=66,67", "--percent", "liperi=33.33", capsys=capsys)

    assert equal["shares"] == {"joensuu": "33.33", "liperi": "33.33", "ilomantsi": "33.34"}
    assert fixed["shares"] == {"joensuu": "66.67", "liperi": "33.33"}


def test_without_json_the_computation_is_shown_line_by_line(capsys):
    assert command_line.main(["300000.00", "--state-percent", "70", *TWO]) == 0

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["joensuu", "2300", "79310.344827", "79310.34", "79310.34"] in lines
    assert ["liperi", "310", "10689.655172", "10689.65", "+1", "10689.66"] in lines


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "AMOUNT"),
        (["300000"], "--by NAME=NUMBER"),
        (["rahaa", *TWO], "“rahaa” is no amount"),
        (["300.000", *TWO], "“300.000” is no amount"),
        (["1", "--by", "joensuu"], "NAME=NUMBER"),
        (["1", "--by", "joensuu=-1"], "must be whole"),
        (["1", "--by", "joensuu=2,5"], "must be whole"),
        (["1", "--by", "=2"], "no name"),
        (["1", *TWO, "--by", "liperi=1"], "liperi is there twice"),
        (["1", "--by", "joensuu=0", "--by", "liperi=0"], "all the numbers are zero"),
        (["1", *TWO, "--equal", "liperi"], "in one way"),
        (["1", "--percent", "joensuu=60", "--percent", "liperi=39.5"], "add up to 99.5"),
        (["1", "--percent", "joensuu=abc"], "“abc” is no percentage"),
        (["1", "--state-percent", "101", *TWO], "“101” is no percentage"),
        (["1", "--eligible", "2", *TWO], "between nothing and the total"),
        (["1", "--round", "up", *TWO], "--round"),
        (["1", "--wat", *TWO], "--wat"),
    ],
)
def test_wrong_input_is_told_in_plain_words_with_code_2(arguments, told, capsys):
    assert told in refusal(*arguments, capsys=capsys)


def test_help_has_examples(capsys):
    with pytest.raises(SystemExit) as ended:
        command_line.main(["--help"])

    assert ended.value.code == 0
    assert "seutu split 300000.00 --state-percent 70" in capsys.readouterr().out
