"""What an answer costs: CPU of the whole request, as a ratio to a plain Django view, in one run.

The plain view does only the bare work: session, user, CSRF, the item and its options by the ORM,
one insert and a template of 2 KB, with no middleware, session or backend beyond Django's own. Both
run through Django's handler in one process on one SQLite file, in turn, without debugging; the time
of the processor counts.
``queries`` are those of one request; a savepoint and its release count too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import count
from pathlib import Path
from statistics import median
from time import process_time
from urllib.parse import urlencode

from benchmarks import apart

ROUNDS = int(os.environ.get("BENCH_ANSWERS", "200"))
WARM = 20
PACK = Path(__file__).parents[1] / "fixtures" / "nho"
MODELS = ("form-from-case", "onset-from-case", "term-to-meaning", "fact-recall")
BARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
PAGE = (
    "<!doctype html><title>{{ item.lead_in }}</title><h1>{{ item.lead_in }}</h1><p>{{ user }}</p>"
    "<form method=post>{% csrf_token %}<ol>{% for option in options %}<li><label><input type=radio "
    "name=option value={{ option.pk }}>{{ option.text }}</label></li>{% endfor %}</ol>"
    "<button>Answer</button></form><p>You chose {{ chosen.text }}.</p>" + "<p>Plain text.</p>" * 80
)


def run() -> Iterator[str]:
    """The lines of the table. It works on a database of its own, which is deleted afterwards."""
    with apart.database():
        yield from measured()


def measured() -> Iterator[str]:
    from django.core.management import call_command
    from django.test import override_settings

    quiet = {"verbosity": 0, "stdout": StringIO()}
    call_command("migrate", **quiet)
    call_command("loadpack", PACK, **quiet)
    for model in MODELS:
        call_command("generate", model=model, n=60, approve=True, **quiet)
    with override_settings(DEBUG=False):
        yield from table(Bench())


def table(bench: Bench) -> Iterator[str]:
    """What each step costs, beside the plain view."""
    steps: dict[str, Callable[[], float]] = {
        "plain view": bench.plain,
        "answer in practice": bench.commit,
        "its feedback": bench.feedback,
        "choice in a test": bench.save,
        "next question": bench.question,
    }
    for _ in range(WARM):
        for step in steps.values():
            step()
    spent: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            spent[name].append(step())
    bare = median(spent["plain view"])
    yield f"{'':22}{'queries':>8}{'ms':>8}{'÷ plain':>9}"
    for name, times in spent.items():
        middle = median(times)
        yield (f"{name:22}{bench.queries[name]:8}{1000 * middle:8.2f}{middle / bare:9.2f}")


class Bench:
    """One learner with practice and a test, and the two ways through Django."""

    def __init__(self) -> None:
        from django.core.handlers.wsgi import WSGIHandler
        from django.test import Client, override_settings
        from django.utils import timezone

        from teaching.knowledge.models import Disease
        from teaching.quizzes import beginning, sittings
        from tests.factories import make_user
        from tests.quizzes.set_quizzes import make_quiz

        self.learner = make_user()
        self.client = Client(enforce_csrf_checks=True)
        self.client.force_login(self.learner)
        self.token = "t" * 32
        self.client.cookies["csrftoken"] = self.token
        self.ours = WSGIHandler()
        self.bare = override_settings(
            MIDDLEWARE=BARE,
            ROOT_URLCONF=__name__,
            SESSION_ENGINE="django.contrib.sessions.backends.db",
            AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
        )
        with self.bare:
            self.plainly = WSGIHandler()
            self.plain_client = Client()
            self.plain_client.force_login(self.learner)
        self.plain_client.cookies["csrftoken"] = self.token
        self.disease = Disease.objects.get()
        self.now = timezone.now()
        self.queries: dict[str, int] = {}
        quiz = make_quiz(count=40, minutes=None)
        self.test = beginning.begin(quiz, self.learner, self.now).sitting
        self.choices = list(self.test.questions.select_related("sitting", "vignette"))
        for question in self.choices:
            sittings.see(question, self.now)
        self.turns = dict.fromkeys((one.pk for one in self.choices), 0)
        self.number = count()
        self.waiting: list[object] = []

    def next_question(self) -> object:
        """A question of practice that was seen and has no answer."""
        from teaching.quizzes import beginning, sittings

        if not self.waiting:
            wish = beginning.Wish(40, MODELS)
            begun = beginning.practise(self.learner, self.disease, wish, self.now).sitting
            self.waiting = list(begun.questions.select_related("sitting", "vignette"))
            for question in self.waiting:
                sittings.see(question, self.now)
        return self.waiting.pop()

    def spend(self, name: str, handler: object, url: str, data: dict[str, object] | None) -> float:
        """Seconds of the processor for one request, answered as it should be."""
        from django.db import connection
        from django.test import RequestFactory
        from django.test.utils import CaptureQueriesContext

        jar = self.plain_client if handler is self.plainly else self.client
        cookies = "; ".join(f"{key}={morsel.value}" for key, morsel in jar.cookies.items())
        factory = RequestFactory(HTTP_COOKIE=cookies, HTTP_HOST="localhost")
        if data is None:
            request = factory.get(url)
        else:
            sent = urlencode({**data, "csrfmiddlewaretoken": self.token})
            request = factory.post(url, sent, "application/x-www-form-urlencoded")

        def answered() -> int:
            response = handler.get_response(request)
            length = len(response.content)
            response.close()
            return response.status_code if length >= 0 else 0

        if name not in self.queries:
            with CaptureQueriesContext(connection) as caught:
                status = answered()
            self.queries[name] = len(caught)
            spent = 0.0
        else:
            begun = process_time()
            status = answered()
            spent = process_time() - begun
        if status not in (200, 302):
            raise ValueError(f"{url} was answered with {status}")
        return spent

    def plain(self) -> float:
        from teaching.quizzes import sittings

        question = self.next_question()
        attempt = sittings.see(question, self.now)
        item = question.vignette.items.get()
        option = item.options.first()
        with self.bare:
            return self.spend(
                "plain view",
                self.plainly,
                "/plain/",
                {"item": item.pk, "option": option.pk, "attempt": attempt.pk},
            )

    def commit(self) -> float:
        from teaching.items.showing import story

        self.asked = self.next_question()
        (decision,) = story(self.asked.vignette).decisions
        data = {"item": decision.pk, "option": decision.options[0].pk, "certainty": 2}
        return self.spend(
            "answer in practice", self.ours, f"{self.asked.get_absolute_url()}commit/", data
        )

    def feedback(self) -> float:
        return self.spend("its feedback", self.ours, self.asked.get_absolute_url(), None)

    def save(self) -> float:
        from teaching.items.showing import story

        question = self.choices[next(self.number) % len(self.choices)]
        (decision,) = story(question.vignette).decisions
        turn = self.turns[question.pk]
        self.turns[question.pk] = turn + 1
        data = {"turn": turn, "option": decision.options[turn % 3].pk}
        return self.spend(
            "choice in a test", self.ours, f"{question.get_absolute_url()}save/", data
        )

    def question(self) -> float:
        asked = self.next_question()
        return self.spend("next question", self.ours, asked.get_absolute_url(), None)


def plain_answer(request):
    """The bare work, as one would write it first."""
    from django.http import HttpResponse
    from django.template import engines
    from django.utils import timezone

    from teaching.items.models import Item
    from teaching.quizzes.models import Response

    global _page
    if _page is None:
        _page = engines["django"].from_string(PAGE)
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    item = Item.objects.get(pk=request.POST["item"])
    options = list(item.options.all())
    chosen = next(one for one in options if one.pk == int(request.POST["option"]))
    Response.objects.create(
        attempt_id=int(request.POST["attempt"]),
        item=item,
        option=chosen,
        certainty=2,
        is_right=False,
        committed_at=timezone.now(),
    )
    context = {"item": item, "options": options, "chosen": chosen, "user": request.user}
    return HttpResponse(_page.render(context, request))


_page = None


def _urls() -> list[object]:
    from django.urls import path

    return [path("plain/", plain_answer)]


urlpatterns = _urls()
