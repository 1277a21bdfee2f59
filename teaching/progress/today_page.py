"""The page *Today* of one learner, read from rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from teaching.items.showing import story as read_story
from teaching.knowledge import packs, schema
from teaching.knowledge.models import Disease
from teaching.progress import (
    counting,
    figures,
    forecasting,
    naming,
    planned,
    reading,
    saying,
    today,
)
from teaching.progress.charts.days import Day, strip
from teaching.progress.forecasting import Forecast
from teaching.progress.models import Study
from teaching.progress.naming import Topic
from teaching.progress.queue import Because, Confused, Entry, Queue
from teaching.progress.today import Begun, Due, Reason, Reminder, Today
from teaching.quizzes import wording
from teaching.quizzes.models import Attempt, Sitting

if TYPE_CHECKING:
    from teaching.accounts.models import User

BEGUN = 3
"""So many things to go on with are shown."""
SECONDS = 75.0
"""What a decision takes where no time is known yet."""
REASONS = {
    Because.SURE_WRONG: Reason.SURE_BUT_WRONG,
    Because.DUE: Reason.DUE,
    Because.CONTRAST: Reason.CONTRAST,
    Because.NEW: Reason.NEW,
}


@dataclass(frozen=True)
class Table:
    """What a learner knows and what is due on a day, as far as more than one page needs it."""

    study: Study
    topics: tuple[Topic, ...]
    held: tuple[reading.Held, ...]
    confused: tuple[Confused, ...]
    days: tuple[reading.Worked, ...]
    queue: Queue

    @property
    def is_new(self) -> bool:
        """Whether nothing was answered yet."""
        return self.study.counted_to is None

    def ahead(self, on: date, days: int) -> Forecast:
        """What comes due on the days ahead, of what some published question asks for."""
        askable = {one.id for one in self.topics if one.is_askable}
        return forecasting.ahead(
            (one.due for one in self.held if one.concept in askable), on, days=days
        )

    def topic(self, concept: int) -> Topic | None:
        return next((one for one in self.topics if one.id == concept), None)


def table(learner: User, disease: Disease, on: date) -> Table:
    """Count what is new, and read: six queries where nothing is."""
    study = counting.count(learner)
    topics, held = naming.topics(disease), reading.cards(learner)
    confused, days = reading.confusions(learner), reading.days(learner, on)
    due = figures.today(topics, held, confused, study, on, days[-1].share.asked)
    return Table(study, topics, held, confused, days, due)


def page(learner: User, disease: Disease, now: datetime) -> Today:
    """Everything the page shows."""
    local = timezone.localtime(now)
    on = local.date()
    known = table(learner, disease, on)
    pack, _ = packs.cached(disease)
    due = listed(known, pack, on)
    shown = strip([Day(one.on, one.share.asked, one.share.right) for one in known.days], on)
    coming = sorted(one.due for one in known.held if one.due > on)
    return Today(
        local,
        "" if learner.is_tryout else learner.shown_name,
        due,
        seconds=SECONDS * sum(one.decisions for one in due),
        start=reverse("progress:start"),
        begun=_begun(learner, pack, local),
        strip=shown,
        reminder=_reminder(known, pack),
        plan=planned.plan(known.study, known.topics, known.held, on, SECONDS),
        next_due=coming[0] if coming else None,
        is_new=known.is_new,
        waiting=known.queue.waiting,
        limit=known.study.daily_limit,
    )


def listed(known: Table, pack: schema.Pack, on: date) -> tuple[Due, ...]:
    """What is due, each concept beside the one it is most easily confused with: its name alone
    would answer the question."""
    names = wording.proper_names(pack)
    found: dict[tuple[str, Reason], Due] = {}
    for entry in known.queue.entries:
        topic = known.topic(entry.concept)
        if topic is None:
            continue
        what = _asked(topic, known.topics, pack, names)
        reason = REASONS[entry.because]
        one = found.get((what, reason), Due(what, 0, reason, _days(known, entry, on)))
        found[what, reason] = replace(one, decisions=one.decisions + 1)
    return today.ordered(tuple(found.values()))


def _days(known: Table, entry: Entry, on: date) -> int:
    """How long ago that was which brings a concept back."""
    since = entry.since
    if since is None and entry.because is Because.DUE:
        held = next(one for one in known.held if one.concept == entry.concept)
        since = held.memory.reviewed_on
    return (on - since).days if since is not None else 0


def _asked(topic: Topic, topics: Sequence[Topic], pack: schema.Pack, names: frozenset[str]) -> str:
    axis = next(one.label for one in pack.disease.axes if one.slug == topic.axis)
    by_slug = {one.slug: one.name for one in topics if one.axis == topic.axis}
    for one in pack.discriminators:
        if topic.slug in (one.first, one.second) and {one.first, one.second} <= by_slug.keys():
            return f"{wording.pair(by_slug[one.first], by_slug[one.second], names)}?"
    return axis


def _begun(learner: User, pack: schema.Pack, now: datetime) -> tuple[Begun, ...]:
    """Cases and quizzes to go on with, the latest first: three queries."""
    cases = Attempt.objects.of(learner).alone().open().order_by("-started_at")
    cases = cases.select_related("vignette").prefetch_related("responses")
    found = [(one.started_at, _case(one, pack, now)) for one in cases[:BEGUN]]
    for one in Sitting.objects.of(learner).filter(finished_at=None).told()[:BEGUN]:
        counts = vars(one)
        done = counts["chosen"] if one.is_test else counts["answered"]
        asked = max(counts["asked"], one.planned or 0)
        began = saying.when(timezone.localtime(one.started_at), now)
        said = f"{done} of {asked} answered. Begun {began}."
        found.append((one.started_at, Begun(one.quiz.title, said, one.get_absolute_url())))
    found.sort(key=lambda one: one[0], reverse=True)
    return tuple(one for _, one in found[:BEGUN])


def _case(attempt: Attempt, pack: schema.Pack, now: datetime) -> Begun:
    """Where a case was left."""
    story = read_story(attempt.vignette)
    given = {one.item_id: one.committed_at for one in attempt.responses.all()}
    stage = story.stages[story.opened(given.keys(), attempt.read_to)]
    place = wording.inside(stage.heading, wording.proper_names(pack))
    saved = timezone.localtime(max([attempt.started_at, *given.values()]))
    said = today.stopped(f"the {place}", len(given), len(story.decisions), saved, now)
    return Begun(attempt.vignette.title, said, attempt.get_absolute_url())


def _reminder(known: Table, pack: schema.Pack) -> Reminder | None:
    """The confusion that was certain most often, and what tells the two apart."""
    sure = [one for one in known.confused if one.certain >= 2]
    if not sure:
        return None
    worst = max(sure, key=lambda one: (one.certain, one.last_on))
    asked, taken = known.topic(worst.asked), known.topic(worst.taken_for)
    if asked is None or taken is None:
        return None
    inside = {
        one.id: wording.inside(one.name, wording.proper_names(pack)) for one in (asked, taken)
    }
    times = saying.capital(saying.times(worst.certain))
    said = f"{times} you were certain of “{inside[taken.id]}” where it was “{inside[asked.id]}.”"
    for one in pack.discriminators:
        if {one.first, one.second} == {asked.slug, taken.slug}:
            return Reminder(f"{said} {one.question}", f"{one.first} {one.second}")
    return Reminder(said)
