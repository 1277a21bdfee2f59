"""How many cases a second the reasoner judges, on the pack of the twelve cases and on one core.

A *case* is read from its tags (scopes expanded, closed under the relations) and the four forms are
judged with their supporting lines. The cases are drawn at random, all of them different: one to
three joints or several muscle groups, with two to six signs each, a closing line or the limbs one
by one; every tag is an object of its own, as it comes from a database.

The bare baseline does the least a program could that keeps a case as a dictionary: it writes each
literal that the case's lines state once, and reads each finding the components ask about once.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from time import process_time

from teaching.knowledge.atoms import bits
from teaching.knowledge.reading import read
from teaching.knowledge.reasoning import Contradiction, Knowledge
from teaching.knowledge.statements import Claim, Tag

PACK = Path(__file__).parents[1] / "fixtures" / "nho"
CASES = 3_000
FORMS = [
    Claim(form) for form in ("periarthritic", "osteoarthropathic", "multiple-muscular", "mixed")
]
JOINTS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
MUSCLES = ("upper-arm", "forearm", "flank", "buttock", "thigh", "calf")
SIGNS = ("coarse", "slow-maturing", "not painful", "not vasomotor", "symmetrical", "painful")
NOISE = ("swollen-limb", "not open-infection", "veins-open", "crp-raised", "cystitis-stones")
CLOSINGS = (
    ("normal at elsewhere",),
    ("normal at elsewhere",),
    ("not new-bone at elsewhere", "intact at elsewhere-joints"),
    ("normal at arms", "not new-bone at trunk"),
    ("normal at elsewhere-joints",),
)


def draw(rng: Random) -> list[list[Tag]]:
    """One random case, about ten lines long."""
    lines = [["cord-lesion", *rng.sample(["lesser-lesion", "alp-raised"], rng.randrange(3))]]
    lines += [[one] for one in rng.sample(NOISE, rng.randint(1, 3))]
    joints = rng.sample(JOINTS, rng.choice([0, 1, 1, 1, 2]))
    for joint in joints:
        place = rng.choice([f"both-{joint}", f"left-{joint}", f"right-{joint}"])
        signs = rng.sample(SIGNS[:4], rng.randint(1, 4))
        if place.startswith("both") and rng.random() < 0.5:
            signs.append("symmetrical")
        damaged = rng.random() < 0.45
        lines.append([f"{one} at {place}" for one in signs[:2]])
        lines.append([f"{one} at {place}" for one in ["beside", *signs[2:]]])
        state = rng.choice(["resorbed", "destroyed"]) if damaged else "intact"
        lines.append([f"{state} at {place}"])
        if damaged and rng.random() < 0.5:
            lines.append([f"callus-like at {place}", f"fractured at {place}"])
    if not joints or rng.random() < 0.35:
        for muscle in rng.sample(MUSCLES, rng.randint(1, 3)):
            place = rng.choice([f"both-{muscle}", f"left-{muscle}", f"right-{muscle}"])
            lines.append([f"strands at {place}"])
            if rng.random() < 0.4:
                lines.append([f"firm-oedema at {place}", f"skin-shiny at {place}"])
    lines.append(list(rng.choice(CLOSINGS)))
    return [[Tag.parse(text) for text in line] for line in lines]


def consistent(knowledge: Knowledge, rng: Random) -> Iterator[list[list[Tag]]]:
    """As many cases as are measured; what contradicts itself is drawn again."""
    count = 0
    while count < CASES:
        case = draw(rng)
        try:
            knowledge.case(case)
        except Contradiction:
            continue
        count += 1
        yield case


def rate(work: Callable[[list[list[Tag]]], object], cases: Sequence[list[list[Tag]]]) -> float:
    """Cases per second of this process's own time, the best of three passes."""
    best = 0.0
    for _ in range(3):
        gc.collect()
        gc.disable()
        begun = process_time()
        for case in cases:
            work(case)
        best = max(best, len(cases) / (process_time() - begun))
        gc.enable()
    return best


def bare(knowledge: Knowledge, lines: list[list[Tag]], asked: list[int]) -> Callable[[], int]:
    """The baseline for one case: write what is stated, read what is asked."""
    stated = [
        (bit >> 1, not bit & 1) for line in knowledge.case(lines).lines for bit in bits(line.mask)
    ]

    def run() -> int:
        known = {}
        for atom, present in stated:
            known[atom] = present  # noqa: PERF403 - the plain loop is the point
        found = 0
        for atom in asked:
            if known.get(atom):
                found += 1
        return found

    return run


def run() -> Iterator[str]:
    """The lines of the table."""
    pack = read(PACK).pack
    if pack is None:
        raise ValueError("the pack has errors; see manage.py loadpack --check")
    begun = process_time()
    knowledge = Knowledge.of(pack)
    compiled = (process_time() - begun) * 1000
    rng = Random(1)
    cases = list(consistent(knowledge, rng))
    distinct = len({str(case) for case in cases})
    tags = sum(len(line) for case in cases for line in case) / len(cases)
    lines = sum(len(case) for case in cases) / len(cases)
    yield (
        f"pack compiled in {compiled:.0f} ms: {len(knowledge.atoms.names)} atoms,"
        f" {len(knowledge.regions)} regions; {distinct} distinct cases of"
        f" {lines:.1f} lines and {tags:.1f} tags"
    )

    def judged(case: list[list[Tag]]) -> None:
        read_case = knowledge.case(case)
        for claim in FORMS:
            knowledge.judge(read_case, claim)

    def explained(case: list[list[Tag]]) -> None:
        read_case = knowledge.case(case)
        for claim in FORMS:
            _ = knowledge.judge(read_case, claim).reasons

    def certified(case: list[list[Tag]]) -> None:
        for claim in FORMS:
            knowledge.sufficient(case, claim)

    fresh = Knowledge.of(pack)
    begun = process_time()
    for case in cases:
        read_case = fresh.case(case)
        for claim in FORMS:
            fresh.judge(read_case, claim)
    first = len(cases) / (process_time() - begun)

    table = {
        "read (scopes, closure)": rate(knowledge.case, cases),
        "read, four verdicts with supporting lines": rate(judged, cases),
        "the same, first time round (tables empty)": first,
        "read, four verdicts with lines and reasons": rate(explained, cases[:600]),
        "read, four sufficient sets by deletion": rate(certified, cases[:250]),
    }
    asked = [bit >> 1 for bit in bits(knowledge.composer.relevant & knowledge.atoms.present)]
    bases = {id(case): bare(knowledge, case, asked) for case in cases}
    table["bare baseline"] = rate(lambda case: bases[id(case)](), cases)
    for name, per_second in table.items():
        yield f"{name:45}{per_second:>10,.0f} cases/s"
    ratio = table["bare baseline"] / table["read, four verdicts with supporting lines"]
    yield f"{'verdicts with lines ÷ bare baseline (time)':45}{ratio:>10.2f}"
    states: dict[str, int] = {}
    for case in cases[:2000]:
        read_case = knowledge.case(case)
        for claim in FORMS:
            name = knowledge.judge(read_case, claim).state.value
            states[name] = states.get(name, 0) + 1
    yield "verdicts: " + ", ".join(f"{count} {name}" for name, count in sorted(states.items()))
