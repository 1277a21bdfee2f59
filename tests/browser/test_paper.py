"""On paper: the order of a debrief, the tables of the atlas, and no black ground."""

import pytest
from playwright.sync_api import Page, expect

from teaching.items import loading
from tests.browser.taking import take
from tests.browser.test_accessibility import CASE, only_case
from tests.knowledge.shelf import make_disease

A4 = {"width": 680, "height": 1000}
"""An A4 page within its margins, in px."""


@pytest.fixture
def paper(page: Page, live_server) -> Page:
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    return page


def top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"]


def test_a_debrief_prints_the_story_then_the_verdict_with_its_proof(paper: Page):
    loading.load(only_case(CASE))
    paper.emulate_media(media="screen")
    take(paper)
    paper.emulate_media(media="print")

    order = [".casehead", ".question", ".stage", ".verdict", ".when", "table.ledger", ".grounds"]
    places = [top(paper, each) for each in order]
    assert places == sorted(places)
    assert paper.locator(".opening").evaluate("one => getComputedStyle(one).breakBefore") == "page"
    for gone in (".twin", ".after", ".tabs", ".stepper"):
        expect(paper.locator(gone).first).to_be_hidden()
    rows = paper.locator(".ledger tbody")
    assert set(rows.evaluate_all("all => all.map(one => getComputedStyle(one).breakInside)")) == {
        "avoid"
    }


def test_the_ledger_prints_as_a_table(paper: Page):
    loading.load(only_case(CASE))
    paper.emulate_media(media="screen")
    take(paper)
    paper.emulate_media(media="print")

    assert paper.locator("table.ledger").evaluate("one => getComputedStyle(one).display") == "table"


def test_the_forms_print_side_by_side_on_white(paper: Page):
    loading.load(only_case(CASE))
    paper.goto("/atlas/")

    table = paper.locator("table.compare").first
    heads = [one.bounding_box()["y"] for one in table.locator("thead tr").last.locator("th").all()]
    assert len(set(heads)) == 1
    assert paper.evaluate("document.documentElement.scrollWidth") == A4["width"]
    drawings = paper.locator(".mini svg")
    widths = drawings.evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().width"
        " / one.closest('.mini').clientWidth)"
    )
    grounds = drawings.evaluate_all("all => all.map(one => getComputedStyle(one).backgroundColor)")
    assert widths == pytest.approx([1] * 6, abs=0.01)
    assert set(grounds) == {"rgb(255, 255, 255)"}


def test_folds_print_as_the_reader_left_them(paper: Page):
    make_disease()
    paper.emulate_media(media="screen")
    paper.goto("/atlas/")
    group = paper.locator("details.group").first
    shut = group.locator("table").is_visible()
    paper.emulate_media(media="print")
    shut_on_paper = group.locator("table").is_visible()
    group.locator("summary").click()

    assert (shut, shut_on_paper, group.locator("table").is_visible()) == (False, False, True)
