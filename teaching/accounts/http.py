"""The kinds of request a view may ask for, so that its signature says what it relies on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from teaching.accounts.models import User


class SiteRequest(HttpRequest):
    """Any request after the middleware; ``learner`` is None for a visitor who has begun nothing."""

    htmx: HtmxDetails
    learner: User | None


class LearnerRequest(HttpRequest):
    """Someone who learns here: signed in, or trying out (then ``user`` stays anonymous)."""

    htmx: HtmxDetails
    learner: User


class InstructorRequest(SiteRequest):
    """Somebody whom the table of addresses lets come to a page for instructors."""

    user: User


class AccountRequest(SiteRequest):
    """Somebody who is signed in, whichever their role."""

    user: User
