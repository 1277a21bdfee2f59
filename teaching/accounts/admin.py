"""People in Django's admin: the role is set here, and only here."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from teaching.accounts import leaving, sessions
from teaching.accounts.models import User


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "email", "role", "is_tryout", "date_joined")
    list_filter = ("role", "is_tryout", "is_active")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email", "role", "is_active")}),
        ("Dates", {"fields": ("last_login", "date_joined", "leaves_at")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": (
                    "username",
                    "email",
                    "role",
                    "usable_password",
                    "password1",
                    "password2",
                ),
            },
        ),
    )
    readonly_fields = ("last_login", "date_joined", "leaves_at")

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        self.delete_queryset(request, User.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Everything of theirs, and nothing of anybody else's."""
        pks = list(queryset.values_list("pk", flat=True))
        for pk in pks:
            leaving.erase(User.objects.all(), pk)
        sessions.end(pks)
