"""The item bank in a real browser: narrowing, choosing, publishing, undoing, with and without
scripts, by keyboard, on a phone."""

import pytest
from playwright.sync_api import Page, expect

from teaching.items import bank, loading
from teaching.items.generators.registry import model_of
from teaching.items.models import Vignette
from teaching.knowledge.models import Disease
from tests.browser.taking import SLOW
from tests.browser.test_accessibility import CASE, complaints_of, only_case
from tests.factories import make_instructor

PHONE = {"width": 360, "height": 740}
FORMS, ONSETS = 20, 10


@pytest.fixture
def filled(live_server, sign_in) -> Disease:
    """Drafts of two models, and an instructor who is signed in."""
    disease = loading.load(only_case(CASE)).receipt.disease
    bank.fill(disease, model_of("form-from-case"), FORMS)
    bank.fill(disease, model_of("onset-from-case"), ONSETS)
    sign_in(make_instructor())
    return disease


def published() -> int:
    return Vignette.objects.filter(model__gt="", state="published").count()


def count(page: Page, words: str) -> None:
    expect(page.locator("#count")).to_have_text(words, timeout=SLOW)


def test_filter_choose_publish_and_undo(page: Page, filled):
    page.goto("/bank/")
    page.get_by_label("Item model").select_option(label="Onset timing from a case")
    count(page, f"{ONSETS} of {FORMS + ONSETS} questions")
    assert page.url.endswith("/bank/?model=onset-from-case")

    page.get_by_role("checkbox").nth(0).check()
    page.get_by_role("checkbox").nth(2).check()
    page.get_by_role("button", name="Publish").click()

    said = page.get_by_text("2 questions are now published.")
    expect(said).to_be_focused(timeout=SLOW)
    assert published() == 2
    count(page, f"{ONSETS} of {FORMS + ONSETS} questions")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: 2 questions are what they were.")).to_be_visible(timeout=SLOW)
    assert published() == 0


def test_the_keyboard_alone_publishes_and_undoes(page: Page, filled):
    page.goto("/bank/?model=onset-from-case")
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("Which questions").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    said = page.get_by_text("1 question is now published.")
    expect(said).to_be_focused(timeout=SLOW)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Undone: 1 question is what it was.")).to_be_visible(timeout=SLOW)
    assert published() == 0


def test_back_leads_from_a_narrowed_list_to_the_one_before(page: Page, filled):
    page.goto("/bank/")
    page.get_by_label("Item model").select_option(label="Onset timing from a case")
    count(page, f"{ONSETS} of {FORMS + ONSETS} questions")

    page.go_back()

    count(page, f"{FORMS + ONSETS} of {FORMS + ONSETS} questions")
    expect(page.get_by_label("Item model")).to_have_value("")


def test_turning_the_page_swaps_the_list_and_says_so(page: Page, filled):
    page.goto("/bank/")
    page.locator("h1").evaluate("head => head.setAttribute('data-old', '')")

    page.get_by_role("link", name="Next").click()

    expect(page.get_by_role("checkbox")).to_have_count(FORMS + ONSETS - 25, timeout=SLOW)
    expect(page.locator("#count")).to_be_focused()
    expect(page.locator("h1[data-old]")).to_have_count(1)  # the page itself has stayed
    assert page.url.endswith("/bank/?page=2")


def test_words_are_searched_with_enter(page: Page, filled):
    page.goto("/bank/")
    row = Vignette.objects.bank(filled)[0]
    row.lines.filter(position=0).update(text="She collects zylophones.")

    page.get_by_label("Words, or the code of a fact").fill("zylophones")
    page.keyboard.press("Enter")

    count(page, f"1 of {FORMS + ONSETS} questions")
    expect(page.get_by_label("Words, or the code of a fact")).to_be_focused()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_all_that_were_found_are_retired_and_brought_back(page: Page, filled):
    page.goto("/bank/")
    page.get_by_label("Item model").select_option(label="Form from a case")
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Which questions").select_option(value="all")
    page.get_by_role("button", name="Retire").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(f"Retire {FORMS} questions?")
    page.get_by_role("button", name=f"Retire {FORMS} questions").click()

    expect(page.get_by_text(f"{FORMS} questions are now retired.")).to_be_visible()
    assert Vignette.objects.filter(state="retired").count() == FORMS
    page.get_by_role("button", name="Undo").click()
    assert Vignette.objects.filter(state="retired").count() == 0


@pytest.mark.parametrize("window", [PHONE, {"width": 1360, "height": 900}])
def test_a_move_and_the_page_that_asks_break_no_rule(page: Page, filled, window):
    page.set_viewport_size(window)
    page.goto("/bank/?model=onset-from-case")
    page.get_by_role("checkbox").first.check()
    found = complaints_of(page)
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Undo").wait_for(timeout=SLOW)
    found += complaints_of(page)
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Retire").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Retire 1 question?", timeout=SLOW)
    found += complaints_of(page)

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") == window["width"]


def test_only_who_may_is_led_to_the_bank(page: Page, filled):
    page.goto("/")
    expect(page.get_by_role("link", name="Bank", exact=True)).to_be_visible()

    page.context.clear_cookies()
    page.goto("/")
    expect(page.get_by_role("link", name="Bank", exact=True)).to_have_count(0)
