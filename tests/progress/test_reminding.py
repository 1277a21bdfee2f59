"""Who is reminded, of what, and how often: never twice, and of nothing when nothing is due."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teaching.accounts.models import User
from teaching.items.models import Option
from teaching.knowledge.models import Concept, Disease
from teaching.progress import counting, reminders, reminding
from teaching.progress.models import Often, Reminder
from teaching.progress.reminding import Outcome
from tests.factories import confirm, make_user
from tests.progress.answering import START, Asked, answer, at

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MORNING = at(days=1) - 2 * HOUR  # Tuesday, seven o'clock
REFUSING = {"default": {"BACKEND": "tests.progress.refusing.EmailBackend"}}


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://clinic.example.org"


def reminded(user: User, often: Often = Often.DUE, hour: int = 7, weekday: int = 1) -> User:
    """The user, who chose on Monday to be reminded."""
    reminders.choose(confirm(user), often, weekday=weekday, hour=hour, at=START)
    return user


def forgot(asked: list[Asked], often: Often = Often.DUE, **fields) -> User:
    """Somebody who has something due from Tuesday on, and is reminded at seven."""
    user = reminded(make_user(**fields), often)
    answer(user, asked[0], right=False, certainty=1)
    return user


def remind(moment: datetime = MORNING) -> list[Outcome]:
    return [one.outcome for one in reminding.remind(Disease.objects.get(), moment)]


def test_what_is_due_is_told_with_why_how_long_and_how_to_stop(asked):
    user = forgot(asked)

    assert remind() == [Outcome.SENT]

    (sent,) = mail.outbox
    stop = f"https://clinic.example.org/reminders/stop/{user.reminder.stop}/"
    assert sent.to == [user.email]
    assert sent.subject.startswith("Heterotopia: One decision is due")
    assert "(1 decision, last met yesterday)" in sent.body
    assert "minute" in sent.body.splitlines()[0]
    assert "https://clinic.example.org/today/\n" in sent.body
    assert stop in sent.body
    assert sent.extra_headers["List-Unsubscribe"] == f"<{stop}>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.extra_headers["Message-ID"].endswith("@clinic.example.org>")


@pytest.mark.parametrize("host", ["a.example", f"{'clinic-' * 8}.example.org"])
def test_the_address_that_stops_the_mails_stands_in_its_header_as_it_is(asked, settings, host):
    """Folded and encoded it would be no link to a mail program."""
    settings.SITE_URL = f"https://{host}"
    user = forgot(asked)

    remind()

    lines = mail.outbox[0].message().as_bytes().split(b"\n")
    stop = f"https://{host}/reminders/stop/{user.reminder.stop}/"
    assert f"List-Unsubscribe: <{stop}>".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


def test_a_mail_tells_no_answer_and_names_no_concept_alone(asked):
    user = reminded(make_user())
    for one in asked:
        answer(user, one, right=False, certainty=3)

    remind(at(days=8))

    lines = [
        line[2:].partition(" (")[0] for line in mail.outbox[0].body.splitlines() if line[:1] == "-"
    ]
    assert lines
    assert not set(lines) & set(Concept.objects.values_list("name", flat=True))
    assert not [text for text in Option.objects.values_list("text", flat=True) if text in lines]


def test_nobody_is_written_to_who_did_not_ask_or_has_no_confirmed_address(asked):
    nobody, off, unconfirmed, gone = (make_user() for _ in range(4))
    reminded(off, Often.OFF)
    reminders.choose(unconfirmed, Often.DUE, weekday=0, hour=7, at=START)
    unconfirmed.emailaddress_set.create(email=unconfirmed.email, verified=False, primary=True)
    reminded(gone)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    for one in (nobody, off, unconfirmed, gone):
        answer(one, asked[0], right=False)

    assert remind() == []


def test_a_mail_goes_to_the_confirmed_primary_address(asked):
    user = forgot(asked)
    user.emailaddress_set.create(email="other@example.org", verified=True, primary=False)
    user.emailaddress_set.create(email="guess@example.org", verified=False, primary=False)

    remind()

    assert mail.outbox[0].to == [user.email]


def test_nothing_due_is_no_mail_until_something_is(asked):
    user = reminded(make_user())
    answer(user, asked[0], certainty=3)

    assert remind() == [Outcome.NOTHING]
    assert remind() == []
    assert remind(at(days=60)) == [Outcome.NOTHING]
    assert mail.outbox == []


def test_a_second_run_sends_nothing_again_and_the_next_day_one_more(asked):
    forgot(asked)

    found = [remind(MORNING + hours * HOUR) for hours in range(-1, 26)]

    assert [number for number, each in enumerate(found) if each] == [1, 25]
    assert len(mail.outbox) == 2


def test_a_run_once_a_day_reminds_once_a_day_whatever_the_hour(asked):
    user = reminded(make_user(), hour=19)
    answer(user, asked[0], right=False)

    found = [remind(at(days=day)) for day in range(1, 5)]

    assert found == [[Outcome.SENT]] * 4


def test_after_a_night_without_runs_one_mail_comes_late_and_not_two_that_day(asked):
    user = reminded(make_user(), hour=19)
    answer(user, asked[0], right=False)

    late = remind(at(days=2))
    evening = remind(at(days=2) + 10 * HOUR)

    assert (late, evening) == ([Outcome.SENT], [Outcome.NOTHING])
    assert remind(at(days=3) + 10 * HOUR) == [Outcome.SENT]


def test_the_digest_comes_on_its_day_with_the_figures_of_the_week(asked):
    user = reminded(make_user(), Often.WEEKLY)
    for number in range(6):
        answer(user, asked[number], at(minutes=number), right=number > 1, certainty=2)

    assert remind() == [Outcome.SENT]
    assert [remind(at(days=day)) for day in range(2, 8)] == [[]] * 6
    assert remind(MORNING + timedelta(days=7)) == [Outcome.SENT]

    first, second = mail.outbox
    assert first.subject == "Heterotopia: Your week: 6 answered, 4 right"
    assert "you made six decisions on one day: 4 of 6 right." in first.body
    assert "In the next seven days, today among them, " in first.body
    assert second.subject == "Heterotopia: Your week: nothing answered"


def test_a_changed_day_brings_no_second_digest_in_a_week(asked):
    user = forgot(asked, Often.WEEKLY)
    remind()

    reminders.choose(user, Often.WEEKLY, weekday=3, hour=7, at=MORNING + HOUR)

    assert remind(MORNING + timedelta(days=2)) == [Outcome.NOTHING]
    assert remind(MORNING + timedelta(days=9)) == [Outcome.SENT]


def test_what_is_not_answered_for_long_rests_after_a_last_mail_until_it_is(asked):
    user = forgot(asked)
    for day in range(40):
        remind(MORNING + timedelta(days=day))
    said = len(mail.outbox)
    answer(user, asked[1], at(days=41), right=False)

    again = remind(MORNING + timedelta(days=42))

    assert said == 31
    assert mail.outbox[30].subject == "Heterotopia: Reminders rest until you answer again"
    assert again == [Outcome.SENT]
    assert "is due" in mail.outbox[31].subject or "are due" in mail.outbox[31].subject


def test_who_chooses_again_is_reminded_again(asked):
    user = forgot(asked)
    remind()
    remind(MORNING + timedelta(days=35))

    reminders.choose(user, Often.DUE, weekday=0, hour=7, at=at(days=40))

    assert remind(MORNING + timedelta(days=41)) == [Outcome.SENT]
    assert " due and " in mail.outbox[-1].subject


def test_a_failed_mail_stops_no_other_and_is_tried_again(asked, settings):
    full, other = forgot(asked, email="full@example.org"), forgot(asked)
    settings.MAILERS = REFUSING

    assert remind() == [Outcome.FAILED, Outcome.SENT]
    kept = Reminder.objects.get(learner=full)
    assert (kept.sent_on, kept.failures, kept.next_at) == (None, 1, MORNING)
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    assert remind(MORNING + HOUR) == [Outcome.SENT]
    assert [one.to for one in mail.outbox] == [[other.email], [full.email]]
    assert Reminder.objects.get(learner=full).failures == 0


def test_a_mail_no_server_takes_is_not_tried_without_end(asked, settings, caplog):
    forgot(asked, email="full@example.org")
    settings.MAILERS = REFUSING

    found = [remind(MORNING + hours * HOUR) for hours in range(24)]

    assert found == [[Outcome.FAILED]] * 5 + [[]] * 19
    assert remind(MORNING + 24 * HOUR) == [Outcome.FAILED]
    assert "full@" not in caplog.text


def test_who_stops_while_a_mail_fails_stays_stopped(asked, settings):
    user = forgot(asked, email="full@example.org")
    settings.MAILERS = REFUSING
    rows = reminding._waiting(MORNING)
    row, address = next(rows)
    reminders.stop(user.reminder.stop)

    one = reminding._remind(row, address, Disease.objects.get(), MORNING)

    assert one.outcome is Outcome.TAKEN
    assert Reminder.objects.get().often == Often.OFF


def test_a_run_that_is_killed_has_sent_once_at_most(asked, settings):
    forgot(asked)
    settings.MAILERS = {"default": {"BACKEND": "tests.progress.refusing.Killed"}}
    with pytest.raises(KeyboardInterrupt):
        remind()

    settings.MAILERS = REFUSING

    assert remind(MORNING + HOUR) == []
    assert remind(MORNING + 24 * HOUR) == [Outcome.SENT]


def test_one_letter_that_cannot_be_written_stops_no_other(asked, caplog):
    broken, _ = forgot(asked), forgot(asked)
    counting.count(broken)
    broken.study.parameters = [1.0]
    broken.study.save()

    assert remind() == [Outcome.FAILED, Outcome.SENT]
    assert remind() == [Outcome.FAILED]
    assert broken.username not in caplog.text


@pytest.mark.parametrize("learners", [1, 3])
def test_each_learner_costs_the_same(asked, learners):
    for _ in range(learners):
        counting.count(forgot(asked))
    disease = Disease.objects.get()
    list(reminding.look(disease, MORNING))  # reads the pack, once per process

    with CaptureQueriesContext(connection) as queries:
        found = list(reminding.remind(disease, MORNING))

    assert len(found) == learners
    assert len(queries) == 2 + 6 * learners


def test_more_learners_than_are_read_at_once_are_all_reminded(asked, monkeypatch):
    monkeypatch.setattr(reminding, "AT_ONCE", 2)
    for _ in range(5):
        forgot(asked)

    assert remind() == [Outcome.SENT] * 5


def test_the_command_says_what_came_of_it(asked, capsys, clock):
    clock.move_to(MORNING)
    forgot(asked)

    call_command("remind", dry_run=True)
    (whom, what, *_), counts = (text := capsys.readouterr().out.splitlines()), text[-1]

    assert whom.startswith("person")
    assert "One decision is due" in what
    assert counts == (
        "1 would be reminded, 0 with nothing to say, 0 left to another run, 0 failed."
    )
    assert mail.outbox == []
    call_command("remind")
    assert capsys.readouterr().out.startswith("1 reminded, ")
    assert len(mail.outbox) == 1


def test_the_command_fails_where_a_mail_did(asked, settings, clock):
    clock.move_to(MORNING)
    forgot(asked, email="full@example.org")
    settings.MAILERS = REFUSING

    with pytest.raises(CommandError, match="1 of the reminders failed"):
        call_command("remind")


def test_the_command_sends_nothing_where_it_does_not_know_its_site(asked, settings, clock):
    clock.move_to(MORNING)
    forgot(asked)
    settings.SITE_URL = ""

    with pytest.raises(CommandError, match="Set SITE_URL"):
        call_command("remind")

    assert mail.outbox == []
