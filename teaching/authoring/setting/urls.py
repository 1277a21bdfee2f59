"""Addresses at which instructors set quizzes."""

from django.urls import path

from teaching import addresses  # noqa: F401  # registers what a row is
from teaching.authoring.setting import adding, extra_time, reports, steps, views

app_name = "teach"
urlpatterns = [
    path("", views.quizzes, name="quizzes"),
    path("new/", views.new, name="new"),
    path("put/", adding.put, name="put"),
    path("<row:pk>/", views.quiz, name="quiz"),
    path("<row:pk>/edit/", views.edit, name="edit"),
    path("<row:pk>/publish/", steps.publish, name="publish"),
    path("<row:pk>/withdraw/", steps.withdraw, name="withdraw"),
    path("<row:pk>/offer/", steps.offer, name="offer"),
    path("<row:pk>/copy/", steps.copy, name="copy"),
    path("<row:pk>/delete/", steps.delete, name="delete"),
    path("<row:pk>/release/", steps.release, name="release"),
    path("<row:pk>/results/", reports.results, name="results"),
    path("<row:pk>/results.csv", reports.spreadsheet, name="spreadsheet"),
    path("<row:pk>/questions/", reports.questions, name="questions"),
    path("<row:pk>/time/", extra_time.time, name="time"),
]
