from __future__ import annotations

from django.template.loader import render_to_string

from seutu.shared.ui.charts import Bar, bar_chart
from seutu.shared.ui.line_chart import Line, line_chart
from seutu.shared.ui.target_bars import TargetBar, target_bars


def chart(*bars):
    return bar_chart(bars, solid="Voitti", dashed="Hävisi")


def test_the_longest_bar_fills_its_room_and_the_others_their_share():
    for drawing in chart(Bar("Jaa", 18), Bar("Ei", 9)).drawings:
        longest, half = drawing.rows

        assert half.width == round(longest.width / 2, 1)
        assert longest.x + longest.width < drawing.width


def test_what_nobody_chose_has_a_number_and_no_bar():
    for drawing in chart(Bar("Jaa", 0), Bar("Ei", 0)).drawings:
        assert [row.width for row in drawing.rows] == [0, 0]
        assert [row.value for row in drawing.rows] == ["0", "0"]


def test_a_long_word_is_shortened_in_the_drawing():
    drawn = chart(Bar("Valtuutettu Metsän vastaehdotus palauttamisesta", 1)).wide.rows[0]

    assert drawn.label == "Valtuutettu Metsän vastae…"


def test_solid_dashed_and_faint_are_told_apart_by_line_and_words():
    drawn = chart(Bar("Jaa", 2), Bar("Ei", 1, line="dashed"), Bar("Tyhjä", 1, line="faint"))
    html = render_to_string("ui/bar_chart.html", {"chart": drawn, "labelled_by": "vote"})

    assert html.count('class="actual"') == 3
    assert html.count('class="target"') == 3
    assert html.count('class="faint"') == 2
    assert "Voitti" in html
    assert 'aria-labelledby="vote"' in html


def test_numbers_in_the_drawing_have_points_in_every_language():
    html = render_to_string("ui/bar_chart.html", {"chart": chart(Bar("Jaa", 3), Bar("Ei", 1)), "labelled_by": "vote"})

    assert 'width="' in html
    assert not [part for part in html.split('width="')[1:] if "," in part.split('"')[0]]


def test_a_hidden_number_is_marked_and_said_and_never_drawn_as_nothing():
    drawn = chart(Bar("Käynti", 40), Bar("Kirje", None, words="peitetty"))
    html = render_to_string("ui/bar_chart.html", {"chart": drawn, "labelled_by": "figure"})

    assert html.count('class="hidden-mark"') == 2
    assert html.count(">peitetty<") == 2
    assert ">0<" not in html


def targets(*bars):
    return target_bars(bars, actual="Toteuma", target="Tavoite", hidden="peitetty")


def test_every_target_is_as_long_and_the_actual_bar_is_its_share():
    for drawing in targets(TargetBar("Joensuu", 50, 100), TargetBar("Liperi", 30, 60)).drawings:
        assert len({row.target_width for row in drawing.rows}) == 1
        assert {row.share for row in drawing.rows} == {"50\N{NO-BREAK SPACE}%"}
        assert all(row.actual_width == round(row.target_width / 2, 1) for row in drawing.rows)


def test_a_target_that_is_passed_leaves_room_for_the_longer_bar():
    for drawing in targets(TargetBar("Kysymykset", 123, 90), TargetBar("Kontaktit", 9, 10)).drawings:
        longest = drawing.rows[0]

        assert longest.share == "137\N{NO-BREAK SPACE}%"
        assert longest.target_width < longest.actual_width
        assert longest.x + longest.actual_width < drawing.width
    assert [tick.words for tick in targets(TargetBar("Kysymykset", 123, 90)).wide.ticks] == [
        f"{at}\N{NO-BREAK SPACE}%" for at in (0, 50, 100)
    ]


def test_a_hidden_actual_number_has_its_target_and_no_bar():
    drawn = targets(TargetBar("Ilomantsi", None, 68))
    html = render_to_string("ui/target_bars.html", {"chart": drawn, "labelled_by": "targets"})

    assert drawn.wide.rows[0].numbers == "peitetty / 68"
    assert drawn.wide.rows[0].share == ""
    assert html.count('<rect class="target"') == 3
    assert html.count('<rect class="actual"') == 1


def over_time(*lines, times=("1/22", "2/22", "3/22")):
    return line_chart(times, lines, hidden="peitetty")


def test_a_line_breaks_where_a_number_is_hidden_and_marks_the_place():
    drawn = over_time(Line("actual", "Toteuma", (10, None, 30), frozenset({1})))
    html = render_to_string("ui/line_chart.html", {"chart": drawn, "labelled_by": "times"})

    assert [len(piece) for piece in drawn.wide.lines[0].pieces] == [1, 1]
    assert [point.x for point in drawn.wide.hidden] == [358.0]
    assert html.count('<line class="hidden-mark"') == 2
    assert ">peitetty<" in html


def test_the_scale_ends_over_the_largest_value_and_begins_from_nothing():
    drawn = over_time(Line("target", "Tavoite", (325, 1300, 2600)))

    assert [level.words for level in drawn.wide.levels] == [
        "0",
        "1\N{NO-BREAK SPACE}000",
        "2\N{NO-BREAK SPACE}000",
        "3\N{NO-BREAK SPACE}000",
    ]
    assert drawn.wide.levels[0].y == drawn.wide.floor


def test_last_values_that_would_overlap_stand_under_each_other():
    drawn = over_time(Line("actual", "Toteuma", (1, 2, 100)), Line("target", "Tavoite", (1, 2, 101)))
    ends = sorted(line.end.y for line in drawn.wide.lines)

    assert round(ends[1] - ends[0], 1) >= 18


def test_words_under_the_axis_are_as_many_as_fit_in_and_the_last_is_there():
    times = [f"{month}/22" for month in range(1, 25)]
    drawn = over_time(Line("actual", "Toteuma", range(24)), times=times)

    assert len(drawn.wide.times) <= 12
    assert len(drawn.narrow.times) <= 4
    assert drawn.narrow.times[-1].words == "24/22"


def test_nothing_at_all_is_drawn_as_an_empty_scale():
    drawn = over_time(Line("actual", "Toteuma", (None, None, None)))

    assert drawn.wide.lines[0].pieces == ()
    assert drawn.wide.lines[0].end is None
