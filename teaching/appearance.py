"""Day or night: the scheme a reader chose, kept in a cookie so that the server can write it on the
page and nothing flashes. Without a choice the reader's system decides."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

SCHEMES = frozenset({"light", "dark"})
A_YEAR = 60 * 60 * 24 * 365


def theme(request: HttpRequest) -> dict[str, str]:
    """For every template: ``theme`` is "light", "dark" or "" for the system's own."""
    chosen = request.COOKIES.get("theme", "")
    return {"theme": chosen if chosen in SCHEMES else ""}


@require_POST
@login_not_required
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the scheme and go back to the page it was chosen on."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)  # redirect() would take a word for the name of a view
    chosen = request.POST.get("theme", "")
    if chosen in SCHEMES:
        response.set_cookie(
            "theme",
            chosen,
            max_age=A_YEAR,
            secure=request.is_secure(),
            samesite="Lax",
            httponly=True,
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
