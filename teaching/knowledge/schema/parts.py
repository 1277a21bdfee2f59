"""What every section of a pack is made of: the frozen base, names, texts, ranges, one-line
statements.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from teaching.knowledge.statements import SLUG, Assertion, Claim, Literal, Tag

Slug = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$", max_length=64)]
"""Lower-case words joined by hyphens."""
Code = Annotated[
    str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$", max_length=32)
]
"""The name a fact, source, dispute, term or note has in the pack: ``F-PA-02``, ``R14``."""
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Spread = Annotated[tuple[float, float], Field(min_length=2, max_length=2)]
"""The lowest and the highest value."""
Count = Annotated[tuple[int, int], Field(min_length=2, max_length=2)]
"""The fewest and the most of something."""


def _parsed[T](kind: type[T], parse: Callable[[str], T]) -> PlainValidator:
    """Reads a statement from its line; one that is parsed already stays the same object."""

    def read(value: object) -> T:
        if isinstance(value, kind):
            return value
        if isinstance(value, str):
            return parse(value)
        raise PydanticCustomError("statement_type", "Input should be a line of text")

    return PlainValidator(read)


# A string in the file, a parsed statement in the program, a string again in the dump.
TagLine = Annotated[
    Tag,
    _parsed(Tag, Tag.parse),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string"}),
]
LiteralLine = Annotated[
    Literal,
    _parsed(Literal, Literal.parse),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string"}),
]
ClaimLine = Annotated[
    Claim,
    _parsed(Claim, Claim.parse),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string"}),
]
AssertionLine = Annotated[
    Assertion,
    _parsed(Assertion, Assertion.parse),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string"}),
]


class Part(BaseModel):
    """Base of everything in a pack: frozen, unknown keys refused, no infinite numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
