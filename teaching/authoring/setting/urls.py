"""Addresses at which instructors set quizzes."""

from django.urls import path

from teaching.authoring.setting import adding, extra_time, reports, steps, views

app_name = "teach"
urlpatterns = [
    path("", views.quizzes, name="quizzes"),
    path("new/", views.new, name="new"),
    path("put/", adding.put, name="put"),
    path("<int:pk>/", views.quiz, name="quiz"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/publish/", steps.publish, name="publish"),
    path("<int:pk>/withdraw/", steps.withdraw, name="withdraw"),
    path("<int:pk>/offer/", steps.offer, name="offer"),
    path("<int:pk>/copy/", steps.copy, name="copy"),
    path("<int:pk>/delete/", steps.delete, name="delete"),
    path("<int:pk>/release/", steps.release, name="release"),
    path("<int:pk>/results/", reports.results, name="results"),
    path("<int:pk>/results.csv", reports.spreadsheet, name="spreadsheet"),
    path("<int:pk>/questions/", reports.questions, name="questions"),
    path("<int:pk>/time/", extra_time.time, name="time"),
]
