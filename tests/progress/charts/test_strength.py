import pytest

from teaching.progress.charts.strength import Cell, Kind, Next, Row, grid


def test_a_cell_waits_then_counts_then_shares():
    cells = [Cell(0, 0), Cell(4, 4), Cell(5, 5), Cell(9, 9), Cell(8, 10)]

    assert [cell.said for cell in cells] == [
        "not met yet",
        "too few yet",
        "5 of 5",
        "9 of 9",
        "80 %",
    ]
    assert [cell.kind for cell in cells] == [
        Kind.NEW,
        Kind.FEW,
        Kind.COUNT,
        Kind.COUNT,
        Kind.SHARE,
    ]
    assert [sum(cell.pips) for cell in cells] == [0, 4, 0, 0, 0]
    assert [len(cell.pips) for cell in cells] == [5, 5, 0, 0, 0]


def test_the_bar_is_as_long_as_its_number():
    assert [cell.per_cent for cell in (Cell(3, 5), Cell(8, 10), Cell(2, 3))] == [60, 80, 67]
    assert [cell.is_shown for cell in (Cell(3, 5), Cell(8, 10), Cell(2, 3))] == [True, True, False]


@pytest.mark.parametrize(
    ("cell", "weak"),
    [(Cell(6, 10), False), (Cell(59, 100), True), (Cell(596, 1000), False), (Cell(1, 9), False)],
)
def test_what_is_weak_is_told_from_ten_answers_on_by_the_number_that_is_shown(cell, weak):
    assert cell.is_weak is weak


def test_where_a_memory_tells_the_chance_today_it_is_shown_from_ten_answers_on():
    assert Cell(9, 10, today=0.55).said == "55 %"
    assert Cell(9, 10, today=0.55).is_weak
    assert Cell(4, 5, today=0.55).said == "4 of 5"
    assert Cell(4, 5, today=0.55).per_cent == 80


@pytest.mark.parametrize(
    ("cell", "lead"),
    [
        (Cell(0, 0), "Each answer you commit fills a pip here. From five on a cell shows a count."),
        (
            Cell(1, 1),
            "One answer is a beginning, not a measurement. A cell shows a count once it holds five"
            " answers, and a share from ten.",
        ),
        (
            Cell(5, 12),
            "The share of your answers that was right. 12 answers; cells under five wait, cells"
            " under ten count.",
        ),
        (
            Cell(5, 12, today=0.4),
            "The chance that you would get it right today. 12 answers; cells under five wait, cells"
            " under ten count.",
        ),
    ],
)
def test_the_grid_says_what_it_shows(cell, lead):
    assert grid(["Form"], [Row("Mixed", (cell,))]).lead == lead


def test_the_weakest_cell_is_offered_first():
    found = grid(
        ["Onset", "Form"],
        [
            Row("Mixed", (Cell(5, 10), Cell(0, 0))),
            Row("Simple", (Cell(9, 10), Cell(4, 10, practise="/p/"))),
        ],
    )

    assert found.next == Next("Weakest:", "Simple, form: 40 % of 10 answers.", "Practise it", "/p/")


def test_where_nothing_is_weak_what_was_not_met_is_offered():
    found = grid(["Form"], [Row("Mixed", (Cell(2, 2),)), Row("Simple", (Cell(0, 0),))])

    assert found.next == Next("Next:", "Simple, form, which you have not met.")


def test_nothing_is_offered_where_all_is_well_or_nothing_was_done():
    assert grid(["Form"], [Row("Mixed", (Cell(10, 10),))]).next is None
    assert grid(["Form"], [Row("Mixed", (Cell(0, 0),))]).next is None


def test_a_row_that_no_decision_asks_is_left_out():
    found = grid(["Form"], [Row("Mixed", (None,)), Row("Simple", (Cell(1, 2),))])

    assert [row.name for row in found.rows] == ["Simple"]


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="Mixed has 2 of 1 cells"):
        grid(["Form"], [Row("Mixed", (Cell(1, 2), Cell(1, 2)))])
