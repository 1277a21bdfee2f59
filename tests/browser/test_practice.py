"""Practice in a browser: by keyboard, and without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from teaching.items import bank, loading
from teaching.items.generators.registry import model_of
from teaching.quizzes.models import Response
from tests.browser.test_accessibility import CASE, only_case


@pytest.fixture
def published(live_server) -> str:
    """A small bank; the address of the site."""
    disease = loading.load(only_case(CASE)).receipt.disease
    for slug in ("onset-from-case", "term-to-meaning"):
        bank.fill(disease, model_of(slug), 4)
        bank.approve(disease, model_of(slug), None)
    return live_server.url


def begin(page: Page) -> None:
    page.goto("/practise/")
    page.get_by_label("How many").select_option("5")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/sittings/*/1/")


def test_a_question_is_answered_by_keyboard_alone_and_the_arrows_lead_on(page: Page, published):
    begin(page)
    page.locator("#question").focus()

    page.keyboard.press("2")
    page.keyboard.press("f")
    page.wait_for_selector(".verdict")
    expect(page.locator(".verdict h2")).to_be_focused()

    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/sittings/*/2/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/sittings/*/1/")

    assert Response.objects.get().certainty == 2


def test_the_arrows_choose_among_the_options_while_one_has_the_focus(page: Page, published):
    begin(page)
    page.locator(".options .txt").first.click()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")

    expect(page.locator(".option").nth(2).locator("input")).to_be_checked()
    assert page.url.endswith("/1/")


def test_a_quiz_is_taken_without_scripts(browser: Browser, published):
    context = browser.new_context(java_script_enabled=False, base_url=published)
    page = context.new_page()
    begin(page)

    for number in range(1, 6):
        page.locator(".options label").first.click()
        page.get_by_role("button", name="Guess").click()
        expect(page.locator(".verdict")).to_be_visible()
        page.get_by_role("link", name="Next question" if number < 5 else "results").first.click()

    expect(page.get_by_text(re.compile(r"\d of 5 right"))).to_be_visible()
    context.close()
