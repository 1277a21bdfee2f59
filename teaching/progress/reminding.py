"""Sending the reminders whose time has come.

Each is sent at most once. Its row is claimed first (the day of the mail, and the next time to look,
in one statement that finds them as they were read), then the mail goes out. So of two runs at the
same moment one sends, and who stops the mails meanwhile gets none. Where a run is killed between
the two, that mail is lost and the next day's or week's comes: a reminder too few does no harm, two
of them do.

A mail that no server took gives its claim back and is tried at the next run, with the same number.
After TRIES runs it waits for its next day. A server that took a mail and broke off before it said
so is asked again: nobody can tell the two apart.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils import timezone

from teaching.knowledge.models import Disease
from teaching.progress import letters, schedule
from teaching.progress.letters import Letter
from teaching.progress.models import Reminder

AT_ONCE = 200
"""So many rows are read at a time: memory does not grow with the number of learners."""
TRIES = 5
logger = logging.getLogger(__name__)


class Outcome(Enum):
    SENT = "sent"
    NOTHING = "nothing to say"
    TAKEN = "left to another run, or stopped meanwhile"
    FAILED = "failed"


@dataclass(frozen=True)
class Reminded:
    """What came of one learner's reminder; ``letter`` is what was sent, or would be."""

    name: str
    address: str
    outcome: Outcome
    letter: Letter | None = None


def remind(disease: Disease, at: datetime) -> Iterator[Reminded]:
    """Send what is to be sent now, one learner after the other. A second call, also at the same
    moment, sends nothing again. One query more for AT_ONCE learners, and as many for each."""
    for row, address in _waiting(at):
        yield _remind(row, address, disease, at)


def look(disease: Disease, at: datetime) -> Iterator[Reminded]:
    """What :func:`remind` would send now. Nothing is sent, and none of it is marked."""
    for row, address in _waiting(at):
        letter = _letter(row, disease, at)
        outcome = Outcome.SENT if letter else Outcome.NOTHING
        yield Reminded(row.learner.username, address, outcome, letter)


def _waiting(at: datetime) -> Iterator[tuple[Reminder, str]]:
    """Row by row, each once, with the address; read in portions, for the rows change meanwhile."""
    found = Reminder.objects.waiting(at).select_related("learner").order_by("pk")
    rows = list(found[:AT_ONCE])
    while rows:
        for row in rows:
            yield row, vars(row)["address"]
        rows = list(found.filter(pk__gt=rows[-1].pk)[:AT_ONCE])


def _letter(row: Reminder, disease: Disease, at: datetime) -> Letter | None:
    if schedule.is_too_soon(row.sent_on, timezone.localdate(at), row.every):
        return None
    return letters.write(row, disease, at)


def _remind(row: Reminder, address: str, disease: Disease, at: datetime) -> Reminded:
    name, today = row.learner.username, timezone.localdate(at)
    try:
        letter = _letter(row, disease, at)
    except Exception:
        logger.exception("The reminder of account %s could not be written.", row.pk)
        return Reminded(name, address, Outcome.FAILED)
    if not _claim(row, letter, at):
        return Reminded(name, address, Outcome.TAKEN)
    if letter is None:
        return Reminded(name, address, Outcome.NOTHING)
    try:
        letters.message(letter, row, address, today).send()
    except Exception as error:
        # Its text may hold the address, which no log line does.
        logger.error("No reminder went out to account %s: %s", row.pk, type(error).__name__)
        _give_back(row, at)
        return Reminded(name, address, Outcome.FAILED, letter)
    return Reminded(name, address, Outcome.SENT, letter)


def _claim(row: Reminder, letter: Letter | None, at: datetime) -> bool:
    """Write down what is about to be sent; whether nobody else has touched the row since."""
    changes: dict[str, object] = {"next_at": row.after(timezone.localtime(at))}
    if letter is not None:
        today = timezone.localdate(at)
        paused_on = today if letter.is_last else row.paused_on
        changes |= {"sent_on": today, "paused_on": paused_on, "failures": 0}
    untouched = Reminder.objects.filter(
        pk=row.pk, often=row.often, next_at=row.next_at, sent_on=row.sent_on
    )
    return untouched.update(**changes) > 0


def _give_back(row: Reminder, at: datetime) -> None:
    """Let the next run try again, unless there were TRIES of them or it was stopped meanwhile."""
    failures = row.failures + 1
    changes = {"sent_on": row.sent_on, "paused_on": row.paused_on, "failures": failures}
    if failures % TRIES:
        changes["next_at"] = at
    claimed = Reminder.objects.filter(pk=row.pk, often=row.often, sent_on=timezone.localdate(at))
    claimed.update(**changes)
