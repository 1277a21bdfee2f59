"""Taking one's data along, giving an account up and having it back, by keyboard without scripts."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from teaching.accounts import leaving
from teaching.accounts.models import User
from tests.browser.test_accessibility import complaints_of
from tests.factories import PASSWORD, make_user
from tests.knowledge.shelf import make_disease


def press_link(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def press_button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def come_in(page: Page) -> None:
    page.goto("/accounts/login/?next=/data/")
    page.get_by_label("User name or e-mail address").focus()
    page.keyboard.type("ada")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def give_up(page: Page) -> None:
    press_link(page, "Delete your account")
    page.get_by_label("Password").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Type your user name").focus()
    page.keyboard.type("ada")
    press_button(page, "Switch off now, delete in 14 days")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_an_account_is_given_up_and_had_back(page: Page, live_server, tmp_path: Path):
    make_disease(3)
    user = make_user(username="ada")
    come_in(page)
    with page.expect_download() as download:
        press_link(page, "Download as JSON")
    download.value.save_as(tmp_path / "mine.json")
    give_up(page)
    expect(page.get_by_text("Your account is switched off")).to_be_visible()
    off = User.objects.get(pk=user.pk).is_active

    come_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep your account?")
    press_button(page, "Keep it, and sign in")
    expect(page.get_by_text("Your account is kept")).to_be_visible()

    assert not off
    assert User.objects.get(pk=user.pk).is_active
    assert json.loads((tmp_path / "mine.json").read_text())["account"][0]["user_name"] == "ada"


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_an_account_is_given_up_for_good(page: Page, live_server):
    make_disease(3)
    user = make_user(username="ada")
    come_in(page)
    give_up(page)
    expect(page.get_by_text("Your account is switched off")).to_be_visible()

    leaving.erase(User.objects.all(), user.pk)
    come_in(page)

    expect(page.get_by_text("not correct")).to_be_visible()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_slip_of_the_name_stands_at_its_field(page: Page, live_server):
    make_disease(3)
    make_user(username="ada")
    come_in(page)
    press_link(page, "Delete your account")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Type your user name").fill("adam")
    page.keyboard.press("Enter")

    field = page.get_by_label("Type your user name")
    expect(field).to_have_value("adam")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert User.objects.get().is_active


@pytest.mark.parametrize("width", [1360, 360])
def test_the_pages_of_leaving_break_no_rule(page: Page, live_server, width):
    make_disease(3)
    make_user(username="ada")
    page.set_viewport_size({"width": width, "height": 800})
    come_in(page)
    page.get_by_role("link", name="Delete your account", exact=True).click()
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Type your user name").fill("adam")
    page.keyboard.press("Enter")
    page.locator(".errorlist").wait_for()
    found = complaints_of(page)
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    page.get_by_label("Type your user name").fill("ada")
    page.keyboard.press("Enter")
    page.get_by_text("Your account is switched off").wait_for()
    come_in(page)
    page.get_by_role("heading", name="Keep your account?").wait_for()
    found += complaints_of(page)
    widths.append(page.evaluate("document.documentElement.scrollWidth"))

    assert found == []
    assert widths == [width, width]
