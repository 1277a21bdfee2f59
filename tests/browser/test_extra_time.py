"""Giving a learner more time, in a browser: who it is for is found while one writes."""

import pytest
from playwright.sync_api import Browser, Page, expect

from teaching.items import loading
from teaching.quizzes.models import Quiz
from tests.browser.test_accessibility import CASE, complaints_of, only_case
from tests.factories import make_instructor, make_user
from tests.quizzes.set_quizzes import make_quiz


@pytest.fixture
def quiz(live_server) -> Quiz:
    loading.load(only_case(CASE))
    make_user(username="ada", first_name="Ada", last_name="Ling")
    make_user(username="adam")
    return make_quiz()


@pytest.mark.parametrize("width", [1360, 360])
def test_a_learner_is_found_while_one_writes_and_given_the_time(page: Page, quiz, sign_in, width):
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(make_instructor())
    page.goto(f"/teach/quizzes/{quiz.pk}/time/")
    page.wait_for_load_state("networkidle")

    page.get_by_role("searchbox").press_sequentially("ad")
    expect(page.get_by_role("radio")).to_have_count(2)
    found = complaints_of(page)
    page.get_by_label("Ada Ling").check()
    page.get_by_label("Minutes more").fill("15")
    page.get_by_role("button", name="Give the time").click()
    expect(page.get_by_text("Ada Ling has 15 minutes more.")).to_be_visible()

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert list(quiz.allowances.values_list("learner__username", "minutes")) == [("ada", 15)]


def test_without_scripts_the_search_is_a_form(browser: Browser, quiz, live_server, client):
    client.force_login(make_instructor())
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/teach/quizzes/{quiz.pk}/time/")

    page.get_by_role("searchbox").fill("ling")
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Minutes more").fill("5")
    page.get_by_role("button", name="Give the time").click()

    expect(page.get_by_text("Ada Ling has 5 minutes more.")).to_be_visible()
    context.close()
