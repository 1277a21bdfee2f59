"""A small site of its own for the tests of who may come where."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from teaching.accounts import tryout
from teaching.accounts.http import LearnerRequest, SiteRequest
from teaching.urls import urlpatterns as site


@login_not_required
def start(request: SiteRequest) -> HttpResponse:
    """Begins something, as a case is begun: by POST a visitor becomes a try-out."""
    learner = tryout.begin(request) if request.method == "POST" else request.learner
    return HttpResponse(str(learner.pk if learner else None))


@tryout.learner_required
def attempt(request: LearnerRequest, number: int) -> HttpResponse:
    return HttpResponse(f"{number} {request.learner.pk}")


@login_not_required
def anyone(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


def unlisted(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for accounts")


room = [path("instructors/", unlisted, name="room"), path("all/", unlisted, name="all")]
urlpatterns = [
    *site,
    path("start/", start, name="start"),
    path("attempt/<int:number>/", attempt, name="attempt"),
    path("anyone/", anyone, name="anyone"),
    path("unlisted/", unlisted, name="unlisted"),
    path("staff/", include((room, "staff"))),
]
