"""Quizzes in a fresh clone, so that a newcomer finds something set."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from teaching.accounts.models import Role, User
from teaching.quizzes import catalogue
from teaching.quizzes.models import BlueprintLine, Mode, Quiz, Release

PRACTICE = "Before the ward round"
TEST = "A short test"


class Command(BaseCommand):
    help = "Set one quiz to practise with and one test, by a demo account; once."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEPLOYED:
            raise CommandError(
                "SECRET_KEY is set, so this is a deployment. Instructors set its quizzes."
            )
        disease = catalogue.clinic()
        owner = User.objects.filter(role=Role.INSTRUCTOR).order_by("pk").first()
        if disease is None or owner is None:
            raise CommandError("Load a pack and make the demo accounts first.")
        held = Quiz.objects.filter(disease=disease, is_set=True)
        now = timezone.now()
        common = {
            "disease": disease,
            "owner": owner,
            "is_set": True,
            "created_at": now,
            "published_at": now,
        }
        with transaction.atomic():
            if not held.filter(title=PRACTICE).exists():
                quiz = Quiz.objects.create(
                    title=PRACTICE,
                    about="Five questions to warm up. You see why after each answer.",
                    mode=Mode.PRACTICE,
                    **common,
                )
                BlueprintLine.objects.create(quiz=quiz, position=0, count=5)
            if not held.filter(title=TEST).exists():
                quiz = Quiz.objects.create(
                    title=TEST,
                    about="Eight questions against the clock. Answers can be changed until you "
                    "hand in; then you see the results.",
                    mode=Mode.TEST,
                    minutes=20,
                    release=Release.HANDED_IN,
                    pass_mark=60,
                    **common,
                )
                BlueprintLine.objects.create(quiz=quiz, position=0, count=8)
