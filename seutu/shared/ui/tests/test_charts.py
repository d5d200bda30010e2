from __future__ import annotations

from django.template.loader import render_to_string

from seutu.shared.ui.charts import Bar, bar_chart


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
