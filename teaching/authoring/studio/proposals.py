"""Buttons whose doing needs the pack: asking a question, taking up what the studio proposes.

What a button means is worked out anew from the document that was sent with it, which is the one it
stood beside.
"""

from __future__ import annotations

from django.http import QueryDict

from teaching.authoring.studio.acts import Done, inserted
from teaching.authoring.studio.desk import Desk
from teaching.items import bank
from teaching.items.generators.item_models import Ground
from teaching.items.models import Manuscript
from teaching.items.writing import mending, offering
from teaching.items.writing.document import Decision, Document, Option, new_id
from teaching.items.writing.reading import read

FEW = 4
"""So many empty options a question begins with where its axis does not name them all."""


def act(row: Manuscript, document: Document, word: str, data: QueryDict) -> Done | None:
    """What the button does; None where it is none of these."""
    name, _, about = word.partition(":")
    ground = bank.ground_of(row.disease)
    match name:
        case "ask":
            return _ask(ground, document, about or data.get("asked", ""), row.slug)
        case "way":
            return _way(Desk(ground, document, row.slug), about)
        case "mend":
            return _mend(Desk(ground, document, row.slug), about)
        case "reason":
            return _reason(ground, document, about, row.slug)
        case "tidy":
            return Done(mending.tidy(document))
    return None


def _ask(ground: Ground, document: Document, asked: str, slug: str) -> Done:
    """A new question on an axis: with a key proposed as a whole, without one its usual words."""
    axis, _, key = asked.partition(":")
    named = next((one for one in ground.pack.disease.axes if one.slug == axis), None)
    if named is None:
        return Done(document)
    if key in ground.concepts and ground.concepts[key].axis == axis:
        story = read(ground, document, slug).vignette
        new = offering.propose(ground, story, axis, key)
    else:
        concepts = [one for one in ground.pack.concepts if one.axis == axis and not one.mistake]
        options = tuple(
            Option(id=new_id(), text=one.name, claims=(one.slug,))
            for one in sorted(concepts, key=lambda one: one.name)
        )
        if not named.exhaustive:
            options = tuple(Option(id=new_id()) for _ in range(FEW))
        new = Decision(
            id=new_id(), axis=axis, after=named.after, lead_in=named.lead_in, options=options
        )
    return Done(document.model_copy(update={"decisions": (*document.decisions, new)}), new.id)


def _way(desk: Desk, about: str) -> Done:
    """The lines of one way to settle a question, each at the end of its stage."""
    pk, _, place = about.partition(":")
    number = next((n for n, one in enumerate(desk.document.decisions) if one.id == pk), None)
    if number is None or not place.isdecimal():
        return Done(desk.document, pk)
    ways = desk.ways(number)
    if int(place) >= len(ways):
        return Done(desk.document, pk)
    done = Done(desk.document, pk)
    for line in ways[int(place)].lines:
        done = inserted(done.document, line.stage, line.sentence, str(line.tag))
    return done


def _mend(desk: Desk, about: str) -> Done:
    """One flaw of the wording mended."""
    flaws = desk.flaws
    if not about.isdecimal() or int(about) >= len(flaws):
        return Done(desk.document)
    flaw, number = flaws[int(about)]
    mended = mending.mend(desk.ground, desk.document, flaw, number) if number is not None else None
    return Done(mended or desk.document)


def _reason(ground: Ground, document: Document, pk: str, slug: str) -> Done:
    """Rationales and facts from the proof for the options of a question that have none yet."""
    found = read(ground, document, slug)
    decisions = list(document.decisions)
    for number, decision in enumerate(decisions):
        if decision.id == pk:
            told = offering.rationales(ground, found.vignette, number)
            because = dict(zip(found.options[number], told, strict=True))
            options = tuple(
                one.model_copy(
                    update={
                        "rationale": one.rationale or because[one.id].text,
                        "facts": one.facts or because[one.id].facts,
                    }
                )
                if one.id in because
                else one
                for one in decision.options
            )
            decisions[number] = decision.model_copy(update={"options": options})
    return Done(document.model_copy(update={"decisions": tuple(decisions)}), pk)
