"""The sentences around an answer."""

import pytest

from tests.quizzes.taking import begin


def headings(visitor, slug: str, number: int) -> tuple[str, bool]:
    taker = begin(visitor, slug)
    taker.finish(right=False)
    page = visitor.get(f"/attempts/{taker.attempt}/debrief/{number}/")
    told = page.context["told"]
    return page.context["heading"], told.key.text in page.content.decode().split("</h2>")[1]


@pytest.mark.parametrize(
    ("slug", "number", "heading"),
    [
        ("transfer-board", 2, "Not mixed: osteoarthropathic"),
        ("loaded-trolley", 2, "Not this: bone beside both hips together"),
        ("passenger-seat", 1, "Not this: ossifying haematoma of the quadriceps"),
    ],
)
def test_a_wrong_answer_is_told_what_is_right(visitor, slug, number, heading):
    said, names_the_answer_below = headings(visitor, slug, number)

    assert (said, names_the_answer_below) == (heading, heading.startswith("Not this"))


def test_a_name_keeps_its_capital_inside_a_sentence(visitor):
    taker = begin(visitor, "passenger-seat")
    decision = taker.decision()
    option = next(one for one in decision.options if one.text.startswith("Pellegrini"))
    taker.post(decision.pk, option.pk, 1)
    taker.finish()

    page = visitor.get(f"/attempts/{taker.attempt}/debrief/1/")

    assert page.context["heading"] == "Not this: Pellegrini–Stieda disease of the knee"


def test_the_rationale_is_printed_where_the_ledger_does_not_say_it_already(visitor):
    taker = begin(visitor, "transfer-board")
    taker.finish(right=False)

    rows = visitor.get(f"/attempts/{taker.attempt}/debrief/2/").context["told"].rows

    for row in rows:
        said = " ".join(entry.says for entry in (*row.entries_for, *row.entries_against))
        assert row.is_said == all(part in said for part in row.rationale.split(". "))


def test_an_item_may_have_a_label_of_its_own(visitor):
    taker = begin(visitor, "the-scrum")
    taker.finish()

    tabs = visitor.get(f"/attempts/{taker.attempt}/debrief/1/").context["told"].tabs

    assert [tab.label for tab in tabs] == ["Form", "Course", "Plan"]


def test_what_is_proved_of_the_patient_stands_with_its_numbers_where_facts_decide(visitor):
    taker = begin(visitor, "loaded-trolley")
    taker.finish()

    page = visitor.get(f"/attempts/{taker.attempt}/debrief/2/").content.decode()
    ledger = page.split('<table class="ledger')[1].split("</table>")[0]

    assert "Proved of this patient:" in ledger
    assert 'data-n="4"' in ledger
