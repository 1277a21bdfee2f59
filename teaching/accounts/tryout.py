"""Trying the clinic without an account.

A visitor who starts something becomes a try-out: a User row whose id stands in the session under a
key of its own. Django's ``request.user`` stays anonymous, so nothing that asks for an account opens
to a try-out; pages for learners read ``request.learner``.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, cast

from allauth.core import ratelimit
from allauth.core.exceptions import RateLimited
from allauth.core.internal import ratelimit as counting
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from teaching.accounts import leaving, sessions
from teaching.accounts.access import to_sign_in
from teaching.accounts.http import LearnerRequest, SiteRequest
from teaching.accounts.models import User
from teaching.prepared import Rows, Slot

SESSION_KEY = sessions.TRYOUT_KEY
USERNAME_PREFIX = "tryout-"
"""No account can have such a name: the sign-up refuses it."""


_TRYOUT = Rows(lambda: User.objects.filter(pk=Slot("pk"), is_tryout=True, is_active=True))


class TryoutMiddleware:
    """Set ``request.learner``: who is signed in, else the session's try-out, else None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        site_request = cast(SiteRequest, request)
        site_request.learner = request.user if request.user.is_authenticated else current(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RateLimited):
            answer: HttpResponse = ratelimit.respond_429(request)
            return answer
        return None


def current(request: HttpRequest) -> User | None:
    """The try-out of this session, at the price of one query, or None."""
    pk = request.session.get(SESSION_KEY)
    if pk is None:
        return None
    return _TRYOUT.first(pk=pk)


def begin(request: HttpRequest) -> User:
    """Who learns in this session; a visitor becomes a try-out. A second call gives the same row.

    Raises RateLimited, answered with 429, when one address begins too many (ACCOUNT_RATE_LIMITS).
    """
    site_request = cast(SiteRequest, request)
    if site_request.learner is not None:
        return site_request.learner
    ratelimit.consume(request, action="tryout", raise_exception=True)
    learner = User(username=USERNAME_PREFIX + secrets.token_hex(12), is_tryout=True)
    learner.set_unusable_password()
    learner.save()
    # A session that was planted in this browser beforehand must not come to own the answers.
    request.session.cycle_key()
    request.session[SESSION_KEY] = learner.pk
    site_request.learner = learner
    return learner


def bound_draws(request: HttpRequest, learner: User) -> None:
    """Count a patient drawn for the learner. Raises RateLimited as :func:`begin` does."""
    ratelimit.consume(request, action="draw", key=str(learner.pk), raise_exception=True)


def bound_reports(request: HttpRequest, learner: User) -> None:
    """Count a report the learner sends. Raises RateLimited as :func:`begin` does."""
    ratelimit.consume(request, action="report", key=str(learner.pk), raise_exception=True)


def bound_exports(request: HttpRequest, learner: User) -> None:
    """Count an export of all the learner did. Raises RateLimited as :func:`begin` does."""
    # The public function counts no request by GET.
    counting.consume(
        request,
        app="allauth.account",
        action="export",
        key=str(learner.pk),
        limit_get=True,
        raise_exception=True,
    )


def forget(before: datetime) -> int:
    """Delete the try-outs begun before then, with all that hangs on them; their number."""
    old = User.objects.filter(is_tryout=True, date_joined__lt=before)
    return sum(leaving.erase(old, pk) for pk in list(old.values_list("pk", flat=True)))


def learner_required[**P](
    view: Callable[Concatenate[LearnerRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """For a view of someone who learns, signed in or trying out; others are asked to sign in."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if cast(SiteRequest, request).learner is None:
            return to_sign_in(request)
        return view(cast(LearnerRequest, request), *args, **kwargs)

    return guarded
