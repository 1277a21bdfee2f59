"""What somebody did without an account is kept when they sign up or sign in."""

from pathlib import Path

import pytest
from django.core.management import call_command

from teaching.items.models import Item, Vignette
from teaching.quizzes import attempts
from teaching.quizzes.models import Attempt
from tests.factories import PASSWORD, make_tryout, make_user
from tests.quizzes.taking import begin

PACK = Path(__file__).resolve().parents[1] / "packs" / "acute-stroke"

pytestmark = pytest.mark.django_db


@pytest.fixture
def slugs() -> list[str]:
    call_command("loadpack", PACK, verbosity=0)
    return list(Vignette.objects.order_by("pk").values_list("slug", flat=True))


def test_signing_up_keeps_a_finished_case(client, slugs):
    taker = begin(client, slugs[0])
    taker.finish()

    client.post(
        "/accounts/signup/",
        {
            "username": "samira",
            "email": "samira@example.org",
            "password1": "quiet-reading-room-7",
            "password2": "quiet-reading-room-7",
        },
    )

    assert taker.row.learner.username == "samira"
    assert client.get(f"/attempts/{taker.attempt}/debrief/").status_code == 200


def test_signing_in_hands_the_case_over(client, slugs):
    account = make_user()
    taker = begin(client, slugs[0])
    taker.commit()

    client.post("/accounts/login/", {"login": account.username, "password": PASSWORD})

    assert taker.row.learner == account
    assert taker.page().status_code == 200


@pytest.mark.parametrize(("tryout_answers", "kept"), [(0, "account"), (1, "tryout")])
def test_of_two_open_attempts_the_one_that_went_further_is_kept(slugs, tryout_answers, kept):
    tryout, account = make_tryout(), make_user()
    vignette = Vignette.objects.get(slug=slugs[0])
    open_attempts = {
        "tryout": attempts.begin(tryout, vignette, at=vignette.created_at),
        "account": attempts.begin(account, vignette, at=vignette.created_at),
    }
    for item in vignette.items.all()[:tryout_answers]:
        open_attempts["tryout"].responses.create(
            item=item,
            option=item.options.all()[0],
            certainty=1,
            is_right=False,
            committed_at=vignette.created_at,
        )

    attempts.claim(tryout, account)

    assert list(Attempt.objects.of(account)) == [open_attempts[kept]]
    assert list(Attempt.objects.of(tryout)) == []


def make_twin(learner, item: Item, slug: str) -> Vignette:
    return Vignette.objects.create(
        disease=item.vignette.disease,
        slug=slug,
        origin="twin",
        twin_of=item,
        seed="7",
        made_for=learner,
    )


def test_of_two_equal_twins_both_are_kept_and_the_accounts_own_is_offered(slugs):
    account, tryout, item = make_user(), make_tryout(), Item.objects.all()[0]
    own, other = make_twin(account, item, "own"), make_twin(tryout, item, "other")

    attempts.claim(tryout, account)

    kept = Vignette.objects.filter(made_for=account)
    assert {(one.pk, one.seed) for one in kept} == {
        (own.pk, "7"),
        (other.pk, f"7 tried out {other.pk}"),
    }


@pytest.mark.django_db(transaction=True)
def test_an_attempt_given_up_for_another_takes_no_more_answers(client, slugs, monkeypatch):
    """Signing in elsewhere may delete the attempt between the look at it and the answer."""
    taker = begin(client, slugs[0])
    decision = taker.decision()
    answers = attempts.answers

    def and_then_it_goes(attempt):
        found = answers(attempt)
        Attempt.objects.filter(pk=attempt.pk).delete()
        return found

    monkeypatch.setattr(attempts, "answers", and_then_it_goes)

    response = taker.post(decision.pk, decision.options[0].pk, 2)

    assert response.status_code == 404
