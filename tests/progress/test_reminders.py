"""Choosing reminders, stopping them from a mail, and the calendar under a private address."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from teaching.accounts import claiming
from teaching.accounts.models import User
from teaching.items.models import State, Vignette
from teaching.progress import reminder_views, reminders, wishes
from teaching.progress.models import Card, Feed, Often, Reminder, Study
from tests.factories import confirm, make_tryout, make_user
from tests.progress.answering import START, answer, at
from tests.quizzes.test_costs import cost

pytestmark = pytest.mark.django_db
URL = "/progress/reminders/"
WEEKLY = {"often": "weekly", "weekday": "6", "hour": "19"}


@pytest.fixture
def user() -> User:
    return confirm(make_user())


@pytest.fixture
def signed_in(user, client) -> Client:
    client.force_login(user)
    return client


def shown(client: Client, url: str = URL, sent: dict[str, str] | None = None) -> str:
    response = client.get(url) if sent is None else client.post(url, sent, follow=True)
    return unescape(response.content.decode())


def stop_of(user: User) -> str:
    return reverse("progress:stop", args=[Reminder.objects.get(learner=user).stop])


def feed_of(user: User) -> str:
    return reverse("progress:calendar", args=[Feed.objects.get(learner=user).address])


# Choosing.


def test_reminders_are_off_until_they_are_chosen(signed_in, user):
    text = shown(signed_in)

    assert f"Mails go to <b>{user.email}</b>" in text
    assert re.findall(r'value="(\w+)"[^>]*checked', text) == ["off"]
    assert not Reminder.objects.exists()
    assert not Feed.objects.exists()


def test_what_is_chosen_is_kept_and_shown(signed_in, user, clock):
    clock.move_to(START)

    text = shown(signed_in, sent=WEEKLY)

    mine = Reminder.objects.get(learner=user)
    assert f"Saved. Mails go to {user.email}." in text
    assert (mine.often, mine.weekday, mine.hour) == ("weekly", 6, 19)
    assert mine.next_at == at(days=6) + timedelta(hours=10)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {**WEEKLY, "often": "hourly"},
        {**WEEKLY, "weekday": "7"},
        {**WEEKLY, "hour": "24"},
        {**WEEKLY, "hour": "x"},
    ],
)
def test_what_cannot_be_chosen_is_refused_and_nothing_kept(signed_in, sent):
    response = signed_in.post(URL, sent)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not Reminder.objects.exists()


def test_without_a_confirmed_address_no_mail_can_be_chosen(client):
    user = make_user()
    user.emailaddress_set.create(email=user.email, verified=False, primary=True)
    client.force_login(user)

    assert "You have no confirmed e-mail address" in shown(client)
    assert "Confirm an e-mail address first" in shown(client, sent=WEEKLY)
    assert not Reminder.objects.exists()


def test_who_lost_the_confirmed_address_can_still_switch_the_mails_off(signed_in, user):
    shown(signed_in, sent=WEEKLY)
    user.emailaddress_set.all().delete()

    assert 'name="often"' in shown(signed_in)
    assert "Saved. No mails come." in shown(signed_in, sent={**WEEKLY, "often": "off"})


def test_a_tryout_is_told_to_make_an_account(client):
    visitor = make_tryout()
    session = client.session
    session["tryout"] = visitor.pk
    session.save()
    client.cookies["sessionid"] = session.session_key

    assert "Reminders need an account." in shown(client)
    shown(client, sent=WEEKLY)
    shown(client, f"{URL}calendar/", {})
    assert not Reminder.objects.exists()
    assert not Feed.objects.exists()


def test_the_page_is_linked_from_where_one_says_how_much_a_day(signed_in):
    assert f'href="{URL}"' in shown(signed_in, "/progress/wishes/")


def test_the_page_takes_as_many_queries_with_everything_on_as_with_nothing(signed_in):
    shown(signed_in)  # reads the pack, once per process
    assert cost(signed_in, URL) == 5
    shown(signed_in, sent=WEEKLY)
    shown(signed_in, f"{URL}calendar/", {})
    assert cost(signed_in, URL) == 5


@pytest.mark.parametrize(
    "changes",
    [
        {"often": "hourly"},
        {"often": "due", "next_at": None},
        {"often": "off", "next_at": START},
        {"weekday": 7},
        {"hour": 24},
    ],
)
def test_the_database_refuses_what_no_reminder_is(user, changes):
    reminders.choose(user, Often.OFF, weekday=0, hour=7, at=START)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.update(**changes)


# Stopping.


def test_looking_at_the_link_of_a_mail_stops_nothing(user, client):
    reminders.choose(user, Often.DUE, weekday=0, hour=7, at=START)

    assert "Stop the reminders?" in shown(client, stop_of(user))
    client.head(stop_of(user))

    assert Reminder.objects.get().often == Often.DUE


def test_a_mail_program_stops_them_by_one_post_without_session_or_token(user):
    reminders.choose(user, Often.DUE, weekday=0, hour=7, at=START)
    strict = Client(enforce_csrf_checks=True)

    answers = [
        strict.post(stop_of(user), {"List-Unsubscribe": "One-Click"}).status_code for _ in range(2)
    ]

    assert answers == [200, 200]
    mine = Reminder.objects.get()
    assert (mine.often, mine.next_at) == (Often.OFF, None)
    assert "The reminders have stopped" in shown(strict, stop_of(user))


def test_one_secret_stops_nobody_else(user, client):
    other = confirm(make_user())
    for one in (user, other):
        reminders.choose(one, Often.DUE, weekday=0, hour=7, at=START)

    client.post(stop_of(user))

    assert Reminder.objects.get(learner=other).often == Often.DUE


def test_the_stop_page_does_not_say_whose_it_is(user, client):
    reminders.choose(user, Often.DUE, weekday=0, hour=7, at=START)

    text = shown(client, stop_of(user))

    assert user.username not in text
    assert user.email not in text


# The calendar.


@pytest.fixture
def feed(user, asked) -> str:
    """The address of a calendar with a review that comes due tomorrow."""
    answer(user, asked[0], START, right=False)
    reminders.give_feed(user)
    return feed_of(user)


def events(client: Client, url: str) -> list[tuple[str, str]]:
    found = Calendar.from_ical(client.get(url).content).walk("VEVENT")
    return [(str(one.decoded("dtstart")), str(one["summary"])) for one in found]


def test_a_calendar_program_reads_the_next_days_without_a_session(feed, user, clock):
    clock.move_to(START)
    wishes.plan_for(user, START.date() + timedelta(days=50))

    response = Client().get(feed)

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, max-age=3600"
    assert not response.cookies
    assert events(Client(), feed) == [
        ("2026-03-03", "Heterotopia: 1 due (about one minute)"),
        ("2026-04-21", "Examination"),
    ]


def test_what_is_late_stands_at_today_and_an_examination_that_is_over_nowhere(feed, user, clock):
    wishes.plan_for(user, START.date() + timedelta(days=5))
    clock.move_to(at(days=6))

    assert events(Client(), feed) == [("2026-03-08", "Heterotopia: 1 due (about one minute)")]


def test_what_nobody_asks_any_more_is_not_announced(feed, clock):
    clock.move_to(START)
    before = events(Client(), feed)
    Vignette.objects.update(state=State.RETIRED)

    assert (len(before), events(Client(), feed)) == (1, [])


def test_an_unchanged_calendar_is_not_sent_again(feed, clock):
    clock.move_to(START)
    client = Client()
    first = client.get(feed)

    again = client.get(feed, headers={"If-None-Match": first["ETag"]})
    clock.move_to(at(days=1))
    tomorrow = client.get(feed, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert tomorrow.status_code == 200


def test_an_address_that_is_off_cannot_be_told_from_one_that_never_was(signed_in, feed):
    def told(url: str) -> tuple[int, str]:
        response = Client().get(url)
        text = re.sub(r'value="\w{64}"', "", response.content.decode())  # a mask over the token
        return response.status_code, text.replace(url, "")

    never = f"/calendar/{'x' * 43}.ics"
    shown(signed_in, f"{URL}calendar/", {"off": "1"})

    assert told(feed) == told(never)
    assert told(feed)[0] == 404


def test_a_new_address_makes_the_old_one_useless_and_keeps_the_numbers(signed_in, feed, user):
    def numbers(url: str) -> list[str]:
        found = Calendar.from_ical(Client().get(url).content).walk("VEVENT")
        return [str(one["uid"]) for one in found]

    before = numbers(feed)
    shown(signed_in, f"{URL}calendar/", {"renew": "1"})

    assert Client().get(feed).status_code == 404
    assert numbers(feed_of(user)) == before


def test_the_page_shows_the_whole_address(signed_in, user):
    text = shown(signed_in, f"{URL}calendar/", {})

    assert f'value="http://testserver{feed_of(user)}"' in text
    assert f'href="webcal://testserver{feed_of(user)}"' in text


def test_switching_it_on_twice_keeps_the_address(signed_in, user):
    shown(signed_in, f"{URL}calendar/", {})
    before = feed_of(user)
    shown(signed_in, f"{URL}calendar/", {})

    assert feed_of(user) == before


def test_the_calendar_of_somebody_who_is_shut_out_is_gone(feed, user):
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert Client().get(feed).status_code == 404


def test_reading_a_calendar_counts_and_changes_nothing_else(feed, user):
    Client().get(feed)
    before = list(Card.objects.values()), list(Study.objects.values()), list(Feed.objects.values())
    Client().get(feed)

    assert len(before[0]) == 1
    assert before == (
        list(Card.objects.values()),
        list(Study.objects.values()),
        list(Feed.objects.values()),
    )


@pytest.mark.parametrize("answered", [1, 5])
def test_a_calendar_costs_the_same_however_much_was_answered(user, asked, answered):
    for number in range(answered):
        answer(user, asked[number], at(minutes=number))
    reminders.give_feed(user)
    Client().get(feed_of(user))

    assert cost(Client(), feed_of(user)) == 7


def test_a_calendar_that_is_asked_for_without_end_is_refused(feed, monkeypatch):
    monkeypatch.setattr(reminder_views, "AN_HOUR", 2)

    found = [Client().get(feed).status_code for _ in range(3)]

    assert found == [200, 200, 429]


def test_before_there_is_content_the_calendar_is_empty(user, client):
    reminders.give_feed(user)

    assert events(client, feed_of(user)) == []


# Coming together.


def test_claiming_a_tryout_leaves_the_reminders_of_the_account_and_no_others(user, asked):
    visitor = make_tryout()
    answer(visitor, asked[0])
    reminders.choose(user, Often.WEEKLY, weekday=6, hour=19, at=START)
    reminders.choose(visitor, Often.DUE, weekday=0, hour=7, at=START)
    reminders.give_feed(user)
    reminders.give_feed(visitor)
    before = feed_of(user)

    claiming.claim(visitor, user)

    assert Reminder.objects.get().often == Often.WEEKLY
    assert Feed.objects.count() == 1
    assert feed_of(user) == before


def test_an_account_that_is_deleted_takes_its_reminders_along(user):
    reminders.choose(user, Often.DUE, weekday=0, hour=7, at=START)
    reminders.give_feed(user)

    user.delete()

    assert (Reminder.objects.count(), Feed.objects.count()) == (0, 0)
