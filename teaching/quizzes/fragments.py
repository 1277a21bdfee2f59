"""Parts of pages that say the same to everybody, as HTML that is put together once per process.

A stored vignette never changes, so its story looks alike for whoever reads it, and what an answer
earned hangs on the revision, the answer and how sure one was. What belongs to a learner or a
request (tokens, marks, the way on) is never in here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from teaching.items.models import Vignette
from teaching.items.showing import story as read_story
from teaching.prepared import Rows, Slot
from teaching.quizzes import debriefing, pages
from teaching.quizzes.models import Attempt, Response

KEPT = 512
"""So many of each are kept; a story with films takes some thirty thousand characters."""


_RESPONSE = Rows(lambda: Response.objects.filter(attempt=Slot("attempt")))


@lru_cache(maxsize=KEPT)
def story(row: Vignette) -> str:
    """The story of a question with its films, which can be enlarged; empty where it has none."""
    told = read_story(row)
    if not told.stages:
        return ""
    stages = [
        pages.OpenStage(stage, is_new=False, hanging=pages.hang(stage.box, f"film-{stage.index}"))
        for stage in told.stages
    ]
    return render_to_string("components/story.html", {"stages": stages, "zooms": True})


@dataclass(frozen=True)
class Explained:
    """What the answer to a question earned: the verdict in a line, and all of it."""

    heading: str
    html: SafeString


@dataclass(frozen=True)
class _Answered:
    """What an explanation hangs on, and the attempt to read it from where it is not kept yet."""

    vignette: int
    checksum: str
    option: int | None
    certainty: int | None
    attempt: Attempt = field(compare=False)
    given: tuple[Response, ...] = field(compare=False)


def explained(attempt: Attempt) -> Explained:
    """What the answer of a finished attempt at a question earned. Raises NotFinishedError."""
    if not attempt.is_finished:
        raise debriefing.NotFinishedError
    given = tuple(_RESPONSE.all(attempt=attempt.pk))
    response = next(iter(given), None)
    return _explained(
        _Answered(
            attempt.vignette_id,
            attempt.vignette.disease.checksum,
            response.option_id if response is not None else None,
            response.certainty if response is not None else None,
            attempt,
            given,
        )
    )


@lru_cache(maxsize=KEPT)
def _explained(answered: _Answered) -> Explained:
    attempt = answered.attempt
    shown = read_story(attempt.vignette)
    told = debriefing.debrief(attempt, shown, 1, answered.given)
    context = pages.debrief(attempt, shown, told, None)
    html = render_to_string("components/explained.html", context | {"question": True})
    return Explained(context["heading"], html)
