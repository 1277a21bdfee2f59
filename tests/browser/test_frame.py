"""What every page keeps to: its weight, its width on a phone, and its use without scripts."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from teaching.items import loading
from tests.browser.test_accessibility import CASE, OPEN, only_case
from tests.knowledge.shelf import make_disease

NARROW = {"width": 360, "height": 740}
KILOBYTE = 1000
ROOT = Path(__file__).resolve().parents[2]
SHEETS, TEMPLATES = ROOT / "static" / "css", ROOT / "templates"


def test_the_first_page_is_light(page: Page, live_server):
    loading.load(only_case(CASE))
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))

    page.goto("/", wait_until="networkidle")

    weight = sum(len(gzip.compress(answer.body())) for answer in answers if answer.ok)
    assert len(answers) <= 6
    assert weight <= 40 * KILOBYTE
    assert {answer.url.split("/")[2] for answer in answers} == {live_server.url.split("/")[2]}


def sheets_by_template() -> dict[str, set[str]]:
    """The style sheets a page loads: those its template links, its frame's and the site's."""
    linked = {
        str(path.relative_to(TEMPLATES)): set(re.findall(r"css/(\w+\.css)", path.read_text()))
        for path in TEMPLATES.rglob("*.html")
    }
    frame = linked["knowledge/frame.html"]
    return {
        name: sheets | linked["base.html"] | (frame if name.startswith("knowledge/") else set())
        for name, sheets in linked.items()
    }


@pytest.mark.parametrize(
    "sheets", sorted({tuple(sorted(one)) for one in sheets_by_template().values()}), ids="+".join
)
def test_the_style_sheets_of_a_page_stay_small(sheets):
    weight = sum(len(gzip.compress((SHEETS / name).read_bytes())) for name in sheets)

    assert weight <= 10 * KILOBYTE


@pytest.mark.parametrize("address", OPEN.values(), ids=OPEN.keys())
def test_a_page_is_no_wider_than_a_phone(page: Page, live_server, address):
    make_disease(3)
    page.set_viewport_size(NARROW)

    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


@pytest.mark.browser_context_args(java_script_enabled=False, viewport=NARROW)
def test_the_menu_opens_without_scripts(page: Page, live_server):
    page.goto("/atlas/")
    sign_in = page.get_by_role("link", name="Sign in")
    expect(sign_in).to_be_hidden()

    page.get_by_text("Menu", exact=True).click()

    expect(sign_in).to_be_visible()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_night_is_chosen_without_scripts_and_stays(page: Page, live_server):
    page.goto("/how-it-works/")

    page.get_by_role("button", name="night").click()

    assert page.url.endswith("/how-it-works/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="night")).to_have_attribute("aria-pressed", "true")
    page.goto("/atlas/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_atlas_is_read_without_scripts(page: Page, live_server):
    make_disease(2)
    page.goto("/atlas/facts/")

    page.get_by_label("Words in a fact").fill("number 2")
    page.get_by_role("button", name="Filter").click()
    page.get_by_text("Paragraph 4, sentence 2", exact=True).click()

    expect(page.get_by_role("link", name="Book 2. Marsh Press").first).to_be_visible()
    expect(page.get_by_text("3 facts")).to_be_visible()


def test_the_first_stop_of_the_keyboard_leads_past_the_head(page: Page, live_server):
    page.goto("/atlas/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_escape_closes_the_menu_and_keeps_the_place(page: Page, live_server):
    page.set_viewport_size(NARROW)
    page.goto("/atlas/")
    page.get_by_text("Menu", exact=True).click()

    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="Sign in")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Menu"
