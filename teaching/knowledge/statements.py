"""The one-line notation of a pack: what a sentence states, and what a rule or an option claims.

A *tag* is what one line of a vignette states::

    feverish                         a global finding is present
    not painful at left-hip          a finding is absent at one region
    normal at elsewhere              a finding is present at every region of a scope
    first-bone at left-thigh = 4..5  a quantity lies in an interval, in the unit of its finding

A *literal* is what a rule asks for::

    beside                           at the region the rule is judged at (or global)
    not painful
    strands at mirror                at the mirror image of that region
    vasomotor anywhere               at one region or more

A *claim* is what an option says: a concept, perhaps at a region, perhaps denied::

    common-form
    bone-tumour at left-knee
    not in-described-range at right-hip

An *assertion* is what an option says by an entry of the pack, in a question that rests on facts::

    M-36 of common-form              the finding of this row is typical of the concept
    not M-36 of common-form          it argues against it
    A-01 knee-disease of hip-disease the answer this facet has for one thing, given for another
    G-28 of G-30                     the meaning of one term, given for another
    D-08 article of evidence         one side's statement, as made by the article or by evidence
    F-LOC-06 of both                 a statement as made by both of them

Nothing here knows which findings, regions or concepts exist; the pack's check does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

SLUG = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
NUMBER = r"-?\d+(?:\.\d+)?"
TAG = re.compile(
    rf"(?P<no>not )?(?P<finding>{SLUG})(?: at (?P<at>{SLUG}))?"
    rf"(?: = (?P<low>{NUMBER})(?:\.\.(?P<high>{NUMBER}))?)?"
)
LITERAL = re.compile(rf"(?P<no>not )?(?P<finding>{SLUG})(?P<where> at mirror| anywhere)?")
CLAIM = re.compile(rf"(?P<no>not )?(?P<concept>{SLUG})(?: at (?P<at>{SLUG}))?")
CODE = r"[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*"
ASSERTION = re.compile(
    rf"(?P<no>not )?(?P<entry>{CODE})(?: (?P<answer>{SLUG}))? of (?P<of>{SLUG}|{CODE})"
)


class Tag(NamedTuple):
    """What one line states. ``at`` is a region, a scope, or ``""`` for a global finding."""

    finding: str
    at: str = ""
    present: bool = True
    low: float | None = None
    high: float | None = None

    @classmethod
    def parse(cls, text: str) -> Tag:
        """Read a tag. Raises ValueError that shows the form a tag has."""
        found = TAG.fullmatch(text)
        if found is None:
            raise ValueError(
                f"'{text}' is not a tag; write 'finding', 'not finding', 'finding at region'"
                " or 'finding at region = 4..5'"
            )
        low = found["low"]
        high = found["high"]
        if low is not None and found["no"]:
            raise ValueError(f"'{text}': a quantity is stated, not denied")
        tag = cls(
            found["finding"],
            found["at"] or "",
            not found["no"],
            None if low is None else float(low),
            None if low is None else float(high or low),
        )
        if tag.low is not None and tag.high is not None and tag.low > tag.high:
            raise ValueError(f"'{text}': the interval ends before it begins")
        return tag

    def __str__(self) -> str:
        text = self.finding if self.present else f"not {self.finding}"
        if self.at:
            text += f" at {self.at}"
        if self.low is not None and self.high is not None:
            text += (
                f" = {self.low:g}" if self.low == self.high else f" = {self.low:g}..{self.high:g}"
            )
        return text


@dataclass(frozen=True, slots=True)
class Literal:
    """One finding a rule asks about. ``where`` is ``""``, ``"mirror"`` or ``"anywhere"``."""

    finding: str
    present: bool = True
    where: str = ""

    @classmethod
    def parse(cls, text: str) -> Literal:
        """Read a literal. Raises ValueError that shows the form a literal has."""
        found = LITERAL.fullmatch(text)
        if found is None:
            raise ValueError(
                f"'{text}' is not a condition; write 'finding', 'not finding',"
                " 'finding at mirror' or 'finding anywhere'"
            )
        where = (found["where"] or "").removeprefix(" at ").strip()
        return cls(found["finding"], not found["no"], where)

    def __str__(self) -> str:
        text = self.finding if self.present else f"not {self.finding}"
        return text + {"": "", "mirror": " at mirror", "anywhere": " anywhere"}[self.where]


class Claim(NamedTuple):
    """What an option says of the patient."""

    concept: str
    at: str = ""
    holds: bool = True

    @classmethod
    def parse(cls, text: str) -> Claim:
        """Read a claim. Raises ValueError that shows the form a claim has."""
        found = CLAIM.fullmatch(text)
        if found is None:
            raise ValueError(
                f"'{text}' is not a claim; write 'concept', 'not concept' or 'concept at region'"
            )
        return cls(found["concept"], found["at"] or "", not found["no"])

    def __str__(self) -> str:
        text = self.concept if self.holds else f"not {self.concept}"
        return f"{text} at {self.at}" if self.at else text


class Assertion(NamedTuple):
    """What an option says by an entry of the pack. ``of`` is what the question asks about,
    ``answer`` whose answer of the entry the option gives, if the entry has several."""

    entry: str
    of: str
    answer: str = ""
    holds: bool = True

    @classmethod
    def parse(cls, text: str) -> Assertion:
        """Read an assertion. Raises ValueError that shows the form an assertion has."""
        found = ASSERTION.fullmatch(text)
        if found is None:
            raise ValueError(
                f"'{text}' is not an assertion; write 'M-01 of concept', 'not M-01 of concept'"
                " or 'A-01 answer of thing'"
            )
        return cls(found["entry"], found["of"], found["answer"] or "", not found["no"])

    def __str__(self) -> str:
        text = f"{self.entry} {self.answer}" if self.answer else self.entry
        return f"{text} of {self.of}" if self.holds else f"not {text} of {self.of}"
