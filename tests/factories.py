"""Rows for tests: each function makes one, with only what the test is about spelled out."""

from itertools import count

from teaching.accounts.models import Role, User
from teaching.accounts.tryout import USERNAME_PREFIX

PASSWORD = "quiet-reading-room"

_numbers = count(1)


def make_user(**fields) -> User:
    """Someone with an account and PASSWORD; a learner unless a role is given."""
    n = next(_numbers)
    user = User(**{"username": f"person{n}", "email": f"person{n}@example.org", **fields})
    user.set_password(PASSWORD)
    user.save()
    return user


def make_instructor(**fields) -> User:
    return make_user(role=Role.INSTRUCTOR, **fields)


def make_administrator(**fields) -> User:
    return make_user(role=Role.ADMINISTRATOR, **fields)


def make_tryout(**fields) -> User:
    """A visitor who tries the clinic without an account."""
    user = User(username=f"{USERNAME_PREFIX}{next(_numbers)}", is_tryout=True, **fields)
    user.set_unusable_password()
    user.save()
    return user
