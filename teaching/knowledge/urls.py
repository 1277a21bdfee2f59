"""Addresses of the atlas: what the answers rest on, open to everyone."""

from django.urls import path

from teaching.knowledge import views

app_name = "atlas"
urlpatterns = [
    path("", views.forms, name="forms"),
    path("timeline/", views.timeline, name="timeline"),
    path("mimics/", views.mimics, name="mimics"),
    path("management/", views.management, name="management"),
    path("what-if/", views.what_if, name="what-if"),
    path("facts/", views.facts, name="facts"),
    path("facts/<str:code>/", views.fact, name="fact"),
    path("disputes/", views.disputes, name="disputes"),
    path("glossary/", views.glossary, name="glossary"),
    path("sources/", views.sources, name="sources"),
    path("search/", views.search, name="search"),
]
