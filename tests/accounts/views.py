"""A small site of its own for the tests of who may come where."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from teaching.accounts import tryout
from teaching.accounts.http import LearnerRequest
from teaching.urls import urlpatterns as site


@tryout.welcome
def start(request: LearnerRequest) -> HttpResponse:
    return HttpResponse(str(request.learner.pk if request.learner else None))


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
