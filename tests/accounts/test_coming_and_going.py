"""Signing up, in and out, and the pages around a password."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError

from teaching.accounts.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

SIGN_UP = {"email": "ada@example.org", "username": "ada", "password1": "four-quiet-words-here"}


@pytest.mark.parametrize("name", ["ada", "ADA", "ada@example.org", "Ada@Example.org"])
def test_a_user_name_or_an_address_signs_in(client, name):
    ada = make_user(username="ada", email="ada@example.org")

    client.post("/accounts/login/", {"login": name, "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(ada.pk)


def test_signing_in_leads_back_to_the_page_asked_for(client):
    make_user(username="ada")

    response = client.post(
        "/accounts/login/", {"login": "ada", "password": PASSWORD, "next": "/accounts/email/"}
    )

    assert response.url == "/accounts/email/"


def test_signing_in_never_leads_to_another_site(client):
    make_user(username="ada")

    response = client.post(
        "/accounts/login/",
        {"login": "ada", "password": PASSWORD, "next": "https://elsewhere.example/"},
    )

    assert response.url == "/"


def test_a_wrong_password_says_so_and_signs_nobody_in(client):
    make_user(username="ada")

    response = client.post("/accounts/login/", {"login": "ada", "password": "not this one"})

    assert response.status_code == 200
    assert "not correct" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_guessing_passwords_is_slowed_down(client):
    make_user(username="ada")
    for _ in range(6):
        client.post("/accounts/login/", {"login": "ada", "password": "not this one"})

    response = client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})

    assert "_auth_user_id" not in client.session
    assert "Too many" in response.content.decode()


def test_signing_out_takes_a_post(client):
    client.force_login(make_user())

    asked = client.get("/accounts/logout/")
    still_in = "_auth_user_id" in client.session
    client.post("/accounts/logout/")

    assert asked.status_code == 200
    assert still_in
    assert "_auth_user_id" not in client.session


def test_signing_up_signs_in(client):
    client.post("/accounts/signup/", SIGN_UP)

    assert client.session["_auth_user_id"] == str(User.objects.get(username="ada").pk)


def test_a_user_name_is_kept_as_it_was_typed_and_signs_in_in_any_case(client):
    client.post("/accounts/signup/", {**SIGN_UP, "username": "Ada-Maria"})
    page = client.get("/how-it-works/").content.decode()
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": "ADA-maria", "password": SIGN_UP["password1"]})

    assert ">Ada-Maria</a>" in page
    assert "_auth_user_id" in client.session


def test_a_user_name_that_differs_only_in_case_is_taken(client):
    make_user(username="Ada")

    client.post("/accounts/signup/", SIGN_UP)

    assert User.objects.count() == 1
    with pytest.raises(IntegrityError):
        make_user(username="aDA")


def test_a_second_account_with_the_same_address_is_refused(client):
    make_user(email="ada@example.org")

    response = client.post("/accounts/signup/", {**SIGN_UP, "email": "ADA@example.org"})

    assert response.status_code == 200
    assert User.objects.count() == 1


@pytest.mark.parametrize("password", ["short", "1234567890123", "ada@example.org", "password123"])
def test_a_poor_password_is_refused(client, password):
    client.post("/accounts/signup/", {**SIGN_UP, "password1": password})

    assert User.objects.count() == 0


def test_passwords_are_kept_with_argon2(settings, request):
    from teaching import settings as ours

    settings.PASSWORD_HASHERS = ours.PASSWORD_HASHERS

    assert make_password("four-quiet-words-here").startswith("argon2$argon2id$")


def test_a_forgotten_password_is_reset_by_mail(client, mailoutbox):
    make_user(username="ada", email="ada@example.org")

    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mailoutbox[0].body)
    form = client.get(link[1], follow=True)
    client.post(
        form.request["PATH_INFO"],
        {"password1": "another-quiet-room", "password2": "another-quiet-room"},
    )

    assert User.objects.get().check_password("another-quiet-room")


def test_a_reset_for_an_unknown_address_looks_the_same(client, mailoutbox):
    make_user(email="ada@example.org")

    known = client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_a_spent_reset_link_says_what_to_do(client):
    response = client.get("/accounts/password/reset/key/1-set-password/", follow=True)

    assert "This link no longer works" in response.content.decode()


OPEN_PAGES = {
    "/accounts/login/": "Sign in",
    "/accounts/signup/": "Make an account",
    "/accounts/inactive/": "This account is switched off",
    "/accounts/password/reset/": "Reset your password",
    "/accounts/password/reset/done/": "Look into your mail",
    "/accounts/password/reset/key/done/": "Your password is changed",
    "/accounts/confirm-email/": "Look into your mail",
    "/accounts/confirm-email/none/": "Confirm your e-mail address",
}
OWN_PAGES = {
    "/accounts/logout/": "Sign out?",
    "/accounts/email/": "E-mail addresses",
    "/accounts/password/change/": "Change your password",
    "/accounts/reauthenticate/": "Your password, please",
}


@pytest.mark.parametrize(("path", "heading"), OPEN_PAGES.items())
def test_a_page_for_strangers_has_its_heading(client, path, heading):
    assert f"<h1>{heading}</h1>" in client.get(path).content.decode()


@pytest.mark.parametrize(("path", "heading"), OWN_PAGES.items())
def test_a_page_of_ones_own_account_has_its_heading(client, path, heading):
    client.force_login(make_user())

    assert f"<h1>{heading}</h1>" in client.get(path).content.decode()


def test_someone_without_a_password_can_set_one(client):
    user = make_user()
    user.set_unusable_password()
    user.save()
    client.force_login(user)

    response = client.get("/accounts/password/set/")

    assert "<h1>Set a password</h1>" in response.content.decode()


def test_every_field_has_a_label_and_no_placeholder(client):
    page = client.get("/accounts/signup/").content.decode()

    assert "placeholder" not in page
    for field in ("id_email", "id_username", "id_password1"):
        assert f'<label for="{field}">' in page


def test_an_address_can_be_added_and_removed(client):
    client.force_login(make_user(email="ada@example.org"))

    client.post("/accounts/email/", {"action_add": "", "email": "second@example.org"})
    added = client.get("/accounts/email/").content.decode()
    client.post("/accounts/email/", {"action_remove": "", "email": "second@example.org"})
    removed = client.get("/accounts/email/").content.decode()

    assert "second@example.org" in added
    assert '<input type="hidden" name="email" value="second@example.org">' not in removed


def test_an_address_is_confirmed_by_the_link_in_the_mail(client, mailoutbox):
    client.post("/accounts/signup/", SIGN_UP)
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", mailoutbox[0].body)[1]

    asked = client.get(link).content.decode()
    client.post(link)

    assert "Is ada@example.org your address?" in asked
    assert User.objects.get().emailaddress_set.get().verified


def test_too_many_sign_ups_are_told_to_wait(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    client.post("/accounts/signup/", {**SIGN_UP, "password1": "short"})

    response = client.post("/accounts/signup/", SIGN_UP)

    assert response.status_code == 429
    assert "A little too fast" in response.content.decode()


def test_a_mail_says_where_it_comes_from_and_repeats_nothing_in_html(client, mailoutbox):
    make_user(username="o-hara", email="o'hara@example.org")

    client.post("/accounts/password/reset/", {"email": "o'hara@example.org"})

    (mail,) = mailoutbox
    assert mail.subject == "Heterotopia: Choose a new password"
    assert "asked for a new password at testserver." in mail.body
    assert "Your user name is o-hara." in mail.body
    assert "&#x27;" not in mail.body


def test_an_address_nobody_has_is_told_so_by_mail_alone(client, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "o'hara@example.org"})

    (mail,) = mailoutbox
    assert mail.subject == "Heterotopia: No account has this address"
    assert "has the address o'hara@example.org." in mail.body


def test_signing_in_leaves_no_notice(client):
    make_user(username="ada")

    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})

    assert "notice" not in client.get("/accounts/email/").content.decode()
