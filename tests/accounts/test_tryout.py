"""Trying the clinic without an account, and keeping what was done."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from teaching.accounts import claiming, tryout
from teaching.accounts.models import Role, User
from tests.factories import PASSWORD, make_tryout, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.views")]

SIGN_UP = {"email": "ada@example.org", "username": "ada", "password1": "four-quiet-words-here"}


def begin(client) -> User:
    """Start something without an account."""
    client.post("/start/")
    return User.objects.get(is_tryout=True)


def test_looking_around_makes_no_row(client):
    client.get("/start/")
    client.get("/anyone/")

    assert User.objects.count() == 0


def test_starting_something_makes_a_visitor_a_tryout(client):
    response = client.post("/start/")

    visitor = User.objects.get()
    assert response.content.decode() == str(visitor.pk)
    assert (visitor.is_tryout, visitor.role, visitor.has_usable_password()) == (
        True,
        Role.LEARNER,
        False,
    )


def test_starting_twice_keeps_the_same_row(client):
    first = client.post("/start/")
    second = client.post("/start/")

    assert first.content == second.content
    assert User.objects.count() == 1


def test_a_tryout_is_not_signed_in(client):
    begin(client)

    response = client.get("/unlisted/")

    assert response.wsgi_request.user.is_authenticated is False
    assert response.status_code == 302


def test_a_tryout_comes_to_its_attempts(client):
    visitor = begin(client)

    response = client.get("/attempt/7/")

    assert response.content.decode() == f"7 {visitor.pk}"


def test_someone_signed_in_starts_as_themselves(client):
    user = make_user()
    client.force_login(user)

    response = client.post("/start/")

    assert response.content.decode() == str(user.pk)
    assert User.objects.filter(is_tryout=True).count() == 0


def test_the_session_key_changes_when_a_tryout_begins(client):
    session = client.session
    session["before"] = "kept"
    session.save()
    planted = session.session_key

    begin(client)

    assert client.session.session_key != planted
    assert client.session["before"] == "kept"


def test_the_learner_costs_one_query_beside_the_session(client, django_assert_num_queries):
    begin(client)

    with django_assert_num_queries(2):
        client.get("/anyone/")


def test_a_stranger_without_a_cookie_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/anyone/")


def test_one_address_cannot_begin_without_end(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"tryout": "1/h/ip"}
    begin(client)
    client.cookies.clear()

    response = client.post("/start/")

    assert response.status_code == 429
    assert User.objects.count() == 1


def test_signing_up_keeps_the_row_and_all_that_hangs_on_it(client):
    visitor = begin(client)

    response = client.post("/accounts/signup/", SIGN_UP)

    ada = User.objects.get()
    assert response.status_code == 302
    assert (ada.pk, ada.username, ada.email, ada.is_tryout) == (
        visitor.pk,
        "ada",
        "ada@example.org",
        False,
    )
    assert ada.check_password("four-quiet-words-here")
    assert client.get("/attempt/7/").content.decode() == f"7 {visitor.pk}"
    assert tryout.SESSION_KEY not in client.session


def test_signing_up_without_a_tryout_makes_a_new_learner(client):
    client.post("/accounts/signup/", SIGN_UP)

    ada = User.objects.get()
    assert (ada.is_tryout, ada.role) == (False, Role.LEARNER)


def test_a_role_cannot_be_chosen_at_sign_up(client):
    client.post("/accounts/signup/", {**SIGN_UP, "role": "administrator", "is_staff": "1"})

    ada = User.objects.get()
    assert (ada.role, ada.is_staff) == (Role.LEARNER, False)


def test_a_failed_sign_up_leaves_the_tryout_as_it_was(client):
    visitor = begin(client)

    client.post("/accounts/signup/", {**SIGN_UP, "password1": "short"})

    visitor.refresh_from_db()
    assert (visitor.is_tryout, visitor.email) == (True, "")


def test_a_user_name_like_a_tryouts_is_refused(client):
    response = client.post("/accounts/signup/", {**SIGN_UP, "username": "TryOut-1"})

    assert "cannot begin with" in response.content.decode()
    assert User.objects.count() == 0


def test_where_addresses_must_be_confirmed_the_row_waits_for_it(client, settings, mailoutbox):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    visitor = begin(client)

    client.post("/accounts/signup/", SIGN_UP)

    assert "_auth_user_id" not in client.session
    assert User.objects.get().pk == visitor.pk
    assert mailoutbox[0].to == ["ada@example.org"]


@pytest.fixture
def handed_over():
    """What the apps above would be told at a claim."""
    told: list[tuple[int, int]] = []

    @claiming.on_claim
    def note(from_user: User, to_user: User) -> None:
        told.append((from_user.pk, to_user.pk))

    yield told
    claiming._handovers.remove(note)


def sign_in(client, user):
    return client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})


def test_signing_in_hands_the_tryout_over_and_lets_it_go(client, handed_over):
    user = make_user()
    visitor = begin(client)

    sign_in(client, user)

    assert handed_over == [(visitor.pk, user.pk)]
    assert list(User.objects.all()) == [user]
    assert tryout.SESSION_KEY not in client.session


def test_signing_in_without_a_tryout_hands_nothing_over(client, handed_over):
    sign_in(client, make_user())

    assert handed_over == []


def test_a_wrong_password_hands_nothing_over(client, handed_over):
    user = make_user()
    visitor = begin(client)

    client.post("/accounts/login/", {"login": user.username, "password": "not this"})

    assert handed_over == []
    assert User.objects.filter(pk=visitor.pk).exists()


def test_a_handover_that_fails_loses_nothing(client, handed_over):
    user = make_user()
    visitor = begin(client)

    @claiming.on_claim
    def fail(from_user: User, to_user: User) -> None:
        User.objects.filter(pk=to_user.pk).update(first_name="half done")
        raise RuntimeError("the disk is full")

    try:
        with pytest.raises(RuntimeError, match="the disk is full"):
            sign_in(client, user)
    finally:
        claiming._handovers.remove(fail)

    user.refresh_from_db()
    assert user.first_name == ""
    assert User.objects.filter(pk=visitor.pk, is_tryout=True).exists()


def test_claiming_twice_does_nothing_more(handed_over):
    user, visitor = make_user(), make_tryout()

    claiming.claim(visitor, user)
    claiming.claim(visitor, user)

    assert len(handed_over) == 1


def test_an_account_is_never_claimed(handed_over):
    user, other = make_user(), make_user()

    claiming.claim(other, user)

    assert handed_over == []
    assert User.objects.count() == 2


def test_registering_a_handover_twice_calls_it_once(handed_over):
    claiming.on_claim(claiming._handovers[-1])

    claiming.claim(make_tryout(), make_user())

    assert len(handed_over) == 1


def test_tryouts_are_forgotten_after_the_days_asked_for(capsys):
    now = timezone.now()
    make_tryout(date_joined=now - timedelta(days=31))
    fresh = make_tryout(date_joined=now - timedelta(days=29))
    user = make_user(date_joined=now - timedelta(days=400))

    call_command("forget", tryouts=30)

    assert set(User.objects.all()) == {fresh, user}
    assert capsys.readouterr().out == "0 accounts and 1 try-outs forgotten.\n"


def test_a_forgotten_tryout_is_a_stranger_again(client):
    begin(client).delete()

    assert client.get("/attempt/7/").status_code == 302
