"""What a learner wants to be told of outside the pages: by mail, and in their calendar."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from teaching.accounts import mailing
from teaching.progress import schedule

if TYPE_CHECKING:
    from teaching.accounts.models import User

SECRET = 43
"""Characters of a secret."""


def secret() -> str:
    """256 random bits, as they stand in an address."""
    return secrets.token_urlsafe(32)


class Often(models.TextChoices):
    OFF = "off", "No mails"
    DUE = "due", "A mail on days when something is due"
    WEEKLY = "weekly", "A digest once a week"


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def of(self, learner: User | None) -> Self:
        """The reminder this learner may see: their own."""
        return self.filter(learner=learner) if learner is not None else self.none()

    def waiting(self, at: datetime) -> Self:
        """Those whose time has come, of people with an account and a confirmed e-mail address; each
        with that ``address``."""
        return (
            self.exclude(often=Often.OFF)
            .filter(next_at__lte=at, learner__is_active=True, learner__is_tryout=False)
            .annotate(address=mailing.confirmed("learner"))
            .exclude(address=None)
        )


class Reminder(models.Model):
    """How often a learner is written to, and when last. No row is as good as "off"."""

    learner = models.OneToOneField(
        "accounts.User", primary_key=True, on_delete=models.CASCADE, related_name="reminder"
    )
    often = models.CharField(max_length=8, choices=Often, default=Often.OFF)
    weekday = models.PositiveSmallIntegerField(default=0)
    """Of the weekly digest; 0 is Monday."""
    hour = models.PositiveSmallIntegerField(default=7)
    """In the time zone of the site."""
    chosen_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, blank=True)
    """When to look next whether there is something to say; None while it is off."""
    sent_on = models.DateField(null=True, blank=True)
    """The day of the last mail; set before it goes out (``reminding``)."""
    paused_on = models.DateField(null=True, blank=True)
    """The day on which the learner was told that reminders rest until they answer again."""
    failures = models.PositiveSmallIntegerField(default=0)
    """How often the last mail could not be handed over; 0 once one was."""
    stop = models.CharField(max_length=SECRET, unique=True, default=secret)
    """The secret in the address that stops the mails. Kept as it is: each mail needs it."""

    objects = ReminderQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"], name="reminders_by_their_time", condition=~Q(often="off")
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(often__in=["off", "due", "weekly"]),
                name="a_reminder_comes_when_due_or_weekly_or_never",
            ),
            models.CheckConstraint(
                condition=Q(often="off", next_at=None)
                | (~Q(often="off") & Q(next_at__isnull=False)),
                name="a_reminder_has_a_next_time_unless_it_is_off",
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="a_reminder_comes_on_one_of_seven_days"
            ),
            models.CheckConstraint(
                condition=Q(hour__lte=23), name="a_reminder_comes_at_one_of_24_hours"
            ),
        ]

    def __str__(self) -> str:
        return f"reminder of {self.learner_id}"

    @property
    def every(self) -> int:
        """Days from one mail to the next."""
        return schedule.WEEKLY if self.often == Often.WEEKLY else schedule.DAILY

    def after(self, local: datetime) -> datetime | None:
        """When to look next, after a moment in the time zone of the site; None where it is off."""
        if self.often == Often.OFF:
            return None
        weekday = self.weekday if self.often == Often.WEEKLY else None
        return schedule.after(local, self.hour, weekday)


class FeedQuerySet(models.QuerySet["Feed"]):
    def of(self, learner: User | None) -> Self:
        """The feed this learner may see the address of: their own."""
        return self.filter(learner=learner) if learner is not None else self.none()

    def at(self, address: str) -> Self:
        """The feed at a private address; whoever knows it may read it."""
        return self.filter(address=address, learner__is_active=True, learner__is_tryout=False)


class Feed(models.Model):
    """A learner's days as a calendar under a private address. There is a row while it is on."""

    learner = models.OneToOneField(
        "accounts.User", primary_key=True, on_delete=models.CASCADE, related_name="feed"
    )
    address = models.CharField(max_length=SECRET, unique=True, default=secret)
    """The secret part of it. Kept as it is, so that the page can show it again; whoever could read
    it here could read beside it all that the feed tells."""
    series = models.UUIDField(default=uuid.uuid4, editable=False)
    """What its entries are named after, whatever the address becomes."""

    objects = FeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"feed of {self.learner_id}"
