"""Drafts as an instructor's form sends them."""

from django.http import HttpResponse
from django.test import Client

from teaching.quizzes.models import Quiz

NEW = "/teach/quizzes/new/"


def draft(**fields: object) -> dict[str, object]:
    """A test of 30 minutes with one line of four questions; ``fields`` say otherwise, with a
    double underscore for the hyphens of a line's fields (``line__1__count``)."""
    named = {name.replace("__", "-"): value for name, value in fields.items()}
    return {
        "title": "Block 4",
        "about": "",
        "mode": "test",
        "marking": "plain",
        "minutes": "30",
        "release": "handed-in",
        "asks": "lines",
        "line-TOTAL_FORMS": "8",
        "line-INITIAL_FORMS": "0",
        "line-0-count": "4",
        **named,
    }


def send(client: Client, url: str = NEW, **fields: object) -> HttpResponse:
    return client.post(url, draft(**fields))


def drafted(client: Client, **fields: object) -> Quiz:
    """A draft that was saved."""
    response = send(client, **fields)
    assert response.status_code == 302, problems(response)
    return Quiz.objects.latest("pk")


def address(quiz: Quiz, step: str = "") -> str:
    return f"/teach/quizzes/{quiz.pk}/{step}"


def problems(response: HttpResponse) -> dict[str, list[str]]:
    """What the page says at which field; of a line ``0-count``."""
    draft = response.context["draft"]
    found = dict(draft.form.errors)
    for number, form in enumerate(draft.lines.forms):
        found |= {f"{number}-{name}": errors for name, errors in form.errors.items()}
    return {name: list(errors) for name, errors in found.items()}
