"""Pages about what reaches a learner outside the site: mails, and a calendar.

Two addresses are open to whoever knows their secret: the one that stops the mails, and the feed.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from hashlib import sha256
from typing import cast

from allauth.core.exceptions import RateLimited
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from teaching import doors
from teaching.accounts import mailing, tryout
from teaching.accounts.http import LearnerRequest
from teaching.progress import ical, reminders, schedule, today_page
from teaching.progress.forms import ReminderForm
from teaching.progress.models import Feed, Often, Reminder
from teaching.quizzes import catalogue

READ_OR_SEND = ("GET", "HEAD", "POST")
AHEAD = 30
"""Days of the calendar."""
AN_HOUR = 60
"""So often the calendar of one learner may be asked for in an hour."""


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def choose(request: LearnerRequest) -> HttpResponse:
    """Whether and when to be written to, and the private address of the calendar."""
    learner, now = request.learner, timezone.now()
    if learner.is_tryout:
        if request.method == "POST":
            return redirect("progress:reminders")
        return render(request, "progress/reminders.html", {"is_tryout": True})
    mine = Reminder.objects.of(learner).first() or Reminder(learner=learner)
    address = mailing.address_of(learner)
    standing = {"often": mine.often, "weekday": mine.weekday, "hour": mine.hour}
    form = ReminderForm(
        request.POST if request.method == "POST" else None, initial=standing, address=address
    )
    if request.method == "POST" and form.is_valid():
        often = Often(form.cleaned_data["often"])
        reminders.choose(
            learner,
            often,
            weekday=form.cleaned_data["weekday"],
            hour=form.cleaned_data["hour"],
            at=now,
        )
        off = often == Often.OFF
        said = "Saved. No mails come." if off else f"Saved. Mails go to {address}."
        messages.success(request, said)
        return redirect("progress:reminders")
    shown = {
        "form": form,
        "mine": mine,
        "address": address,
        "zone": settings.TIME_ZONE,
        "quiet": schedule.QUIET.days,
    }
    feed = Feed.objects.of(learner).first()
    if feed is not None:
        url = request.build_absolute_uri(reverse("progress:calendar", args=[feed.address]))
        shown |= {"feed": url, "subscribe": f"webcal:{url.partition(':')[2]}"}
    return render(request, "progress/reminders.html", shown)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def set_feed(request: LearnerRequest) -> HttpResponse:
    """Give the calendar an address, or another one with ``renew``, or take it away with ``off``."""
    learner = request.learner
    if request.method == "POST" and not learner.is_tryout:
        if "off" in request.POST:
            reminders.take_feed(learner)
            messages.success(request, "The calendar is off. Its address leads nowhere now.")
        elif "renew" in request.POST:
            reminders.renew_feed(learner)
            messages.success(request, "The calendar has a new address. The old one leads nowhere.")
        else:
            reminders.give_feed(learner)
    return redirect(f"{reverse('progress:reminders')}#calendar")


@csrf_exempt
@login_not_required
@require_http_methods(READ_OR_SEND)
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """Stop the mails whose secret this is, by POST alone, from a mail program as from the button:
    what only looks at the links of a mail changes nothing. Stopping twice is as good as once."""
    mine = get_object_or_404(Reminder, stop=secret)
    is_sent = request.method == "POST"
    if is_sent:
        reminders.stop(secret)
    is_off = is_sent or mine.often == Often.OFF
    return render(request, "progress/stop.html", {"is_off": is_off})


@login_not_required
@require_safe
def calendar(request: HttpRequest, address: str) -> HttpResponseBase:
    """The learner's next days for a calendar program; 429 where it is asked for too often."""
    feed = get_object_or_404(Feed.objects.at(address).select_related("learner"))
    _bound(feed)
    disease, on = catalogue.clinic(), timezone.localdate()
    listed, stamp = [], timezone.make_aware(datetime.combine(on, time()))
    if disease is not None:
        known = today_page.table(feed.learner, disease, on)
        planned = known.study.examination
        listed = ical.entries(
            known.ahead(on, AHEAD).days,
            planned if planned is not None and planned >= on else None,
            today_page.SECONDS,
        )
        stamp = max(stamp, known.study.counted_to or stamp)
    text = ical.written(
        listed,
        series=feed.series,
        stamp=stamp.astimezone(UTC),
        link=request.build_absolute_uri(reverse("progress:today")),
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = doors.KEPT
    response["ETag"] = f'"{sha256(text).hexdigest()[:32]}"'
    return cast(HttpResponse, get_conditional_response(request, response["ETag"], None, response))


def _bound(feed: Feed) -> None:
    """Count a look at this calendar. Raises RateLimited, answered with 429, above AN_HOUR. Not by
    the address of who asks, which a firm that keeps calendars has for all its customers; allauth
    counts no GET."""
    key = f"calendar-{feed.pk}"
    cache.add(key, 0, timeout=60 * 60)
    try:
        looks = cache.incr(key)
    except ValueError:  # the hour ended between the two
        return
    if looks > AN_HOUR:
        raise RateLimited
