"""The list of what learners reported: which reports were asked for, and what each row says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse

from teaching.authoring.listing import MODEL_NAMES
from teaching.items.generators.registry import MODELS
from teaching.items.models import Vignette
from teaching.items.showing import story as read_story
from teaching.quizzes.models import Report, ReportQuerySet

OPEN, ANSWERED, ALL = "open", "answered", "all"
CASES = "case"
"""Stands for every report on a case, among the item models."""
NUMBER_AT_MOST = 2**62


class ReportFilterForm(forms.Form):
    """What an instructor looks for; what is no choice counts as not chosen."""

    state = forms.ChoiceField(
        choices=[(OPEN, "Open"), (ANSWERED, "Answered"), (ALL, "All")], required=False
    )
    model = forms.ChoiceField(
        label="Item model",
        choices=[("", "Any"), *((one.slug, one.name) for one in MODELS), (CASES, "Cases")],
        required=False,
    )
    q = forms.CharField(label="Words of the report", required=False, max_length=200)
    question = forms.IntegerField(required=False, min_value=1, max_value=NUMBER_AT_MOST)
    """A question of the bank by its number: in any revision."""

    def wanted(self) -> dict[str, Any]:
        """What was asked for, by field; open reports unless another state was."""
        self.full_clean()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return {"state": OPEN, **found}


class AnswerForm(forms.Form):
    """What the learner is to read."""

    answer = forms.CharField(
        max_length=2000,
        error_messages={
            "required": "Write what the learner is to read.",
            "max_length": "The answer is too long: it may have 2,000 characters.",
        },
    )
    back = forms.CharField(required=False)


@dataclass(frozen=True)
class Row:
    """One report in the list; ``url`` leads to what it is about, where there is such a page."""

    report: Report
    url: str
    lead_in: str
    model: str


def found(wanted: Mapping[str, Any]) -> ReportQuerySet:
    """The reports that were asked for, the oldest open ones first, then the newest."""
    rows = Report.objects.select_related("learner", "vignette", "answered_by")
    if wanted["state"] == OPEN:
        rows = rows.open().order_by("sent_at", "pk")
    elif wanted["state"] == ANSWERED:
        rows = rows.answered().order_by("-answered_at", "-pk")
    if wanted.get("model") == CASES:
        rows = rows.filter(attempt__in_quiz=False)
    elif "model" in wanted:
        rows = rows.filter(attempt__in_quiz=True, vignette__model=wanted["model"])
    for word in wanted.get("q", "").split():
        rows = rows.filter(
            Q(text__icontains=word)
            | Q(answer__icontains=word)
            | Q(learner__username__icontains=word)
            | Q(vignette__title__icontains=word)
        )
    if "question" in wanted:
        about = Vignette.objects.filter(pk=wanted["question"]).first()
        rows = rows.on(about) if about is not None else rows.none()
    return rows


def rows_of(reports: Sequence[Report]) -> list[Row]:
    return [_row(one) for one in reports]


def _row(report: Report) -> Row:
    vignette = report.vignette
    decisions = {one.pk: one for one in read_story(vignette).decisions}
    url = ""
    if report.is_of_bank:
        url = reverse("authoring:question", args=[vignette.pk])
    elif report.is_of_open_case:
        url = reverse("quizzes:case", args=[vignette.pk])
    asked = decisions.get(report.item_id)
    model = MODEL_NAMES.get(vignette.model, vignette.model) if report.is_of_bank else "Case"
    return Row(report, url, asked.lead_in if asked else "", model)


def open_on(vignette: Vignette) -> int:
    """How many reports are open on a question, in any of its revisions: one query."""
    return Report.objects.on(vignette).open().count()
