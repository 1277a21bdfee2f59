"""Choosing reminders, and stopping them from a mail, in a browser."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from teaching.progress import reminders
from teaching.progress.models import Often, Reminder
from tests.browser.test_accessibility import complaints_of
from tests.factories import confirm, make_user
from tests.knowledge.shelf import make_disease


@pytest.mark.parametrize("width", [1360, 390, 320])
def test_reminders_and_a_calendar_are_chosen_on_one_page(page: Page, live_server, sign_in, width):
    make_disease(3)
    sign_in(confirm(make_user()))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/progress/reminders/")
    found = complaints_of(page)

    page.get_by_label("A digest once a week").check()
    page.get_by_label("Day of the digest").select_option("Sunday")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("Saved. Mails go to").is_visible()
    page.get_by_role("button", name="Switch it on").click()
    found += complaints_of(page)

    assert "/calendar/" in page.get_by_label("Private address").input_value()
    assert page.get_by_label("A digest once a week").is_checked()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert found == []


def test_the_button_of_the_page_in_a_mail_stops_the_reminders(page: Page, live_server):
    user = confirm(make_user())
    mine = reminders.choose(user, Often.DUE, weekday=0, hour=7, at=timezone.now())
    page.goto(f"/reminders/stop/{mine.stop}/")
    found = complaints_of(page)

    page.get_by_role("button", name="Stop the reminders").click()
    found += complaints_of(page)

    assert page.get_by_role("heading", level=1).inner_text() == "The reminders have stopped"
    assert Reminder.objects.get().often == Often.OFF
    assert found == []
