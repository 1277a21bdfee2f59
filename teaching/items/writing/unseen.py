"""Signs in a text that nobody sees: of no width, or turning the direction of writing. Pure.

They come with text that is pasted, make two equal texts differ, and may show a reader something
else than what is stored. They are kept as they were typed until somebody takes them out.
"""

from __future__ import annotations

import unicodedata

from teaching.items.writing.document import Decision, Document, Line, Option

PLAIN = "\n"
"""The one sign without a shape that a text may hold."""
AROUND = 12
"""So many characters before it say where it stands."""


def signs(text: str) -> tuple[tuple[int, str], ...]:
    """Where such signs stand, and what Unicode calls them."""
    return tuple(
        (place, unicodedata.name(sign, "").lower() or f"U+{ord(sign):04X}")
        for place, sign in enumerate(text)
        if sign != PLAIN and unicodedata.category(sign) in ("Cf", "Cc", "Co", "Cn")
    )


def says(text: str) -> str:
    """What is to be said of a text that holds some; empty where it holds none."""
    found = signs(text)
    if not found:
        return ""
    place, name = found[0]
    before = "".join(one for one in text[max(0, place - AROUND) : place] if one.isprintable())
    where = f"after “{before.strip()}”" if before.strip() else "at the beginning"
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return f"An invisible sign stands {where} ({name}{more})."


def without(text: str) -> str:
    """The text without them."""
    places = {place for place, _ in signs(text)}
    return "".join(one for place, one in enumerate(text) if place not in places)


def cleaned(document: Document) -> Document:
    """The document without any of them."""

    def line(one: Line) -> Line:
        return one.model_copy(update={"text": without(one.text)})

    def option(one: Option) -> Option:
        return one.model_copy(
            update={"text": without(one.text), "rationale": without(one.rationale)}
        )

    def decision(one: Decision) -> Decision:
        return one.model_copy(
            update={
                "lead_in": without(one.lead_in),
                "label": without(one.label),
                "note": without(one.note),
                "adds": tuple(map(line, one.adds)),
                "options": tuple(map(option, one.options)),
            }
        )

    return document.model_copy(
        update={
            "title": without(document.title),
            "stages": tuple(
                stage.model_copy(
                    update={
                        "heading": without(stage.heading),
                        "lines": tuple(map(line, stage.lines)),
                    }
                )
                for stage in document.stages
            ),
            "decisions": tuple(map(decision, document.decisions)),
        }
    )


def places(document: Document) -> tuple[tuple[str, str], ...]:
    """Each piece that holds some, and what is to be said of it."""
    texts = [("title", document.title)]
    texts += [(f"stage-{stage.stage}", stage.heading) for stage in document.stages]
    texts += [(line.id, line.text) for _, line in document.lines]
    for one in document.decisions:
        texts += [(one.id, text) for text in (one.lead_in, one.label, one.note)]
        texts += [(line.id, line.text) for line in one.adds]
        texts += [(o.id, text) for o in one.options for text in (o.text, o.rationale)]
    return tuple((piece, said) for piece, text in texts if (said := says(text)))
