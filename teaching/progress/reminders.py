"""What a learner chooses to be told of outside the pages: mails, and the address of a calendar."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from teaching.accounts.models import User
from teaching.progress.models import Feed, Often, Reminder
from teaching.progress.models.reminders import secret


@transaction.atomic
def choose(learner: User, often: Often, *, weekday: int, hour: int, at: datetime) -> Reminder:
    """Write to the learner so often from now on, at that hour (0–23) of the site, the digest on
    that weekday (0 is Monday). A second call only counts as a sign of life (``schedule.QUIET``)."""
    mine, _ = Reminder.objects.select_for_update().get_or_create(
        learner=learner, defaults={"chosen_at": at}
    )
    mine.often, mine.weekday, mine.hour = often, weekday, hour
    mine.chosen_at, mine.failures = at, 0
    mine.next_at = mine.after(timezone.localtime(at))
    mine.save(update_fields=["often", "weekday", "hour", "chosen_at", "failures", "next_at"])
    return mine


def stop(secret_: str) -> bool:
    """Send no more mails to whom this secret was sent; whether there is such a person. A second
    call changes nothing."""
    mine = Reminder.objects.filter(stop=secret_)
    return mine.update(often=Often.OFF, next_at=None) > 0


def give_feed(learner: User) -> Feed:
    """The learner's calendar, under a new address where they had none."""
    return Feed.objects.get_or_create(learner=learner)[0]


def renew_feed(learner: User) -> None:
    """Put the learner's calendar under another address; the old one is gone at once. Without one
    nothing happens; a second call makes yet another address."""
    Feed.objects.of(learner).update(address=secret())


def take_feed(learner: User) -> None:
    """Take the learner's calendar away. A second call changes nothing."""
    Feed.objects.of(learner).delete()
