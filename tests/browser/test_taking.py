"""A whole case in a browser: by keyboard alone, without scripts, on a phone, on paper."""

import pytest
from playwright.sync_api import Browser, Page, expect

from teaching.items import loading
from tests.browser.taking import answer, begin, come_to_the_decision, press, take
from tests.browser.test_accessibility import CASE, only_case

expect.set_options(timeout=20_000)  # a busy machine is no failure


@pytest.fixture
def case(live_server) -> None:
    loading.load(only_case(CASE))


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element that fits has the focus."""
    for _ in range(60):
        if page.locator(selector).and_(page.locator(":focus")).count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {selector}")


def test_a_case_is_taken_by_keyboard_alone(page: Page, case):
    page.goto("/cases/")
    tab_to(page, "button:has-text('Begin')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/attempts/*/")
    tab_to(page, "button:has-text('Read on')")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Examination")).to_be_focused()

    for number in (1, 2, 3):
        page.locator("form.decision", has_text=f"Decision {number} of 3").wait_for()
        tab_to(page, ".options input")
        page.keyboard.press("2")
        page.keyboard.press("f")

    page.wait_for_url("**/debrief/")
    expect(page.locator(".verdict h2")).to_be_focused()


def test_after_a_commitment_the_new_stage_has_the_focus(page: Page, case):
    begin(page)
    answer(page)

    expect(page.get_by_role("heading", name="Imaging")).to_be_focused()
    expect(page.locator("#live")).to_have_text("Imaging is open.")


def test_reading_on_opens_one_stage_and_it_has_the_focus(page: Page, case):
    page.goto("/cases/")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Nothing to decide yet")).to_be_visible()

    press(page, "Read on: Examination")

    expect(page.get_by_role("heading", name="Examination")).to_be_focused()
    expect(page.locator("#live")).to_have_text("Examination is open.")
    expect(page.locator(".stage:not(.locked)")).to_have_count(2)
    expect(page.locator(".options")).to_be_visible()


def test_a_stage_that_does_not_arrive_is_asked_for_again(page: Page, case, complaints):
    page.route("**/read-on/", lambda route: route.abort(), times=1)
    page.goto("/cases/")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/attempts/*/")  # with its scripts: before them it is a plain form
    page.get_by_role("button", name="Read on").click()
    expect(page.get_by_text("The next stage did not arrive.")).to_be_visible()

    page.get_by_role("button", name="Try again").click()

    expect(page.locator(".options")).to_be_visible()
    complaints.clear()  # the request that was cut off


def test_going_back_shows_the_truth(page: Page, case):
    begin(page)
    answer(page)
    page.goto("/")
    page.go_back()

    expect(page.locator("form.decision", has_text="Decision 2 of 3")).to_be_visible()


def test_a_case_and_its_twin_are_taken_without_scripts(browser: Browser, live_server, case):
    page = browser.new_context(java_script_enabled=False, base_url=live_server.url).new_page()

    take(page, option=1)
    page.get_by_role("link", name="Form").click()
    page.get_by_role("button", name="See this patient").click()
    page.locator("#decision").wait_for()
    come_to_the_decision(page)

    expect(page.locator("form.decision", has_text="Decision 1 of")).to_be_visible()


@pytest.mark.parametrize("width", [360, 390, 1360])
def test_a_case_and_its_debrief_are_no_wider_than_the_window(page: Page, case, width):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/cases/")
    page.get_by_role("button", name="Begin").click()
    page.locator("#decision").wait_for()
    wide = [sideways(page)]
    come_to_the_decision(page)
    wide.append(sideways(page))
    while page.locator(".options").count():
        answer(page, option=1, sure="Certain")
        wide.append(sideways(page))
    page.locator(".verdict").wait_for()

    assert wide == [0] * 5


def test_on_paper_the_debrief_is_the_story_and_its_proof(page: Page, case):
    take(page)
    page.emulate_media(media="print")

    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator(".film svg").first).to_be_visible()
    expect(page.locator("table.ledger")).to_be_visible()
    expect(page.get_by_role("button", name="See")).to_be_hidden()


def test_the_film_says_in_words_what_it_shows(page: Page, case):
    begin(page)
    answer(page)

    film = page.locator(".film svg").first
    expect(film).to_have_attribute("role", "img")
    assert "callus" in (film.locator("desc").text_content() or "")
