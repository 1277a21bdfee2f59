"""Practice: a quiz of one's own from the first choice to the results."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from teaching.items.models import Evidence, Key, Rationale, Vignette
from teaching.items.showing import story
from teaching.quizzes import beginning, marking
from teaching.quizzes.models import Attempt, Mark, Question, Quiz, Report, Response, Sitting
from tests.clinic import clinic as clinic_of
from tests.conftest import forget
from tests.factories import PASSWORD, make_instructor, make_user
from tests.quizzes.set_quizzes import make_quiz, save, sit
from tests.quizzes.sitting import MODELS, Sitter, begin, number_of, publish
from tests.quizzes.test_costs import cost

__all__ = ["clinic_of"]


@pytest.fixture(scope="module")
def clinic(clinic_of, django_db_blocker) -> None:
    """The clinic with a small bank of published questions."""
    with django_db_blocker.unblock():
        publish()
    return


def test_a_visitor_practises_and_becomes_a_tryout(visitor):
    sitter = begin(visitor)

    assert sitter.row.learner.is_tryout
    assert sitter.see(1).status_code == 200
    assert sitter.row.questions.count() == 5


def test_only_published_questions_are_asked(visitor):
    Vignette.objects.filter(model="fact-recall").update(state="draft")

    sitter = begin(visitor, count=40)

    asked = set(sitter.row.questions.values_list("vignette__model", flat=True))
    assert asked == set(MODELS) - {"fact-recall"}
    assert "Fact recall" not in visitor.get("/practise/").content.decode()


def test_the_topics_chosen_are_asked(visitor):
    sitter = begin(visitor, topics=["onset-from-case", "term-to-meaning"], count=10)

    asked = sorted(sitter.row.questions.values_list("vignette__model", flat=True))
    assert asked == ["onset-from-case"] * 5 + ["term-to-meaning"] * 5


def test_a_quiz_shorter_than_wished_says_so(visitor):
    sitter = begin(visitor, topics="term-to-meaning", count=10)
    left = sitter.row.questions.count()

    said = f"Only {left} questions fit what you asked for; you wanted 10."
    assert said in sitter.see(1).content.decode()
    assert "what you asked for" not in begin(visitor, count=5).see(1).content.decode()


@pytest.mark.parametrize(
    ("topics", "title"),
    [
        ([], "All topics"),
        (["term-to-meaning"], "Term to meaning"),
        (["term-to-meaning", "form-from-case"], "Form from a case and Term to meaning"),
        ([*MODELS[:3]], "3 topics"),
    ],
)
def test_a_quiz_is_called_after_its_topics(visitor, topics, title):
    assert begin(visitor, topics=topics).row.quiz.title == title


def test_nothing_that_fits_is_said_and_nothing_is_begun(visitor):
    response = visitor.post("/practise/", {"count": 5, "difficulty": "", "only": "wrong"})

    assert "No question fits that." in response.content.decode()
    assert not Quiz.objects.exists()


@pytest.mark.parametrize(
    "wish", [{"count": 7}, {"topics": "no-such-topic"}, {"only": "all"}, {"difficulty": "grim"}]
)
def test_what_is_no_choice_is_said_beside_the_field(visitor, wish):
    response = visitor.post("/practise/", {"count": 5, **wish})

    assert "errorlist" in response.content.decode()
    assert not Sitting.objects.exists()


def test_a_question_shows_its_whole_story_and_no_answer(visitor):
    sitter = begin(visitor, topics="form-from-case")
    vignette = sitter.asked(1).vignette

    page = sitter.see(1).content.decode()

    assert vignette.lines.last().text.split(".")[0] in page
    assert "verdict" not in page


def test_the_answer_earns_its_feedback(visitor):
    sitter = begin(visitor)

    response = sitter.answer(1, right=False)

    assert (response.status_code, response["Location"]) == (302, sitter.url(1))
    page = sitter.see(1).content.decode()
    assert all(said in page for said in ("Not ", "What the answer rests on", "Next question"))


def test_by_htmx_the_browser_is_sent_to_the_feedback(visitor):
    sitter = begin(visitor)

    assert sitter.answer(1, htmx=True)["HX-Redirect"] == sitter.url(1)


def test_a_second_answer_changes_nothing_and_says_what_stands(visitor):
    sitter = begin(visitor)
    sitter.answer(1)
    item, right, wrong = sitter.options(1)

    sitter.post(1, item, wrong, 3)

    assert Response.objects.get(attempt=sitter.asked(1).attempt).option_id == right
    assert "Your first answer stands" in sitter.see(1).content.decode()


def test_the_same_answer_again_is_one_answer(visitor):
    sitter = begin(visitor)
    sitter.answer(1)
    sitter.answer(1)

    assert Response.objects.count() == 1


@pytest.mark.parametrize(
    ("item", "option", "certainty", "said"),
    [
        ("own", None, 2, "Choose an answer first."),
        ("own", "right", None, "Say how sure you are"),
        ("own", "other", 2, "does not offer that answer"),
        ("other", "right", 2, "That question is not open."),
        ("none", "right", 2, "could not be read"),
    ],
)
def test_what_cannot_be_stored_is_said_and_the_choice_kept(visitor, item, option, certainty, said):
    sitter = begin(visitor)
    sitter.see(1)
    own, right, _ = sitter.options(1)
    other_item, other_option, _ = sitter.options(2)
    items = {"own": own, "other": other_item, "none": "x"}
    options = {"right": right, "other": other_option, None: ""}

    page = sitter.post(1, items[item], options[option], certainty or "").content.decode()

    assert said in page
    assert (f'value="{right}" checked' in page) == (option == "right" and item != "other")
    assert not Response.objects.exists()


def test_a_question_that_was_never_seen_takes_no_answer(visitor):
    sitter = begin(visitor)
    item, right, _ = sitter.options(3)

    page = sitter.post(3, item, right, 2).content.decode()

    assert "That question is not open." in page
    assert not Response.objects.exists()


def test_the_clock_of_a_question_starts_when_it_is_first_seen(visitor):
    sitter = begin(visitor)
    sitter.see(1)
    Attempt.objects.update(started_at=timezone.now() - timedelta(minutes=3))
    sitter.see(1)
    sitter.answer(1)

    assert "3 min" in visitor.get(f"/sittings/{sitter.sitting}/").content.decode()
    assert sitter.asked(2).attempt is None


def test_the_last_answer_ends_the_sitting(visitor):
    sitter = begin(visitor)
    sitter.finish()

    assert sitter.row.is_finished
    assert "5 of 5 right" in visitor.get(f"/sittings/{sitter.sitting}/").content.decode()


def test_a_sitting_can_be_ended_early(visitor):
    sitter = begin(visitor)
    sitter.answer(1)
    sitter.see(2)

    visitor.post(f"/sittings/{sitter.sitting}/finish/")
    visitor.post(f"/sittings/{sitter.sitting}/finish/")

    page = visitor.get(f"/sittings/{sitter.sitting}/").content.decode()
    assert "1 of 1 right, 4 left open" in page
    item, right, _ = sitter.options(2)
    assert sitter.post(2, item, right, 2).status_code == 302
    assert Response.objects.count() == 1


def test_what_was_not_answered_stays_closed_after_the_end(visitor):
    sitter = begin(visitor)
    sitter.see(2)
    visitor.post(f"/sittings/{sitter.sitting}/finish/")

    for number in (2, 3):
        assert sitter.see(number)["Location"] == f"/sittings/{sitter.sitting}/"


def test_what_was_not_seen_is_listed_without_its_words(visitor):
    sitter = begin(visitor)
    sitter.see(1)
    seen, unseen = (sitter.asked(n).vignette.items.get().lead_in for n in (1, 2))

    page = unescape(visitor.get(f"/sittings/{sitter.sitting}/").content.decode())

    assert f"1. {seen}" in page
    assert "Question 2</a>" in page
    assert f"2. {unseen}" not in page


def test_a_flag_is_kept_and_shown(visitor):
    sitter = begin(visitor)

    visitor.post(sitter.url(2, "flag/"), {"flagged": "1"})
    assert "not seen, flagged" in sitter.see(1).content.decode()

    visitor.post(sitter.url(2, "flag/"), {"flagged": "0"})
    assert "not seen, flagged" not in sitter.see(1).content.decode()


def test_what_went_wrong_is_asked_again_in_other_questions(visitor):
    sitter = begin(visitor, topics="term-to-meaning")
    sitter.finish(right=False)
    before = set(sitter.row.questions.values_list("vignette", flat=True))
    publish("term-to-meaning", n=20)

    response = visitor.post(f"/sittings/{sitter.sitting}/again/")

    new = Sitting.objects.exclude(pk=sitter.sitting).get()
    assert response["Location"] == f"/sittings/{new.pk}/1/"
    assert before.isdisjoint(new.questions.values_list("vignette", flat=True))
    assert new.quiz.again_id == sitter.sitting


def test_where_nothing_went_wrong_nothing_is_asked_again(visitor):
    sitter = begin(visitor)
    sitter.finish()

    response = visitor.post(f"/sittings/{sitter.sitting}/again/", follow=True)

    assert "There is no other question of those kinds." in response.content.decode()
    assert Sitting.objects.count() == 1


def test_unseen_questions_come_first_in_the_next_sitting(visitor):
    first = begin(visitor, topics="onset-from-case", count=5)
    first.finish()
    publish("onset-from-case", n=4)

    second = begin(visitor, topics="onset-from-case", count=5)

    met = set(first.row.questions.values_list("vignette", flat=True))
    assert met.isdisjoint(second.row.questions.values_list("vignette", flat=True))


def test_only_what_was_wrong_can_be_asked(visitor):
    sitter = begin(visitor)
    sitter.answer(1, right=False)
    sitter.answer(2)

    again = begin(visitor, only="wrong", count=10)

    asked = set(again.row.questions.values_list("vignette", flat=True))
    assert asked == {sitter.asked(1).vignette_id}


def test_a_question_taken_from_the_bank_stays_in_the_sitting(visitor):
    sitter = begin(visitor)
    sitter.see(1)
    Vignette.objects.update(state="retired")

    assert sitter.answer(1)["Location"] == sitter.url(1)
    assert sitter.answer(2)["Location"] == sitter.url(2)


def test_a_sitting_is_nobody_elses_business(visitor):
    sitter = begin(visitor)
    other = begin(Client())

    for step in ("", "1/", "1/commit/", "1/flag/", "1/bookmark/", "1/note/", "finish/", "again/"):
        url = f"/sittings/{sitter.sitting}/{step}"
        assert other.client.get(url).status_code == 404
        assert other.client.post(url).status_code in (404, 405)


def test_a_question_of_a_quiz_opens_on_no_other_page(visitor):
    sitter = begin(visitor)
    sitter.answer(1)
    sitter.see(2)

    for number in (1, 2):
        attempt = sitter.asked(number).attempt_id
        for step in ("", "commit/", "read-on/", "debrief/", "debrief/1/twin/"):
            assert visitor.get(f"/attempts/{attempt}/{step}").status_code in (302, 404)
            assert visitor.post(f"/attempts/{attempt}/{step}").status_code in (404, 405)


def test_questions_of_a_quiz_are_no_cases(visitor):
    sitter = begin(visitor)
    sitter.finish()

    listed = visitor.get("/cases/").context["listing"].rows

    assert len(listed) == 12
    assert visitor.get(f"/cases/{sitter.asked(1).vignette_id}/").status_code == 404


def test_no_page_before_the_answer_tells_a_rationale_or_a_proof(visitor):
    sitter = begin(visitor)
    sitter.see(1)
    texts = set(Rationale.objects.values_list("text", flat=True))
    says = set(Evidence.objects.exclude(says="").values_list("says", flat=True))

    page = sitter.see(1).content.decode() + visitor.get("/practise/").content.decode()
    page += visitor.get(f"/sittings/{sitter.sitting}/").content.decode()

    assert texts
    assert says
    assert not any(text in page for text in texts | says)


TOKEN = re.compile(rb'(csrfmiddlewaretoken" value=")[^"]+')


OWN = re.compile(rb"/(sittings|quizzes)/\d+/")
ROW = re.compile(rb'(name="row" value=")\d+')
LOOKING_BACK = (
    "/today/",
    "/progress/",
    "/progress/history/",
    "/progress/history/?came=right",
    "/progress/history/?came=wrong",
    "/progress/history/?concept=periarthritic",
    "/progress/history/?sure=3",
    "/progress/kept/",
    "/progress/kept/?show=flags",
)
"""Pages of what a learner knows and did."""


def in_practice() -> list[HttpResponse]:
    """Every page of a sitting up to the first answer, with the same draw each time."""
    client = Client()
    return [client.get("/practise/"), *up_to_the_answer(begin(client))]


def in_contrast() -> list[HttpResponse]:
    """The same of a contrast; its first question is drawn alone."""
    client = Client()
    pair = {"pair": "periarthritic multiple-muscular"}
    sitter = Sitter(client, number_of(client.post("/practise/contrast/", pair)))
    return [client.get("/practise/"), *up_to_the_answer(sitter), report(sitter)]


def in_test() -> list[HttpResponse]:
    """Every page of a test whose results are not told: answers saved, taken back, handed in."""
    sitter = sit(make_quiz(release="by-hand", owner=make_instructor()))
    quiz, overview = sitter.row.quiz.get_absolute_url(), f"/sittings/{sitter.sitting}/"
    pages = [sitter.client.get(quiz), *up_to_the_answer(sitter)]
    for number in range(1, 5):
        first = story(sitter.asked(number).vignette).decisions[0].options[0].pk
        pages += [save(sitter, number, first), sitter.see(number)]
        pages.append(save(sitter, number, first, htmx=True, certainty=3))
    pages += [save(sitter, 4, "", clear="1"), report(sitter), sitter.see(1)]
    pages += [sitter.client.get(overview), sitter.client.post(f"{overview}finish/")]
    after = (overview, quiz, "/quizzes/", "/practise/", *LOOKING_BACK)
    pages += [sitter.client.get(url) for url in after]
    return [*pages, *(sitter.see(number) for number in range(1, 5))]


def up_to_the_answer(sitter: Sitter) -> list[HttpResponse]:
    numbers = sitter.row.questions.values_list("number", flat=True)
    pages = [sitter.client.get(f"/sittings/{sitter.sitting}/")]
    pages += [sitter.see(number) for number in numbers]
    asked = story(sitter.asked(1).vignette).decisions[0].pk
    sitter.client.post(sitter.url(1, "flag/"), {"flagged": 1})
    sitter.client.post(sitter.url(1, "bookmark/"), {"kept": 1})
    pages += [sitter.client.get(url) for url in LOOKING_BACK]
    return [*pages, sitter.post(1, asked, "", 2)]


def report(sitter: Sitter) -> HttpResponse:
    sent = {"trouble": "answer", "words": "Is the first one not right?"}
    return sitter.client.post(sitter.url(1, "report/"), sent, follow=True)


def walked(walk: Callable[[], list[HttpResponse]]) -> list[bytes]:
    """The pages of a walk, without what differs from one sitting to the next."""
    learner = re.compile(rb"person\d+")
    return [
        learner.sub(
            b"person", ROW.sub(rb"\1", OWN.sub(rb"/\1/n/", TOKEN.sub(rb"\1", page.content)))
        )
        for page in walk()
    ]


@pytest.mark.parametrize("walk", [in_practice, in_contrast, in_test])
@pytest.mark.parametrize("told", [False, True])
def test_two_banks_that_differ_in_their_keys_look_alike_until_the_answer(
    visitor, monkeypatch, told, walk
):
    """``told``: the negative control, in which the page tells the key."""
    monkeypatch.setattr(beginning, "new_seed", lambda: "same")
    at = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: at)
    before = walked(walk)
    Report.objects.all().delete()
    Mark.objects.all().delete()
    Sitting.objects.all().delete()
    Quiz.objects.all().delete()
    Attempt.objects.all().delete()

    for key in Key.objects.select_related("item"):
        other = key.item.options.exclude(pk=key.option_id).first()
        Key.objects.filter(pk=key.pk).update(option=other)
        if told:
            item = key.item
            row = item.vignette
            row.shown["title"] = row.title = other.text
            row.shown["decisions"][0]["lead_in"] = other.text
            row.save()
    forget()
    Rationale.objects.update(text="another")
    Evidence.objects.update(says="another")

    assert (walked(walk) == before) is not told


def test_a_sitting_of_a_tryout_goes_with_it_to_an_account(visitor):
    account = make_user()
    sitter = begin(visitor)
    sitter.answer(1)

    visitor.post("/accounts/login/", {"login": account.username, "password": PASSWORD})

    assert sitter.row.learner == account == sitter.row.quiz.owner
    assert sitter.see(1).status_code == 200


def test_a_draw_is_stored_whole_or_not_at_all(visitor, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Question.objects, "bulk_create", fail)
    client = Client(raise_request_exception=False)

    assert client.post("/practise/", {"count": 5}).status_code == 500
    assert not Quiz.objects.exists()
    assert not Sitting.objects.exists()


@pytest.mark.parametrize("count", [5, 20])
def test_what_a_question_costs_hangs_on_nothing(visitor, count):
    sitter = begin(visitor, count=count)
    sitter.answer(1)
    sitter.see(1)
    sitter.see(2)
    item, right, _ = sitter.options(2)

    costs = [
        cost(visitor, sitter.url(2)),
        cost(visitor, sitter.url(2, "commit/"), {"item": item, "option": right, "certainty": 2}),
        cost(visitor, sitter.url(2)),
        cost(visitor, sitter.url(2)),
        cost(visitor, f"/sittings/{sitter.sitting}/"),
    ]

    assert costs == [5, 8, 10, 6, 8]


def test_a_bookmark_is_kept_beyond_the_quiz_and_can_be_asked_for(visitor):
    sitter = begin(visitor)
    visitor.post(sitter.url(2, "bookmark/"), {"kept": "1"})
    visitor.post(sitter.url(2, "bookmark/"), {"kept": "1"})

    kept = begin(visitor, only="kept", count=10)

    assert kept.asked(1).vignette_id == sitter.asked(2).vignette_id
    assert kept.row.questions.count() == 1
    assert "Remove the bookmark" in kept.see(1).content.decode()

    visitor.post(kept.url(1, "bookmark/"), {"kept": "0"})
    assert not Mark.objects.exists()


def test_a_note_is_for_its_writer_alone_and_comes_back_with_the_question(visitor):
    sitter = begin(visitor)
    visitor.post(sitter.url(1, "note/"), {"note": "  Look at the <b>hips</b> first.  "})

    page = sitter.see(1).content.decode()
    assert "Look at the &lt;b&gt;hips&lt;/b&gt; first.</textarea>" in page

    stranger = Client()
    other = begin(stranger, count=40)
    for number in range(1, other.row.questions.count() + 1):
        assert "hips&lt;/b&gt; first" not in other.see(number).content.decode()


def test_an_empty_note_takes_it_away_and_leaves_the_bookmark(visitor):
    sitter = begin(visitor)
    visitor.post(sitter.url(1, "note/"), {"note": "One thing."})
    visitor.post(sitter.url(1, "bookmark/"), {"kept": "1"})

    visitor.post(sitter.url(1, "note/"), {"note": "   "})

    mark = Mark.objects.get()
    assert (mark.note, mark.is_bookmarked) == ("", True)


def test_a_note_that_is_too_long_is_refused_and_the_one_before_stands(visitor):
    sitter = begin(visitor)
    visitor.post(sitter.url(1, "note/"), {"note": "Short."})

    page = visitor.post(sitter.url(1, "note/"), {"note": "x" * 2001}, follow=True).content.decode()

    assert "The note is too long" in page
    assert Mark.objects.get().note == "Short."


def test_marks_go_with_a_tryout_and_join_those_of_the_account(visitor):
    account = make_user()
    sitter = begin(visitor)
    one, other = sitter.asked(1).vignette, sitter.asked(2).vignette
    marking.write(account, one, "Mine.")
    visitor.post(sitter.url(1, "note/"), {"note": "Tried out."})
    visitor.post(sitter.url(2, "bookmark/"), {"kept": "1"})

    visitor.post("/accounts/login/", {"login": account.username, "password": PASSWORD})

    assert marking.mark_of(account, one).note == "Mine.\n\nTried out."
    assert marking.mark_of(account, other).is_bookmarked
    assert Mark.objects.count() == 2
