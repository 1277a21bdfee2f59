"""``manage.py prove``: prove every item of the stored written cases and print its certificate."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from teaching.items import models
from teaching.items.proving import OptionProof, Proof, Script, prove
from teaching.items.rereading import restore
from teaching.knowledge import packs
from teaching.knowledge.models import Disease
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema.vignettes import Vignette
from teaching.knowledge.statements import Claim
from teaching.knowledge.verdicts import Verdict


class Command(BaseCommand):
    help = (
        "Prove every item of the written cases on the lines shown when it is asked, and print the"
        " certificate of each: the verdict on every option with its lines and facts, and a"
        " sufficient set of lines. Fails if one item is not proved."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--disease", help="slug of one disease; all of them without it")
        parser.add_argument("--brief", action="store_true", help="one line an item")

    def handle(self, *args: Any, disease: str | None, brief: bool, **options: Any) -> None:
        doubts = 0
        diseases = Disease.objects.filter(slug=disease) if disease else Disease.objects.all()
        if not diseases:
            raise CommandError("No such disease is loaded. Load one with: manage.py loadpack PATH")
        for row in diseases:
            doubts += self.prove_disease(row, brief)
        if doubts:
            raise CommandError(f"{doubts} item{'s' if doubts != 1 else ''} not proved.")

    def prove_disease(self, disease: Disease, brief: bool) -> int:
        pack, knowledge = packs.cached(disease)
        facts = {fact.id: fact for fact in pack.facts}
        counts: Counter[str] = Counter()
        doubts = 0
        for row in models.Vignette.objects.filter(
            disease=disease, state=models.State.PUBLISHED
        ).written():
            vignette = restore(row)
            self.stdout.write(f"\n{vignette.code or vignette.slug}  {vignette.title}")
            for number, proof in enumerate(prove(knowledge, facts, vignette)):
                doubts += not proof.is_proved
                counts[proof.item.basis] += proof.is_proved
                self.stdout.write(headline(vignette, proof))
                for problem in proof.problems:
                    self.stdout.write(f"      NOT PROVED: {problem}")
                if not brief:
                    for text in certificate(knowledge, vignette, proof, number):
                        self.stdout.write(f"      {text}")
        self.stdout.write(
            f"\n{disease.name}: {sum(counts.values())} items proved:"
            f" {counts['findings']} from findings, {counts['link']} by a proved concept and a fact,"
            f" {counts['change']} by a change, {counts['facts']} on facts; {doubts} not proved."
        )
        return doubts


def headline(vignette: Vignette, proof: Proof) -> str:
    """Which item, what its answer rests on, and when it was decided."""
    asked = "no story" if proof.asked_at < 0 else vignette.stages[proof.asked_at].stage
    decided = "never" if proof.decided_at is None else vignette.stages[proof.decided_at].stage
    rests = {
        "findings": f"from findings, decided at {decided}",
        "change": f"a change, decided at {decided}",
        "link": f"link, ground laid at {decided}",
        "facts": "rests on facts alone",
    }[proof.item.basis]
    return (
        f"  {proof.item.slug} ({proof.item.axis or proof.item.label}): asked after {asked}; {rests}"
    )


def certificate(
    knowledge: Knowledge, vignette: Vignette, proof: Proof, number: int
) -> Iterator[str]:
    """The verdicts with their lines (numbered from 1 through the story) and facts."""
    script = Script.of(vignette)
    shown = script.shown(proof.asked_at, number)
    for claim, verdict in _grounds(proof):
        yield f"ground  {claim}: {verdict.state.value} by lines {spell(verdict.lines)}"
    for answer in proof.options:
        yield f"{mark(answer)}  {answer.option.text}: {answer.state.value}{grounds(answer)}"
        if answer.verdict is not None and answer.option.claims:
            enough = knowledge.sufficient(shown, answer.option.claims, script.tags)
            yield f"        enough: lines {spell(enough)}"


def _grounds(proof: Proof) -> Iterator[tuple[Claim, Verdict]]:
    """What a link rests on, with how it stands; a change has no such ground."""
    if proof.grounds:
        yield from zip(proof.item.rests_on, proof.grounds, strict=True)


def mark(answer: OptionProof) -> str:
    return "key     " if answer.option.key else "        "


def grounds(answer: OptionProof) -> str:
    """By which lines and facts, in words."""
    if answer.verdict is None:
        return f" by facts {', '.join(answer.option.facts)}"
    facts = dict.fromkeys(fact for reason in answer.verdict.reasons for fact in reason.facts)
    return f" by lines {spell(answer.verdict.lines)}; facts {', '.join(facts)}"


def spell(lines: tuple[int, ...]) -> str:
    return ", ".join(str(line + 1) for line in lines) or "none"
