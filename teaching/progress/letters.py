"""The mails that remind a learner: what each says, or that there is nothing to say.

They tell what the page Today tells, so they name nothing that would answer a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.policy import Policy
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from teaching.knowledge import packs
from teaching.knowledge.models import Disease
from teaching.progress import saying, schedule, today_page
from teaching.progress.models import Often, Reminder
from teaching.progress.today import Reason, Today
from teaching.quizzes.results import Share

FIRST = 4
"""So many lines say what is due; the page has them all."""
WEEK = 7


@dataclass(frozen=True)
class Letter:
    """One mail in plain words. ``is_last`` is true of the one that says that reminders rest."""

    subject: str
    text: str
    is_last: bool = False


class Whole(str):
    """The header with the address that stops the mails, in one line (RFC 5322 allows 998 octets).
    Python's own would fold a long one by encoding it, and no mail program takes that for a link."""

    name = "List-Unsubscribe"

    def fold(self, *, policy: Policy[Any]) -> str:
        return f"{self.name}: {self}{policy.linesep}"


def write(reminder: Reminder, disease: Disease, now: datetime) -> Letter | None:
    """The letter for this moment; None where there is nothing to say: nothing is due, or the
    learner has long not answered and was told so. Five queries where no answer is to be counted."""
    local = timezone.localtime(now)
    on = local.date()
    known = today_page.table(reminder.learner, disease, on)
    last = max(reminder.chosen_at, known.study.counted_to or reminder.chosen_at)
    if now - last > schedule.QUIET:
        return _rest(reminder, timezone.localdate(last))
    pack, _ = packs.cached(disease)
    due = today_page.listed(known, pack, on)
    seconds = today_page.SECONDS * sum(one.decisions for one in due)
    today = Today(local, "", due, seconds, "", is_new=known.is_new)
    is_due = any(one.reason is not Reason.NEW for one in due)
    if reminder.often == Often.DUE and not is_due:
        return None
    said = {"today": today, "first": due[:FIRST], "more": len(due[FIRST:]), "is_due": is_due}
    if reminder.often == Often.DUE:
        return _letter(reminder, "due", today.headline, said)
    week = [one.share for one in known.days if 0 < (on - one.on).days <= WEEK]
    share = Share(sum(one.right for one in week), sum(one.asked for one in week))
    said |= {
        "week": _answered(share, sum(one.asked > 0 for one in week)),
        "coming": _coming(known.ahead(on, WEEK).due),
    }
    return _letter(reminder, "week", f"Your week: {_short(share)}", said)


def message(letter: Letter, reminder: Reminder, address: str, on: date) -> EmailMessage:
    """The letter as a mail. It has the same number however often it is tried on a day, so that a
    mailbox may know it again, and one click or one POST ends them all (RFC 8058)."""
    number = sha256(f"{reminder.stop} {on}".encode()).hexdigest()[:32]
    headers = {
        "Message-ID": f"<{number}@{urlsplit(settings.SITE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
        Whole.name: Whole(f"<{_stop(reminder)}>"),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    subject = f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{letter.subject}"
    return EmailMessage(subject, letter.text, to=[address], headers=headers)


def _rest(reminder: Reminder, last: date) -> Letter | None:
    """The last letter for a while, once; none to whom nothing was ever sent."""
    if reminder.sent_on is None or (reminder.paused_on and reminder.paused_on > last):
        return None
    said = {"days": schedule.QUIET.days}
    subject = "Reminders rest until you answer again"
    return _letter(reminder, "rest", subject, said, is_last=True)


def _letter(
    reminder: Reminder,
    name: str,
    subject: str,
    said: Mapping[str, object],
    *,
    is_last: bool = False,
) -> Letter:
    addresses = {
        "page": settings.SITE_URL + reverse("progress:today"),
        "choose": settings.SITE_URL + reverse("progress:reminders"),
        "stop": _stop(reminder),
        "site": urlsplit(settings.SITE_URL).netloc,
    }
    text = render_to_string(f"progress/mail/{name}.txt", {**said, **addresses})
    return Letter(subject.rstrip("."), text.strip() + "\n", is_last)


def _stop(reminder: Reminder) -> str:
    return settings.SITE_URL + reverse("progress:stop", args=[reminder.stop])


def _short(share: Share) -> str:
    if not share.asked:
        return "nothing answered"
    return f"{share.asked:,} answered, {share.right:,} right"


def _answered(share: Share, days: int) -> str:
    """What was answered in a week; a share only from ten on."""
    if not share.asked:
        return "In the seven days until yesterday you answered nothing."
    right = f"{share.right:,} of {share.asked:,} right"
    if share.asked >= 10:
        right += f" ({saying.per_cent(share.right / share.asked)})"
    made, on = saying.counted(share.asked, "decision"), saying.counted(days, "day")
    return f"In the seven days until yesterday you made {made} on {on}: {right}."


def _coming(due: int) -> str:
    if not due:
        return "In the next seven days, today among them, no review comes due."
    reviews = saying.counted(due, "review")
    come, about = "comes" if due == 1 else "come", saying.about(today_page.SECONDS * due)
    return f"In the next seven days, today among them, {reviews} {come} due, {about} together."
