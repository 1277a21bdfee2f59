"""Finding people by what they are called."""

import pytest
from django.db.models.functions import Lower

from teaching.accounts.finding import called, shown_name
from teaching.accounts.models import User
from tests.factories import make_tryout, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> None:
    make_user(username="ada", first_name="Ada", last_name="Ling", email="al@example.org")
    make_user(username="omer", first_name="Ömer", email="o@example.com")
    make_user(username="bo", email="")
    make_tryout()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ling ADA", ["ada"]),
        ("ada omer", []),
        ("AL@example", ["ada"]),
        ("ömer", ["omer"]),
        ("ÖMER", ["omer"]),
        ("100%", []),
        ("_", []),
    ],
)
def test_everybody_with_all_the_words_is_found(people, words, found):
    assert list(User.objects.filter(called(words)).values_list("username", flat=True)) == found


def test_a_visitor_is_found_as_one_and_by_no_made_up_name(people):
    visitor = User.objects.get(is_tryout=True)

    assert list(User.objects.filter(called("visitor"))) == [visitor]
    assert not User.objects.filter(called(visitor.username)).exists()


def test_the_name_to_sort_by_is_the_one_that_is_shown(people):
    rows = User.objects.annotate(name=shown_name()).order_by(Lower("name"))

    assert [one.name for one in rows] == [one.shown_name for one in rows]
    assert {one.name for one in rows} == {"Ada Ling", "bo", "Ömer", "Visitor"}
