"""Reading a twin sentence by sentence, without the code that made it: what a careful reader of the
words would object to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from teaching.items.proving import prove, stage_index
from teaching.items.retelling import Twin
from teaching.knowledge.cases import Case
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack
from teaching.knowledge.schema.vignettes import Item, Line, Option, Vignette
from teaching.knowledge.statements import Tag
from teaching.knowledge.verdicts import State

MASSES = re.compile(
    r"\b(plates?|mass(?:es)?|strands?|ridges?|bars?|bridges?|callus|sheets?|focus|island|arch(?:es)?)\b",
    re.IGNORECASE,
)
DENIALS = re.compile(
    r"\b(no|not|nor|neither|nowhere|clear|normal|free|silent|muscles between)\b", re.IGNORECASE
)
TOO_MANY = re.compile(r"\b(no|not)\b[^.;]*\bat (both|the \w+s)\b", re.IGNORECASE)
NO_BONE = re.compile(r"no bone (?:lies )?beside any joint", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """A twin beside the case it was made from."""

    origin: Vignette
    item: Item
    wrong: Option
    twin: Twin

    @property
    def name(self) -> str:
        return f"{self.origin.slug}: {self.wrong.text}"


class Reader:
    """Reads the twins of one pack. Every method yields what it objects to."""

    def __init__(self, pack: Pack, knowledge: Knowledge) -> None:
        self.pack, self.knowledge = pack, knowledge
        assert pack.generator is not None
        self.generator = pack.generator
        self.facts = {fact.id: fact for fact in pack.facts}
        self.stages = {finding.slug: finding.stage for finding in pack.findings}
        told = {telling.of: telling.at for telling in self.generator.tellings}
        self.tell_at = {f: told.get(f, told.get(stage, stage)) for f, stage in self.stages.items()}
        self.relative = {scope.slug for scope in pack.disease.scopes if scope.without}
        self.said = {text for phrase in pack.phrases for text in phrase.whole}

    def objections(self, told: Told) -> Iterator[str]:
        for read in (self.untrue, self.unsaid, self.unworded, self.misplaced, self.wrong):
            yield from (f"{told.name}: {what}" for what in read(told))

    # ---- what does not hold -------------------------------------------------------------------
    def untrue(self, told: Told) -> Iterator[str]:
        """Sentences that state or take for granted what does not hold in this patient."""
        story = told.twin.vignette
        case = self.whole(story)
        for line in (*lines(story), *(line for item in story.items for line in item.adds)):
            for tag in (*line.tags, *line.fits):
                if tag.low is None and not self.holds(case, tag):
                    yield f"'{line.text}' needs {tag}"
            for hanging in self.generator.hangs:
                for tag in line.tags:
                    place = tag.at.split("-", 1)[0] in ("left", "right", "both")
                    if tag.finding in hanging.findings and place:
                        granted = Tag(hanging.of, tag.at)
                        if not self.holds(case, granted):
                            yield f"'{line.text}' speaks of what is gone ({granted})"
            yield from self.unseen(case, line)
        for item in story.items:
            for tag in item.fits:
                if not self.holds(case, tag):
                    yield f"the question '{item.slug}' needs {tag}"

    def unseen(self, case: Case, line: Line) -> Iterator[str]:
        """A mass named at a place that has none, by the words alone."""
        for said in re.split(r"(?<=[.;]) ", line.text):
            if NO_BONE.search(said) and self.bone(case, "joint"):
                yield f"'{said}', and yet there is bone beside {self.bone(case, 'joint')}"
            if not MASSES.search(said) or DENIALS.search(said):
                continue
            for region in self.pack.disease.regions:
                named = re.search(rf"\b{region.name}s?\b(?! to )", said)
                if named and region.sort == "joint" and not self.shown(case, region.slug):
                    yield f"'{said}' names a mass at the {region.name}, where none is"

    def bone(self, case: Case, sort: str) -> list[str]:
        found = [r.slug for r in self.pack.disease.regions if r.sort == sort]
        return [slug for slug in found if self.shown(case, slug)]

    def shown(self, case: Case, slug: str) -> bool:
        ids = [place for place in self.knowledge.regions if place.endswith(slug)]
        return any(
            case.present(finding, place)
            for finding in {s.without for s in self.pack.disease.scopes if s.without}
            for place in ids
            if (finding, place) in case.atoms.own
        )

    def unsaid(self, told: Told) -> Iterator[str]:
        """Relative sentences of the old story that stand although bone has moved, and stages
        without a line."""
        story = told.twin.vignette
        kept = {line.text for line in lines(told.origin)}
        moved = self.marked(story) != self.marked(told.origin)
        for line in lines(story):
            is_relative = any(tag.at in self.relative for tag in line.tags)
            if is_relative and moved and line.text in kept and line.text not in self.said:
                yield f"'{line.text}' was said of other bone"
        for stage in story.stages:
            if not stage.lines:
                yield f"the stage '{stage.stage}' is empty"

    def unworded(self, told: Told) -> Iterator[str]:
        """Denials that read as "perhaps at one", and slots left open."""
        kept = {line.text for line in lines(told.origin)}
        for line in lines(told.twin.vignette):
            if line.text not in kept and (TOO_MANY.search(line.text) or "{" in line.text):
                yield f"'{line.text}' is no English"

    # ---- where it is said ---------------------------------------------------------------------
    def misplaced(self, told: Told) -> Iterator[str]:
        """New sentences at another stage than that of their finding, and an answer out early."""
        old = {line.text for line in lines(told.origin)}
        before = {
            (stage.stage, tag.finding)
            for stage in told.origin.stages
            for line in stage.lines
            for tag in line.tags
        }
        story = told.twin.vignette
        for stage in story.stages:
            for line in stage.lines:
                if line.text in old:
                    continue
                for tag in line.tags:
                    at = self.tell_at[tag.finding]
                    if stage.stage != at and (stage.stage, tag.finding) not in before:
                        yield f"'{line.text}' tells {tag} at '{stage.stage}', not '{at}'"
        [item] = [item for item in story.items if item.slug == told.item.slug]
        if self.is_out(story, item) and not self.is_out(told.origin, told.item):
            yield "the answer is out before its question"

    def is_out(self, story: Vignette, item: Item) -> bool:
        at = stage_index(story, item.after)
        if at == 0:
            return False
        count = sum(len(stage.lines) for stage in story.stages[:at])
        tags = [line.tags for line in lines(story)]
        shown = [one if i < count else () for i, one in enumerate(tags)]
        [key] = [option for option in item.options if option.key]
        case = self.knowledge.case(shown, tags)
        return self.knowledge.judge_all(case, key.claims).state is State.ESTABLISHED

    # ---- what is asked ------------------------------------------------------------------------
    def wrong(self, told: Told) -> Iterator[str]:
        """Keys that no patient makes right, questions that are not proved."""
        never = {rule.concept for rule in self.pack.rules if rule.never is not None}
        spare = {
            rule.concept
            for rule in self.pack.rules
            if rule.no_concepts
            and not (rule.clauses or rule.concepts or rule.composition or rule.interval)
        }
        story = told.twin.vignette
        for item in story.items:
            [key] = [option for option in item.options if option.key]
            before = next(one for one in told.origin.items if one.slug == item.slug)
            was_key = key.text in {option.text for option in before.options if option.key}
            concepts = {claim.concept for claim in key.claims}
            if not was_key and (key.overclaims or concepts & (never | spare)):
                yield f"'{key.text}' is keyed, which is right for nobody"
            if item.slug == told.item.slug and key.text != told.wrong.text:
                yield f"'{key.text}' is keyed instead"
        for proof in prove(self.knowledge, self.facts, story):
            yield from proof.problems

    # ---- reading ------------------------------------------------------------------------------
    def whole(self, story: Vignette) -> Case:
        added = [line.tags for item in story.items for line in item.adds]
        return self.knowledge.case([*(line.tags for line in lines(story)), *added])

    def marked(self, story: Vignette) -> set[str]:
        case = self.whole(story)
        return {r.slug for r in self.pack.disease.regions if self.shown(case, r.slug)}

    def holds(self, case: Case, tag: Tag) -> bool:
        if tag.at in self.relative:
            return True
        one = Tag(tag.finding, tag.at, tag.present)
        regions = {said.region for said in self.knowledge.statements([[one]])}
        return all(case.present(tag.finding, at) is tag.present for at in regions)


def lines(story: Vignette) -> Iterator[Line]:
    for stage in story.stages:
        yield from stage.lines
