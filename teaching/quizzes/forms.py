"""What a learner types or taps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from teaching.items.generators.item_models import ItemModel
from teaching.items.models import Difficulty
from teaching.quizzes.models import Certainty, Only, Trouble

UNREADABLE = "That answer could not be read. Nothing was stored; choose and send it again."


class ReadOnForm(forms.Form):
    """The stage to open, by its index; sent twice it opens once."""

    stage = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class CommitForm(forms.Form):
    """An answer and how sure: the submit button is the certainty."""

    item = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": UNREADABLE, "invalid": UNREADABLE}
    )
    option = forms.IntegerField(
        error_messages={"required": "Choose an answer first.", "invalid": UNREADABLE}
    )
    certainty = forms.TypedChoiceField(
        choices=Certainty,
        coerce=int,
        error_messages={
            "required": "Say how sure you are: guess, fairly sure or certain.",
            "invalid_choice": "Say how sure you are: guess, fairly sure or certain.",
        },
    )

    def problem(self) -> str:
        """The first thing that is missing, in words for the learner."""
        for field in ("option", "certainty", "item"):
            for message in self.errors.get(field, []):
                return str(message)
        return ""


class AnyChoice(forms.ChoiceField):
    """A choice from an address, which may hold anything: what is no choice finds nothing."""

    def valid_value(self, value: object) -> bool:
        return True


class CaseFilterForm(forms.Form):
    """How the list of cases is narrowed. Nothing here tells what an unfinished case is about:
    answers and facts are looked up among cases already finished."""

    difficulty = AnyChoice(choices=[("", "Any difficulty"), *Difficulty.choices], required=False)
    taken = AnyChoice(
        choices=[
            ("", "Taken or not"),
            ("no", "Not taken yet"),
            ("open", "Begun"),
            ("yes", "Finished"),
        ],
        required=False,
    )
    asks = forms.CharField(required=False, max_length=50)
    answer = forms.CharField(required=False, max_length=300)
    fact = forms.CharField(required=False, max_length=32)


class NewPatientForm(forms.Form):
    """How hard the generated patient may be."""

    difficulty = forms.ChoiceField(choices=Difficulty, initial=Difficulty.MEDIUM)


COUNTS = (5, 10, 20, 40)


class PracticeForm(forms.Form):
    """What a learner wants to be asked. No topic chosen: any."""

    topics = forms.MultipleChoiceField(required=False)
    count = forms.TypedChoiceField(
        label="How many", choices=[(n, str(n)) for n in COUNTS], coerce=int, initial=10
    )
    difficulty = forms.ChoiceField(choices=[("", "Any"), *Difficulty.choices], required=False)
    only = forms.ChoiceField(label="Which", choices=Only.choices, required=False)

    def __init__(
        self, topics: Sequence[tuple[ItemModel, int]], data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data)
        field = self.fields["topics"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(model.slug, model.name) for model, _ in topics]


class ContrastForm(forms.Form):
    """Which two concepts to tell apart."""

    pair = forms.ChoiceField(label="Which two")

    def __init__(
        self, pairs: Sequence[tuple[str, str]], data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data)
        field = self.fields["pair"]
        if isinstance(field, forms.ChoiceField):
            field.choices = pairs


class BookmarkForm(forms.Form):
    """Whether a question is bookmarked from now on; sent twice it changes nothing."""

    kept = forms.TypedChoiceField(choices=[("1", "yes"), ("0", "no")], coerce=lambda v: v == "1")


class NoteForm(forms.Form):
    """A learner's own note on a question."""

    note = forms.CharField(
        required=False,
        max_length=2000,
        error_messages={"max_length": "The note is too long: it may have 2,000 characters."},
    )


class ReportForm(forms.Form):
    """What is wrong with a question, and the learner's words for it."""

    trouble = forms.ChoiceField(
        choices=Trouble,
        error_messages={
            "required": "Say what kind of problem it is.",
            "invalid_choice": "Say what kind of problem it is.",
        },
    )
    words = forms.CharField(
        max_length=2000,
        error_messages={
            "required": "Say in a few words what is wrong.",
            "max_length": "The report is too long: it may have 2,000 characters.",
        },
    )

    def problem(self) -> str:
        """The first thing that is wrong with it, in words for the learner."""
        return next(str(said) for errors in self.errors.values() for said in errors)


class FlagForm(forms.Form):
    """Whether a question is flagged from now on; sent twice it changes nothing."""

    flagged = forms.TypedChoiceField(choices=[("1", "yes"), ("0", "no")], coerce=lambda v: v == "1")


class QuizFilterForm(forms.Form):
    """How the list of quizzes is narrowed: words of the title."""

    q = forms.CharField(required=False, max_length=100)


class SaveForm(forms.Form):
    """A choice in a test, which can be changed until it is handed in."""

    turn = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    option = forms.IntegerField(required=False)
    certainty = forms.TypedChoiceField(
        choices=Certainty,
        coerce=lambda value: Certainty(int(value)),
        required=False,
        empty_value=None,
    )
    clear = forms.BooleanField(required=False)
    """Take the answer back."""
    go = forms.CharField(required=False, max_length=8)
    """``next``: on to what comes after."""
