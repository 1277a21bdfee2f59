"""The addresses of what somebody takes along."""

from django.urls import path

from teaching.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.data, name="data"),
    path("json/", views.as_json, name="json"),
    path("csv/", views.as_csv, name="csv"),
]
