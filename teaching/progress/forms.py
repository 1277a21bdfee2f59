"""What a learner says of how they want to study."""

from __future__ import annotations

from calendar import day_name
from datetime import date, timedelta
from typing import Any

from django import forms

from teaching.progress.models import Often
from teaching.progress.models.studies import LEAST, MOST, MOST_A_DAY
from teaching.progress.planning import FARTHEST


class ExamForm(forms.Form):
    """The day to plan for; left empty there is no plan. Raises ValidationError for a day that is
    not ahead, or more than a year away."""

    day = forms.DateField(
        label="Day of the examination",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "That is not a day. Write it as 2027-03-31."},
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
