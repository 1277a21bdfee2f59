"""The tables of the quizzes: cases and questions taken, and the quizzes they are taken in."""

from teaching.quizzes.models.attempts import Attempt, AttemptQuerySet, Certainty, Response
from teaching.quizzes.models.marks import Mark, MarkQuerySet
from teaching.quizzes.models.quizzes import (
    Allowance,
    BlueprintLine,
    Listed,
    Marking,
    Mode,
    Only,
    Quiz,
    QuizQuerySet,
    Release,
)
from teaching.quizzes.models.reports import Report, ReportQuerySet, Trouble
from teaching.quizzes.models.sittings import (
    Question,
    QuestionQuerySet,
    Sitting,
    SittingQuerySet,
)

__all__ = [
    "Allowance",
    "Attempt",
    "AttemptQuerySet",
    "BlueprintLine",
    "Certainty",
    "Listed",
    "Mark",
    "MarkQuerySet",
    "Marking",
    "Mode",
    "Only",
    "Question",
    "QuestionQuerySet",
    "Quiz",
    "QuizQuerySet",
    "Release",
    "Report",
    "ReportQuerySet",
    "Response",
    "Sitting",
    "SittingQuerySet",
    "Trouble",
]
