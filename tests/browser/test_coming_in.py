"""Coming in, in a real browser: by keyboard, without scripts, and with nothing inline."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD, make_user


def test_signing_in_works_by_keyboard_alone(page: Page, live_server):
    make_user(username="ada")
    page.goto("/accounts/login/?next=/accounts/email/")

    page.get_by_label("User name or e-mail address").focus()
    page.keyboard.type("ada")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("E-mail addresses")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_signing_up_works_without_scripts(page: Page, live_server):
    page.goto("/accounts/signup/?next=/accounts/email/")

    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("User name").fill("ada")
    page.get_by_label("Password").fill("four-quiet-words-here")
    page.get_by_role("button", name="Make the account").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("E-mail addresses")
    expect(page.get_by_text("ada@example.org", exact=True)).to_be_visible()


def test_an_error_stands_at_its_field(page: Page, live_server):
    page.goto("/accounts/signup/")

    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("User name").fill("ada")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Make the account").click()

    expect(page.get_by_label("Password")).to_have_attribute("aria-invalid", "true")


def test_a_script_in_the_page_would_be_stopped_and_heard(page: Page, complaints, live_server):
    page.goto("/accounts/login/")

    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'taken over'";
            document.body.append(script);
        }"""
    )

    expect(page).not_to_have_title("taken over")
    assert "Content Security Policy" in complaints[0]
    complaints.clear()


def test_a_picture_from_another_host_would_be_stopped_and_heard(
    page: Page, complaints, live_server
):
    page.goto("/accounts/login/")

    with page.expect_console_message(lambda message: message.type == "error"):
        page.evaluate("() => { new Image().src = 'http://elsewhere.invalid/a.png'; }")

    assert "Content Security Policy" in complaints[0]
    complaints.clear()
