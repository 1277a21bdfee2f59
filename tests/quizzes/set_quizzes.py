"""Tests that instructors have set, as the tests need them."""

from django.test import Client
from django.utils import timezone

from teaching.accounts.models import User
from teaching.knowledge.models import Disease
from teaching.quizzes.models import BlueprintLine, Mode, Quiz
from tests.factories import make_instructor, make_user
from tests.quizzes.sitting import Sitter, number_of


def make_quiz(*, count: int = 4, models: tuple[str, ...] = (), **fields: object) -> Quiz:
    """A published test of 30 minutes; ``fields`` say otherwise."""
    now = timezone.now()
    quiz = Quiz.objects.create(
        **{
            "disease": Disease.objects.get(),
            "owner": User.objects.filter(role="instructor").first() or make_instructor(),
            "title": "Block 4",
            "mode": Mode.TEST,
            "minutes": 30,
            "is_set": True,
            "created_at": now,
            "published_at": now,
            **fields,
        }
    )
    BlueprintLine.objects.create(quiz=quiz, position=0, count=count, models_asked=list(models))
    return quiz


def sit(quiz: Quiz, client: Client | None = None, learner: User | None = None) -> Sitter:
    """Begin it; a client that is not signed in becomes a learner."""
    client = client or Client()
    if "_auth_user_id" not in client.session:
        client.force_login(learner or make_user())
    return Sitter(client, number_of(client.post(quiz.get_absolute_url())))


def save(sitter: Sitter, number: int, option: object, **data: object):
    """Choose an option, under the turn that stands unless ``data`` names one."""
    sent = {"turn": sitter.asked(number).turn, "option": option, **data}
    headers = {"HX-Request": "true"} if sent.pop("htmx", False) else {}
    return sitter.client.post(sitter.url(number, "save/"), sent, headers=headers)


def choose(sitter: Sitter, number: int, *, right: bool = True, **data: object):
    """See a question and choose its right option, or a wrong one."""
    sitter.see(number)
    _, key, wrong = sitter.options(number)
    return save(sitter, number, key if right else wrong, **data)


def page(sitter: Sitter, step: str = "") -> str:
    return sitter.client.get(f"/sittings/{sitter.sitting}/{step}", follow=True).content.decode()
