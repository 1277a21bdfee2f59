"""Statements put together once give what the querysets they stand for give."""

from datetime import timedelta
from threading import Thread

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, connections, transaction
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from teaching.accounts.models import User
from teaching.prepared import Insert, Rows, Slot, Update
from tests.factories import make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def people(name: str) -> Rows[User]:
    return Rows(lambda: User.objects.filter(username=Slot(name)).order_by("pk"))


def test_each_call_fills_in_its_own_values():
    first, second = make_user(), make_user()
    found = people("name")

    assert found.all(name=first.username) == [first]
    assert found.all(name=second.username) == [second]
    assert found.first(name="nobody") is None


def test_rows_come_as_django_reads_them():
    person = make_user()
    rows = Rows(
        lambda: (
            User.objects.filter(pk=Slot("pk"))
            .defer("password")
            .annotate(
                has_twin=Exists(User.objects.filter(role=OuterRef("role")).exclude(pk=Slot("pk")))
            )
        )
    )

    (found,) = rows.all(pk=person.pk)

    assert found.date_joined == person.date_joined
    assert found.get_deferred_fields() == {"password"}
    assert found.has_twin is False
    make_user()
    assert rows.all(pk=person.pk)[0].has_twin is True


def test_values_come_as_tuples():
    person = make_user()
    rows = Rows(lambda: User.objects.filter(pk=Slot("pk")).values_list("pk", "username"))

    assert rows.all(pk=person.pk) == [(person.pk, person.username)]


@pytest.mark.parametrize(("ahead", "found"), [(-1, False), (1, True)])
def test_a_moment_is_compared_as_the_database_keeps_it(ahead, found):
    Session.objects.create(
        session_key="k", session_data="", expire_date=NOW + timedelta(seconds=ahead)
    )
    rows = Rows(lambda: Session.objects.filter(expire_date__gt=Slot("now")))

    assert bool(rows.all(now=NOW)) is found


def test_it_runs_one_statement_the_same_each_time():
    found = people("name")
    found.all(name="nobody")

    with CaptureQueriesContext(connection) as queries:
        found.all(name="a")
        found.all(name="b")

    a, b = (query["sql"] for query in queries)
    assert a.replace("'a'", "'b'") == b


def test_a_value_that_is_missing_is_named():
    with pytest.raises(KeyError, match="name"):
        people("name").all()


def test_an_update_says_how_many_rows_it_changed():
    person, other = make_user(), make_user()
    rename = Update(
        lambda: (User.objects.filter(pk=Slot("pk")), {"last_name": Slot("last"), "last_login": NOW})
    )

    assert (rename(pk=person.pk, last="Vance"), rename(pk=0, last="Vance")) == (1, 0)
    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.last_name, person.last_login, other.last_name) == ("Vance", NOW, "")


def test_an_insert_returns_what_it_is_asked_for_and_keeps_the_constraints():
    store = Insert(
        lambda: User(username=Slot("name"), email=Slot("email"), date_joined=Slot("at")),
        returning=("id", "username"),
    )

    pk, name = store(name="rowan", email="", at=NOW)

    assert User.objects.get(pk=pk).username == name == "rowan"
    assert User.objects.get(pk=pk).date_joined == NOW
    with pytest.raises(IntegrityError), transaction.atomic():
        store(name="Rowan", email="", at=NOW)


@pytest.mark.django_db(transaction=True)
def test_each_thread_puts_it_together_for_its_own_connection():
    person = make_user()
    found = people("name")
    found.all(name=person.username)
    seen = []

    def work() -> None:
        seen.append(found.all(name=person.username))
        connections.close_all()

    thread = Thread(target=work)
    thread.start()
    thread.join()

    assert seen == [[person]]
