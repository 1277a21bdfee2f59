"""The pages of progress as text, for learners that only a test knows."""

from django import forms
from django.template.loader import render_to_string

from tests.progress import samples


class Exam(forms.Form):
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))


TOKEN = {"csrf_token": "token"}
LEARNERS = {"none": samples.NONE, "few": samples.FEW, "many": samples.MANY}


def progress(found, fragment=""):
    """The page, or one of its fragments by name."""
    page = samples.overview(found, with_plan=found is samples.MANY)
    name = f"progress/progress.html{fragment and f'#{fragment}'}"
    return render_to_string(name, {"progress": page, "exam": Exam()} | TOKEN)


def today(found, fragment="", **more):
    page = samples.today(found, with_plan=found is samples.MANY, **more)
    return render_to_string(
        f"progress/today.html{fragment and f'#{fragment}'}", {"today": page} | TOKEN
    )
