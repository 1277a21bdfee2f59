"""Somebody of whom every table that tells of people has a row."""

from allauth.account.models import EmailAddress
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone

from teaching.accounts.models import User
from teaching.items.models import Approval, Comment, Kept, Manuscript, Move, Vignette
from teaching.knowledge.models import Concept, Disease
from teaching.progress import counting
from teaching.progress.models import Confusion, Feed, Reminder, Timing
from teaching.quizzes.models import Allowance, Attempt, Quiz, Report
from tests.factories import PASSWORD, make_user
from tests.quizzes.set_quizzes import choose, make_quiz, sit
from tests.quizzes.sitting import begin as practise
from tests.quizzes.taking import begin as take

NAME = "Wilhelmina"
SLUG = "transfer-board"


def signed_in(user: User) -> Client:
    """A client that signed in as one does, with a session that names the account."""
    client = Client()
    client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)
    return client


def live(**fields: object) -> User:
    """An instructor who has done all there is to do here, learning, teaching and in the admin."""
    user = make_user(
        **{
            "username": NAME.lower(),
            "first_name": NAME,
            "last_name": f"{NAME}son",
            "email": f"{NAME.lower()}@example.org",
            "role": "instructor",
            **fields,
        }
    )
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    EmailAddress.objects.create(user=user, email=f"other.{NAME.lower()}@example.org")
    client = signed_in(user)
    learn(client)
    teach(user)
    administer(user)
    return user


def learn(client: Client) -> None:
    learner = User.objects.get(pk=client.session["_auth_user_id"])
    case = take(client, SLUG)
    case.finish(right=False)
    twin = client.post(f"/attempts/{case.attempt}/debrief/1/twin/")
    assert twin.status_code == 302
    client.post("/cases/new/", {"difficulty": "medium"})
    practice = practise(client)
    practice.answer(1, right=False, certainty=3)
    practice.answer(2)
    client.post(practice.url(1, "bookmark/"), {"kept": "1"})
    client.post(practice.url(1, "note/"), {"note": f"{NAME} wrote this."})
    client.post(practice.url(2, "flag/"), {"flagged": "1"})
    report = {"trouble": "typo", "words": f"{NAME} saw a slip."}
    client.post(practice.url(1, "report/"), report)
    quiz = make_quiz(owner=make_user(role="instructor"), title="Somebody else’s")
    Allowance.objects.create(quiz=quiz, learner=learner, minutes=10)
    choose(sit(quiz, client), 1)
    counting.count(learner)
    now = timezone.now()
    Reminder.objects.create(learner=learner, often="due", chosen_at=now, next_at=now)
    Feed.objects.create(learner=learner)
    # Nobody answers as quickly as a test.
    Timing.objects.create(learner=learner, kind="a kind", bin=2, answered=1)
    one, other = Concept.objects.all()[:2]
    Confusion.objects.get_or_create(
        learner=learner,
        asked=one,
        taken_for=other,
        defaults={"times": 2, "certain": 1, "last_on": timezone.localdate()},
    )


def teach(user: User) -> None:
    disease = Disease.objects.get()
    make_quiz(owner=user, title="Hers")
    draft = make_quiz(owner=user, title="Her draft", published_at=None)
    draft.listed.create(position=0, slug=Vignette.objects.bank(disease)[0].slug)
    Move.objects.create(by=user, to="published")
    now = timezone.now()
    written = Manuscript.objects.create(
        disease=disease, slug="hers", author=user, content={}, begun_at=now, kept_at=now
    )
    Comment.objects.create(manuscript=written, text="Why here?", by=user, at=now)
    Kept.objects.create(manuscript=written, revision=1, content={}, by=user, at=now)
    Approval.objects.create(disease=disease, model="made-for-tests", version=9, approved_by=user)
    other = make_user()
    EmailAddress.objects.create(user=other, email=other.email, primary=True)
    attempt = Attempt.objects.create(
        learner=other,
        vignette=Vignette.objects.get(slug=SLUG, state="published"),
        started_at=timezone.now(),
        finished_at=timezone.now(),
    )
    Report.objects.create(
        learner=other,
        attempt=attempt,
        vignette=attempt.vignette,
        item=attempt.vignette.items.all()[0],
        trouble="typo",
        text="A slip.",
        sent_at=timezone.now(),
        answer="Mended.",
        answered_by=user,
        answered_at=timezone.now(),
    )


def administer(user: User) -> None:
    """What the admin's history says by them and of them."""
    kind = ContentType.objects.get_for_model(User)
    for by, of in ((user, make_user()), (make_user(), user)):
        LogEntry.objects.create(
            user=by,
            content_type=kind,
            object_id=str(of.pk),
            object_repr=str(of),
            action_flag=ADDITION,
        )
    user.groups.add(Group.objects.create(name="a group"))
    user.user_permissions.add(Permission.objects.all()[0])


def sat_by_another(quiz: Quiz) -> Attempt:
    """Another learner's sitting of a quiz, with a choice; the attempt of its first question."""
    sitter = sit(quiz, learner=make_user())
    choose(sitter, 1)
    return sitter.asked(1).attempt
