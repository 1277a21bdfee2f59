"""A whole case in a browser: by keyboard alone, without scripts, on a phone, on paper."""

import pytest
from playwright.sync_api import Browser, Page, expect

from teaching.items import loading
from tests.browser.test_accessibility import CASE, only_case

expect.set_options(timeout=20_000)  # a busy machine is no failure


@pytest.fixture
def case(live_server) -> None:
    loading.load(only_case(CASE))


def take(page: Page, option: int = 0) -> None:
    """From the list to the debrief with the same place in every question."""
    page.goto("/cases/")
    page.get_by_role("button", name="Begin").click()
    while page.locator("form.decision").count():
        asked = page.locator("form.decision .q").inner_text()
        page.locator(".options .txt").nth(option).click()
        page.get_by_role("button", name="Fairly sure").click()
        expect(page.locator("form.decision .q", has_text=asked.splitlines()[-1])).to_have_count(0)
    page.locator(".verdict").wait_for()


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def test_a_case_is_taken_by_keyboard_alone(page: Page, case):
    page.goto("/cases/")
    page.get_by_role("button", name="Begin").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/attempts/*/")

    for number in (1, 2, 3):
        page.locator("form.decision", has_text=f"Decision {number} of 3").wait_for()
        page.locator(".options input").first.focus()
        page.keyboard.press("2")
        page.keyboard.press("f")

    page.wait_for_url("**/debrief/")
    expect(page.locator(".verdict h2")).to_be_focused()


def test_after_a_commitment_the_new_stage_has_the_focus(page: Page, case):
    page.goto("/cases/")
    page.get_by_role("button", name="Begin").click()
    page.locator(".options .txt").first.click()
    page.get_by_role("button", name="Guess").click()

    expect(page.get_by_role("heading", name="Imaging")).to_be_focused()
    expect(page.locator("#live")).to_have_text("Imaging is open.")


def test_going_back_shows_the_truth(page: Page, case):
    page.goto("/cases/")
    page.get_by_role("button", name="Begin").click()
    take_one(page)
    page.goto("/")
    page.go_back()

    expect(page.locator("form.decision", has_text="Decision 2 of 3")).to_be_visible()


def take_one(page: Page) -> None:
    page.locator(".options .txt").first.click()
    page.get_by_role("button", name="Guess").click()
    page.locator("form.decision", has_text="Decision 2 of 3").wait_for()


def test_a_case_and_its_twin_are_taken_without_scripts(browser: Browser, live_server, case):
    page = browser.new_context(java_script_enabled=False, base_url=live_server.url).new_page()

    take(page, option=1)
    page.get_by_role("link", name="Form").click()
    page.get_by_role("button", name="See this patient").click()

    expect(page.locator("form.decision", has_text="Decision 1 of")).to_be_visible()


@pytest.mark.parametrize("width", [360, 390, 1360])
def test_a_case_and_its_debrief_are_no_wider_than_the_window(page: Page, case, width):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/cases/")
    page.get_by_role("button", name="Begin").click()
    wide = [sideways(page)]
    take_one(page)
    wide.append(sideways(page))
    page.goto("/cases/")
    page.get_by_role("link", name="Go on").click()
    for number in (2, 3):
        page.locator("form.decision", has_text=f"Decision {number} of 3").wait_for()
        page.locator(".options .txt").nth(1).click()
        page.get_by_role("button", name="Certain").click()
    page.locator(".verdict").wait_for()
    wide.append(sideways(page))

    assert wide == [0, 0, 0]


def test_on_paper_the_debrief_is_the_story_and_its_proof(page: Page, case):
    take(page)
    page.emulate_media(media="print")

    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator(".film svg").first).to_be_visible()
    expect(page.locator("table.ledger")).to_be_visible()
    expect(page.get_by_role("button", name="See")).to_be_hidden()


def test_the_film_says_in_words_what_it_shows(page: Page, case):
    page.goto("/cases/")
    page.get_by_role("button", name="Begin").click()
    take_one(page)

    film = page.locator(".film svg").first
    expect(film).to_have_attribute("role", "img")
    assert "callus" in (film.locator("desc").text_content() or "")
