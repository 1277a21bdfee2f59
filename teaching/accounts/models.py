"""Who is here: people with an account, and visitors who try the clinic without one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models.functions import Lower

from teaching.accounts.finding import VISITOR


class Role(models.TextChoices):
    LEARNER = "learner", "Learner"
    INSTRUCTOR = "instructor", "Instructor"
    ADMINISTRATOR = "administrator", "Administrator"


class UserManager(DjangoUserManager["User"]):
    def create_superuser(
        self,
        username: str,
        email: str | None = None,
        password: str | None = None,
        **extra_fields: Any,
    ) -> User:
        extra_fields["role"] = Role.ADMINISTRATOR
        return super().create_superuser(username, email, password, **extra_fields)


class User(AbstractUser):
    """A person, or a visitor who tries the clinic without an account (``is_tryout``).

    ``role`` decides; Django's ``is_staff`` and ``is_superuser`` follow it on every save.
    """

    role = models.CharField(max_length=16, choices=Role, default=Role.LEARNER)
    is_tryout = models.BooleanField(default=False, editable=False)
    leaves_at = models.DateTimeField("to be deleted at", null=True, blank=True, editable=False)
    """When an account that its owner gave up is to be deleted (``leaving``); switching it on again
    keeps it."""

    objects: ClassVar[UserManager] = UserManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="one_account_per_name_whatever_its_case",
                violation_error_message="Another account has this user name.",
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email",
                condition=~models.Q(email=""),
                violation_error_message="Another account has this e-mail address.",
            ),
            models.CheckConstraint(
                name="a_tryout_is_a_learner",
                condition=models.Q(is_tryout=False) | models.Q(role="learner"),
            ),
            models.CheckConstraint(
                name="only_administrators_are_staff",
                condition=models.Q(role="administrator", is_staff=True, is_superuser=True)
                | (~models.Q(role="administrator") & models.Q(is_staff=False, is_superuser=False)),
            ),
            models.CheckConstraint(
                name="only_what_is_switched_off_is_to_be_deleted",
                condition=models.Q(leaves_at=None) | models.Q(is_active=False),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.is_staff = self.is_superuser = self.role == Role.ADMINISTRATOR
        if self.is_active:
            self.leaves_at = None
        update_fields: Iterable[str] | None = kwargs.get("update_fields")
        if update_fields is not None and "role" in update_fields:
            update_fields = {*update_fields, "is_staff", "is_superuser"}
        if update_fields is not None and "is_active" in update_fields:
            update_fields = {*update_fields, "leaves_at"}
        if update_fields is not None:
            kwargs["update_fields"] = update_fields
        super().save(*args, **kwargs)

    @property
    def sees_keys(self) -> bool:
        """Whether this person may know what a case rests on without having taken it."""
        return self.role in (Role.INSTRUCTOR, Role.ADMINISTRATOR)

    @property
    def shown_name(self) -> str:
        """What the pages call this person."""
        if self.is_tryout:
            return VISITOR
        return self.get_full_name() or self.username
