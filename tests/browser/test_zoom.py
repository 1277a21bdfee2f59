"""The film enlarged: in its own box, by keyboard, on a phone, and without scripts."""

import pytest
from playwright.sync_api import Locator, Page, expect

from teaching.items import loading
from tests.browser.taking import come_to_the_decision
from tests.browser.test_accessibility import CASE, complaints_of, only_case

PHONE = {"width": 390, "height": 800}
WIDER = "film => film.scrollWidth / film.clientWidth"


def open_film(page: Page) -> Locator:
    """The case up to its film."""
    loading.load(only_case(CASE))
    page.goto("/cases/")
    page.get_by_role("link", name="The transfer board").click()
    page.get_by_role("button", name="Begin").click()
    page.locator("#decision").wait_for()
    while not page.locator(".zoom").count():
        come_to_the_decision(page)
        page.locator(".options .txt").first.click()
        page.get_by_role("button", name="Certain").click()
        page.wait_for_load_state("networkidle")
    return page.locator("figure.film").first


def test_a_film_is_enlarged_by_the_keyboard_and_made_small_by_escape(page: Page, live_server):
    film = open_film(page)
    box = page.get_by_label("Enlarge").first
    assert film.evaluate(WIDER) == 1

    box.focus()
    page.keyboard.press("Space")

    assert film.evaluate(WIDER) == pytest.approx(2, abs=0.02)
    assert film.evaluate("film => film.scrollLeft") > 0
    assert complaints_of(page) == []
    page.keyboard.press("Escape")
    expect(box).not_to_be_checked()
    expect(box).to_be_focused()
    assert film.evaluate(WIDER) == 1


@pytest.mark.browser_context_args(java_script_enabled=False, viewport=PHONE)
def test_without_scripts_a_phone_scrolls_the_film_and_never_the_page(page: Page, live_server):
    film = open_film(page)

    page.get_by_label("Enlarge").first.check()

    assert film.evaluate(WIDER) == pytest.approx(2, abs=0.02)
    assert film.evaluate("film => film.clientHeight") <= 0.75 * PHONE["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
