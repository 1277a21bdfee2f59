"""Addresses of the studio, for instructors."""

from django.urls import path

from teaching import addresses  # noqa: F401  # registers what a row is
from teaching.authoring.studio import changes, reviews, tagging, views

app_name = "studio"
urlpatterns = [
    path("", views.manuscripts, name="manuscripts"),
    path("new/", views.new, name="new"),
    path("draw/", views.draw, name="draw"),
    path("<row:pk>/", views.manuscript, name="manuscript"),
    path("<row:pk>/lines/<slug:line>/tag/", tagging.tag, name="tag"),
    path("<row:pk>/stand/", reviews.stand, name="stand"),
    path("<row:pk>/comments/", reviews.comment, name="comment"),
    path("<row:pk>/comments/<row:number>/", reviews.resolve, name="resolve"),
    path("<row:pk>/changes/", changes.changes, name="changes"),
    path("<row:pk>/delete/", views.delete, name="delete"),
    path("<row:pk>/restore/", views.restore, name="restore"),
]
