"""Steps a learner takes, over HTTP, as the tests need them."""

import re
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client

from teaching.items.models import Key, Vignette
from teaching.items.showing import story
from teaching.quizzes.models import Attempt


@dataclass
class Taker:
    """A client with its attempt at one case."""

    client: Client
    attempt: int

    @property
    def row(self) -> Attempt:
        return Attempt.objects.select_related("vignette__disease").get(pk=self.attempt)

    def page(self) -> HttpResponse:
        return self.client.get(f"/attempts/{self.attempt}/")

    def commit(self, *, right: bool = True, certainty: int = 2, htmx: bool = False, **more):
        """Commit the open decision with the right or the first wrong option."""
        decision = self.decision()
        key = Key.objects.get(item=decision.pk).option_id
        options = [option.pk for option in decision.options]
        wrong = next(option for option in options if option != key)
        return self.post(decision.pk, key if right else wrong, certainty, htmx=htmx, **more)

    def post(self, item: int, option: int, certainty: int, *, htmx: bool = False) -> HttpResponse:
        headers = {"HX-Request": "true"} if htmx else {}
        return self.client.post(
            f"/attempts/{self.attempt}/commit/",
            {"item": item, "option": option, "certainty": certainty},
            headers=headers,
        )

    def decision(self):
        """The next decision, with every stage before it opened."""
        told = story(self.row.vignette)
        answered = set(self.row.responses.values_list("item_id", flat=True))
        decision = told.decision(answered)
        assert decision is not None
        for stage in range(told.opened(answered, self.row.read_to) + 1, decision.stage + 1):
            self.read_on(stage)
        return decision

    def read_on(self, stage: object, *, htmx: bool = False) -> HttpResponse:
        headers = {"HX-Request": "true"} if htmx else {}
        url = f"/attempts/{self.attempt}/read-on/"
        return self.client.post(url, {"stage": stage}, headers=headers)

    def finish(self, *, right: bool = True) -> None:
        while not self.row.is_finished:
            self.commit(right=right)


def begin(client: Client, slug: str) -> Taker:
    """Begin a written case, found by its slug."""
    vignette = Vignette.objects.get(slug=slug, state="published")
    return Taker(client, number_of(client.post(f"/cases/{vignette.pk}/begin/")))


def number_of(response: HttpResponse) -> int:
    """The number of the attempt a response leads to."""
    found = re.fullmatch(r"/attempts/(\d+)/(debrief/)?", response["Location"])
    assert found is not None
    return int(found[1])
