"""Whatever is sent to an address of quizzes, nobody gets an error page (500): stale forms, rows of
others, fields twice or not at all, text no keyboard writes, numbers no database holds."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from urllib.parse import quote_plus

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teaching.quizzes.models import Mode, Question, Quiz, Sitting
from tests.factories import make_instructor, make_user
from tests.quizzes.set_quizzes import choose, make_quiz, sit
from tests.quizzes.sitting import begin
from tests.test_promises import ALL

EXAMPLES = 400
ADDRESSES = {
    name: f"/{route}" for name, route, _ in ALL if name.partition(":")[0] in ("quizzes", "teach")
}
ROLES = ("visitor", "learner", "other", "instructor")
NUMBERS = [0, 1, 2, 3, 4, 99, 2**15, 2**31, 2**63, 10**17, 10**30, int("9" * 400)]
WORDS = re.findall(
    r"\S+",
    """0 -1 1 2 3 1.5 1e3 x ² ٣ nan on next True 𝔘 🦴 %00 %s%n {{7}} <script> ../../etc/passwd =1+1
    2030-01-01T12:00 9999-12-31T23:59 0001-01-01T00:00 2030-13-45T99:99 test practice contrast
    certainty lines list by-hand closed easy""",
)
CHARACTERS = ["", " ", "\0", "a\0b", "\ud800", "\udfff\ud800", "\u202e", "\ufeff", "\r\nX: y"]
LONG = ["9" * 30, "-" + "9" * 30, "9" * 5000, "a" * 3000, "e\u0301" * 50]
FIELDS = re.findall(
    r"\S+",
    """item option certainty turn clear go flagged kept note trouble words count topics difficulty
    only pair q page state who minutes remove title about mode marking release opens_at closes_at
    pass_mark asks first second listed line-TOTAL_FORMS line-INITIAL_FORMS line-0-count
    line-0-models_asked line-0-axis line-0-concept line-0-layer line-0-difficulty line-0-DELETE
    line-1-count quiz ticked back found seed move add fact answer taken stage slug order up down""",
)
PLAIN = "application/x-www-form-urlencoded"
TYPES = [
    *[PLAIN] * 7,
    f"{PLAIN}; charset=utf-16",
    f"{PLAIN}; charset=no-such-charset",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/json",
    "text/plain",
    "",
]
VALUES = st.sampled_from(WORDS + CHARACTERS + LONG) | st.text(max_size=20)
DATA = st.dictionaries(
    st.sampled_from(FIELDS) | st.text(max_size=8), st.lists(VALUES, min_size=1, max_size=3)
)


@pytest.fixture
def clients(bank) -> dict[str, Client]:
    """Two who sit a test and practice, one who sets quizzes, and a visitor."""
    make_quiz(title="A draft", published_at=None)
    make_quiz(title="For practice", mode=Mode.PRACTICE, minutes=None)
    quiz = make_quiz()
    found = {"visitor": Client(), "instructor": Client()}
    for name in ("learner", "other"):
        sitter = sit(quiz, learner=make_user())
        choose(sitter, 1)
        begin(sitter.client).answer(1)
        found[name] = sitter.client
    found["instructor"].force_login(make_instructor())
    return found


def address(name: str, number: Callable[[], int]) -> str:
    return re.sub("<[^>]+>", lambda _: str(number()), ADDRESSES[name])


def encoded(data: dict[str, list[str]]) -> str:
    """As a form is, surrogates and all."""

    def quoted(text: str) -> str:
        return quote_plus(text.encode("utf-8", "surrogatepass"))

    pairs = [(name, value) for name, values in data.items() for value in values]
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in pairs)


@contextmanager
def undone() -> Iterator[None]:
    """So that every example begins alike."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_no_request_to_a_quiz_ends_in_an_error(clients):
    rows = [one.pk for model in (Sitting, Quiz) for one in model.objects.all()]
    numbers = st.sampled_from(rows) | st.sampled_from(NUMBERS)
    statuses = set()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def play(data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(ADDRESSES)))
        client = clients[data.draw(st.sampled_from(ROLES))]
        url = address(name, lambda: data.draw(numbers))
        method = data.draw(st.sampled_from(["GET", "POST", "POST", "HEAD", "PUT"]))
        url += f"?{encoded(data.draw(DATA))}"
        body, kind = encoded(data.draw(DATA)), data.draw(st.sampled_from(TYPES))
        headers = data.draw(st.sampled_from([{}, {"HX-Request": "true"}]))
        with undone():
            for _ in range(data.draw(st.integers(1, 2))):
                response = client.generic(method, url, body, content_type=kind, headers=headers)
                statuses.add(response.status_code)

    play()  # an exception in a view fails it
    assert statuses <= {200, 302, 400, 404, 405, 429}
    assert {200, 302, 404} <= statuses


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, url in ADDRESSES.items() if "<" in url])
def test_a_row_whose_number_no_database_holds_is_not_there(clients, name):
    for role in ("learner", "instructor"):
        for method in ("GET", "POST"):
            response = clients[role].generic(method, address(name, lambda: 2**63))
            assert response.status_code == 404


@pytest.mark.django_db
def test_asked_for_in_the_database_such_a_number_is_an_error():
    """On SQLite; PostgreSQL compares it, and finds nothing."""
    fails = pytest.raises(OverflowError) if connection.vendor == "sqlite" else nullcontext()

    with fails:
        assert Question.objects.filter(sitting=2**63).first() is None


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_ten_megabytes_are_refused(clients, name):
    url, body = address(name, lambda: 1), f"note={'a' * 10_000_000}"

    statuses = {
        clients[role].generic("POST", url, body, content_type=PLAIN).status_code
        for role in ("learner", "instructor")
    }

    assert statuses == {400}
