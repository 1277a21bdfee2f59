"""Of somebody who left no row remains that names them, and nobody else loses anything."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.models import RestrictedError
from django.test import Client
from django.utils import timezone

from teaching.accounts import leaving, tryout
from teaching.accounts.models import User
from teaching.exchange.own import LEFT_OUT, OWN
from teaching.items import erasing as patients
from teaching.items.models import Approval, Move, Vignette
from teaching.progress import erasing as counted
from teaching.quizzes import erasing
from teaching.quizzes.models import Attempt, Mark, Question, Quiz, Report, Response, Sitting
from tests.exchange.living import NAME, live, sat_by_another, signed_in
from tests.factories import make_tryout, make_user
from tests.quizzes.set_quizzes import make_quiz, sit
from tests.quizzes.sitting import begin

DAY = leaving.GRACE / 14


def cells() -> Iterator[tuple[str, object]]:
    """Every cell of every table of the database, with its place; of a session what is in it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {name}")  # noqa: S608
            columns = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                yield from (
                    (f"{table}.{column}", cell) for column, cell in zip(columns, row, strict=True)
                )
    for session in Session.objects.all():
        yield "session", session.get_decoded()


def pointers() -> Iterator[tuple[str, str]]:
    """(table, column) of every foreign key to a person."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.related_model is User:
                yield model._meta.db_table, field.column


def named(user: User) -> list[str]:
    """The places that say a name of hers."""
    words = (NAME.casefold(), user.password.casefold())
    return [place for place, cell in cells() if any(word in str(cell).casefold() for word in words)]


def pointed_at(pk: int) -> list[str]:
    """The places that point at her row, sessions among them."""
    found = [
        f"{table}.{column}"
        for table, column in pointers()
        for place, cell in cells()
        if place == f"{table}.{column}" and cell == pk
    ]
    ids = {"_auth_user_id": str(pk), tryout.SESSION_KEY: pk, "leaving": pk}
    for place, cell in cells():
        if place == "session" and any(cell.get(key) == value for key, value in ids.items()):
            found.append(place)
    return found


def forgotten(user: User, clock) -> None:
    leaving.leave(user, timezone.now())
    clock.shift(leaving.GRACE)
    call_command("forget", verbosity=0)


def test_no_row_names_somebody_who_left(bank, clock, capsys):
    user = live()
    before = named(user), set(pointed_at(user.pk))
    assert signed_in(user).get("/data/").status_code == 200

    forgotten(user, clock)

    told = {table._meta.db_table for section in OWN for table in section.tables}
    assert {place.split(".")[0] for place in before[1]} >= {
        table for table, _ in pointers() if table in told
    } | {"session"}
    assert len(set(before[0])) > 8
    assert named(user) == []
    assert pointed_at(user.pk) == []
    assert not User.objects.filter(pk=user.pk).exists()


def test_what_remained_would_be_found(bank):
    """The guard's own guard: a note under another's name, and a session that was not ended."""
    user = live()
    Mark.objects.of(user).update(learner=make_user())

    leaving.erase(User.objects.all(), user.pk)

    assert named(user) == ["quizzes_mark.note", "session"]
    assert pointed_at(user.pk) == ["session"]


def others_rows(user: User) -> dict[type[models.Model], set]:
    """What belongs to everybody else."""
    return {
        Sitting: set(Sitting.objects.exclude(learner=user).values_list("pk", "told_at")),
        Question: set(
            Question.objects.exclude(sitting__learner=user).values_list("pk", "option", "attempt")
        ),
        Attempt: set(Attempt.objects.exclude(learner=user).values_list("pk", "finished_at")),
        Response: set(
            Response.objects.exclude(attempt__learner=user).values_list(
                "attempt", "item", "option", "is_right"
            )
        ),
        Report: set(Report.objects.exclude(learner=user).values_list("pk", "answer")),
        User: set(User.objects.exclude(pk=user.pk).values_list("pk", "is_active")),
        EmailAddress: set(EmailAddress.objects.exclude(user=user).values_list("pk", "email")),
        Vignette: set(Vignette.objects.exclude(made_for=user).values_list("pk", "state")),
    }


def test_nobody_else_loses_anything(bank, clock):
    user = live()
    quiz = Quiz.objects.get(title="Hers")
    sat_by_another(quiz)
    begin(Client()).finish()
    before = others_rows(user)

    forgotten(user, clock)

    assert all(len(rows) for rows in before.values())
    assert others_rows(user) == before


def test_what_an_instructor_set_stays_without_a_name(bank, clock):
    user = live()
    quiz = Quiz.objects.get(title="Hers")
    sat_by_another(quiz)

    forgotten(user, clock)

    assert {(one.title, one.owner) for one in Quiz.objects.filter(title__startswith="Her")} == {
        ("Hers", None),
        ("Her draft", None),
    }
    assert Move.objects.get().by is None
    assert Approval.objects.get(model="made-for-tests").approved_by is None
    assert Report.objects.get(answer="Mended.").answered_by is None


def test_pages_of_what_has_no_owner_any_more_are_there(bank, clock):
    user, colleague = live(), make_user(role="instructor")
    quiz = Quiz.objects.get(title="Hers")
    sitter = sit(quiz)
    forgotten(user, clock)
    client = Client()
    client.force_login(colleague)
    sitter.client.force_login(sitter.row.learner)

    addresses = [f"/teach/quizzes/{quiz.pk}/{page}" for page in ("", "results/", "questions/")]
    addresses += ["/teach/quizzes/", "/bank/", "/bank/models/", "/bank/reports/?state=all"]

    assert [client.get(url).status_code for url in addresses] == [200] * len(addresses)
    assert sitter.client.get(f"/sittings/{sitter.sitting}/").status_code == 200


def test_a_quiz_that_somebody_sat_cannot_be_deleted(bank):
    quiz = make_quiz()
    sat_by_another(quiz)

    with pytest.raises(RestrictedError):
        quiz.delete()


def test_a_failure_in_the_middle_leaves_everything_as_it_was(bank, clock, monkeypatch):
    user = live()
    leaving.leave(user, timezone.now())
    clock.shift(leaving.GRACE)
    before = sorted(map(str, cells()))
    failing = Vignette.objects.filter(made_for=user)[0]
    # Another's attempt at a patient of hers, which no page can lead to, restricts its deletion.
    stray = Attempt.objects.create(learner=make_user(), vignette=failing, started_at=timezone.now())

    with pytest.raises(CommandError, match=f"1 accounts could not .*: {user.pk}"):
        call_command("forget", verbosity=0)

    stray.learner.delete()
    assert sorted(map(str, cells())) == before


def test_the_others_go_although_one_cannot(bank, clock):
    user, other = live(), make_user()
    for one in (user, other):
        leaving.leave(one, timezone.now())
    clock.shift(leaving.GRACE)
    patient = Vignette.objects.filter(made_for=user)[0]
    Attempt.objects.create(learner=make_user(), vignette=patient, started_at=timezone.now())

    with pytest.raises(CommandError):
        call_command("forget", verbosity=0)

    assert set(User.objects.filter(pk__in=[user.pk, other.pk])) == {user}


def test_somebody_is_deleted_once(bank):
    user = live()

    assert leaving.erase(User.objects.all(), user.pk)
    assert not leaving.erase(User.objects.all(), user.pk)


def test_what_was_deleted_is_deleted_again_without_a_trace(bank):
    user = live()

    for part in (counted, erasing, patients):
        part.erase(user)
        part.erase(user)

    assert not Attempt.objects.of(user).exists()


def test_a_visitor_is_forgotten_with_all_they_did(bank, clock):
    client = Client()
    begin(client).finish()
    visitor = User.objects.get(is_tryout=True)
    clock.shift(31 * DAY)

    call_command("forget", verbosity=0)

    assert pointed_at(visitor.pk) == []
    assert client.get("/data/").status_code == 302


def test_deleting_in_the_admin_takes_the_same_care(bank):
    user, quiz = live(), Quiz.objects.get(title="Hers")
    sat_by_another(quiz)
    admin = Client()
    admin.force_login(make_user(role="administrator"))

    answer = admin.post(
        "/admin/accounts/user/",
        {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"},
    )

    assert answer.status_code == 302
    assert named(user) == []
    assert not User.objects.filter(pk=user.pk).exists()
    assert quiz.sittings.count() == 1


def test_a_visitor_who_signs_in_takes_nothing_of_others_along(bank):
    visitor = make_tryout()

    assert leaving.erase(User.objects.filter(is_tryout=True), visitor.pk)
    assert not leaving.erase(User.objects.filter(is_tryout=True), make_user().pk)
    assert LEFT_OUT
