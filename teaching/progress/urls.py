"""Addresses of what a learner knows."""

from django.urls import path

from teaching.progress import looking_back, reminder_views, views

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
    path("progress/reminders/", reminder_views.choose, name="reminders"),
    path("progress/reminders/calendar/", reminder_views.set_feed, name="feed"),
    path("reminders/stop/<slug:secret>/", reminder_views.stop, name="stop"),
    path("calendar/<slug:address>.ics", reminder_views.calendar, name="calendar"),
]
