"""What has to be said in practice is said in the debrief, and never beside the question."""

import pytest

from teaching.items.models import LineTag, Vignette
from tests.quizzes.taking import begin

ACUTE = "swollen-limb"


def acute() -> set[str]:
    tags = LineTag.objects.filter(finding__slug=ACUTE, is_present=True)
    return set(tags.values_list("line__vignette__slug", flat=True))


def test_there_are_cases_with_and_without_an_acute_limb(clinic, db):
    assert 0 < len(acute()) < Vignette.objects.filter(state="published").count()


@pytest.mark.parametrize("slug", ["transfer-board", "week-six", "passenger-seat", "racing-chair"])
def test_the_debrief_of_an_acute_limb_says_what_to_do_in_practice(visitor, slug):
    taker = begin(visitor, slug)
    asked = taker.page().content.decode()
    taker.finish()

    told = visitor.get(f"/attempts/{taker.attempt}/debrief/").content.decode()

    assert "In practice:" not in asked
    assert ("In practice:" in told) == (slug in acute())
