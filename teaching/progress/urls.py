"""Addresses of what a learner knows."""

from django.urls import path

from teaching.progress import looking_back, views

app_name = "progress"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("today/start/", views.start, name="start"),
    path("progress/", views.progress, name="progress"),
    path("progress/history/", looking_back.history, name="history"),
    path("progress/kept/", looking_back.kept, name="kept"),
    path("progress/plan/", views.plan, name="plan"),
    path("progress/wishes/", views.wish, name="wishes"),
    path("progress/fit/", views.fit, name="fit"),
]
