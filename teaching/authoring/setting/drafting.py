"""The page on which a draft is written: its form, the lines of its blueprint, its list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from teaching.authoring import listing
from teaching.authoring.setting import drafts, fitting, ordering
from teaching.authoring.setting.blueprint import LINES, LineForm, LineFormSet, choices
from teaching.authoring.setting.forms import DraftForm
from teaching.items.models import Vignette
from teaching.knowledge.models import Disease
from teaching.quizzes import growing
from teaching.quizzes.models import BlueprintLine, Mode, Quiz

TOO_MANY = f"A list has at most {ordering.AT_MOST} questions."


@dataclass(frozen=True)
class Place:
    """One question of the list; ``row`` is None where the bank does not hold it any more."""

    slug: str
    row: listing.Row | None
    is_first: bool
    is_last: bool

    @property
    def is_asked(self) -> bool:
        return self.row is not None and self.row.vignette.state == "published"


@dataclass(frozen=True)
class Line:
    """One line of the blueprint on the page; the first empty one stands open after the others."""

    number: int
    form: LineForm
    fit: fitting.Fit | None
    is_open: bool


class Draft:
    """A draft with what was sent, or as it is stored. ``touched`` is the question whose place in
    the list was changed by the button that was pressed."""

    def __init__(self, quiz: Quiz, data: QueryDict | None = None) -> None:
        self.quiz = quiz
        self.disease = quiz.disease
        stored = list(quiz.lines.all()) if quiz.pk else []
        self.slugs = list(quiz.listed.values_list("slug", flat=True)) if quiz.pk else []
        asks = "list" if self.slugs else "lines"
        self.form = DraftForm(
            data,
            pairs=growing.offered(self.disease),
            instance=quiz,
            initial={"asks": asks, **_contrast(quiz, stored)},
        )
        self.lines = LineFormSet(
            data,
            prefix="line",
            initial=[_initial(line) for line in stored[:LINES]],
            form_kwargs={"choices": choices(self.disease)},
        )
        self.lines.extra = LINES - min(len(stored), LINES)
        self.touched = ""
        if data is not None:
            self.slugs = data.getlist("listed")
            self._move(data)

    def _move(self, data: QueryDict) -> None:
        for name, change in {
            "up": ordering.earlier,
            "down": ordering.later,
            "remove": ordering.without,
        }.items():
            if name in data:
                self.touched = str(data[name])
                self.slugs = change(self.slugs, self.touched)

    @property
    def is_listed(self) -> bool:
        return bool(self.form["asks"].value() == "list")

    @property
    def is_contrast(self) -> bool:
        return bool(self.form["mode"].value() == Mode.CONTRAST)

    def save(self, at: datetime) -> bool:
        """Store it where everything fits; else say at each field what does not. An empty list or
        blueprint is no mistake while it is a draft. Raises drafts.NoDraftError."""
        fits = self.form.is_valid()
        if self.is_contrast:
            lines: list[BlueprintLine] = []
            slugs: list[str] = []
            if fits:
                lines = [BlueprintLine(count=self.form.cleaned_data["questions"])]
        elif self.is_listed:
            fits = self._add() and fits
            lines = []
            slugs = _of_the_bank(self.disease, self.slugs)
        else:
            fits = self.lines.is_valid() and fits
            lines, slugs = [line for line in self._read() if line is not None], []
        if not fits:
            return False
        if self.quiz.pk is None:
            self.quiz.created_at = at
        drafts.save(self.quiz, lines, slugs)
        return True

    def _add(self) -> bool:
        """Bring the numbers that were typed into the list."""
        if "add" not in self.form.cleaned_data:
            return False
        typed = self.form.cleaned_data["add"]
        wanted = ordering.numbers(typed)
        held = dict(
            Vignette.objects.bank(self.disease).filter(pk__in=wanted).values_list("pk", "slug")
        )
        unknown = [str(number) for number in wanted if number not in held]
        if typed.strip() and not wanted:
            self.form.add_error("add", "There is no number in this.")
        elif unknown:
            which = "question" if len(unknown) == 1 else "questions"
            self.form.add_error("add", f"The bank has no {which} {', '.join(unknown[:10])}.")
        else:
            together = ordering.joined(self.slugs, [held[number] for number in wanted])
            if len(together) <= ordering.AT_MOST:
                self.slugs = together
                return True
            self.form.add_error("add", TOO_MANY)
        return False

    def _read(self) -> list[BlueprintLine | None]:
        return [form.line() for form in self.lines.forms] if self.lines.is_bound else []

    def shown(self, at: datetime) -> dict[str, Any]:
        """The context of the page."""
        return {
            "draft": self,
            "form": self.form,
            "shown_lines": self._shown_lines(at),
            "places": places(self.disease, self.slugs),
        }

    def _shown_lines(self, at: datetime) -> list[Line]:
        if self.lines.is_bound:
            read = self._read()
        else:
            stored = list(self.quiz.lines.all()) if self.quiz.pk else []
            read = [*stored, *[None] * (LINES - len(stored))]
        fits = iter(fitting.fits(self.disease, [one for one in read if one is not None], at))
        shown: list[Line] = []
        for number, (form, line) in enumerate(zip(self.lines.forms, read, strict=False), start=1):
            fit = next(fits) if line is not None else None
            shown.append(Line(number, form, fit, fit is not None or bool(form.errors)))
        if shown and not any(line.is_open for line in shown):
            shown[0] = Line(1, shown[0].form, None, is_open=True)
        return shown


def _contrast(quiz: Quiz, lines: Sequence[BlueprintLine]) -> dict[str, Any]:
    """What the fields of a contrast hold before anything is typed."""
    if not quiz.is_contrast:
        return {}
    return {"pair": " ".join(quiz.pair), "questions": sum(line.count for line in lines)}


def _initial(line: BlueprintLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in LineForm.base_fields}


def _of_the_bank(disease: Disease, slugs: Sequence[str]) -> list[str]:
    """Those that are questions of the bank, each once."""
    held = set(Vignette.objects.bank(disease).filter(slug__in=slugs).values_list("slug", flat=True))
    return [slug for slug in ordering.joined((), slugs) if slug in held]


def places(disease: Disease, slugs: Sequence[str]) -> list[Place]:
    """The list as a page shows it, each question in its published revision where there is one:
    three queries."""
    bank = listing.with_openings(Vignette.objects.bank(disease).filter(slug__in=slugs))
    held: dict[str, Vignette] = {}
    for one in bank.order_by("pk"):
        if one.slug not in held or held[one.slug].state != "published":
            held[one.slug] = one
    rows = {row.vignette.slug: row for row in listing.rows_of(list(held.values()))}
    last = len(slugs) - 1
    return [
        Place(slug, rows.get(slug), number == 0, number == last)
        for number, slug in enumerate(slugs)
    ]
