"""Addresses of the item bank, for instructors."""

from django.urls import path

from teaching.authoring import reports, views

app_name = "authoring"
urlpatterns = [
    path("", views.bank, name="bank"),
    path("move/", views.move, name="move"),
    path("moves/<int:pk>/undo/", views.undo, name="undo"),
    path("models/", views.models, name="models"),
    path("models/<slug:slug>/approve/", views.approve, name="approve"),
    path("models/<slug:slug>/withdraw/", views.withdraw, name="withdraw"),
    path("models/<slug:slug>/likeness/", views.likeness, name="likeness"),
    path("facts/<str:code>/", views.fact, name="fact"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:pk>/answer/", reports.answer, name="answer"),
    path("reports/<int:pk>/reopen/", reports.reopen, name="reopen"),
    path("<int:pk>/", views.question, name="question"),
]
