"""What does not fit together in a pack: a table of damaged packs, each with line and remedy."""

import re
from pathlib import Path

import pytest

from teaching.knowledge import checking
from teaching.knowledge.reading import read
from tests.knowledge.good import TEXT, damaged, line_of, read_files, read_good

PACKS = Path(__file__).parents[1] / "packs"


def told(reading) -> list[str]:
    return [str(problem) for problem in sorted(checking.check(reading))]


def test_a_good_pack_has_neither_errors_nor_warnings(tmp_path):
    reading = read_good(tmp_path)

    assert checking.check(reading) == ()
    assert checking.warn(reading) == ()


def test_a_pack_of_another_disease_has_neither_errors_nor_warnings():
    reading = read(PACKS / "acute-stroke")

    assert reading.problems == ()
    assert checking.check(reading) == ()
    assert checking.warn(reading) == ()


NAMES = {
    "an unknown fact": (
        ("parents: [F-1, F-2]", "parents: [F-1, F-3]"),
        "F-3",
        "There is no fact 'F-3'. Write 'F-2'.",
    ),
    "an unknown source": (
        ("sources: [{source: R1}]", "sources: [{source: Q9}]"),
        "Q9",
        "There is no source 'Q9'. Write 'R1'.",
    ),
    "an unknown finding in a rule": (
        ("all: [bite, spots]", "all: [bite, spot]"),
        "[bite, spot]",
        "There is no finding 'spot'. Write 'spots'.",
    ),
    "an unknown finding in a line": (
        ("tags: [spots at left-arm]", "tags: [spotz at left-arm]"),
        "spotz",
        "There is no finding 'spotz'. Write 'spots'.",
    ),
    "an unknown region": (
        ("tags: [spots at left-arm]", "tags: [spots at left-leg]"),
        "left-leg",
        "There is no region or scope 'left-leg'. Write 'left-arm'.",
    ),
    "a region without its side": (
        ("tags: [spots at left-arm]", "tags: [spots at arm]"),
        "spots at arm",
        "'arm' has two sides. Write 'left-arm', 'right-arm' or 'both-arm'.",
    ),
    "an unknown concept": (
        ("claims: [striped]", "claims: [stripy]"),
        "[stripy]",
        "There is no concept 'stripy'. Write 'striped'.",
    ),
    "an unknown component": (
        ("exactly: [spotty-limb]", "exactly: [spotty-limbs]"),
        "spotty-limbs",
        "There is no component 'spotty-limbs'. Write 'spotty-limb'.",
    ),
    "an unknown stage": (
        ("{slug: bite, name: bite, stage: story}", "{slug: bite, name: bite, stage: end}"),
        "stage: end",
        "There is no stage 'end'. Write 'look' or 'story'.",
    ),
    "an unknown axis": (
        ("{slug: late, axis: day,", "{slug: late, axis: days,"),
        "axis: days",
        "There is no axis 'days'. Write 'day'.",
    ),
    "an unknown sort": (
        ("name: belly, sort: middle", "name: belly, sort: medium"),
        "medium",
        "There is no sort 'medium'. Write 'limb' or 'middle'.",
    ),
    "a fact twice": (
        (
            "  - {id: I-1, layer",
            "  - {id: E-1, layer: evidence, aspect: signs, text: x, sources: [{source: R1}]}\n"
            "  - {id: I-1, layer",
        ),
        "text: d",
        "There is a second fact 'E-1'; the first is at pack.yaml:{text: x}. Rename one of them.",
    ),
    "a list that repeats itself": (
        ("exactly: [spotty-limb]", "exactly: [spotty-limb, spotty-limb]"),
        "[spotty-limb, spotty-limb]",
        "'spotty-limb' stands here twice. Delete one.",
    ),
    "a relation told twice": (
        (
            "parents: [F-1, F-2]}",
            "parents: [F-1, F-2], relations: [{to: F-1, kind: agrees}, {to: F-1, kind: extends}]}",
        ),
        "kind: extends",
        "'F-1' stands in this list already. Delete one of them.",
    ),
    "a scope of nothing": (
        ("name: everywhere else, sorts: [limb, middle], without", "name: everywhere else, without"),
        "everywhere else",
        "The scope 'rest' covers nothing. Write 'regions: […]' or 'sorts: […]'.",
    ),
    "a scope that contains itself": (
        ("name: everywhere else, sorts: [limb, middle]", "name: all, regions: [rest]"),
        "name: all",
        "The scope 'rest' contains itself (rest → rest). Leave one of these out.",
    ),
}

FACTS = {
    "an article fact without its place": (
        ("text: b, sources: [{source: R1, locator: p. 2}]", "text: b, sources: [{source: R1}]"),
        "text: b",
        "The article fact 'F-2' does not say where in the source it stands. Write 'locator: …'.",
    ),
    "an article fact without a source": (
        ("text: b, sources: [{source: R1, locator: p. 2}]", "text: b"),
        "text: b",
        "The article fact 'F-2' does not say where it stands."
        " Write 'sources:' with a source and a locator.",
    ),
    "an inferred fact without parents": (
        ("text: c, parents: [F-1, F-2]", "text: c"),
        "text: c",
        "The inferred fact 'I-1' does not say what it follows from."
        " Write 'parents:' with the facts it follows from.",
    ),
    "an evidence fact without a source": (
        ("text: d, sources: [{source: R1}]", "text: d"),
        "text: d",
        "The evidence fact 'E-1' has no source. Write 'sources:' with the sources it was read in.",
    ),
    "a fact that follows from itself": (
        ("text: c, parents: [F-1, F-2]", "text: c, parents: [F-1, I-1]"),
        "text: c",
        "'I-1' follows from itself (I-1 → I-1). Name facts it really follows from.",
    ),
    "a layer without a name": (
        ("    - {slug: inferred, name: Concluded, about: Follows from the book.}\n", ""),
        "# three",
        "Facts belong to the layer 'inferred', which has no name."
        " Add '{slug: inferred, name: …, about: …}'.",
    ),
    "a clause without a fact": (
        ("{all: [spots], facts: [F-1]", "{all: [spots], facts: []"),
        "{all: [spots]",
        "No fact stands behind this. Write 'facts: […]' with at least one.",
    ),
    "an option without a fact": (
        (
            "rationale: There is no stripe.\n            facts: [F-2]",
            "rationale: There is no stripe.\n            facts: []",
        ),
        "            facts: []",
        "No fact stands behind this. Write 'facts: […]' with at least one.",
    ),
    "a fact on the wrong side of a dispute": (
        ("article: [F-2]", "article: [E-1, F-2]"),
        [
            (
                "article: [E-1",
                "'E-1' is of the layer 'evidence' and stands on the side 'article'."
                " Put it on the other side, or name another fact.",
            ),
            (
                "evidence: [E-1]",
                "'E-1' stands on both sides of the dispute. Keep one of them.",
            ),
        ],
    ),
    "a dispute of the wrong layer": (
        ("evidence: [E-1]", "evidence: [F-1]"),
        "evidence: [F-1]",
        "'F-1' is of the layer 'article' and stands on the side 'evidence'."
        " Put it on the other side, or name another fact.",
    ),
}

FINDINGS = {
    "a finding that contradicts what it implies": (
        (
            "{slug: stripes, name: stripes, stage: look, sorts: [limb], implies: [marked]}",
            "{slug: stripes, name: stripes, stage: look, sorts: [limb], implies: [marked],"
            " contradicts: [marked]}",
        ),
        "name: stripes",
        "'stripes' contradicts itself: it implies and excludes 'marked' and 'stripes'."
        " Leave one of its relations out.",
    ),
    "a contradiction at one remove": (
        (
            "{slug: stripes, name: stripes, stage: look, sorts: [limb], implies: [marked]}",
            "{slug: stripes, name: stripes, stage: look, sorts: [limb], implies: [spots, smooth]}",
        ),
        "name: stripes",
        "'stripes' contradicts itself: it implies and excludes 'marked', 'smooth', 'spots' and"
        " 'stripes'. Leave one of its relations out.",
    ),
    "a finding that contradicts itself": (
        ("contradicts: [marked]", "contradicts: [smooth, marked]"),
        "contradicts: [smooth",
        "'smooth' is related to itself. Name another finding.",
    ),
    "a mirror without sides": (
        (
            "{slug: bite, name: bite, stage: story}",
            "{slug: bite, name: bite, stage: story, mirrored: true}",
        ),
        "mirrored",
        "'bite' is mirrored but stated at no region. Write 'sorts: […]' or leave 'mirrored' out.",
    ),
    "something implied anywhere": (
        (
            "sorts: [limb], implies: [marked]}\n  - {slug: stripes",
            "sorts: [limb], implies: [marked anywhere]}\n  - {slug: stripes",
        ),
        "marked anywhere",
        "'spots' cannot imply something anywhere."
        " Write 'marked', at the same region, or leave it out.",
    ),
    "findings that never meet": (
        (
            "{slug: marked, name: mark, stage: look, sorts: [limb, middle]}",
            "{slug: marked, name: mark, stage: look, sorts: [middle]}",
        ),
        [
            (
                f"slug: {slug}, name",
                f"'{slug}' and 'marked' are never stated at the same region."
                " Give them a sort in common, or leave the relation out.",
            )
            for slug in ("spots", "stripes")
        ],
    ),
}

RULES = {
    "a threshold larger than its set": (
        ("at_least: 2\n        facts: [F-2]", "at_least: 3\n        facts: [F-2]"),
        "at_least: 3",
        "3 are needed, but only 2 are listed. Write 2 or less.",
    ),
    "a threshold without a set": (
        ("{all: [bite, spots], facts", "{all: [bite, spots], at_least: 1, facts"),
        "at_least: 1",
        "'at_least' counts 'any'. Write 'any: […]' with it.",
    ),
    "a set without a threshold": (
        ("        at_least: 2\n", ""),
        "any: [",
        "It is not said how many of these are needed. Write 'at_least: 1' or more beside 'any'.",
    ),
    "a clause with two conditions": (
        ("{all: [bite, spots], facts", "{all: [bite, spots], none: [stripes], facts"),
        "none: [stripes], facts: [F-1], met: B",
        "A clause has one condition; this one has 'all' and 'none'."
        " Write one of 'all', 'any', 'none' or 'not_all'.",
    ),
    "a clause without a condition": (
        ("{none: [stripes], facts", "{none: [], facts"),
        "none: []",
        "This clause has no condition. Write one of 'all', 'any', 'none' or 'not_all'.",
    ),
    "more components than there are": (
        ("composition: {at_least: 2", "composition: {at_least: 3"),
        "at_least: 3",
        "3 components are needed, but there are 2. Write 2 or less.",
    ),
    "a composition that asks for two things": (
        ("composition: {at_least: 2", "composition: {at_least: 2, exactly: [stripy-limb]"),
        "at_least: 2, exactly",
        "A composition asks either for exact components or for a number of them."
        " Write 'exactly: […]' or 'at_least: 2'.",
    ),
    "a component at more regions than there are": (
        (
            "    name: spotty limb\n    at: limb",
            "    name: spotty limb\n    at: limb\n    spread: 3",
        ),
        "spread: 3",
        "'spotty-limb' has to hold at 3 regions, but there are 2 of the sort 'limb'."
        " Write 2 or less.",
    ),
    "a rule without a condition": (
        (
            "    at: [limb]\n    clauses:\n"
            "      - {all: [bite, spots], facts: [F-1], met: Bitten., unmet: Not bitten.}\n",
            "",
        ),
        "- concept: bitten",
        "The rule for 'bitten' has no condition. Write 'clauses', 'composition', 'interval',"
        " 'concepts', 'no_concepts' or 'never'.",
    ),
    "an empty interval": (
        ("low: 0, high: 3", "low: 3, high: 0"),
        "low: 3, high: 0",
        "The rule for 'early' can never hold: its interval begins at 3 and ends at 0."
        " Write the smaller number as 'low'.",
    ),
    "an interval of no quantity": (
        ("quantity: fever-day, low: 0", "quantity: bite, low: 0"),
        "quantity: bite",
        "'bite' is no quantity. Write one that is, or 'quantity: true' with the finding.",
    ),
    "a quantity that is asked for like a sign": (
        ("all: [bite, spots]", "all: [fever-day, spots]"),
        "[fever-day, spots]",
        "'fever-day' is a quantity, neither present nor absent. Ask for it with 'interval'.",
    ),
    "a region asked of a rule that has none": (
        ("    at: [limb]\n", ""),
        "[bite, spots]",
        "'spots' is stated at a region, and this rule is judged at none."
        " Write 'spots anywhere', or give the rule 'at: […]'.",
    ),
    "a finding asked where it never is": (
        (
            "    at: [limb]\n    clauses:\n      - {all: [bite",
            "    at: [middle]\n    clauses:\n      - {all: [bite",
        ),
        "[bite, spots]",
        "'spots' is stated at regions of the sort 'limb', never at 'middle'."
        " Write 'spots anywhere', or another finding.",
    ),
    "a whole patient's finding asked at a mirror image": (
        ("all: [bite, spots]", "all: [bite at mirror, spots]"),
        "bite at mirror",
        "'bite' is stated of the whole patient, at no region. Write 'bite'.",
    ),
    "a concept composed of itself": (
        (
            "    at: [limb]\n",
            "    at: [limb]\n    concepts:\n"
            "      - {concepts: [bitten], facts: [F-1], met: a, unmet: b}\n",
        ),
        "    concepts:",
        "'bitten' is composed of itself (bitten → bitten). Leave one of these out.",
    ),
    "a concept that is needed and has no rule": (
        (
            "    at: [limb]\n",
            "    at: [limb]\n    concepts:\n"
            "      - {concepts: [plain], facts: [F-1], met: a, unmet: b}\n",
        ),
        "concepts: [plain]",
        "There is no concept 'plain'."
        " Write 'bitten', 'both-kinds', 'early', 'late', 'spotted' or 'striped'.",
    ),
}

REACH = {
    "a component that wants what excludes each other": (
        (
            "{all: [spots], facts: [F-1], met: Spots., unmet: No spots.}",
            "{all: [spots, smooth], facts: [F-1], met: Spots., unmet: No spots.}",
        ),
        "slug: spotty-limb",
        "The component 'spotty-limb' can never hold: its conditions exclude each other"
        " ('not stripes', 'smooth' and 'spots')."
        " Leave one of the conditions out, or mend a finding's relations.",
    ),
    "a rule that wants and refuses": (
        (
            "all: [bite, spots], facts: [F-1], met: Bitten., unmet: Not bitten.}",
            "all: [bite, spots], facts: [F-1], met: Bitten., unmet: Not bitten.}\n"
            "      - {none: [marked], facts: [F-1], met: a, unmet: b}",
        ),
        "- concept: bitten",
        "The rule for 'bitten' can never hold: its conditions exclude each other"
        " ('bite', 'not marked' and 'spots')."
        " Leave one of the conditions out, or mend a finding's relations.",
    ),
    "a composition that never occurs": (
        (
            "{none: [stripes], facts: [F-1], met: No stripes., unmet: Stripes.}",
            "{all: [stripes], facts: [F-1], met: a, unmet: b}",
        ),
        "exactly: [spotty-limb]",
        "The rule for 'spotted' can never hold: no patient shows 'spotty-limb' and nothing else."
        " Ask for other components, or change their conditions.",
    ),
    "two concepts no finding tells apart": (
        (
            "composition: {exactly: [stripy-limb], facts: [F-2]",
            "composition: {exactly: [spotty-limb], facts: [F-2]",
        ),
        "- concept: striped",
        "No finding tells 'striped' from 'spotted': its rule, at pack.yaml:{- concept: spotted},"
        " has the same conditions."
        " Add a condition, or write 'alike: [spotted]' with the concept.",
    ),
    "two concepts with one interval": (
        (
            "interval: {quantity: fever-day, low: 5,",
            "interval: {quantity: fever-day, low: 0, high: 3,",
        ),
        "- concept: late",
        "No finding tells 'late' from 'early': its rule, at pack.yaml:{- concept: early},"
        " has the same conditions. Add a condition, or write 'alike: [early]' with the concept.",
    ),
}

VIGNETTES = {
    "a line that contradicts another one": (
        ("tags: [not stripes at left-arm]", "tags: [not marked at left-arm]"),
        "not marked at left-arm",
        "The line 'They have no pattern.' contradicts the line 'There are spots on her left arm.'"
        " at pack.yaml:{There are spots}: they differ about 'marked' at left-arm."
        " Change the tags or the sentence of one of them.",
    ),
    "a value twice": (
        (
            "She has had a fever for two days., tags: [fever-day = 2]",
            "She has had a fever for two days., tags: [fever-day = 2, fever-day = 4]",
        ),
        "fever-day = 2, fever-day = 4",
        "This line says two things about 'fever-day'. Take one of the tags out.",
    ),
    "a quantity without a value": (
        ("tags: [fever-day = 2]", "tags: [fever-day]"),
        "tags: [fever-day]",
        "'fever-day' is a quantity and has no value here."
        " Write 'fever-day = 4' or 'fever-day = 4..5'.",
    ),
    "a value of no quantity": (
        ("tags: [spots at left-arm]", "tags: [spots at left-arm = 3]"),
        "= 3",
        "'spots' is no quantity and cannot have a value. Write 'spots at left-arm'.",
    ),
    "a finding without its region": (
        ("tags: [spots at left-arm]", "tags: [spots]"),
        "tags: [spots]",
        "'spots' is stated at a region. Write 'spots at …' with a region or scope.",
    ),
    "a region for a finding of the whole patient": (
        ("tags: [spots at left-arm]", "tags: [spots at left-arm, bite at left-arm]"),
        "bite at left-arm",
        "'bite' is stated of the whole patient, at no region. Write 'bite'.",
    ),
    "a region whose sort the finding has not": (
        ("tags: [spots at left-arm]", "tags: [spots at left-arm, spots at belly]"),
        "spots at belly",
        "'spots' is stated at regions of the sort 'limb'; 'belly' is of the sort 'middle'."
        " Write a region of that sort, or another finding.",
    ),
    "a heading that says nothing new": (
        ("      - stage: look\n", "      - stage: look\n        heading: Look\n"),
        "heading: Look",
        "'Look' is the heading anyway. Leave it out.",
    ),
    "a picture of a region that does not fit": (
        ("name: Spotted, code: SP-1}", "name: Spotted, code: SP-1, pictured: [spots at belly]}"),
        "pictured",
        "'spots' is stated at regions of the sort 'limb'; 'belly' is of the sort 'middle'."
        " Write a region of that sort, or another finding.",
    ),
    "a cue in a line": (
        ("They have no pattern.", "It looks Spotted to her."),
        "Spotted to her",
        "'spotted' would give the answer away. Say it in other words.",
    ),
    "a cue in the title": (
        ("title: The ferry", "title: The striped ferry"),
        "title: The striped",
        "'striped' would give the answer away. Say it in other words.",
    ),
    "the editor's code in the slug": (
        ("slug: the-ferry", "slug: case-sp-1"),
        "case-sp-1",
        "The slug names 'SP-1', which gives the answer away. Choose a neutral one.",
    ),
}

ITEMS = {
    "a stage the vignette has not": (
        ("        axis: kind\n        after: look", "        axis: kind\n        after: late"),
        "after: late",
        "There is no stage 'late'. Write 'look' or 'story'.",
    ),
    "no key": (
        ("            key: true\n", ""),
        "        options:",
        "No option of the item 'kind' is the key. Write 'key: true' with the right one.",
    ),
    "two keys": (
        ("claims: [both-kinds]\n", "claims: [both-kinds]\n            key: true # too\n"),
        "# too",
        "The item 'kind' has a second key; the first is at pack.yaml:141. Keep one of them.",
    ),
    "two options": (
        (
            "          - text: Two kinds at once\n            claims: [both-kinds]\n"
            "            rationale: One kind explains all.\n            facts: [I-1]\n",
            "",
        ),
        "        options:",
        "The item 'kind' has 2 options. Write 3 to 5.",
    ),
    "an option twice": (
        ("text: Another kind", "text: one  Kind"),
        "text: one  Kind",
        "The option 'one  Kind' stands here already, at pack.yaml:{text: One kind}."
        " Write another option.",
    ),
    "a claim without its region": (
        ("claims: [striped]", "claims: [bitten]"),
        "claims: [bitten]",
        "'bitten' is judged at a region. Write 'bitten at …' with a region.",
    ),
    "a claim with a region too many": (
        ("claims: [striped]", "claims: [striped at left-arm]"),
        "striped at left-arm",
        "'striped' is judged of the whole patient, at no region. Write 'striped'.",
    ),
    "a claim at the wrong sort of region": (
        ("claims: [striped]", "claims: [bitten at belly]"),
        "bitten at belly",
        "'bitten' is judged at regions of the sort 'limb'. Write such a region.",
    ),
    "a claim at two regions": (
        ("claims: [striped]", "claims: [bitten at both-arm]"),
        "bitten at both-arm",
        "'both-arm' is more than one region. Write one claim for each region.",
    ),
    "a concept without a rule": (
        (
            "  - concept: striped\n    composition: {exactly: [stripy-limb], facts: [F-2],"
            " met: Stripes., unmet: Not only stripes.}\n",
            "",
        ),
        "claims: [striped]",
        "The concept 'striped' has no rule, so nothing can prove it."
        " Write a rule for it, or claim another concept.",
    ),
    "an option without a claim": (
        ("            claims: [striped]\n", ""),
        "text: Another kind",
        "The option 'Another kind' claims nothing that findings could decide."
        " Write 'claims: […]', or another basis for the item.",
    ),
    "a link to nothing": (
        ("basis: findings", "basis: link"),
        [
            (
                "basis: link",
                "A link says what it rests on. Write 'rests_on: […]' with what has to be proved.",
            ),
            *(
                (
                    f"claims: [{claim}]",
                    f"The option '{text}' claims something, but the item rests on facts."
                    " Leave it out, or write 'basis: findings'.",
                )
                for text, claim in (
                    ("One kind", "spotted"),
                    ("Another kind", "striped"),
                    ("Two kinds at once", "both-kinds"),
                )
            ),
        ],
    ),
    "a layer no fact of the key has": (
        ("layers: [article]", "layers: [article, evidence]"),
        "            facts: [F-1]",
        "The item asks for the layer 'evidence', but its key cites no fact of it."
        " Cite one, or take 'evidence' out of 'layers'.",
    ),
    "a fact of a layer that is not asked": (
        (
            "rationale: Spots, and nothing else.\n            facts: [F-1]",
            "rationale: Spots, and nothing else.\n            facts: [F-1, E-1]",
        ),
        "facts: [F-1, E-1]",
        "The key cites a fact of the layer 'evidence', which the item does not ask for."
        " Add 'evidence' to 'layers', or leave the fact out.",
    ),
    "a key that rests on what is not verified": (
        (
            "rationale: Spots, and nothing else.\n            facts: [F-1]",
            "rationale: Spots, and nothing else.\n            facts: [F-1, F-2]",
        ),
        "facts: [F-1, F-2]",
        "The key rests on 'F-2', which is not verified ('N-1'). Rest it on a verified fact.",
    ),
}

TABLE = NAMES | FACTS | FINDINGS | RULES | REACH | VIGNETTES | ITEMS


def expected(text: str, at: str, sentence: str) -> str:
    """The problem as it is told; ``{fragment}`` stands for the line that holds it."""
    lines = re.sub(
        r"pack.yaml:\{(.+?)\}", lambda found: f"pack.yaml:{line_of(text, found[1])}", sentence
    )
    return f"pack.yaml:{line_of(text, at)}: {lines}"


@pytest.mark.parametrize("case", TABLE.values(), ids=TABLE.keys())
def test_a_damaged_pack_is_refused_with_its_line_and_the_remedy(tmp_path, case):
    piece, *rest = case
    text = damaged(*piece)
    problems = rest[0] if isinstance(rest[0], list) else [tuple(rest)]

    reading = read_files(tmp_path, pack=text)

    assert reading.problems == ()
    assert told(reading) == [expected(text, *problem) for problem in problems]


def test_concepts_that_say_they_are_alike_need_not_be_told_apart(tmp_path):
    text = damaged("quantity: fever-day, low: 5,", "quantity: fever-day, low: 0, high: 3,").replace(
        "name: Late}", "name: Late, alike: [early]}"
    )

    reading = read_files(tmp_path, pack=text)

    assert told(reading) == []


def test_what_is_alike_the_key_is_no_distractor(tmp_path):
    text = damaged("claims: [striped]", "claims: [both-kinds at left-arm]").replace(
        "name: Both}", "name: Both, alike: [spotted]}"
    )
    text = text.replace("[both-kinds at left-arm]", "[striped]", 1)

    reading = read_files(tmp_path, pack=text)

    assert told(reading) == [
        f"pack.yaml:{line_of(text, 'claims: [both-kinds]')}:"
        " 'both-kinds' is alike the key 'spotted': no finding rules it out. Write another option."
    ]


def test_a_second_rule_for_a_concept_is_refused(tmp_path):
    extra = "rules: [{concept: early, never: {facts: [F-1], unmet: No.}}]"

    reading = read_files(tmp_path, pack=TEXT, second=extra)

    assert told(reading) == [
        "second.yaml:1: There is a second rule for the concept 'early'; the first is at"
        f" pack.yaml:{line_of(TEXT, '- concept: early')}. Rename one of them."
    ]


def test_concepts_composed_of_one_another_are_refused(tmp_path):
    extra = """\
rules:
  - concept: first
    concepts: [{concepts: [second], facts: [F-1], met: a, unmet: b}]
  - concept: second
    no_concepts: [{concepts: [first], facts: [F-1], met: a, unmet: b}]
concepts:
  - {slug: first, axis: day, name: First}
  - {slug: second, axis: day, name: Second}
"""

    reading = read_files(tmp_path, pack=TEXT, ring=extra)

    assert told(reading) == [
        "ring.yaml:3: 'first' is composed of itself (first → second → first)."
        " Leave one of these out.",
        "ring.yaml:5: 'second' is composed of itself (second → first → second)."
        " Leave one of these out.",
    ]


def test_intervals_that_never_meet_are_refused(tmp_path):
    extra = """\
rules:
  - concept: twice
    concepts: [{concepts: [early, late], facts: [F-1], met: a, unmet: b}]
concepts: [{slug: twice, axis: day, name: Twice}]
"""

    reading = read_files(tmp_path, pack=TEXT, twice=extra)

    assert told(reading) == [
        "twice.yaml:3: The rule for 'twice' can never hold: the intervals do not meet."
        " Leave one of them out."
    ]


def test_a_rule_that_needs_and_refuses_one_concept_is_refused(tmp_path):
    extra = """\
rules:
  - concept: torn
    concepts: [{concepts: [early], facts: [F-1], met: a, unmet: b}]
    no_concepts: [{concepts: [early], facts: [F-1], met: a, unmet: b}]
concepts: [{slug: torn, axis: day, name: Torn}]
"""

    reading = read_files(tmp_path, pack=TEXT, torn=extra)

    assert told(reading) == [
        "torn.yaml:4: The rule for 'torn' can never hold: it needs 'early' and refuses it."
        " Leave one of them out."
    ]


def test_findings_that_imply_one_another_in_a_ring_are_fine(tmp_path):
    text = damaged(
        "{slug: marked, name: mark, stage: look, sorts: [limb, middle]}",
        "{slug: marked, name: mark, stage: look, sorts: [limb, middle], implies: [red]}\n"
        "  - {slug: red, name: red, stage: look, sorts: [limb, middle], implies: [marked]}",
    )

    reading = read_files(tmp_path, pack=text)

    assert told(reading) == []


def test_an_entry_that_could_not_be_read_is_not_called_unknown(tmp_path):
    text = damaged("  - {id: F-2, layer: article,", "  - {id: F-2, layer: artcle,")

    reading = read_files(tmp_path, pack=text)

    assert len(reading.problems) == 1
    assert told(reading) == []


def test_errors_of_reading_and_of_checking_are_told_together(tmp_path):
    text = damaged("kind: textbook", "kind: novel").replace(
        "exactly: [spotty-limb]", "exactly: [x]"
    )

    reading = read_files(tmp_path, pack=text, broken="facts: [")

    assert [problem.file for problem in reading.problems] == ["broken.yaml", "pack.yaml"]
    assert told(reading) == [
        f"pack.yaml:{line_of(text, 'exactly: [x]')}:"
        " There is no component 'x'. Write 'spotty-limb' or 'stripy-limb'."
    ]


def test_a_rule_whose_verdicts_may_be_too_open_is_a_warning(tmp_path):
    text = damaged(
        "{all: [bite, spots], facts: [F-1], met: Bitten., unmet: Not bitten.}",
        "{any: [bite, spots, smooth], at_least: 2, facts: [F-1], met: Bitten., unmet: No.}",
    )

    reading = read_files(tmp_path, pack=text)

    assert told(reading) == []
    assert [
        (problem.line, problem.what.partition(":")[0]) for problem in checking.warn(reading)
    ] == [(line_of(text, "- concept: bitten"), "'bitten' may be too open")]
