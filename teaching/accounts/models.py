"""Who is here."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    LEARNER = "learner", "Learner"
    INSTRUCTOR = "instructor", "Instructor"
    ADMINISTRATOR = "administrator", "Administrator"


class User(AbstractUser):
    """A person, or a visitor who tries the clinic without an account (``is_tryout``)."""

    role = models.CharField(max_length=16, choices=Role, default=Role.LEARNER)
    is_tryout = models.BooleanField(default=False)
