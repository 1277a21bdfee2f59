"""The tables of the quizzes: cases and questions taken, and the quizzes they are taken in."""

from teaching.quizzes.models.attempts import Attempt, AttemptQuerySet, Certainty, Response
from teaching.quizzes.models.marks import Mark, MarkQuerySet
from teaching.quizzes.models.quizzes import (
    BlueprintLine,
    Only,
    Question,
    Quiz,
    Sitting,
    SittingQuerySet,
)

__all__ = [
    "Attempt",
    "AttemptQuerySet",
    "BlueprintLine",
    "Certainty",
    "Mark",
    "MarkQuerySet",
    "Only",
    "Question",
    "Quiz",
    "Response",
    "Sitting",
    "SittingQuerySet",
]
