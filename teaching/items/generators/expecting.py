"""What to expect next: the course that goes with a concept, and the order in which things come.

Pure. Drawn from the rows of the matrix that say what happens (``columns``), also after a story that
shows one of the two concepts (``shown``), and from facets that are courses (``answers``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from teaching.items.generators import answers, columns, shown
from teaching.items.generators.columns import Manner
from teaching.items.generators.item_models import Ground, ItemModel, Sketch
from teaching.items.generators.stock import CannotGenerate

SLUG = "what-to-expect"
MANNER = Manner(
    model=SLUG,
    wording="expects",
    both=(
        "what is to be expected with {a} and {b} alike?",
        "which course do {a} and {b} have in common?",
    ),
    one=(
        "which course goes with {a} but argues against {b}?",
        "which course fits {a} and argues against {b}?",
    ),
    neither=(
        "which course argues against {a} and {b} alike?",
        "which course is out of keeping with both {a} and {b}?",
    ),
    here="the picture of this patient",
)
FACETS = 0.1
"""The share of questions without a story that ask for an order of events."""
STORIES = 0.6
"""The share of questions asked after a story, where the pack has both kinds."""


def sketch(ground: Ground, rng: Random, seed: int) -> tuple[Sketch, ...]:
    pairs = columns.pairs(ground, MANNER)
    facets = answers.facets(ground, course=True)
    if not pairs and not facets:
        raise CannotGenerate(
            f"the pack '{ground.pack.disease.slug}' says of no concept what is to be expected"
        )
    after = shown.pairs(ground, MANNER)
    # Settled by the seed alone, so that stories that fail do not make way for other questions.
    if after and Random(f"{SLUG}/{seed}").random() < STORIES:  # noqa: S311
        return (shown.question(rng, ground, seed, MANNER, after),)
    if pairs and not (facets and rng.random() < FACETS):
        design = columns.draw_design(rng, pairs)
        return (columns.question(rng, ground, seed, MANNER, design),)
    return (answers.question(ground, seed, SLUG, answers.draw_design(rng, facets)),)


def possible(ground: Ground) -> Iterator[Mapping[str, str]]:
    """The radicals of every question without a story; those with one have no end."""
    for design in columns.designs(ground, MANNER):
        yield design.radicals
    for one in answers.designs(answers.facets(ground, course=True)):
        yield one.radicals


MODEL = ItemModel(
    slug=SLUG,
    name="What to expect next",
    version=2,
    about=(
        "Asks which course goes with what a story has proved, with one of two neighbours or with"
        " both, or what comes first, next and last. The distractors are the courses of the others."
    ),
    radicals={
        "concepts": "the two concepts asked about",
        "asked": "to be expected of both, of the first, of the second, or of neither",
        "offered": "the rows offered",
        "facet": "the order of events",
        "way": "from the time to the event, or back",
        "key": "the step that is right",
        "others": "the steps offered beside it",
        "shown": "the concept a story proves and the question leaves unnamed",
        "story": "the patient: kind of case, window of onset, sites, signs",
        "difficulty": "of the story",
    },
    incidentals="The words of the question, and all of the story that decides nothing.",
    sketch=sketch,
)
