"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from teaching import appearance

# One way to sign in, with its rate limits, for the admin too.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("data/", include("teaching.accounts.urls")),
    path("data/", include("teaching.exchange.urls")),
    path("atlas/", include("teaching.knowledge.urls")),
    path("bank/", include("teaching.authoring.urls")),
    path("studio/", include("teaching.authoring.studio.urls")),
    path("teach/quizzes/", include("teaching.authoring.setting.urls")),
    path("", include("teaching.progress.urls")),
    path("", include("teaching.quizzes.urls")),
    path("appearance/", appearance.choose, name="appearance"),
]
