"""Roles, and the constraints that keep a person honest."""

import pytest
from django.db import IntegrityError

from teaching.accounts.models import Role, User
from tests.factories import make_administrator, make_instructor, make_tryout, make_user

pytestmark = pytest.mark.django_db


def test_an_administrator_is_staff_and_superuser():
    user = make_administrator()

    assert (user.is_staff, user.is_superuser) == (True, True)


def test_a_demoted_administrator_loses_the_admin():
    user = make_administrator()

    user.role = Role.LEARNER
    user.save(update_fields=["role"])
    user.refresh_from_db()

    assert (user.is_staff, user.is_superuser) == (False, False)


def test_an_instructor_is_no_staff():
    assert make_instructor().is_staff is False


def test_createsuperuser_makes_an_administrator():
    user = User.objects.create_superuser("ada", "ada@example.org", "quiet-reading-room")

    assert user.role == Role.ADMINISTRATOR


def test_a_role_written_past_the_model_is_refused():
    user = make_user()

    with pytest.raises(IntegrityError, match="only_administrators_are_staff"):
        User.objects.filter(pk=user.pk).update(role=Role.ADMINISTRATOR)


def test_staff_without_the_role_is_refused():
    user = make_instructor()

    with pytest.raises(IntegrityError, match="only_administrators_are_staff"):
        User.objects.filter(pk=user.pk).update(is_staff=True)


def test_a_tryout_cannot_be_an_instructor():
    visitor = make_tryout()

    with pytest.raises(IntegrityError, match="a_tryout_is_a_learner"):
        User.objects.filter(pk=visitor.pk).update(role=Role.INSTRUCTOR)


def test_an_email_belongs_to_one_account_whatever_its_case():
    make_user(email="ada@example.org")

    with pytest.raises(IntegrityError, match="one_account_per_email"):
        make_user(email="Ada@Example.org")


def test_many_people_may_have_no_email():
    make_user(email="")
    make_user(email="")

    assert User.objects.filter(email="").count() == 2


def test_a_person_is_called_by_their_name_or_else_their_user_name():
    named = make_user(first_name="Ada", last_name="Byron")
    unnamed = make_user(username="grace")

    assert (named.shown_name, unnamed.shown_name) == ("Ada Byron", "grace")


def test_a_visitor_is_never_called_by_the_made_up_user_name():
    assert make_tryout().shown_name == "Visitor"
