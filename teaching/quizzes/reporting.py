"""Reporting what is wrong with a question, and answering such a report.

An answer may tell what is right; so the learner reads it where the question is told to them, and
not before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from teaching.items.models import Vignette
from teaching.knowledge.models import Disease
from teaching.quizzes import telling
from teaching.quizzes.models import Attempt, Report, Trouble

if TYPE_CHECKING:
    from teaching.accounts.models import User
    from teaching.prepared import Slot


@dataclass(frozen=True)
class Desk:
    """Where a learner reports: the address, and what they reported of this question before.

    ``is_told`` is whether an answer may be read here.
    """

    url: str
    sent: Sequence[Report] = ()
    is_told: bool = False
    troubles: Sequence[tuple[str, str]] = tuple(Trouble.choices)


def send(attempt: Attempt, item: int, trouble: str, text: str, at: datetime) -> bool:
    """Store what the learner of an attempt reports; whether it is new.

    The same words on the same revision are stored once, whatever they were filed under.
    """
    question = getattr(attempt, "question", None)
    _, is_new = Report.objects.get_or_create(
        learner=attempt.learner,
        vignette_id=attempt.vignette_id,
        mark=_mark(text),
        defaults={
            "attempt": attempt,
            "item_id": item,
            "mode": "" if question is None else question.sitting.mode,
            "trouble": trouble,
            "text": text,
            "sent_at": at,
        },
    )
    return is_new


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def is_reported(learner: User | Slot) -> Exists:
    """Of a question: whether the learner reported something of it, in any revision."""
    return Exists(
        Report.objects.of(learner).filter(
            vignette__disease=OuterRef("vignette__disease"),
            vignette__slug=OuterRef("vignette__slug"),
        )
    )


def desk(learner: User, vignette: Vignette, url: str, at: datetime, *, is_told: bool) -> Desk:
    """What the page of a question or a debrief offers and tells: one query, and one more when an
    answer is seen for the first time."""
    sent = list(Report.objects.of(learner).on(vignette))
    news = [one.pk for one in sent if one.is_answered and one.seen_at is None]
    if is_told and news:
        Report.objects.answered().filter(pk__in=news).update(seen_at=at)
    return Desk(url, sent, is_told)


def news(learner: User | None, disease: Disease | None) -> list[Report]:
    """Answers the learner has not seen and may read: at most two queries.

    While a question is still to be answered, here or in a test, its answer waits.
    """
    if learner is None or disease is None:
        return []
    found = list(
        Report.objects.of(learner)
        .answered()
        .filter(seen_at=None, vignette__disease=disease, attempt__finished_at__isnull=False)
        .select_related("attempt__question", "vignette")
    )
    held = telling.held_slugs(learner, disease.pk) if found else ()
    return [one for one in found if one.vignette.slug not in held]


def answer(report: Report, text: str, by: User, at: datetime) -> None:
    """Answer a report and close it. Another answer takes the place of the one before, and is new
    to the learner; the same one again changes nothing."""
    if report.is_answered and report.answer == text:
        return
    report.answer, report.answered_by, report.answered_at, report.seen_at = text, by, at, None
    report.save(update_fields=["answer", "answered_by", "answered_at", "seen_at"])


def reopen(report: Report) -> None:
    """Open a report again. What was answered stays as a draft that the learner does not see. A
    second call changes nothing."""
    report.answered_at = report.seen_at = None
    report.save(update_fields=["answered_at", "seen_at"])


def claim(tryout: User, account: User) -> None:
    """Hand a try-out's reports over; what the account had reported in the same words stays once."""
    own = set(Report.objects.of(account).values_list("vignette", "mark"))
    for theirs in Report.objects.of(tryout):
        if (theirs.vignette_id, theirs.mark) in own:
            theirs.delete()
        else:
            theirs.learner = account
            theirs.save(update_fields=["learner"])
