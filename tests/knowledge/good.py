"""A small pack without an error, as text, and folders made of it and of its damaged copies."""

from pathlib import Path

from teaching.knowledge.reading import Reading, read

TEXT = """\
disease:
  slug: marsh-fever
  name: Marsh fever
  short: Fever
  revision: 1
  summary: A made-up disease.
  safety: It does not exist.
  layers: # three
    - {slug: article, name: Old book, about: From the book.}
    - {slug: inferred, name: Concluded, about: Follows from the book.}
    - {slug: evidence, name: Today, about: From journals.}
  stages:
    - {slug: story, name: Story}
    - {slug: look, name: Look}
  axes:
    - {slug: kind, name: Kind, label: Kind, lead_in: Which kind is it, after: look}
    - {slug: day, name: Day, label: Day, lead_in: Which day is it, after: story}
  aspects:
    - {slug: signs, name: Signs}
  sorts:
    - {slug: limb, name: limb}
    - {slug: middle, name: middle}
  regions:
    - {slug: arm, name: arm, both: both arms, sort: limb}
    - {slug: belly, name: belly, sort: middle, sided: false}
  scopes:
    - {slug: rest, name: everywhere else, sorts: [limb, middle], without: marked}
  unit: days
  cue_words: [spotted, striped]

sources:
  - {id: R1, title: The book, kind: textbook}

facts:
  - id: F-1
    layer: article
    aspect: signs
    text: Spots make it spotted.
    concerns: [spotted]
    sources: [{source: R1, locator: p. 1}]
  - {id: F-2, layer: article, aspect: signs, text: b, sources: [{source: R1, locator: p. 2}]}
  - {id: I-1, layer: inferred, aspect: signs, text: c, parents: [F-1, F-2]}
  - {id: E-1, layer: evidence, aspect: signs, text: d, sources: [{source: R1}]}

disputes:
  - id: D-1
    topic: The colour
    article: [F-2]
    evidence: [E-1]
    article_says: Red.
    evidence_says: Green.
    learner: Red then, green now.

notes:
  - {id: N-1, kind: unverified, text: Nobody looked., facts: [F-2]}

concepts:
  - {slug: spotted, axis: kind, name: Spotted, code: SP-1}
  - {slug: striped, axis: kind, name: Striped, code: ST-1}
  - {slug: both-kinds, axis: kind, name: Both}
  - {slug: early, axis: day, name: Early}
  - {slug: late, axis: day, name: Late}
  - {slug: bitten, axis: day, name: Bitten}

findings:
  - {slug: fever-day, name: day of fever, stage: story, quantity: true}
  - {slug: bite, name: bite, stage: story}
  - {slug: marked, name: mark, stage: look, sorts: [limb, middle]}
  - {slug: spots, name: spots, stage: look, sorts: [limb], implies: [marked]}
  - {slug: stripes, name: stripes, stage: look, sorts: [limb], implies: [marked]}
  - slug: smooth
    name: smooth skin
    stage: look
    sorts: [limb, middle]
    contradicts: [marked]

components:
  - slug: spotty-limb
    name: spotty limb
    at: limb
    clauses:
      - {all: [spots], facts: [F-1], met: Spots., unmet: No spots.}
      - {none: [stripes], facts: [F-1], met: No stripes., unmet: Stripes.}
    lacking: No limb has spots.
    unexplained: It leaves the spots unexplained.
  - slug: stripy-limb
    name: stripy limb
    at: limb
    clauses:
      - any: [stripes, not smooth]
        at_least: 2
        facts: [F-2]
        met: Stripes.
        unmet: No stripes.
    lacking: No limb has stripes.
    unexplained: It leaves the stripes unexplained.

rules:
  - concept: spotted
    composition: {exactly: [spotty-limb], facts: [F-1], met: Spots., unmet: Not only spots.}
  - concept: striped
    composition: {exactly: [stripy-limb], facts: [F-2], met: Stripes., unmet: Not only stripes.}
  - concept: both-kinds
    composition: {at_least: 2, facts: [I-1], met: Two kinds., unmet: One kind.}
  - concept: early
    interval: {quantity: fever-day, low: 0, high: 3, facts: [F-1], met: Early., unmet: Late.}
  - concept: late
    interval: {quantity: fever-day, low: 5, facts: [E-1], met: Late., unmet: Early.}
  - concept: bitten
    at: [limb]
    clauses:
      - {all: [bite, spots], facts: [F-1], met: Bitten., unmet: Not bitten.}

tendencies:
  - {concept: spotted, finding: bite, stance: for, says: After bites., facts: [F-1]}

vignettes:
  - slug: the-ferry
    title: The ferry
    difficulty: easy
    pronoun: she
    stages:
      - stage: story
        lines:
          - {text: She has had a fever for two days., tags: [fever-day = 2]}
      - stage: look
        lines:
          - {text: There are spots on her left arm., tags: [spots at left-arm]}
          - {text: They have no pattern., tags: [not stripes at left-arm]}
          - {text: Elsewhere the skin is clear., tags: [not marked at rest]}
    items:
      - slug: kind
        axis: kind
        after: look
        lead_in: Which kind?
        layers: [article]
        basis: findings
        options:
          - text: One kind
            claims: [spotted]
            key: true
            rationale: Spots, and nothing else.
            facts: [F-1]
          - text: Another kind
            claims: [striped]
            rationale: There is no stripe.
            facts: [F-2]
          - text: Two kinds at once
            claims: [both-kinds]
            rationale: One kind explains all.
            facts: [I-1]
"""


def read_files(folder: Path, **files: str | bytes) -> Reading:
    """Read a pack of these files; ``name="…"`` becomes ``name.yaml``."""
    for name, content in files.items():
        path = folder / f"{name}.yaml"
        if isinstance(content, str):
            content = content.encode()
        path.write_bytes(content)
    return read(folder)


def read_good(folder: Path) -> Reading:
    return read_files(folder, pack=TEXT)


def damaged(old: str, new: str) -> str:
    """The good pack with one piece exchanged."""
    assert TEXT.count(old) == 1, f"{old!r} stands {TEXT.count(old)} times in the good pack"
    return TEXT.replace(old, new)


def line_of(text: str, fragment: str) -> int:
    """The number of the one line that holds a fragment."""
    lines = [n for n, line in enumerate(text.split("\n"), start=1) if fragment in line]
    assert len(lines) == 1, f"{fragment!r} stands in lines {lines}"
    return lines[0]
