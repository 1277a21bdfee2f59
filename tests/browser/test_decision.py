"""The decision in a browser: choosing, striking out, committing, and an answer that gets lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from teaching.items import loading
from teaching.quizzes.models import Response
from tests.browser.taking import answer, begin
from tests.browser.test_accessibility import CASE, only_case


@pytest.fixture
def decision(page: Page, live_server) -> Callable[[], None]:
    """Begin the case and stand before its first decision."""

    def come() -> None:
        loading.load(only_case(CASE))
        begin(page)

    return come


def option(page: Page, number: int):
    return page.locator(".option").nth(number - 1)


def test_the_bar_waits_for_an_answer(page: Page, decision):
    decision()
    expect(page.get_by_role("button", name="Certain")).to_be_disabled()
    expect(page.get_by_text("Choose an answer first")).to_be_visible()

    option(page, 2).locator("label").click()

    expect(page.get_by_role("button", name="Certain")).to_be_enabled()
    expect(page.get_by_text("How sure are you?")).to_be_visible()


def test_keys_choose_and_commit_while_the_decision_has_focus(page: Page, decision):
    decision()
    expect(page.get_by_role("button", name="Certain")).to_be_disabled()
    page.locator(".option input").first.focus()

    page.keyboard.press("3")
    expect(option(page, 3).locator("input")).to_be_checked()
    page.keyboard.press("c")

    expect(page.get_by_text("Decision 2 of 3")).to_be_visible()
    assert Response.objects.get().certainty == 3


def test_keys_do_nothing_elsewhere_on_the_page(page: Page, decision):
    decision()
    expect(page.get_by_role("button", name="Certain")).to_be_disabled()
    page.get_by_role("link", name="Atlas").focus()

    page.keyboard.press("3")

    expect(option(page, 3).locator("input")).not_to_be_checked()


def test_a_struck_out_option_stays_so_after_a_reload_and_comes_back_when_chosen(
    page: Page, decision
):
    decision()
    option(page, 1).get_by_role("button").click()
    expect(option(page, 1)).to_have_class(re.compile(r"\bout\b"))

    page.reload()
    expect(option(page, 1)).to_have_class(re.compile(r"\bout\b"))
    expect(option(page, 1).get_by_role("button", name=re.compile("^Restore "))).to_be_visible()
    option(page, 1).locator("label").click()

    expect(option(page, 1)).not_to_have_class(re.compile(r"\bout\b"))


def test_focus_goes_to_what_is_new_and_it_is_announced(page: Page, decision):
    decision()
    option(page, 1).locator("label").click()

    page.get_by_role("button", name="Guess").click()

    expect(page.locator("h2:focus")).to_contain_text("Imaging")
    expect(page.locator("#live")).to_have_text("Imaging is open.")


def test_an_answer_that_is_lost_is_kept_and_sent_again(page: Page, decision, complaints):
    page.route("**/commit/", lambda route: route.abort(), times=1)
    decision()
    option(page, 2).locator("label").click()
    page.get_by_role("button", name="Fairly sure").click()
    expect(page.get_by_text("Your answer did not reach us.")).to_be_visible()
    expect(option(page, 2).locator("input")).to_be_checked()
    assert not Response.objects.exists()

    page.get_by_role("button", name="Send again").click()

    expect(page.get_by_text("Decision 2 of 3")).to_be_visible()
    assert Response.objects.get().certainty == 2
    complaints.clear()  # the request that was cut off


def test_while_it_is_sent_the_bar_says_that_nothing_is_saved_yet(page: Page, decision):
    held = []
    page.route("**/commit/", lambda route: held.append(route))
    decision()
    option(page, 2).locator("label").click()

    page.get_by_role("button", name="Certain").dblclick()

    expect(page.get_by_text("Sending: certain")).to_be_visible()
    expect(page.get_by_text("not saved yet")).to_be_visible()
    assert len(held) == 1
    held[0].continue_()
    expect(page.get_by_text("Decision 2 of 3")).to_be_visible()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_decision_is_committed_without_scripts(page: Page, decision):
    decision()
    page.get_by_role("button", name="Guess").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose an answer first")

    option(page, 2).locator("label").click()
    page.get_by_role("button", name="Guess").click()

    expect(page.get_by_text("Decision 2 of 3")).to_be_visible()
    assert Response.objects.get().certainty == 1


def test_a_number_lights_its_line_wherever_it_stands(page: Page, decision):
    decision()
    while page.locator(".options").count():
        answer(page)
    page.locator(".verdict").wait_for()

    page.locator(".ledger a.n").first.focus()

    expect(page.locator(".ev.lit")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_on_an_answer_commits_nothing(browser, base_url, live_server, scripts):
    page = browser.new_context(java_script_enabled=scripts, base_url=base_url).new_page()
    loading.load(only_case(CASE))
    begin(page)
    option(page, 2).locator("label").click()

    option(page, 2).locator("input").press("Enter")

    asked = "press G, F or C" if scripts else "Say how sure you are"
    expect(page.get_by_text(asked)).to_be_visible()
    expect(option(page, 2).locator("input")).to_be_checked()
    assert not Response.objects.exists()


def in_view(page: Page, selector: str) -> bool:
    return page.locator(selector).first.evaluate(
        """element => {
            const { top } = element.getBoundingClientRect();
            return top >= 0 && top < innerHeight * 0.7;
        }"""
    )


def test_on_a_phone_what_is_new_is_in_view(page: Page, decision):
    page.set_viewport_size({"width": 360, "height": 740})
    decision()
    found = []
    while page.locator(".options").count():
        found.append(in_view(page, "h2:focus"))
        answer(page)
    page.locator(".verdict").wait_for()

    assert found == [True] * 3


def test_that_a_first_answer_stands_is_seen_and_has_the_focus(page: Page, decision):
    page.set_viewport_size({"width": 360, "height": 740})
    decision()
    other = page.context.new_page()
    other.goto(page.url)
    answer(page)

    other.locator(".options .txt").nth(2).click()
    other.get_by_role("button", name="Certain").click()

    notice = other.locator(".notice.warning")
    expect(notice).to_contain_text("Your first answer stands")
    expect(notice).to_be_focused()
    assert in_view(other, ".notice.warning")


def test_the_decision_stays_in_sight_while_a_long_story_is_read(page: Page, decision):
    page.set_viewport_size({"width": 1360, "height": 800})
    decision()
    answer(page)
    page.evaluate("document.querySelector('.stage').style.minHeight = '1500px'")

    page.evaluate("scrollTo(0, 900)")

    box = page.locator("form.decision").bounding_box()
    assert box is not None
    assert box["y"] == pytest.approx(24, abs=1)
    assert page.get_by_role("button", name="Certain").bounding_box()["y"] < 800


def test_in_a_low_window_the_bar_of_a_sticky_decision_is_still_there(page: Page, decision):
    page.set_viewport_size({"width": 1360, "height": 520})
    decision()
    page.evaluate("document.querySelector('.stage').style.minHeight = '1500px'")

    page.evaluate("scrollTo(0, 900)")

    bar = page.locator(".bar").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] < 520


def ring(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.activeElement).outlineStyle")


def test_a_heading_that_takes_the_focus_shows_it_to_the_keyboard_alone(page: Page, decision):
    decision()
    option(page, 1).locator("label").click()
    page.get_by_role("button", name="Guess").click()
    expect(page.locator("h2:focus")).to_contain_text("Imaging")
    pointed = ring(page)
    page.locator(".option input").first.focus()
    page.keyboard.press("1")
    page.keyboard.press("g")
    expect(page.locator("h2#question:focus")).to_be_visible()
    pressed = ring(page)
    page.locator(".option input").first.focus()
    page.keyboard.press("1")
    page.keyboard.press("g")
    expect(page.locator(".verdict h2:focus")).to_be_visible()

    assert (pointed, pressed, ring(page)) == ("none", "solid", "solid")


def test_a_second_link_leads_past_the_story_to_the_question(page: Page, decision):
    decision()
    page.reload()

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the question")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#question")).to_be_focused()
    page.keyboard.press("2")
    expect(option(page, 2).locator("input")).to_be_checked()
