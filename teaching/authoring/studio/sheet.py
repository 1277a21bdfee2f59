"""The form of a manuscript: what its fields are called, and the document they were sent as.

One form holds the whole. What has no field keeps its value, piece by piece, from the document the
page was made from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.http import QueryDict

from teaching.items.writing.document import Decision, Document, Line, Option, Stage

ID = re.compile(r"[0-9a-f]{1,32}")
END = "end"
"""The last field of the form: without it the page did not arrive whole."""
BLANKS = str.maketrans({"\u00a0": " ", "\u2028": "\n", "\u2029": "\n", "\u00ad": "", "\ufeff": ""})
"""What word processors put into a text and nobody sees: hard spaces, soft hyphens, marks."""


class TornError(ValueError):
    """The form did not arrive whole; nothing may be taken from it."""


def clean(text: str) -> str:
    """A text as it is kept: composed, with plain spaces and line ends. Signs that are invisible or
    turn the direction of writing stay, for the page to show them."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[^\S\n]+", " ", text.translate(BLANKS))


def read(data: QueryDict, was: Document) -> Document:
    """The document as the form says it. Raises TornError."""
    if END not in data:
        raise TornError
    return was.model_copy(
        update={
            "title": clean(data.get("title", was.title)).strip(),
            "pronoun": _one_of(data.get("pronoun"), ("he", "she", "they"), was.pronoun),
            "difficulty": _one_of(
                data.get("difficulty"), ("easy", "medium", "hard"), was.difficulty
            ),
            "stages": tuple(_stages(data, was)),
            "decisions": tuple(_decisions(data, was)),
        }
    )


def _one_of[T: str](value: str | None, known: tuple[T, ...], standing: T) -> T:
    return next((one for one in known if one == value), standing)


def _stages(data: QueryDict, was: Document) -> Iterator[Stage]:
    standing = {line.id: line for _, line in was.lines}
    lines: dict[str, list[Line]] = {stage.stage: [] for stage in was.stages}
    seen: set[str] = set()
    for place in data.getlist("line"):
        stage, _, pk = place.partition(":")
        if stage not in lines or pk in seen or not ID.fullmatch(pk):
            continue
        seen.add(pk)
        old = standing.get(pk, Line(id=pk))
        lines[stage].append(
            old.model_copy(
                update={
                    "text": clean(data.get(f"text-{pk}", old.text)),
                    "tags": tuple(dict.fromkeys(data.getlist(f"tag-{pk}"))),
                }
            )
        )
    for one in was.stages:
        heading = clean(data.get(f"heading-{one.stage}", one.heading)).strip()
        yield one.model_copy(update={"heading": heading, "lines": tuple(lines[one.stage])})


def _decisions(data: QueryDict, was: Document) -> Iterator[Decision]:
    standing = {one.id: one for one in was.decisions}
    for pk in dict.fromkeys(data.getlist("decision")):
        if not ID.fullmatch(pk):
            continue
        old = standing.get(pk, Decision(id=pk))
        options = tuple(_options(data, old))
        key = data.get(f"key-{pk}", old.key)
        yield old.model_copy(
            update={
                "lead_in": clean(data.get(f"lead-{pk}", old.lead_in)).strip(),
                "after": data.get(f"after-{pk}", old.after)[:64],
                "layers": tuple(dict.fromkeys(data.getlist(f"layer-{pk}"))),
                "note": clean(data.get(f"note-{pk}", old.note)).strip(),
                "options": options,
                "key": key if key in {one.id for one in options} else "",
            }
        )


def _options(data: QueryDict, decision: Decision) -> Iterator[Option]:
    standing = {one.id: one for one in decision.options}
    for pk in dict.fromkeys(data.getlist(f"option-{decision.id}")):
        if not ID.fullmatch(pk):
            continue
        old = standing.get(pk, Option(id=pk))
        says = data.get(f"says-{pk}")
        claims = old.claims if says is None or says == said(old) else ((says,) if says else ())
        yield old.model_copy(
            update={
                "text": clean(data.get(f"text-{pk}", old.text)).strip(),
                "claims": claims,
                "rationale": clean(data.get(f"why-{pk}", old.rationale)).strip(),
                "facts": tuple(
                    dict.fromkeys(
                        re.findall(r"[\w-]+", data.get(f"facts-{pk}", " ".join(old.facts)))
                    )
                ),
            }
        )


def said(option: Option) -> str:
    """What stands in the field for what an option says: its one claim, or all of them."""
    return ", ".join(option.claims)
