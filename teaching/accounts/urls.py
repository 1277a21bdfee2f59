"""The addresses at which one gives up what is kept, or takes it back."""

from django.urls import path

from teaching.accounts import leaving_pages

app_name = "leaving"
urlpatterns = [
    path("delete/", leaving_pages.leave, name="account"),
    path("delete/visitor/", leaving_pages.leave_tryout, name="tryout"),
    path("keep/", leaving_pages.keep, name="keep"),
]
