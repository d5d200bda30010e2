from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from seutu.shared.documents.blocks import Cell, TableBlock, plain
from seutu.shared.documents.tables import grid_of, pairs_of


def cell(words: str = "", *, header: bool = False, across: int = 1, down: int = 1) -> Cell:
    return Cell((plain(words),) if words else (), header, across, down)


def test_short_rows_are_filled():
    grid = grid_of(TableBlock(((cell("a"), cell("b")), (cell("c"),))))

    assert [(each.column, each.row) for each in grid.cells] == [(0, 0), (1, 0), (0, 1), (1, 1)]
    assert grid.cells[-1].cell.blocks == ()


def test_a_span_pushes_what_comes_after_it():
    grid = grid_of(TableBlock(((cell("a", down=2), cell("b")), (cell("c"),))))

    assert {(each.column, each.row): each.cell.blocks for each in grid.cells}[(1, 1)] == (plain("c"),)


def test_the_first_row_names_the_columns_when_it_has_words_in_every_cell():
    assert grid_of(TableBlock(((cell("a"), cell("b")), (cell("c"), cell("d"))))).header_rows == 1
    assert grid_of(TableBlock(((cell("a"), cell()), (cell("c"), cell("d"))))).header_rows == 0
    assert grid_of(TableBlock(((cell("a"), cell("b")),))).header_rows == 0


def test_a_cell_of_the_header_stays_in_it():
    grid = grid_of(TableBlock(((cell("a", down=9), cell("b")), (cell("c"), cell("d"))), header_rows=1))

    assert grid.cells[0].cell.row_span == 1


def test_a_table_of_labels_and_values_is_pairs():
    rows = ((cell("a", header=True), cell("b")), (cell("c", header=True), cell("d")))

    assert pairs_of(TableBlock(rows)) == [rows[0], rows[1]]
    assert pairs_of(TableBlock((*rows, (cell("e"), cell("f"))))) is None
    assert pairs_of(TableBlock(rows, header_rows=1)) is None


CELLS = st.builds(cell, st.sampled_from(["", "a"]), across=st.integers(1, 40), down=st.integers(1, 8))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=6), st.integers(0, 8))
def test_every_place_of_a_table_is_covered_once(rows, headers):
    grid = grid_of(TableBlock(rows, headers))

    height = len([row for row in rows if row])
    covered = [
        (each.column + x, each.row + y)
        for each in grid.cells
        for x in range(each.cell.column_span)
        for y in range(each.cell.row_span)
    ]
    assert sorted(covered) == sorted((x, y) for x in range(grid.columns) for y in range(height))
    assert all(each.row >= grid.header_rows or each.row + each.cell.row_span <= grid.header_rows for each in grid.cells)
