"""How the bank is narrowed, and which of its questions are to be moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from teaching.items.models import State
from teaching.quizzes.forms import AnyChoice

Choices = Sequence[tuple[str, Any]]
WORDS_AT_MOST = 200
MAIN = ("state", "model", "answer", "lint")
"""The filters that always stand open; the others are folded until one of them is set."""


class _Numbers(forms.Field):
    """Ids of rows, one for each value that was sent; what is no number is left out."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        return [int(one) for one in value or () if str(one).isdecimal() and len(str(one)) < 19]


class FilterForm(forms.Form):
    """What an instructor looks for. The fields stand in the order in which they are shown."""

    q = forms.CharField(label="Words, or the code of a fact", required=False)
    state = AnyChoice(required=False)
    model = AnyChoice(label="Item model", required=False)
    axis = AnyChoice(label="Question", required=False)
    answer = AnyChoice(required=False)
    difficulty = AnyChoice(required=False)
    layer = AnyChoice(label="Rests on", required=False)
    fact = forms.CharField(label="Fact", required=False)
    lint = AnyChoice(label="Linter", required=False)

    def __init__(self, data: Mapping[str, str], choices: Mapping[str, Choices]) -> None:
        super().__init__(data)
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "Any"), *choices.get(name, ())]
        for name in ("q", "fact"):
            self.fields[name].widget.attrs |= {"maxlength": WORDS_AT_MOST, "class": "field"}

    @property
    def main(self) -> list[forms.BoundField]:
        """The filters that always stand open."""
        return [self[name] for name in MAIN]

    @property
    def further(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in (*MAIN, "q")]

    def wanted(self) -> dict[str, str]:
        """What was asked for, by field; nothing where the address says nothing."""
        self.full_clean()
        return {
            name: str(value)[:WORDS_AT_MOST] for name, value in self.cleaned_data.items() if value
        }

    def unknown(self, wanted: Mapping[str, str]) -> list[str]:
        """What was asked for and does not exist, in words."""
        return [
            f"There is no {(self[name].label or name).lower()} “{wanted[name]}”."
            for name, field in self.fields.items()
            if isinstance(field, forms.ChoiceField)
            and wanted.get(name)
            and wanted[name] not in _values(field.choices)
        ]

    def told(self, wanted: Mapping[str, str]) -> list[tuple[str, str]]:
        """Each filter that is set, by field, as a reader says it."""
        return [(name, self._told(name, value)) for name, value in wanted.items()]

    def _told(self, name: str, value: str) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return f"{self[name].label}: {_values(field.choices).get(value, value)}"
        return f"“{value}”" if name == "q" else f"{self[name].label} {value}"


def _values(choices: Any) -> dict[str, str]:
    """The words of each choice by its value, groups opened."""
    found: dict[str, str] = {}
    for value, words in choices:
        found |= _values(words) if isinstance(words, list | tuple) else {value: str(words)}
    return found


class MeantForm(forms.Form):
    """Which questions of the list. ``found`` is how many the instructor was told there are."""

    which = forms.ChoiceField(choices=[(one, one) for one in ("ticked", "page", "all")])
    ticked = _Numbers(required=False)
    page = _Numbers(required=False)
    found = forms.IntegerField(required=False, min_value=0)
    back = forms.CharField(required=False)


class MoveForm(MeantForm):
    """Where to bring which questions."""

    to = forms.ChoiceField(choices=[(State.PUBLISHED, "Publish"), (State.RETIRED, "Retire")])
    is_sure = forms.BooleanField(required=False)
