"""What a learner says of how they want to study."""

from __future__ import annotations

from calendar import day_name
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from teaching.progress.models import Often
from teaching.progress.models.studies import LEAST, MOST, MOST_A_DAY
from teaching.progress.planning import FARTHEST
from teaching.quizzes.forms import AnyChoice
from teaching.quizzes.models import Certainty

WORDS_AT_MOST = 200
LARGEST = 2**63 - 1
MAIN, PLACE = ("q", "came"), ("before", "after")
NOT_A_DAY = "That is not a day. Write it as 2027-03-31."


class ExamForm(forms.Form):
    """The day to plan for; left empty there is no plan. Raises ValidationError for a day that is
    not ahead, or more than a year away."""

    day = forms.DateField(
        label="Day of the examination",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": NOT_A_DAY},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        last = today + timedelta(days=FARTHEST)
        self.fields["day"].widget.attrs |= {
            "min": (today + timedelta(days=1)).isoformat(),
            "max": last.isoformat(),
        }

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day is not None and not 0 < (day - self.today).days <= FARTHEST:
            raise forms.ValidationError("A plan looks from tomorrow to a year ahead.")
        return day


class WishForm(forms.Form):
    """How well to know things, and how much a day."""

    recall = forms.IntegerField(
        label="How much you want to know, in 100",
        min_value=round(100 * LEAST),
        max_value=round(100 * MOST),
        help_text="Of what comes due, so much should still be known. More means more reviews: "
        "90 is a good middle, 95 asks for about half as many again.",
    )
    daily_limit = forms.IntegerField(
        label="Questions a day at most",
        min_value=1,
        max_value=MOST_A_DAY,
        help_text="What is left over waits until tomorrow.",
    )


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": NOT_A_DAY},
    )


class HistoryForm(forms.Form):
    """What of the past a learner looks for. The fields stand in the order in which they are shown;
    one that cannot be read narrows nothing and says so."""

    q = forms.CharField(label="Words", required=False, max_length=WORDS_AT_MOST)
    what = AnyChoice(label="Taken as", required=False)
    came = AnyChoice(label="Result", required=False)
    sure = AnyChoice(label="How sure", required=False)
    concept = AnyChoice(label="Asked for", required=False)
    kind = AnyChoice(label="Kind of question", required=False)
    since = _day("From")
    until = _day("To")
    before = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)
    after = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)

    def __init__(
        self, data: Mapping[str, Any], choices: Mapping[str, Sequence[tuple[str, Any]]]
    ) -> None:
        super().__init__(data)
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - only these have choices
            field.choices = [("", "Any"), *found]

    @property
    def further(self) -> list[forms.BoundField]:
        """The filters that are folded until one of them is set."""
        return [self[name] for name in self.fields if name not in (*MAIN, *PLACE)]

    def wanted(self) -> dict[str, Any]:
        """What was asked for, by field; nothing where the address says nothing."""
        self.full_clean()
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        if wanted.get("sure") not in (None, *map(str, Certainty.values)):
            wanted["sure"] = Certainty.CERTAIN + 1  # no choice, so it finds nothing
        return wanted


class KeepForm(forms.Form):
    """A bookmark or a flag, put on or taken away; ``row`` is that of the question."""

    what = forms.ChoiceField(choices=[(one, one) for one in ("bookmark", "flag")])
    row = forms.IntegerField(min_value=1, max_value=LARGEST)
    on = forms.BooleanField(required=False)


class ReminderForm(forms.Form):
    """Whether and when to be written to. Raises ValidationError where mails are asked for and
    there is no confirmed ``address`` to send them to."""

    often = forms.ChoiceField(label="Mails", choices=Often, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(
        label="Day of the digest", coerce=int, choices=list(enumerate(day_name))
    )
    hour = forms.TypedChoiceField(
        label="Hour", coerce=int, choices=[(hour, f"{hour}:00") for hour in range(24)]
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def clean_often(self) -> str:
        often: str = self.cleaned_data["often"]
        if often != Often.OFF and not self.address:
            raise forms.ValidationError("Confirm an e-mail address first: no other is written to.")
        return often
