"""Steps of practice, over HTTP, as the tests need them."""

import re
from dataclasses import dataclass

from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client

from teaching.items.models import Key
from teaching.items.showing import story
from teaching.quizzes.models import Question, Sitting

MODELS = ("form-from-case", "onset-from-case", "term-to-meaning", "fact-recall")


def publish(*models: str, n: int = 6) -> None:
    """Fill the bank and approve the models."""
    for model in models or MODELS:
        call_command("generate", model=model, n=n, approve=True, verbosity=0)


@dataclass
class Sitter:
    """A client with its sitting."""

    client: Client
    sitting: int

    @property
    def row(self) -> Sitting:
        return Sitting.objects.get(pk=self.sitting)

    def asked(self, number: int) -> Question:
        return Question.objects.select_related("vignette", "attempt").get(
            sitting=self.sitting, number=number
        )

    def url(self, number: int, step: str = "") -> str:
        return f"/sittings/{self.sitting}/{number}/{step}"

    def see(self, number: int) -> HttpResponse:
        return self.client.get(self.url(number))

    def options(self, number: int) -> tuple[int, int, int]:
        """The item, its right option and the first wrong one."""
        (decision,) = story(self.asked(number).vignette).decisions
        right = Key.objects.get(item=decision.pk).option_id
        wrong = next(option.pk for option in decision.options if option.pk != right)
        return decision.pk, right, wrong

    def answer(
        self, number: int, *, right: bool = True, certainty: int = 2, htmx: bool = False
    ) -> HttpResponse:
        """See a question and answer it."""
        self.see(number)
        item, key, wrong = self.options(number)
        return self.post(number, item, key if right else wrong, certainty, htmx=htmx)

    def post(
        self, number: int, item: object, option: object, certainty: object, *, htmx: bool = False
    ) -> HttpResponse:
        headers = {"HX-Request": "true"} if htmx else {}
        data = {"item": item, "option": option, "certainty": certainty}
        return self.client.post(self.url(number, "commit/"), data, headers=headers)

    def finish(self, *, right: bool = True) -> None:
        for number in self.row.questions.values_list("number", flat=True):
            self.answer(number, right=right)


def begin(client: Client, **wish: object) -> Sitter:
    """Practise; five questions of anything unless something else is wished."""
    response = client.post("/practise/", {"count": 5, "difficulty": "", "only": "", **wish})
    return Sitter(client, number_of(response))


def number_of(response: HttpResponse) -> int:
    """The number of the sitting a response leads to."""
    found = re.fullmatch(r"/sittings/(\d+)/1/", response["Location"])
    assert found is not None
    return int(found[1])
