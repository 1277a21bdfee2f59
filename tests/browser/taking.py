"""Steps through a case in a browser, with scripts or without."""

from playwright.sync_api import Page, expect

SLOW = 20_000
"""Milliseconds a step may take: a busy machine is no failure."""


def begin(page: Page, case: str = "") -> None:
    """From the list of cases to the first decision of one, reading on up to it."""
    page.goto("/cases/")
    page.get_by_role("button", name=f"Begin {case}".strip()).click()
    page.wait_for_url("**/attempts/*/")  # with its scripts: before them a step is a plain form
    come_to_the_decision(page)


def come_to_the_decision(page: Page) -> None:
    while page.locator("#decision").count() and not page.locator(".options").count():
        press(page, "Read on")


def answer(page: Page, option: int = 0, sure: str = "Guess") -> None:
    """Commit an option of the open decision, and read on to the next one."""
    page.locator(".options .txt").nth(option).click()
    press(page, sure)
    come_to_the_decision(page)


def take(page: Page, option: int = 0) -> None:
    """From the list to the debrief with the same place in every question."""
    begin(page)
    while page.locator(".options").count():
        answer(page, option)
    page.locator(".verdict").wait_for()


def press(page: Page, button: str) -> None:
    """Press a button of the case page and wait for what it leads to."""
    page.locator("#case").evaluate("shown => shown.setAttribute('data-old', '')")
    page.get_by_role("button", name=button).click()
    expect(page.locator("#case[data-old]")).to_have_count(0, timeout=SLOW)
    page.locator("#decision, .verdict").first.wait_for(timeout=SLOW)
