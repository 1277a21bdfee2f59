"""The pages of progress in a window of each width: letters keep their size, one drawing of each
picture shows, nothing runs out of the page, and no rule of axe is broken."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.test_accessibility import complaints_of
from tests.progress.rendering import LEARNERS, progress, today

PAGES: dict[str, Callable[[], str]] = {
    **{f"progress-{name}": lambda found=found: progress(found) for name, found in LEARNERS.items()},
    **{f"today-{name}": lambda found=found: today(found) for name, found in LEARNERS.items()},
}
every_page = pytest.mark.parametrize("name", PAGES)
WIDTHS = {"small": 320, "phone": 390, "middle": 1024, "wide": 1360}
SMALLEST = """() => Math.min(...[...document.querySelectorAll("main *")]
    .filter(one => one.checkVisibility() && [...one.childNodes]
        .some(node => node.nodeType === 3 && node.data.trim()))
    .map(one => parseFloat(getComputedStyle(one).fontSize)
        * (one.ownerSVGElement ? one.getScreenCTM().a : 1)))"""


def show(page: Page, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    html = PAGES[name]()
    page.route("**/shown/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("/shown/")


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@every_page
def test_a_page_keeps_its_letters_and_its_width(page: Page, live_server, name, width):
    show(page, name, width)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert page.evaluate(SMALLEST) >= 13.99
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_one_drawing_of_each_picture_shows(page: Page, live_server, width):
    show(page, "progress-many", width)

    shown = page.evaluate(
        """() => [...document.querySelectorAll(".charts")].map(
            box => [...box.querySelectorAll("svg")].filter(one => one.checkVisibility()).length)"""
    )
    assert shown == [1, 1, 1]


def test_smaller_letters_would_be_found(page: Page, live_server):
    show(page, "progress-many", 390)

    page.add_style_tag(content=".chart.narrow-only { min-width: 0; max-width: 300px }")

    assert page.evaluate(SMALLEST) < 13.9


@every_page
def test_a_page_breaks_no_rule(page: Page, live_server, name):
    show(page, name, 1360)

    assert complaints_of(page) == []


def test_on_paper_the_pictures_show_and_the_buttons_do_not(page: Page, live_server):
    show(page, "progress-many", 680)
    page.emulate_media(media="print")

    assert page.locator(".chart:visible").count() == 3
    assert page.locator(":is(.contrast, .exam):visible").count() == 0
    assert page.evaluate(SMALLEST) >= 11.9
