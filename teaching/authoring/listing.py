"""The list of the bank: which questions were asked for, and what each row says of its question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, Subquery

from teaching.authoring.faults import RULE_NAMES
from teaching.authoring.forms import Choices, FilterForm
from teaching.items.generators.registry import MODELS
from teaching.items.models import (
    Difficulty,
    Item,
    Key,
    Line,
    Lint,
    Option,
    State,
    Vignette,
    VignetteQuerySet,
)
from teaching.knowledge import packs
from teaching.knowledge.models import Disease, Fact
from teaching.knowledge.schema import Pack

NO_AXIS = "none"
CLEAN, WARNED = "none", "any"
MODEL_NAMES = {model.slug: model.name for model in MODELS}


@dataclass(frozen=True)
class Held:
    """What the bank holds of a disease, in one query: how many in each state, and the concepts
    that are right in any of its questions."""

    states: Counter[str]
    concepts: frozenset[str]

    @classmethod
    def of(cls, disease: Disease) -> Held:
        rows = (
            Vignette.objects.bank(disease)
            .order_by()
            .values_list("state", "items__key__concept__slug")
        )
        counted = Counter(rows)
        states: Counter[str] = Counter()
        for (state, _), count in counted.items():
            states[state] += count
        return cls(states, frozenset(concept for _, concept in counted if concept))

    @property
    def total(self) -> int:
        return self.states.total()


def filters(disease: Disease, held: Held, data: Mapping[str, str]) -> FilterForm:
    """The filters of a disease's bank, with what can be chosen."""
    pack, _ = packs.cached(disease)
    choices: dict[str, Choices] = {
        "state": [(state, f"{label} ({held.states[state]})") for state, label in State.choices],
        "model": [(model.slug, model.name) for model in MODELS],
        "axis": [*((axis.slug, axis.label) for axis in pack.disease.axes), (NO_AXIS, "No axis")],
        "answer": _answers(pack, held.concepts),
        "difficulty": Difficulty.choices,
        "layer": [(layer.slug, layer.name) for layer in pack.disease.layers],
        "lint": [
            (CLEAN, "No warning"),
            (WARNED, "Any warning"),
            ("Rules", sorted(RULE_NAMES.items(), key=lambda rule: rule[1])),
        ],
    }
    return FilterForm(data, choices)


def _answers(pack: Pack, held: Iterable[str]) -> Choices:
    """The concepts that are right somewhere, under their axes."""
    known = frozenset(held)
    by_axis = [
        (axis.label, [(one.slug, one.name) for one in pack.concepts if one.axis == axis.slug])
        for axis in pack.disease.axes
    ]
    found = [(label, [one for one in named if one[0] in known]) for label, named in by_axis]
    return [(label, named) for label, named in found if named]


# ---- which questions -----------------------------------------------------------------------------
def found(disease: Disease, wanted: Mapping[str, str]) -> VignetteQuerySet:
    """The questions of the bank that were asked for, the newest first. A fact costs a query."""
    rows = Vignette.objects.bank(disease)
    plain = {name: wanted[name] for name in ("state", "model", "difficulty") if name in wanted}
    rows = rows.filter(**plain)
    if "axis" in wanted:
        axis = Q(axis=None) if wanted["axis"] == NO_AXIS else Q(axis__slug=wanted["axis"])
        rows = rows.filter(pk__in=Item.objects.filter(axis).values("vignette"))
    if "answer" in wanted:
        keys = Key.objects.filter(concept__disease=disease, concept__slug=wanted["answer"])
        rows = rows.filter(pk__in=keys.values("item__vignette"))
    if "layer" in wanted:
        keys = Key.objects.filter(option__rationale__backing__facts__layer=wanted["layer"])
        rows = rows.filter(pk__in=keys.values("item__vignette"))
    if "lint" in wanted:
        rows = rows.filter(_linted(wanted["lint"]))
    if "fact" in wanted:
        fact = Fact.objects.filter(disease=disease, code=wanted["fact"]).first()
        rows = rows.resting_on([fact]) if fact is not None else rows.none()
    if "q" in wanted:
        codes = {fact.id.lower(): fact.id for fact in packs.cached(disease)[0].facts}
        for word in wanted["q"].split():
            rows = rows.filter(_saying(disease, word, codes))
    return rows.order_by("-pk")


def _linted(asked: str) -> Q:
    lints = Lint.objects.filter(vignette=OuterRef("pk"))
    if asked in (CLEAN, WARNED):
        return Q(Exists(lints)) if asked == WARNED else ~Q(Exists(lints))
    return Q(Exists(lints.filter(rule=asked)))


def _saying(disease: Disease, word: str, codes: Mapping[str, str]) -> Q:
    """Where the word stands in the story, the question or an option, or is the code of a fact."""
    code = codes.get(word.lower())
    if code is not None:
        fact = Fact.objects.get(disease=disease, code=code)
        return Q(pk__in=Vignette.objects.resting_on([fact]).values("pk"))
    return (
        Q(pk__in=Line.objects.filter(text__icontains=word).values("vignette"))
        | Q(pk__in=Item.objects.filter(lead_in__icontains=word).values("vignette"))
        | Q(pk__in=Option.objects.filter(text__icontains=word).values("item__vignette"))
    )


# ---- what a row says -----------------------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    """One question in the list."""

    vignette: Vignette
    lead_in: str
    opening: str
    """The first sentence of the story; empty where there is none."""
    key: str
    model: str
    warnings: tuple[str, ...]
    """Names of the linter's rules."""


def with_openings(rows: VignetteQuerySet) -> VignetteQuerySet:
    """Each with the first sentence of its story, and without the story itself."""
    first = Line.objects.filter(vignette=OuterRef("pk"), position=0, stage__isnull=False)
    return rows.defer("shown").annotate(opening=Subquery(first.values("text")[:1]))


def rows_of(vignettes: Sequence[Vignette]) -> list[Row]:
    """What the list says of these (see :func:`with_openings`): two queries for all of them."""
    keys = {
        key.item.vignette_id: key
        for key in Key.objects.filter(item__vignette__in=vignettes).select_related("item", "option")
    }
    warnings: dict[int, list[str]] = {}
    for lint in Lint.objects.filter(vignette__in=vignettes):
        warnings.setdefault(lint.vignette_id, []).append(RULE_NAMES.get(lint.rule, lint.rule))
    return [
        Row(
            one,
            keys[one.pk].item.lead_in,
            getattr(one, "opening", None) or "",
            keys[one.pk].option.text,
            MODEL_NAMES.get(one.model, one.model),
            tuple(warnings.get(one.pk, ())),
        )
        for one in vignettes
    ]


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the address without it."""

    says: str
    without: str


def chips(form: FilterForm, wanted: Mapping[str, str]) -> list[Chip]:
    return [
        Chip(says, urlencode({key: value for key, value in wanted.items() if key != name}))
        for name, says in form.told(wanted)
    ]
