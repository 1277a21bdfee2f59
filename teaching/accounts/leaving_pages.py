"""The pages on which one gives an account or a try-out up, or an account back to oneself."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from teaching.accounts import leaving, sessions, tryout
from teaching.accounts.forms import LeaveForm
from teaching.accounts.http import AccountRequest, LearnerRequest
from teaching.accounts.models import User

READ_OR_SEND = ("GET", "HEAD", "POST")
TO_THINK = timedelta(minutes=15)
"""So long after the password one may say that one stays."""
LAST = (
    "You are the only administrator, and nobody else could give roles any more. Make somebody else "
    "an administrator first. Nothing was changed."
)

log = logging.getLogger(__name__)


@reauthentication_required  # type: ignore[untyped-decorator]
@require_http_methods(READ_OR_SEND)
def leave(request: AccountRequest) -> HttpResponse:
    """Give the account up: after the password, and with one's user name typed."""
    user = request.user
    form = LeaveForm(user.username, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            goes_at = leaving.leave(user, timezone.now())
        except leaving.LastAdministratorError:
            form.add_error(None, LAST)
        else:
            logout(request)
            _write(user, goes_at)
            messages.success(
                request,
                f"Your account is switched off, and will be deleted on {_day(goes_at)}. Until then "
                "you can sign in and keep it.",
            )
            return redirect("/")
    context = {"form": form, "days": leaving.GRACE.days, "kept": kept()}
    return render(request, "account/leave.html", context)


@tryout.learner_required
@require_http_methods(READ_OR_SEND)
def leave_tryout(request: LearnerRequest) -> HttpResponse:
    """Delete what a visitor did, at once."""
    visitor = request.learner
    if not visitor.is_tryout:
        return redirect("leaving:account")
    if request.method == "POST":
        leaving.erase(User.objects.filter(is_tryout=True), visitor.pk)
        request.session.flush()
        messages.success(request, "All you did here is deleted.")
        return redirect("/")
    return render(request, "account/leave_tryout.html", {"kept": kept()})


@login_not_required
@require_http_methods(READ_OR_SEND)
def keep(request: HttpRequest) -> HttpResponse:
    """Asked of somebody who has just signed in to an account that is to be deleted."""
    user = _asked(request)
    if user is None or user.leaves_at is None:
        return redirect("account_login")
    if request.method == "POST":
        del request.session[sessions.LEAVING_KEY]
        if leaving.stay(user):
            user.refresh_from_db()
            messages.success(request, "Your account is kept, with all that is in it.")
            answer: HttpResponse = perform_login(request, user)
            return answer
        return redirect("account_login")
    return render(request, "account/keep.html", {"goes_at": user.leaves_at})


def ask(request: HttpRequest, user: User) -> HttpResponse:
    """Send somebody who gave the right password of such an account to be asked."""
    request.session.cycle_key()
    request.session[sessions.LEAVING_KEY] = user.pk
    request.session[_UNTIL] = (timezone.now() + TO_THINK).timestamp()
    return redirect("leaving:keep")


_UNTIL = "leaving-until"


def _asked(request: HttpRequest) -> User | None:
    pk = request.session.get(sessions.LEAVING_KEY)
    if pk is None or request.session.get(_UNTIL, 0) < timezone.now().timestamp():
        return None
    return User.objects.filter(pk=pk, is_active=False).exclude(leaves_at=None).first()


def kept() -> dict[str, Any]:
    """For how long what is kept, in days, for the pages that say so."""
    return {
        "sessions": settings.SESSION_COOKIE_AGE // (60 * 60 * 24),
        "grace": leaving.GRACE.days,
    }


def _write(user: User, goes_at: datetime) -> None:
    """Tell the address of the account, in case it was somebody else. What is done stays done where
    no mail can be sent."""
    if not user.email:
        return
    context = {"user": user, "day": _day(goes_at)}
    try:
        get_adapter().send_mail("account/email/leaving", user.email, context)
    except OSError as error:
        log.warning("No mail about an account that was given up: %s", type(error).__name__)


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y")
