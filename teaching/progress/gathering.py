"""The answers of a learner, read in the order in which they were given, with what is counted of
each.

A time is known of an answer in practice (from the first sight of the question) and of a decision in
a case (from the one before, or the beginning). In a test one goes to and fro, and none is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import batched

from django.utils import timezone

from teaching.progress import timing
from teaching.progress.standing import Given
from teaching.progress.subjects import Subject, named_by, subjects
from teaching.quizzes.models import AttemptQuerySet, Mode, Response

AT_ONCE = 500
"""Of so many answers at a time it is looked up what they are about."""


def given(attempts: AttemptQuerySet) -> Iterator[Given]:
    """The answers of these attempts of one learner, in order. One query, and up to four for each
    AT_ONCE of them; what they are about is looked up once for each question."""
    rows = (
        Response.objects.filter(attempt__in=attempts)
        .order_by("committed_at", "attempt_id", "item_id")
        .values_list(
            "attempt_id",
            "item_id",
            "option_id",
            "committed_at",
            "is_right",
            "certainty",
            "attempt__started_at",
            "attempt__in_quiz",
            "attempt__is_counted",
            "attempt__question__sitting__mode",
        )
    )
    about: dict[int, Subject] = {}
    named: dict[int, int | None] = {}
    last: dict[int, datetime] = {}
    for some in batched(rows, AT_ONCE):
        items = {item for _, item, *_ in some}.difference(about)
        if items:
            about |= subjects(items)
        wrong = {option for _, _, option, _, is_right, *_ in some if not is_right}
        wrong.difference_update(named)
        if wrong:
            found = named_by(wrong)
            named |= {option: found.get(option) for option in wrong}
        for attempt, item, option, at, is_right, sure, began, in_quiz, is_counted, mode in some:
            since = began if in_quiz else last.get(attempt, began)
            if not in_quiz:
                last[attempt] = at
            yield Given(
                attempt,
                item,
                option,
                at,
                timezone.localdate(at),
                is_right,
                sure,
                about[item],
                named.get(option),
                None if mode == Mode.TEST else timing.took(since, at),
                is_counted,
            )
