"""A test in a browser: choices are saved as they are made, and the clock is the server's."""

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect

from teaching.accounts.models import User
from teaching.items import bank, loading
from teaching.items.generators.registry import model_of
from teaching.quizzes.models import Question, Sitting
from tests.browser.test_accessibility import CASE, complaints_of, only_case
from tests.factories import make_user
from tests.quizzes.set_quizzes import make_quiz

ROOT = Path(__file__).parents[2]
SAVED = "#saved .right"


@pytest.fixture
def learner(live_server) -> User:
    """Somebody with a test of five questions before them."""
    disease = loading.load(only_case(CASE)).receipt.disease
    for slug in ("onset-from-case", "term-to-meaning"):
        bank.fill(disease, model_of(slug), 4)
        bank.approve(disease, model_of(slug), None)
    make_quiz(count=5, title="Block 4")
    return make_user()


def sign_in(page: Page, learner: User) -> None:
    """Give the page a session of this person."""
    client = Client()
    client.force_login(learner)
    session = client.cookies["sessionid"].value
    page.goto("/quizzes/")
    site = page.evaluate("location.origin")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])


def begin(page: Page, learner: User) -> None:
    sign_in(page, learner)
    page.goto("/quizzes/")
    page.get_by_role("link", name="Block 4").click()
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/sittings/*/1/")
    page.wait_for_load_state("networkidle")


def chosen() -> list[int | None]:
    return list(Question.objects.order_by("number").values_list("option", flat=True))


def test_a_choice_is_saved_as_it_is_made_and_can_be_changed(page: Page, learner):
    begin(page, learner)

    page.locator(".options .txt").first.click()
    expect(page.locator(SAVED)).to_be_visible()
    first = chosen()[0]
    page.keyboard.press("2")
    expect(page.locator("#saved input")).to_have_value("2")

    assert first is not None
    assert chosen()[0] not in (None, first)
    expect(page.locator("#palette a").first).to_have_class(re.compile("answered"))
    expect(page.locator(".option").nth(1).locator("input")).to_be_focused()


def test_striking_the_choice_out_takes_the_answer_back(page: Page, learner):
    begin(page, learner)
    page.locator(".options .txt").first.click()
    expect(page.locator(SAVED)).to_be_visible()

    page.locator(".strike").first.click()
    expect(page.locator("#saved")).to_contain_text("No answer saved")

    assert chosen()[0] is None


def test_what_does_not_arrive_is_not_called_saved_and_can_be_sent_again(
    page: Page, learner, complaints
):
    begin(page, learner)
    page.route("**/save/", lambda route: route.abort())

    page.locator(".options .txt").first.click()
    expect(page.locator("[data-lost]")).to_be_visible()
    expect(page.locator("#saved")).to_contain_text("Not saved")
    lost = chosen()[0]
    page.unroute("**/save/")
    page.get_by_role("button", name="Send again").click()
    expect(page.locator(SAVED)).to_be_visible()

    assert lost is None
    assert chosen()[0] is not None
    complaints.clear()  # the browser reports the request that was cut off


def deaf(route: Route) -> None:
    """A script of the page that does not hear of a request that does not arrive."""
    heard = '"htmx:sendError", '
    script = (ROOT / urlsplit(route.request.url).path[1:]).read_text()
    assert script.count(heard) == 1
    route.fulfill(body=script.replace(heard, ""), content_type="text/javascript")


@pytest.mark.parametrize("is_deaf", [False, True])
def test_without_its_scripts_nobody_would_learn_that_a_choice_is_lost(
    page: Page, learner, complaints, is_deaf
):
    if is_deaf:
        for script in ("case", "test"):
            page.route(f"**/js/{script}.js", deaf)
    begin(page, learner)
    page.route("**/save/", lambda route: route.abort())
    page.evaluate(
        "() => { window.lost = new Promise((done) =>"
        " document.addEventListener('htmx:sendError', () => done(true), { once: true })) }"
    )

    page.locator(".options .txt").first.click()

    assert page.evaluate("() => window.lost")
    assert page.locator("#saved").inner_text() == ("Saving …" if is_deaf else "Not saved")
    assert page.locator("[data-lost]").is_hidden() is is_deaf
    complaints.clear()  # the browser reports the request that was cut off


def test_a_second_window_sees_what_the_first_saved(page: Page, learner):
    begin(page, learner)
    other = page.context.new_page()
    other.goto(page.url)
    page.locator(".options .txt").first.click()
    expect(page.locator(SAVED)).to_be_visible()

    other.locator(".options .txt").nth(1).click()

    expect(other.locator(".notice").first).to_contain_text("changed in another window")
    expect(other.locator(".option").first.locator("input")).to_be_checked()
    other.close()


def test_when_the_time_is_up_the_page_says_so_by_itself(page: Page, learner):
    begin(page, learner)
    page.locator(".options .txt").first.click()
    expect(page.locator(SAVED)).to_be_visible()
    Sitting.objects.update(deadline=timezone.now() + timedelta(seconds=2))

    page.reload()
    expect(page.locator(".clock")).to_contain_text(" s left")
    page.wait_for_url(re.compile(r"/sittings/\d+/$"))

    expect(page.locator("main")).to_contain_text("of 5 right")
    assert Sitting.objects.get().ran_out


def test_one_minute_before_the_end_is_announced(page: Page, learner):
    begin(page, learner)
    Sitting.objects.update(deadline=timezone.now() + timedelta(seconds=62))

    page.reload()

    expect(page.locator("#live")).to_have_text("1 minute left.")


def test_a_test_is_sat_without_scripts(browser: Browser, learner, live_server):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    begin(page, learner)
    for number in range(1, 6):
        page.locator(".options .pick").first.click()
        page.get_by_role("button", name="Save and").click()
        page.wait_for_url(f"**/{number + 1}/" if number < 5 else re.compile(r"/sittings/\d+/$"))

    page.get_by_role("button", name="Hand in").click()

    expect(page.locator("main")).to_contain_text("of 5 right")
    assert None not in chosen()
    context.close()


@pytest.mark.parametrize("width", [1360, 360])
def test_a_test_breaks_no_rule_from_its_cover_to_its_results(page: Page, learner, width):
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, learner)
    page.goto("/quizzes/")
    found = complaints_of(page)
    page.get_by_role("link", name="Block 4").click()
    found += complaints_of(page)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/1/")
    found += complaints_of(page)
    page.get_by_role("button", name="Flag this question").click()
    page.locator(".options .txt").first.click()
    expect(page.locator(SAVED)).to_be_visible()
    found += complaints_of(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width

    page.get_by_role("link", name="Overview and handing in").click()
    found += complaints_of(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("button", name="Hand in").click()
    found += complaints_of(page)
    page.get_by_role("link", name=re.compile("^5[.]")).click()
    found += complaints_of(page)

    assert found == []


def test_the_page_of_a_test_that_is_handed_in_breaks_no_rule(page: Page, learner):
    begin(page, learner)
    quiz = Sitting.objects.get().quiz
    quiz.release = "by-hand"
    quiz.save()
    page.goto(f"/sittings/{Sitting.objects.get().pk}/")

    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("main")).to_contain_text("when your instructor releases them")

    assert complaints_of(page) == []
