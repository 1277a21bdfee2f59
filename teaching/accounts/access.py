"""Who may come where: every address of the site in one table, and the middleware that keeps it.

An address that is not in the table asks for an account, and a test fails until it is listed. That a
page is open, or takes a try-out, stands beside its view as Django's own mark as well; a test holds
marks and table to each other. What a person may see *within* a page (whose attempt, which draft) is
the business of the querysets.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from teaching.accounts.models import Role, User


class Who(Enum):
    OPEN = "anyone"
    TRYOUT = "a learner, signed in or trying out"
    LEARNER = "anyone with an account"
    INSTRUCTOR = "instructors and administrators"
    ADMINISTRATOR = "administrators"


ACCESS: dict[str, Who] = {
    # Open to everyone.
    "appearance": Who.OPEN,
    "atlas:*": Who.OPEN,
    "quizzes:home": Who.OPEN,
    "quizzes:how": Who.OPEN,
    "quizzes:cases": Who.OPEN,
    "quizzes:case": Who.OPEN,
    # Beginning makes a try-out of a visitor.
    "quizzes:begin": Who.OPEN,
    "quizzes:new-patient": Who.OPEN,
    "quizzes:practise": Who.OPEN,
    # What instructors set; a test asks for an account, and does not exist without one.
    "quizzes:quizzes": Who.OPEN,
    "quizzes:quiz": Who.OPEN,
    "quizzes:contrast": Who.OPEN,
    # One's own attempts.
    "quizzes:*": Who.TRYOUT,
    # A mail program stops reminders, and a calendar program reads what is due, without a session:
    # the secret in the address is what lets them in.
    "progress:stop": Who.OPEN,
    "progress:calendar": Who.OPEN,
    # What one knows, and what comes next.
    "progress:*": Who.TRYOUT,
    # The item bank shows keys.
    "authoring:*": Who.INSTRUCTOR,
    # The studio shows keys too.
    "studio:*": Who.INSTRUCTOR,
    # Setting quizzes shows what is to be asked, and what learners answered.
    "teach:*": Who.INSTRUCTOR,
    # Coming and going.
    "account_login": Who.OPEN,
    "account_logout": Who.OPEN,
    "account_signup": Who.OPEN,
    "account_inactive": Who.OPEN,
    "account_reset_password": Who.OPEN,
    "account_reset_password_done": Who.OPEN,
    "account_reset_password_from_key": Who.OPEN,
    "account_reset_password_from_key_done": Who.OPEN,
    "account_confirm_email": Who.OPEN,
    "account_email_verification_sent": Who.OPEN,
    "account_confirm_login_code": Who.OPEN,
    # One's own account.
    "account_reauthenticate": Who.LEARNER,
    "account_email": Who.LEARNER,
    "account_change_password": Who.LEARNER,
    "account_set_password": Who.LEARNER,
    # What is kept, to take along.
    "exchange:*": Who.TRYOUT,
    # Giving up what is kept; who gave an account up is signed in to nothing when asked to keep it.
    "leaving:account": Who.LEARNER,
    "leaving:tryout": Who.TRYOUT,
    "leaving:keep": Who.OPEN,
    # Django's admin signs in through the page above.
    "admin:login": Who.OPEN,
    "admin:*": Who.ADMINISTRATOR,
}
"""The name of an address, or ``namespace:*`` for a whole namespace, and who may come."""

ROLES = {
    Who.INSTRUCTOR: {Role.INSTRUCTOR, Role.ADMINISTRATOR},
    Who.ADMINISTRATOR: {Role.ADMINISTRATOR},
}


def who(name: str) -> Who | None:
    """Who may come to the address of that name; None where the table does not say."""
    namespace, separator, _ = name.rpartition(":")
    return ACCESS.get(name) or (ACCESS.get(f"{namespace}:*") if separator else None)


def may(user: User, asked: Who) -> bool:
    """Whether someone who is signed in has the role that is asked for."""
    return asked not in ROLES or user.role in ROLES[asked]


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send someone to the sign-in page and afterwards back to the page they were on.

    An htmx request is answered with a redirect of the whole page: an ordinary one would put the
    sign-in form inside the fragment, and lead back to the fragment.
    """
    if request.headers.get("HX-Request") != "true":
        return redirect_to_login(request.get_full_path())
    shown = request.headers.get("HX-Current-URL", "")
    back = resolve_url("/")
    if url_has_allowed_host_and_scheme(
        shown, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        parts = urlsplit(shown)
        back = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return HttpResponseClientRedirect(redirect_to_login(back).url)


class AccessMiddleware:
    """Ask for an account by default, and for the role the table names; too low a role sees 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        # The mark of Django's own @login_not_required, which allauth and the admin set as well.
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return to_sign_in(request)
        asked = who(request.resolver_match.view_name) if request.resolver_match else None
        if asked is not None and not may(request.user, asked):
            raise Http404
        return None
