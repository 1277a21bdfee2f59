"""What the page *Today* says: what is due and why, what was begun, one button to start. Pure.

Context of ``templates/progress/today.html``: ``today``, a ``Today``. Its fragments are the partials
``due``, ``begun``, ``strip``, ``sure`` and ``plan``, each with the same context.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from teaching.knowledge.templatetags.reading import count_word
from teaching.progress import saying
from teaching.progress.charts.days import Strip
from teaching.progress.planning import Plan


class Reason(Enum):
    """Why something is due, in the order of the queue."""

    SURE_BUT_WRONG = "sure but wrong, {ago}"
    DUE = "last met {ago}"
    CONTRAST = "confused, {ago}"
    NEW = "new"


@dataclass(frozen=True)
class Due:
    """One line of what is due: a question or a concept, how many decisions on it, and why.

    ``days`` is how long ago that was; it says nothing of what is new.
    """

    what: str
    decisions: int
    reason: Reason
    days: int = 0

    @property
    def count(self) -> str:
        return f"{self.decisions} decision{'' if self.decisions == 1 else 's'}"

    @property
    def why(self) -> str:
        return self.reason.value.format(ago=saying.ago(self.days))


@dataclass(frozen=True)
class Begun:
    """Something to go on with: a case, a quiz, an open test. ``act`` is the word on the button."""

    title: str
    said: str
    href: str
    act: str = "Continue"


@dataclass(frozen=True)
class Reminder:
    """What was sure but wrong most often: what happened and what tells the two apart, and the pair
    to contrast, or "" where there is none."""

    said: str
    pair: str = ""


@dataclass(frozen=True)
class Today:
    """Everything the page shows.

    ``now`` is in the learner's own time; ``seconds`` is what the decisions due take together.
    ``start`` is the address that the button posts to. ``next_due`` is the first day on which
    something comes due when nothing is due now.
    """

    now: datetime
    name: str
    due: tuple[Due, ...]
    seconds: float
    start: str
    begun: tuple[Begun, ...] = ()
    strip: Strip | None = None
    reminder: Reminder | None = None
    plan: Plan | None = None
    next_due: date | None = None
    is_new: bool = False
    """Whether the learner has not committed an answer yet."""
    waiting: int = 0
    """How much more would be due but for the ``limit`` of questions a day."""
    limit: int = 0

    @property
    def day(self) -> str:
        return saying.weekday(self.now)

    @property
    def greeting(self) -> str:
        hour = self.now.hour
        part = "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
        return f"Good {part}, {self.name}" if self.name else f"Good {part}"

    @property
    def decisions(self) -> int:
        return sum(one.decisions for one in self.due)

    @property
    def headline(self) -> str:
        """What is due in one sentence, or that nothing is."""
        if self.is_new:
            return "Your first patient is waiting."
        if not self.due:
            return "Done for today." if self.waiting else "Nothing is due. A good day."
        new = sum(one.decisions for one in self.due if one.reason is Reason.NEW)
        due, about = self.decisions - new, saying.about(self.seconds)
        if not due:
            return f"{saying.capital(saying.counted(new, 'new decision'))}, {about}."
        said = (
            f"{saying.capital(saying.counted(due, 'decision'))} {'is' if due == 1 else 'are'} due"
        )
        if new:
            said += f" and {count_word(new).lower()} {'is' if new == 1 else 'are'} new"
        return f"{said}, {about}."

    @property
    def beside(self) -> str:
        """The line under the headline where there is no list of what is due."""
        if self.is_new:
            return (
                "A case takes about eight minutes. What you commit decides what comes back, and"
                " when."
            )
        if self.waiting:
            more = saying.capital(saying.counted(self.waiting, "more decision"))
            wait = "waits" if self.waiting == 1 else "wait"
            limit = saying.counted(self.limit, "question")
            return f"{more} {wait} for tomorrow: you want {limit} a day at most."
        if self.due:
            return ""
        if self.next_due is None:
            return "What you have met will keep. Take a new patient whenever you like."
        return (
            "What you have met will keep until"
            f" {saying.weekday(self.next_due)}. Take a new patient whenever you like."
        )

    @property
    def act(self) -> str:
        """The word on the one button."""
        if self.is_new:
            return "See the first patient"
        return "Start today’s questions" if self.due else "See a new patient"


def stopped(place: str, made: int, decisions: int, saved: datetime, now: datetime) -> str:
    """Where a case was left: "You stopped at the examination, one of three decisions made. Saved
    yesterday, 18:42." Both times in the learner's own."""
    of = saying.counted(decisions, "decision")
    return (
        f"You stopped at {place}, {count_word(made).lower() if made else 'none'} of {of} made."
        f" Saved {saying.when(saved, now)}."
    )


def ordered(due: Sequence[Due]) -> tuple[Due, ...]:
    """What is due in the order of the queue; among equals what was met longest ago first."""
    order = list(Reason)
    return tuple(sorted(due, key=lambda one: (order.index(one.reason), -one.days)))
