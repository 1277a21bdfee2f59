"""Publishing, retiring and undoing, as the forms send it."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from teaching.authoring import moving
from teaching.items import moves
from teaching.items.models import Move, State, Vignette
from teaching.quizzes.models import Attempt
from tests.factories import make_instructor, make_user


def rows(disease):
    return Vignette.objects.bank(disease).order_by("pk")


def states(disease, pks):
    found = dict(rows(disease).values_list("pk", "state"))
    return [found[pk] for pk in pks]


def send(client, **fields):
    return client.post("/bank/move/", {"which": "ticked", "back": "/bank/", **fields})


def number(response) -> int:
    found = re.search(r"[?&]done=(\d+)", response["Location"])
    assert found is not None
    return int(found[1])


def test_the_ticked_ones_are_published(instructor, filled):
    first, second, third = rows(filled).values_list("pk", flat=True)[:3]

    response = send(instructor, to="published", ticked=[first, second])

    assert states(filled, [first, second, third]) == ["published", "published", "draft"]
    page = instructor.get(response["Location"]).content.decode()
    assert "2 questions are now published." in page
    assert f"/bank/moves/{number(response)}/undo/" in page


def test_undoing_brings_back_what_was(instructor, filled):
    first, second = rows(filled).values_list("pk", flat=True)[:2]
    Vignette.objects.filter(pk=second).update(state=State.RETIRED)
    made = number(send(instructor, to="published", ticked=[first, second]))

    response = instructor.post(
        f"/bank/moves/{made}/undo/", {"back": f"/bank/?done={made}"}, follow=True
    )

    assert states(filled, [first, second]) == ["draft", "retired"]
    assert response.redirect_chain == [("/bank/", 302)]
    assert "Undone: 2 questions are what they were." in response.content.decode()
    assert "undo/" not in instructor.get(f"/bank/?done={made}").content.decode()


def test_undoing_twice_changes_nothing(instructor, filled):
    first = rows(filled)[0].pk
    made = number(send(instructor, to="published", ticked=[first]))
    instructor.post(f"/bank/moves/{made}/undo/")
    send(instructor, to="published", ticked=[first])

    instructor.post(f"/bank/moves/{made}/undo/")

    assert states(filled, [first]) == ["published"]


def test_nobody_undoes_what_another_did(instructor, filled):
    first = rows(filled)[0].pk
    made = number(send(instructor, to="published", ticked=[first]))
    other = Client()
    other.force_login(make_instructor())

    assert other.post(f"/bank/moves/{made}/undo/").status_code == 404
    assert f"moves/{made}" not in other.get(f"/bank/?done={made}").content.decode()
    assert states(filled, [first]) == ["published"]


def test_a_page_is_moved_whole(instructor, filled):
    shown = list(rows(filled).values_list("pk", flat=True)[:5])

    send(instructor, which="page", to="published", page=shown, ticked=[shown[0]])

    assert set(rows(filled).filter(state="published").values_list("pk", flat=True)) == set(shown)


def test_all_that_were_found_are_moved_and_no_others(instructor, filled):
    wanted = set(rows(filled).filter(model="form-from-case", difficulty="easy"))

    send(
        instructor,
        which="all",
        to="published",
        found=len(wanted),
        back="/bank/?model=form-from-case&difficulty=easy&page=1",
    )

    assert set(rows(filled).filter(state="published")) == wanted != set()


def test_a_list_that_has_changed_meanwhile_is_not_moved(instructor, filled):
    response = send(instructor, which="all", to="published", found=3)

    assert not rows(filled).filter(state="published").exists()
    assert "The list has changed, and now 24 questions are found." in (
        instructor.get(response["Location"]).content.decode()
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"to": "published"},
        {"to": "published", "ticked": ["0"]},
        {"to": "published", "ticked": ["x", "9" * 40]},
        {"to": "draft", "ticked": ["1"]},
        {"to": "published", "which": "some"},
        {},
    ],
)
def test_what_names_no_question_or_no_state_moves_nothing(instructor, filled, fields):
    response = send(instructor, **fields)

    assert response.status_code == 302
    assert not rows(filled).exclude(state="draft").exists()
    assert not Move.objects.exists()


def test_written_cases_are_never_moved(instructor, filled):
    case = Vignette.objects.written()[0]

    send(instructor, to="retired", ticked=[case.pk], is_sure="1")

    assert Vignette.objects.get(pk=case.pk).state == "published"


def test_retiring_asks_first_and_says_what_happens(instructor, filled):
    first, second, third = rows(filled)[:3]
    moves.move(rows(filled).filter(pk=first.pk), State.PUBLISHED, make_instructor())
    Attempt.objects.create(learner=make_user(), vignette=first, started_at=timezone.now())

    page = send(instructor, to="retired", ticked=[first.pk, second.pk, third.pk])

    text = page.content.decode()
    assert states(filled, [first.pk, second.pk]) == ["published", "draft"]
    assert "Retire 3 questions?" in text
    assert "1 is published and 2 are drafts." in text
    assert "1 attempt is open on them: whoever is in the middle of one finishes it" in text


@pytest.mark.parametrize("which", ["ticked", "page", "all"])
def test_the_page_that_asks_sends_what_was_chosen(instructor, filled, which):
    pks = list(rows(filled).filter(model="onset-from-case").values_list("pk", flat=True))
    page = send(
        instructor,
        which=which,
        to="retired",
        ticked=pks,
        page=pks,
        found=len(pks),
        back="/bank/?model=onset-from-case",
    )
    sent: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode().split("<main")[1]
    ):
        sent.setdefault(name, []).append(value.replace("&amp;", "&"))
    sent.pop("csrfmiddlewaretoken", None)

    response = instructor.post("/bank/move/", sent)

    assert set(rows(filled).filter(state="retired").values_list("pk", flat=True)) == set(pks)
    assert response["Location"].startswith("/bank/?model=onset-from-case&done=")


def test_retiring_breaks_no_open_attempt(instructor, filled):
    row = rows(filled)[0]
    learner = make_user()
    attempt = Attempt.objects.create(learner=learner, vignette=row, started_at=timezone.now())
    client = Client()
    client.force_login(learner)
    before = client.get(f"/attempts/{attempt.pk}/")

    send(instructor, to="retired", ticked=[row.pk], is_sure="1")

    after = client.get(f"/attempts/{attempt.pk}/")
    assert (before.status_code, after.status_code) == (200, 200)
    assert after.context["story"] == before.context["story"]


def test_of_two_revisions_one_is_published(filled, db):
    first, second = rows(filled)[:2]
    Vignette.objects.filter(pk=second.pk).update(
        slug=first.slug, revision=2, fingerprint=first.fingerprint
    )
    both = rows(filled).filter(pk__in=[first.pk, second.pk])

    moves.move(both, State.PUBLISHED, make_instructor())
    again = moves.move(both, State.PUBLISHED, make_instructor())

    assert states(filled, [first.pk, second.pk]) == ["draft", "published"]
    assert again.before == {}


def test_undoing_never_publishes_beside_another_revision(filled, db):
    by = make_instructor()
    first, second = rows(filled)[:2]
    moves.move(rows(filled).filter(pk=first.pk), State.PUBLISHED, by)
    retired = moves.move(rows(filled).filter(pk=first.pk), State.RETIRED, by)
    Vignette.objects.filter(pk=second.pk).update(
        slug=first.slug, revision=2, fingerprint=first.fingerprint
    )
    moves.move(rows(filled).filter(pk=second.pk), State.PUBLISHED, by)

    assert moves.undo(retired, timezone.now()) == 0
    assert states(filled, [first.pk, second.pk]) == ["retired", "published"]


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/bank/?state=draft&done=7", "/bank/?state=draft"),
        ("/bank/12/", "/bank/12/"),
        ("/cases/", "/bank/"),
        ("https://elsewhere.example/bank/", "/bank/"),
        ("//elsewhere.example/bank/", "/bank/"),
        ("", "/bank/"),
        ("http://[", "/bank/"),
    ],
)
def test_one_is_led_back_to_the_bank_alone(address, leads):
    assert moving.back_to(address) == leads
