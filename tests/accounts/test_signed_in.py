"""Who a request belongs to: the reads of session and person that every request makes."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.factories import make_user

pytestmark = pytest.mark.django_db

OWN = "/accounts/password/change/"


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(make_user())
    return client


def test_who_is_signed_in_is_known(client):
    assert client.get(OWN).status_code == 200


def test_a_session_that_has_ended_is_nobodys(client):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert client.get(OWN).status_code == 302


def test_a_session_that_was_deleted_is_nobodys(client):
    Session.objects.all().delete()

    assert client.get(OWN).status_code == 302


def test_an_account_that_was_closed_or_deleted_is_signed_out_at_once(client):
    user = make_user()
    client.force_login(user)
    user.is_active = False
    user.save()
    assert client.get(OWN).status_code == 302

    user.delete()

    assert client.get(OWN).status_code == 302


def test_a_new_password_signs_out_everywhere_else(client):
    user = make_user()
    client.force_login(user)
    user.set_password("another-long-password")
    user.save()

    assert client.get(OWN).status_code == 302
