"""Patients drawn for one learner: how hard, how many, and where none can be drawn."""

from pathlib import Path

import pytest
from django.core.management import call_command

from teaching.items import bank, patients
from teaching.items.generators import unfolding
from teaching.items.generators.registry import PATIENTS
from teaching.items.models import Vignette
from teaching.knowledge import packs
from teaching.knowledge.models import Disease
from teaching.quizzes import catalogue
from teaching.quizzes.models import Attempt
from tests.factories import make_tryout, make_user
from tests.quizzes.taking import Taker, begin, number_of

SLUG = "transfer-board"
STROKE = Path(__file__).resolve().parents[1] / "packs" / "acute-stroke"


def test_the_difficulty_on_the_list_tells_nothing_of_the_key(clinic, db):
    pack, _ = packs.cached(Disease.objects.get())

    for difficulty in ("easy", "medium", "hard"):
        assert unfolding.keys(pack, difficulty) == unfolding.keys(pack)


@pytest.mark.parametrize("seed", range(12))
def test_an_easy_patient_is_called_easy_whatever_the_key(clinic, db, seed):
    drawn = patients.draw(make_tryout(), Disease.objects.get(), "easy", seed=seed)

    assert drawn.difficulty == "easy"


def test_the_list_does_not_tell_what_a_drawn_patient_will_be_asked(visitor):
    taker = Taker(visitor, number_of(visitor.post("/cases/new/", {"difficulty": "easy"})))

    def found() -> bool:
        rows = visitor.get("/cases/?asks=onset").context["listing"].rows
        return taker.row.vignette_id in [row.vignette.pk for row in rows]

    before = found()
    taker.finish()

    assert (before, found()) == (False, True)


def test_the_patients_drawn_in_an_hour_are_bounded_for_each_learner(visitor, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"draw": "2/h/key"}

    statuses = [visitor.post("/cases/new/", {"difficulty": "easy"}).status_code for _ in range(4)]
    somebody_elses = client.post("/cases/new/", {"difficulty": "easy"}).status_code

    assert (statuses, somebody_elses) == ([302, 302, 429, 429], 302)
    assert Vignette.objects.exclude(made_for=None).count() == 3


def test_twins_count_as_patients_drawn(visitor, settings):
    settings.ACCOUNT_RATE_LIMITS = {"draw": "1/h/key"}
    taker = begin(visitor, SLUG)
    taker.finish(right=False)
    url = f"/attempts/{taker.attempt}/debrief/2/twin/"

    statuses = [visitor.post(url).status_code for _ in range(2)]

    assert statuses == [302, 429]
    assert "A little too fast" in visitor.post(url).content.decode()


def test_the_twin_asked_for_twice_is_one_patient_and_one_attempt(visitor):
    taker = begin(visitor, SLUG)
    taker.finish(right=False)
    url = f"/attempts/{taker.attempt}/debrief/2/twin/"

    first, second = (number_of(visitor.post(url)) for _ in range(2))

    assert first == second
    assert Vignette.objects.exclude(twin_of=None).count() == 1


def test_a_patient_drawn_for_somebody_else_is_unknown(visitor, client):
    taker = Taker(visitor, number_of(visitor.post("/cases/new/", {"difficulty": "easy"})))
    client.force_login(make_user())
    case = taker.row.get_absolute_url(), f"/cases/{taker.row.vignette_id}/"

    assert [client.get(url).status_code for url in case] == [404, 404]
    assert client.post(f"{case[1]}begin/").status_code == 404
    assert Attempt.objects.count() == 1


def test_rubbish_for_a_difficulty_is_answered_in_words(visitor):
    response = visitor.post("/cases/new/", {"difficulty": "trivial"}, follow=True)

    assert "Choose how hard the patient may be" in response.content.decode()
    assert Vignette.objects.exclude(made_for=None).count() == 0


def test_a_pack_without_a_generator_says_that_no_patient_can_be_drawn(visitor, monkeypatch):
    call_command("loadpack", STROKE, verbosity=0)
    stroke = Disease.objects.get(slug=STROKE.name)
    monkeypatch.setattr(catalogue, "clinic", lambda: stroke)

    response = visitor.post("/cases/new/", {"difficulty": "easy"}, follow=True)

    assert "No new patient is drawn here now" in response.content.decode()


def test_no_patient_is_drawn_before_an_instructor_approves_it(visitor):
    disease = Disease.objects.get()
    bank.withdraw(disease, PATIENTS)
    before = Vignette.objects.count()

    page = visitor.post("/cases/new/", {"difficulty": "easy"}, follow=True).content.decode()

    assert "No new patient is drawn here now." in page
    assert Vignette.objects.count() == before

    bank.approve(disease, PATIENTS, None)
    assert "/attempts/" in visitor.post("/cases/new/", {"difficulty": "easy"})["Location"]
