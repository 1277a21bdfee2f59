"""The page *Progress* of one learner, read from rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from teaching.knowledge import packs, schema
from teaching.knowledge.models import Disease
from teaching.progress import figures, forecasting, naming, planned, reading
from teaching.progress.calibration import Stated
from teaching.progress.charts import confusion, strength
from teaching.progress.charts import times as spans
from teaching.progress.charts.coming import Ahead
from teaching.progress.charts.curve import how_sure
from teaching.progress.charts.days import Day, strip
from teaching.progress.naming import Topic
from teaching.progress.overview import Overview
from teaching.progress.slips import Slip, Slips, slips
from teaching.progress.today_page import SECONDS, Table, table
from teaching.quizzes import telling, wording
from teaching.quizzes.models import Certainty, Response

if TYPE_CHECKING:
    from teaching.accounts.models import User

SETTLE, APART, KNOW = "Settle a case", "Tell apart", "Know the facts"
COLUMNS = (SETTLE, APART, KNOW)
"""What questions ask of a concept: to settle it from a story, to say which finding decides, to know
what holds of it."""
TELLING = frozenset(
    {"finding-that-decides", "line-that-changes-the-answer", "what-a-finding-rules-out"}
)
KNOWING = frozenset({"fact-recall", "term-to-meaning", "what-has-changed", "what-to-expect"})
NEVER = Stated(Certainty.CERTAIN, reading.OPTIONS, 0, 0)
MATTERS = ("priority", "plan", "diagnosis", "form", "onset")
"""Axes by what a wrong answer would do to a patient, the gravest first; others come last."""


def column_of(kind: str) -> str:
    """The column in which answers to a kind of question stand."""
    if kind in TELLING:
        return APART
    return KNOW if kind in KNOWING else SETTLE


def page(learner: User, disease: Disease, on: date) -> Overview:
    """Everything the page shows, by as many queries however much was answered."""
    known = table(learner, disease, on)
    pack, _ = packs.cached(disease)
    cells, sureness = reading.cells(learner), reading.sureness(learner)
    took = reading.times(learner)
    certain = next((one for one in sureness.stated if one.certainty == Certainty.CERTAIN), NEVER)
    return Overview(
        decisions=sureness.answered,
        since=sureness.since,
        grid=_grid(known.topics, cells),
        sure=how_sure(sureness.stated),
        square=_square(known, cells, pack),
        slips=_slips(known, learner, pack, on, certain),
        times=spans.times(_taken(took, naming.kinds(disease))),
        strip=strip([Day(one.on, one.share.asked, one.share.right) for one in known.days], on),
        ahead=Ahead(forecasting.ahead([one.due for one in known.held], on)),
        plan=planned.plan(known.study, known.topics, known.held, on, SECONDS),
    )


def _grid(topics: Iterable[Topic], cells: Iterable[reading.Cell]) -> strength.Grid:
    """Concepts that some question asks for or that were met, by what is asked of them."""
    right, asked = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    for cell in cells:
        place = (cell.concept, column_of(cell.kind))
        right[place] += cell.share.right
        asked[place] += cell.share.asked
    rows = []
    for topic in topics:
        met = [(topic.id, column) for column in COLUMNS]
        if topic.is_askable or any(asked[place] for place in met):
            found = tuple(strength.Cell(right[place], asked[place]) for place in met)
            rows.append(strength.Row(topic.name, found))
    return strength.grid(COLUMNS, rows)


def _square(known: Table, cells: Iterable[reading.Cell], pack: schema.Pack) -> confusion.Square:
    """What was taken for what on the axis with most confusions, the first of the pack where there
    is none."""
    by_axis = Counter[str]()
    axis_of = {topic.id: topic.axis for topic in known.topics}
    for one in known.confused:
        if axis_of.get(one.asked) == axis_of.get(one.taken_for):
            by_axis[axis_of.get(one.asked, "")] += one.times
    first = next((topic.axis for topic in known.topics), "")
    axis = max(by_axis, key=lambda slug: by_axis[slug]) if by_axis else first
    topics = {topic.id: topic for topic in known.topics if topic.axis == axis}
    counts = Counter[tuple[str, str]]()
    for cell in cells:
        if cell.concept in topics:
            slug = topics[cell.concept].slug
            counts[slug, slug] += cell.share.right
    for one in known.confused:
        if one.asked in topics and one.taken_for in topics:
            counts[topics[one.asked].slug, topics[one.taken_for].slug] += one.times
    proper = wording.proper_names(pack)
    names = [
        confusion.Name(one.slug, one.name, wording.inside(one.name, proper))
        for one in topics.values()
    ]
    label = next((one.label for one in pack.disease.axes if one.slug == axis), "answer")
    return confusion.square(
        names, counts, _apart(topics.values(), pack), wording.inside(label, proper)
    )


def _apart(topics: Iterable[Topic], pack: schema.Pack) -> list[confusion.Apart]:
    slugs = {topic.slug for topic in topics}
    return [
        confusion.Apart(
            one.question,
            {one.first: one.first_answer, one.second: one.second_answer},
            f"{one.first} {one.second}",
        )
        for one in pack.discriminators
        if {one.first, one.second} <= slugs
    ]


def _slips(known: Table, learner: User, pack: schema.Pack, on: date, certain: Stated) -> Slips:
    """What was sure but wrong and is not known a week later, each answer once: one query. What a
    test of the learner asks too is not told meanwhile."""
    sure = {one.sure_wrong_in: one for one in figures.sure_wrong(known.held) if one.sure_wrong_in}
    proper = wording.proper_names(pack)
    labels = {axis.slug: axis.label for axis in pack.disease.axes}
    given = Response.objects.filter(
        ~telling.held(learner, "attempt__vignette"),
        attempt__in=sure,
        certainty=Certainty.CERTAIN,
        is_right=False,
    )
    found: dict[int, Slip] = {}
    for response in given.select_related(
        "option", "item__key__option", "attempt__vignette", "attempt__question"
    ):
        attempt, one = response.attempt, sure[response.attempt_id]
        topic, since = known.topic(one.concept), one.memory.sure_wrong_on
        if topic is None or since is None:
            continue
        question = getattr(attempt, "question", None)
        found[attempt.pk] = Slip(
            labels[topic.axis],
            wording.inside(response.option.text, proper),
            wording.inside(response.item.key.option.text, proper),
            attempt.vignette.title,
            (question or attempt).get_absolute_url(),
            since,
            MATTERS.index(topic.axis) if topic.axis in MATTERS else len(MATTERS),
            is_mended=one.memory.reviewed_on > since,
        )
    wrong = certain.asked - certain.right
    return slips(found.values(), certain=certain.asked, wrong=wrong, today=on)


def _taken(took: Sequence[reading.Times], names: Mapping[str, str]) -> list[spans.Taken]:
    """Times by kind of question, those met most often first."""
    return [
        spans.Taken(names.get(one.kind, one.kind), one.answered, one.lower, one.median, one.upper)
        for one in sorted(took, key=lambda one: -one.answered)
    ]
