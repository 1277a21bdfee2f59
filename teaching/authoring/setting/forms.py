"""What an instructor types to set a quiz, with each rule said in words at its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from teaching.accounts.models import User
from teaching.authoring.setting.shelf import Standing
from teaching.quizzes.models import Mode, Quiz, Release

TESTS_ALONE = {
    "minutes": "Only a test has a time limit. Make it a test, or leave this empty.",
    "opens_at": "Only a test opens at a moment. Make it a test, or leave this empty.",
    "closes_at": "Only a test closes. Make it a test, or leave this empty.",
    "pass_mark": "Only a test has a pass mark. Make it a test, or leave this empty.",
}
NO_PAIR = "Say which two it sets against each other."
NO_COUNT = "Say how many questions it asks."
NO_CLOSE = "Say when it closes, since the results wait for that."

if TYPE_CHECKING:
    _QuizForm = forms.ModelForm[Quiz]
else:
    _QuizForm = forms.ModelForm


def _moment() -> forms.DateTimeInput:
    return forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class DraftForm(_QuizForm):
    """A draft without its questions; ``asks`` says whether they are drawn or listed."""

    asks = forms.ChoiceField(
        label="Questions",
        choices=[
            ("lines", "Drawn anew for each learner, by a blueprint"),
            ("list", "The same for everybody, from a list"),
        ],
        widget=forms.RadioSelect,
        initial="lines",
    )
    add = forms.CharField(
        label="Add questions",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Their numbers in the item bank, for example 104, 98. They are added at the end.",
    )

    pair = forms.ChoiceField(
        label="Which two",
        required=False,
        help_text="Pairs the content sets apart and the bank has questions about.",
    )
    questions = forms.IntegerField(
        label="How many questions",
        required=False,
        initial=10,
        min_value=1,
        max_value=100,
        error_messages={
            "min_value": "A contrast asks at least one question.",
            "max_value": "A contrast asks at most 100 questions.",
        },
    )

    minutes = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=1440,
        help_text="Empty: no limit. Single learners can be given more later.",
        error_messages={
            "min_value": "A test takes at least one minute.",
            "max_value": "A test takes at most a day: 1440 minutes.",
        },
    )
    pass_mark = forms.IntegerField(
        label="Pass mark, in per cent",
        required=False,
        min_value=1,
        max_value=100,
        help_text="Of what can be reached. Empty: nothing to pass.",
        error_messages={
            "min_value": "A pass mark is between 1 and 100 per cent.",
            "max_value": "A pass mark is between 1 and 100 per cent.",
        },
    )

    class Meta:
        model = Quiz
        fields = (
            "title",
            "about",
            "mode",
            "marking",
            "minutes",
            "opens_at",
            "closes_at",
            "release",
            "pass_mark",
        )
        labels = {
            "about": "What learners read before they begin",
            "mode": "Kind",
            "opens_at": "Opens",
            "closes_at": "Closes",
            "release": "Results are shown",
        }
        help_texts = {
            "about": "Plain text. An empty line begins a paragraph.",
            "closes_at": "What is saved by then is handed in.",
        }
        error_messages = {
            "title": {"required": "Give it a title; learners see it."},
            "opens_at": {"invalid": "That is no date with a time."},
            "closes_at": {"invalid": "That is no date with a time."},
        }
        widgets = {
            "about": forms.Textarea({"rows": 4}),
            "mode": forms.RadioSelect,
            "marking": forms.RadioSelect,
            "opens_at": _moment(),
            "closes_at": _moment(),
        }

    def __init__(self, data: Any, *, pairs: Mapping[str, str], **kwargs: Any) -> None:
        """``pairs`` are those that can be contrasted, "slug slug", with their names."""
        super().__init__(data, **kwargs)
        field = self.fields["pair"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose two"), *pairs.items()]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        is_contrast = given.get("mode") == Mode.CONTRAST
        for name, message in (("pair", NO_PAIR), ("questions", NO_COUNT)) if is_contrast else ():
            if not given.get(name) and name not in self.errors:
                self.add_error(name, message)
        pair = given.get("pair") or "" if is_contrast else ""
        self.instance.first, _, self.instance.second = pair.partition(" ")
        if given.get("mode") in (Mode.PRACTICE, Mode.CONTRAST):
            for name, message in TESTS_ALONE.items():
                if given.get(name) is not None:
                    self.add_error(name, message)
            given["release"] = Release.HANDED_IN
        elif given.get("release") == Release.CLOSED and given.get("closes_at") is None:
            self.add_error("closes_at", NO_CLOSE)
        opens, closes = given.get("opens_at"), given.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "It has to close after it opens.")
        return given


class ChangeForm(_QuizForm):
    """What may still change of a published quiz. A close moves to a later moment only."""

    class Meta:
        model = Quiz
        fields = ("title", "about", "release", "closes_at")
        labels = {
            "about": DraftForm.Meta.labels["about"],
            "release": "Results are shown",
            "closes_at": "Closes",
        }
        error_messages = DraftForm.Meta.error_messages
        widgets = {
            "about": forms.Textarea({"rows": 4}),
            "closes_at": _moment(),
        }

    def __init__(self, *args: Any, is_over: bool, **kwargs: Any) -> None:
        """``is_over``: the close has passed and brought the results out."""
        super().__init__(*args, **kwargs)
        self.closed_at: datetime | None = self.instance.closes_at
        if not self.instance.is_test:
            del self.fields["release"]
        if self.closed_at is None or is_over:
            del self.fields["closes_at"]
        if "release" in self.fields and is_over:
            del self.fields["release"]

    def clean_closes_at(self) -> datetime:
        closes: datetime | None = self.cleaned_data["closes_at"]
        was = self.closed_at
        if was is None:
            raise ValueError("a quiz that does not close has no such field")
        # The field shows minutes: what was not touched keeps its seconds.
        if closes == was.replace(second=0, microsecond=0):
            return was
        if closes is None or closes < was:
            raise forms.ValidationError(
                f"It can only close later than {timezone.localtime(was):%d.%m.%Y, %H:%M}, since "
                "learners rely on that."
            )
        return closes

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("release") == Release.CLOSED and self.closed_at is None:
            self.add_error("release", "This test does not close; show the results otherwise.")
        return given


class FindForm(forms.Form):
    """How the list of quizzes is narrowed; what cannot be read narrows nothing."""

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(choices=[("", "Any"), *Standing.choices], required=False)

    def wanted(self) -> dict[str, str]:
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class TimeForm(forms.Form):
    """Extra time for one learner."""

    who = forms.CharField(
        label="Learner",
        max_length=254,
        error_messages={"required": "Say who gets more time."},
    )
    minutes = forms.IntegerField(
        label="Minutes more",
        min_value=1,
        max_value=1440,
        error_messages={
            "required": "Say how many minutes.",
            "min_value": "Extra time is at least one minute.",
            "max_value": "Extra time is at most a day: 1440 minutes.",
        },
    )

    def clean_who(self) -> User:
        who = self.cleaned_data["who"]
        accounts = User.objects.filter(is_tryout=False, is_active=True)
        found = (
            accounts.filter(username__iexact=who).first()
            or accounts.filter(email__iexact=who).first()
        )
        if found is None:
            raise forms.ValidationError("No account has this user name or e-mail address.")
        return found


class IntoForm(forms.Form):
    """Into which draft questions of the bank are put; none chosen, a new one with a title."""

    quiz = forms.ChoiceField(label="Draft", required=False)
    title = forms.CharField(label="Its title, if it is new", max_length=300, required=False)

    def __init__(self, data: Any, drafts: Sequence[Quiz]) -> None:
        super().__init__(data)
        field = self.fields["quiz"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                *((str(one.pk), f"{one.title} (no. {one.pk})") for one in drafts),
                ("", "A new quiz"),
            ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("quiz") and not given.get("title") and "quiz" not in self.errors:
            self.add_error("title", "Give the new quiz a title; learners see it.")
        return given
