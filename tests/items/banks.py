"""Banks of questions in which nothing gives the key away, and the same with one cue planted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from teaching.knowledge.schema.vignettes import Item, Line, Option, Vignette, VignetteStage
from teaching.knowledge.statements import Claim

NERVES = (
    *("radial", "median", "tibial", "sural", "saphenous", "femoral", "peroneal", "sciatic"),
    *("pudendal", "genitofemoral", "phrenic", "musculocutaneous"),
)
PLACES = ("hip", "knee")


@dataclass
class Sheet:
    """A question being written: what its options say and claim, and where the key stands."""

    rng: Random
    options: list[str]
    claims: list[str]
    key: int
    lead_in: str = "Which nerve is damaged?"
    stem: str = "A cyclist cannot lift the foot since a fall."
    sites: list[str] = field(default_factory=list)

    def swap(self, place: int) -> None:
        """Let the key stand elsewhere."""
        for row in (self.options, self.claims):
            row[self.key], row[place] = row[place], row[self.key]
        self.key = place

    def each(self, change: Callable[[str, bool], str]) -> None:
        self.options = [change(text, i == self.key) for i, text in enumerate(self.options)]


Cue = Callable[[Sheet], None]


def vignette(number: int, sheet: Sheet, *, told: bool) -> Vignette:
    stage = VignetteStage(stage="history", lines=(Line(text=sheet.stem),))
    return Vignette(
        slug=f"q-{number}",
        title="A question",
        difficulty="easy",
        pronoun="she",
        stages=(stage,) if told else (),
        items=(
            Item(
                slug="nerve",
                label="Nerve",
                after="history" if told else None,
                lead_in=sheet.lead_in,
                layers=("evidence",),
                basis="facts",
                options=tuple(
                    Option(
                        text=text,
                        claims=(Claim(claim),) if claim else (),
                        key=i == sheet.key,
                        rationale="That is where it runs.",
                        facts=("E-X-01",),
                    )
                    for i, (text, claim) in enumerate(zip(sheet.options, sheet.claims, strict=True))
                ),
            ),
        ),
    )


def bank(
    count: int, seed: int = 1, cue: Cue | None = None, *, told: bool = False, claims: bool = False
) -> list[Vignette]:
    """Four of twelve nerves each, any of them the key; with a cue it stands in half of them."""
    rng = Random(f"bank {seed}")
    found = []
    for number in range(count):
        offered = rng.sample(NERVES, 4)
        sheet = Sheet(
            rng,
            [f"{nerve} {rng.choice(('nerve', 'nerve trunk'))}" for nerve in offered],
            offered if claims else [""] * 4,
            rng.randrange(4),
        )
        if cue is not None and number % 2:
            cue(sheet)
        found.append(vignette(number, sheet, told=told))
    return found
