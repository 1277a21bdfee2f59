"""Rows for tests: each function makes one, with only what the test is about spelled out."""

from dataclasses import replace
from itertools import count

from allauth.account.models import EmailAddress

from teaching.accounts.models import Role, User
from teaching.accounts.tryout import USERNAME_PREFIX
from teaching.items import bank
from teaching.items.admitting import admit
from teaching.items.generators.item_models import ItemModel, Question
from teaching.items.models import State
from teaching.items.models import Vignette as Row
from teaching.items.vocabulary import Vocabulary
from teaching.knowledge.models import Disease
from teaching.knowledge.schema.vignettes import Vignette

PASSWORD = "quiet-reading-room"

_numbers = count(1)


def make_user(**fields) -> User:
    """Someone with an account and PASSWORD; a learner unless a role is given."""
    n = next(_numbers)
    user = User(**{"username": f"person{n}", "email": f"person{n}@example.org", **fields})
    user.set_password(PASSWORD)
    user.save()
    return user


def confirm(user: User) -> User:
    """The user, whose e-mail address is confirmed to be theirs."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
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


def make_question(
    disease: Disease, written: Vignette, item: int = 0, *, alone: bool = False
) -> Row:
    """A draft in the bank that asks one item of a written case, proved or not; ``alone`` without
    the story."""
    slug = f"question-{next(_numbers)}"
    wanted = written.items[item]
    stages = written.stages
    if alone:
        wanted, stages = wanted.model_copy(update={"after": None, "adds": ()}), ()
    asked = written.model_copy(update={"slug": slug, "stages": stages, "items": (wanted,)})
    return _banked(disease, Question("made-for-tests", 1, 0, 0, asked, {"key": "a"}))


def make_warned(disease: Disease, model: ItemModel, seed: int = 90_000) -> Row:
    """A draft of a model whose lead-in the linter warns of: it asks for what is not so."""
    drawn, *_ = model.draw(bank.ground_of(disease), seed)
    item = drawn.vignette.items[0].model_copy(
        update={"lead_in": f"Which answer is NOT wrong here ({seed})?"}
    )
    asked = drawn.vignette.model_copy(update={"items": (item,)})
    return _banked(disease, replace(drawn, vignette=asked))


def _banked(disease: Disease, question: Question) -> Row:
    ground = bank.ground_of(disease)
    admission = admit(ground, question.vignette)
    mark = bank.fingerprint(question.vignette)
    bank.store(Vocabulary.of(disease), ground, [(question, mark, admission)], State.DRAFT)
    return Row.objects.get(slug=question.vignette.slug)
