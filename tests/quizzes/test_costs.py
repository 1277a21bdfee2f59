"""How many queries each page takes: constant, however much there is to show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from teaching.items.models import Vignette
from tests.conftest import forget_cases, forget_packs
from tests.quizzes.taking import begin

SLUG = "transfer-board"


def cost(client: Client, url: str, data: dict | None = None) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url) if data is None else client.post(url, data)
    assert response.status_code in (200, 302)
    return len(queries)


@pytest.mark.parametrize(
    ("url", "queries"),
    [("/cases/", 8), ("/", 8), ("/cases/?fact=F-OA-03", 9), ("/cases/?asks=form", 9)],
)
def test_a_list_costs_the_same_with_one_case_and_with_many(visitor, url, queries):
    written = list(Vignette.objects.filter(state="published"))
    taker = begin(visitor, SLUG)
    taker.finish()
    Vignette.objects.exclude(pk=taker.row.vignette_id).update(state="retired")
    visitor.get(url)  # reads the pack, once per process
    one = cost(visitor, url)

    Vignette.objects.update(state="published")
    for vignette in written:
        begin(visitor, vignette.slug).finish()
    begin(visitor, SLUG)

    assert (one, cost(visitor, url)) == (queries, queries)
    assert visitor.get("/cases/").context["listing"].total == len(written) == 12


@pytest.mark.parametrize(
    ("kept", "first", "step", "commitments", "debrief"),
    [
        ("all", 4, 5, [7, 7, 8], 5),
        ("packs", 4, 5, [7, 7, 8], 9),
        ("nothing", 4, 5, [7, 7, 8], 15),
    ],
)
def test_what_a_case_costs(visitor, kept, first, step, commitments, debrief):
    """The row of a vignette brings its story along; its answers take four queries, once, and what
    a process reads first of a pack one for its content and five for its facts and disputes. Until
    the debrief no page reads the pack at all."""
    before = begin(Client(), SLUG)
    before.finish(right=False)
    before.client.get(f"/attempts/{before.attempt}/debrief/2/")
    taker = begin(visitor, SLUG)
    asked = taker.row.vignette.items.order_by("position")
    sent = [
        {
            "item": item.pk,
            "option": item.options.exclude(pk=item.key.option_id).first().pk,
            "certainty": 2,
        }
        for item in asked
    ]

    def counted(url: str, data: dict | None = None) -> int:
        if kept != "all":
            forget_cases()
        if kept == "nothing":
            forget_packs()
        return cost(visitor, f"/attempts/{taker.attempt}/{url}", data)

    assert counted("") == first
    assert counted("read-on/", {"stage": 1}) == step
    assert [counted("commit/", one) for one in sent] == commitments
    assert counted("debrief/2/") == debrief
