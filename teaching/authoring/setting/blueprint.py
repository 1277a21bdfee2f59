"""The lines of a blueprint as they are typed, and what a line can name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from teaching.authoring.forms import Choices
from teaching.items.generators.registry import MODELS
from teaching.items.models import Difficulty
from teaching.knowledge import packs
from teaching.knowledge.models import Disease
from teaching.quizzes.models import BlueprintLine

LINES = 8
"""A blueprint has at most so many lines."""


class LineForm(forms.Form):
    """One line of a blueprint. One that is left empty is no line."""

    count = forms.IntegerField(
        label="How many",
        required=False,
        min_value=1,
        max_value=100,
        error_messages={
            "min_value": "A line asks at least one question.",
            "max_value": "A line asks at most 100 questions.",
        },
    )
    difficulty = forms.ChoiceField(choices=[("", "Any"), *Difficulty.choices], required=False)
    axis = forms.ChoiceField(label="Asks for", required=False)
    concept = forms.ChoiceField(label="Is about", required=False)
    layer = forms.ChoiceField(label="Rests on", required=False)
    models_asked = forms.MultipleChoiceField(
        label="Item models", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = list(offered)
            elif isinstance(field, forms.ChoiceField):
                field.choices = [("", "Anything"), *offered]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if any(given.values()) and not given.get("count") and "count" not in self.errors:
            self.add_error("count", "Say how many questions, or leave the whole line empty.")
        return given

    def line(self) -> BlueprintLine | None:
        """The line as a row without its quiz; None where it is empty or has a mistake."""
        if not self.is_valid() or not self.cleaned_data.get("count"):
            return None
        return BlueprintLine(**self.cleaned_data)


LineFormSet = forms.formset_factory(
    LineForm, extra=LINES, max_num=LINES, absolute_max=LINES, validate_max=True
)


def choices(disease: Disease) -> dict[str, Choices]:
    """What a line of a blueprint can name."""
    pack, _ = packs.cached(disease)
    by_axis = [
        (axis.label, [(one.slug, one.name) for one in pack.concepts if one.axis == axis.slug])
        for axis in pack.disease.axes
    ]
    return {
        "models_asked": [(one.slug, one.name) for one in MODELS],
        "axis": [(axis.slug, axis.label) for axis in pack.disease.axes],
        "concept": [(label, named) for label, named in by_axis if named],
        "layer": [(layer.slug, layer.name) for layer in pack.disease.layers],
    }
