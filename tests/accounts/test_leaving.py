"""Giving an account up, thinking better of it, and being forgotten."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from teaching.accounts import leaving
from teaching.accounts.models import User
from teaching.authoring.setting import picking
from teaching.authoring.setting.forms import TimeForm
from teaching.quizzes.models import Quiz
from tests.factories import PASSWORD, make_administrator, make_tryout, make_user

pytestmark = pytest.mark.django_db
LEAVE = "/data/delete/"
DAY = timedelta(days=1)


def sign_in(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    return client


def say_password(client: Client) -> None:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": LEAVE})


@pytest.fixture
def ada() -> User:
    return make_user(username="ada", email="ada@example.org")


def gave_up(user: User) -> Client:
    """Their client after they have switched their account off."""
    client = sign_in(user)
    say_password(client)
    client.post(LEAVE, {"name": user.username})
    user.refresh_from_db()
    assert not user.is_active
    return client


def test_the_password_is_asked_for_again_even_after_signing_in(ada):
    client = sign_in(ada)

    asked = client.get(LEAVE)
    say_password(client)

    assert asked.url == "/accounts/reauthenticate/?next=%2Fdata%2Fdelete%2F"
    assert client.get(LEAVE).status_code == 200


def test_a_wrong_password_leads_no_further(ada):
    client = sign_in(ada)
    client.post("/accounts/reauthenticate/", {"password": "not this one", "next": LEAVE})

    client.post(LEAVE, {"name": "ada"})

    ada.refresh_from_db()
    assert ada.is_active


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Type your user name to say that you mean it."),
        ("adam", "That is not your user name, which is “ada”. Nothing was changed."),
    ],
)
def test_without_ones_user_name_nothing_happens(ada, typed, says):
    client = sign_in(ada)
    say_password(client)

    page = client.post(LEAVE, {"name": typed})

    ada.refresh_from_db()
    assert says in page.content.decode()
    assert ada.is_active


def test_an_account_is_switched_off_at_once_and_signed_out_everywhere(ada, clock):
    elsewhere = sign_in(ada)

    client = gave_up(ada)

    page = client.get("/").content.decode()
    assert ada.leaves_at == timezone.now() + 14 * DAY
    assert "Your account is switched off, and will be deleted on" in page
    assert "Sign in" in page
    assert elsewhere.get("/data/").status_code == 302
    assert [one.get_decoded().get("_auth_user_id") for one in Session.objects.all()] == [None]


def test_a_mail_says_so_in_case_it_was_somebody_else(ada):
    gave_up(ada)

    (sent,) = mail.outbox
    assert sent.to == ["ada@example.org"]
    assert sent.subject == "Heterotopia: Your account will be deleted"
    assert "sign in before that day, and say that you keep it" in sent.body


def test_a_mail_that_cannot_be_sent_changes_nothing(ada, settings, caplog):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "localhost", "port": 1, "timeout": 1},
        }
    }

    gave_up(ada)

    assert "No mail about an account that was given up: ConnectionRefusedError" in caplog.text


def test_signing_in_again_offers_to_keep_it(ada):
    gave_up(ada)
    client = Client()

    asked = client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    page = client.get(asked.url)
    client.post("/data/keep/")

    ada.refresh_from_db()
    assert asked.url == "/data/keep/"
    assert "Keep your account?" in page.content.decode()
    assert (ada.is_active, ada.leaves_at) == (True, None)
    assert client.get("/data/").status_code == 200


def test_being_asked_signs_nobody_in(ada):
    client = gave_up(ada)
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})

    assert client.get("/accounts/email/").status_code == 302
    assert client.get("/data/").status_code == 302


def test_nobody_keeps_an_account_without_its_password(ada):
    gave_up(ada)
    client = Client()
    client.post("/accounts/login/", {"login": "ada", "password": "not this one"})

    assert client.get("/data/keep/").url == "/accounts/login/"
    assert client.post("/data/keep/").url == "/accounts/login/"
    ada.refresh_from_db()
    assert not ada.is_active


def test_the_offer_stands_for_a_quarter_of_an_hour(ada, clock):
    gave_up(ada)
    client = Client()
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    clock.shift(timedelta(minutes=16))

    assert client.get("/data/keep/").url == "/accounts/login/"


def test_an_account_that_somebody_else_switched_off_is_not_offered(ada):
    User.objects.filter(pk=ada.pk).update(is_active=False)

    asked = Client().post("/accounts/login/", {"login": "ada", "password": PASSWORD})

    assert asked.url == "/accounts/inactive/"
    assert not leaving.stay(ada)


def test_a_session_from_before_does_not_come_back_with_the_account(ada):
    elsewhere = sign_in(ada)
    gave_up(ada)

    assert leaving.stay(ada)

    assert elsewhere.get("/accounts/email/").status_code == 302


def test_leaving_twice_keeps_the_first_day(ada, clock):
    first = leaving.leave(ada, timezone.now())

    assert leaving.leave(ada, timezone.now() + DAY) == first


def test_no_picker_of_instructors_finds_who_is_leaving(ada):
    found = picking.found(Quiz(pk=1), "ada").candidates
    leaving.leave(ada, timezone.now())

    assert [one.learner for one in found] == [ada]
    assert picking.found(Quiz(pk=1), "ada").candidates == ()
    assert "who" in TimeForm({"who": "ada", "minutes": 5}).errors


def test_the_last_administrator_stays():
    last = make_administrator(username="root")
    make_administrator(is_active=False)
    client = sign_in(last)
    say_password(client)

    page = client.post(LEAVE, {"name": "root"}).content.decode()

    last.refresh_from_db()
    assert "You are the only administrator" in page
    assert last.is_active


def test_of_two_administrators_one_may_go():
    first, second = make_administrator(), make_administrator()

    leaving.leave(first, timezone.now())

    with pytest.raises(leaving.LastAdministratorError):
        leaving.leave(second, timezone.now())


def test_an_account_goes_when_its_time_is_over_and_not_before(ada, clock, capsys):
    stays = make_user()
    leaving.leave(ada, timezone.now())
    clock.shift(14 * DAY - timedelta(seconds=1))
    call_command("forget")
    early = User.objects.filter(pk=ada.pk).exists()
    clock.shift(1)

    call_command("forget")

    assert early
    assert list(User.objects.all()) == [stays]
    assert capsys.readouterr().out == (
        "0 accounts and 0 try-outs forgotten.\n1 accounts and 0 try-outs forgotten.\n"
    )


def test_who_kept_the_account_is_not_forgotten(ada, clock):
    leaving.leave(ada, timezone.now())
    leaving.stay(ada)
    clock.shift(15 * DAY)

    call_command("forget", verbosity=0)

    assert User.objects.filter(pk=ada.pk).exists()


def test_an_account_that_is_switched_on_again_is_kept(ada):
    leaving.leave(ada, timezone.now())
    ada.refresh_from_db()

    ada.is_active = True
    ada.save(update_fields=["is_active"])

    ada.refresh_from_db()
    assert ada.leaves_at is None


def test_what_is_switched_on_is_never_to_be_deleted(ada):
    with pytest.raises(IntegrityError, match="only_what_is_switched_off_is_to_be_deleted"):
        User.objects.filter(pk=ada.pk).update(leaves_at=timezone.now())


def test_sessions_that_are_over_go_too(ada, clock):
    sign_in(ada)
    clock.shift(15 * DAY)

    call_command("forget", verbosity=0)

    assert not Session.objects.exists()


def test_a_number_of_days_below_nought_is_refused():
    with pytest.raises(CommandError, match="--tryouts must be 0 or more"):
        call_command("forget", tryouts=-1)


def test_a_visitor_deletes_what_they_did_at_once(client):
    visitor = make_tryout()
    session = client.session
    session["tryout"] = visitor.pk
    session.save()

    asked = client.get("/data/delete/visitor/").content.decode()
    left = client.post("/data/delete/visitor/", follow=True)

    assert "This cannot be taken back." in asked
    assert "All you did here is deleted." in left.content.decode()
    assert not User.objects.exists()
    assert "tryout" not in client.session


def test_an_account_is_not_deleted_as_a_visitor(ada):
    client = sign_in(ada)

    assert client.post("/data/delete/visitor/").url == LEAVE
    assert User.objects.filter(pk=ada.pk, is_active=True).exists()
