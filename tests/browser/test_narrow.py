"""On a narrow window: nothing overlaps, nothing runs out of it, letters keep their size."""

import pytest
from playwright.sync_api import Page, expect

from teaching.items import loading
from tests.browser.taking import answer, begin, take
from tests.browser.test_accessibility import CASE, only_case
from tests.factories import make_user
from tests.knowledge.shelf import make_disease

PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 700}
TWO_FILMS = "loaded-trolley"
LONG = "Maximiliana-Konstantinopolitanische-Wolkenkratzer-Hausverwaltung-von-und-zu-Hohenlohe"


def overlapping(page: Page, selector: str) -> list[str]:
    """The words of neighbours on show of which one begins before the other has ended."""
    return page.evaluate(
        """selector => {
            const range = document.createRange();
            const boxes = [...document.querySelectorAll(selector)]
                .filter(element => element.getBoundingClientRect().width > 1).map(element => {
                range.selectNodeContents(element);
                const clip = element.getBoundingClientRect();
                const { left, right } = range.getBoundingClientRect();
                const hidden = getComputedStyle(element).overflow === "hidden";
                return [element.textContent, hidden ? clip.left : left,
                        hidden ? clip.right : right];
            });
            const late = boxes.slice(1).filter(([, left], at) => left < boxes[at][2] + 2);
            return late.map(([words]) => words);
        }""",
        selector,
    )


@pytest.mark.parametrize("window", [SMALL, {"width": 360, "height": 740}, PHONE])
def test_the_names_of_the_stages_and_the_heads_of_the_chart_stand_apart(
    page: Page, live_server, window
):
    loading.load(only_case(CASE))
    page.set_viewport_size(window)
    begin(page)
    taken = overlapping(page, ".stepper li > :not(.away)")
    while page.locator(".options").count():
        answer(page)
    page.locator(".verdict").wait_for()

    assert taken == []
    assert overlapping(page, ".stepper li > :not(.away)") == []
    assert overlapping(page, ".when thead th:not(:first-child)") == []


def test_in_the_smallest_window_the_stages_are_signs_and_the_current_name(page: Page, live_server):
    loading.load(only_case(CASE))
    page.set_viewport_size(SMALL)
    begin(page)

    names = page.locator(".stepper li > span:not(.away)")
    widths = names.evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")

    assert [width > 1 for width in widths] == [False, True, False, False]
    expect(page.get_by_role("listitem").filter(has_text="History").first).to_be_visible()


@pytest.mark.parametrize("window", [SMALL, PHONE, {"width": 1360, "height": 800}])
def test_the_letters_of_two_films_are_of_one_size(page: Page, live_server, window):
    loading.load(only_case(TWO_FILMS))
    page.set_viewport_size(window)
    take(page)

    letters = page.locator(".film .f-side")
    sizes = letters.evaluate_all(
        "all => all.map(one => parseFloat(one.getAttribute('font-size')) * one.getScreenCTM().a)"
    )

    assert sizes == pytest.approx([14, 14], abs=0.1)


def test_a_long_name_keeps_the_page_in_the_window(page: Page, live_server, sign_in):
    sign_in(make_user(username=LONG))
    page.set_viewport_size(PHONE)
    page.goto("/how-it-works/")
    page.get_by_text("Menu", exact=True).click()

    expect(page.get_by_text(LONG)).to_be_visible()
    narrow = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1000, "height": 700})

    assert (narrow, page.evaluate("document.documentElement.scrollWidth")) == (390, 1000)
    assert page.get_by_text(LONG).bounding_box()["width"] <= 256


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("path", ["/atlas/facts/", "/atlas/sources/", "/atlas/"])
def test_the_current_tab_is_in_sight(browser, base_url, live_server, path, scripts):
    make_disease()
    page = browser.new_context(
        viewport=PHONE, java_script_enabled=scripts, base_url=base_url
    ).new_page()

    page.goto(path)

    box = page.locator(".tabs [aria-current]").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
