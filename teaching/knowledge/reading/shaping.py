"""From trees to the objects of ``schema``, with pydantic's complaints in plain words.

Entries are shaped one by one, so that one that is wrong hides nothing about the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from teaching.knowledge.problems import Place, Problem, choices, instead
from teaching.knowledge.reading.tree import Entry, Mapping, Plain, Scalar, Sequence, plain
from teaching.knowledge.schema import Pack


def _bare(annotation: Any) -> Any:
    """An annotation without ``Annotated`` and ``| None``."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    arms = [arm for arm in get_args(annotation) if arm is not type(None)]
    if type(None) in get_args(annotation) and len(arms) == 1:
        return _bare(arms[0])
    return annotation


def _item(annotation: Any) -> Any:
    """The shape of one element of a tuple type, or None."""
    bare = _bare(annotation)
    return get_args(bare)[0] if get_origin(bare) is tuple else None


def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)


LISTS: dict[str, TypeAdapter[Any]] = {
    name: _adapter(_item(about.annotation))
    for name, about in Pack.model_fields.items()
    if _item(about.annotation) is not None
}
"""The sections that are lists, each with the shape of one entry."""

WHOLES: dict[str, TypeAdapter[Any]] = {
    name: _adapter(about.annotation)
    for name, about in Pack.model_fields.items()
    if name not in LISTS
}
"""The sections that are one object."""


@dataclass(slots=True)
class Shaped:
    """What was understood. ``kept`` are the entries of ``pack`` in its order."""

    pack: Pack | None = None
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    kept: dict[str, list[Entry]] = field(default_factory=dict)


def shape(sections: dict[str, list[Entry]]) -> Shaped:
    """Shape every section. ``pack`` holds what is whole; it is None without a disease."""
    shaped = Shaped()
    parts: dict[str, Any] = {}
    for section, entries in sections.items():
        adapter = LISTS.get(section) or WHOLES[section]
        whole = [
            (entry, part)
            for entry in entries
            if (part := _shape(section, adapter, entry, shaped)) is not None
        ]
        shaped.kept[section] = [entry for entry, _ in whole]
        if section in LISTS:
            parts[section] = tuple(part for _, part in whole)
        elif whole:
            parts[section] = whole[0][1]
    if "disease" in parts:
        shaped.pack = Pack(**parts)
    return shaped


def _shape(section: str, adapter: TypeAdapter[Any], entry: Entry, shaped: Shaped) -> Any:
    """One entry as its object. Where a list inside it has a wrong element, the rest is kept
    (the problem is told all the same): a disease with one wrong region is still a disease."""
    value = plain(entry.value)
    for _attempt in range(2):
        try:
            return adapter.validate_python(value)
        except ValidationError as error:
            if not _attempt:
                shaped.problems += [
                    problem
                    for details in error.errors(include_url=False, include_context=True)
                    if (problem := _problem(section, entry, details)) is not None
                ]
            if section != "disease" or not _prune(value, error, shaped.unread):
                break
    if isinstance(value, dict):
        shaped.unread.update(
            name for key in ("id", "slug") if isinstance(name := value.get(key), str)
        )
    return None


def _prune(value: Plain, error: ValidationError, unread: set[str]) -> bool:
    """Take the wrong elements out of the lists they stand in; False where one stands in none."""
    wrong: dict[tuple[str, int], None] = {}
    for details in error.errors(include_url=False):
        match details["loc"]:
            case (str(name), int(index), *_):
                wrong[name, index] = None
            case _:
                return False
    for name, index in sorted(wrong, reverse=True):
        elements = value[name] if isinstance(value, dict) else None
        if not isinstance(elements, list):
            return False
        gone = elements.pop(index)
        if isinstance(gone, dict) and isinstance(slug := gone.get("slug"), str):
            unread.add(slug)
    return True


def _problem(section: str, entry: Entry, details: ErrorDetails) -> Problem | None:
    """One complaint with its place; None where the place was complained of already."""
    loc = [step for step in details["loc"] if step != "[key]"]
    here, walked = entry, 0
    for step in loc:
        node = here.value
        if isinstance(node, Mapping) and step in node.entries:
            here = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            here = Entry(node.items[step].place, node.items[step])
        elif isinstance(node, Scalar):
            break
        else:
            # A step that is no part of the file: a missing key, or the arm of a union.
            continue
        walked += 1
    node = here.value
    if isinstance(node, Scalar) and node.refused:
        return None
    key = next((step for step in reversed(loc) if isinstance(step, str)), section)
    place = node.place if isinstance(node, Scalar) and details["type"] != _EXTRA else here.place
    what, right = _words(section, key, node, details)
    return Problem(Place(place.file, place.line, place.column), what, right)


_EXTRA = "extra_forbidden"


def _words(section: str, key: str, node: Any, details: ErrorDetails) -> tuple[str, str]:
    """What is wrong and what would be right, in words that need no knowledge of pydantic."""
    context = details.get("ctx", {})
    text = node.text if isinstance(node, Scalar) else ""
    kind = details["type"]
    if kind == "missing":
        return f"'{key}' is missing.", f"Write '{key}: …'."
    if kind == _EXTRA:
        if " " in key and isinstance(node, Scalar) and not text:
            # {name: red, green}: the comma ended the value.
            return f"'{key}' is not a key here.", "Put text with a comma in quotes."
        known = _keys(section, [*details["loc"]][:-1])
        return f"'{key}' is not a key here.", instead(
            key, known, f"Write {choices(sorted(known))}."
        )
    if isinstance(node, Scalar) and not text.strip():
        return f"'{key}' has no value.", "Write one, or leave the key out."
    match kind:
        case "string_pattern_mismatch" if "https" in context["pattern"]:
            return f"'{text}' is not a link.", "Write an address that begins with 'https://'."
        case "string_pattern_mismatch" if context["pattern"].startswith("^[A-Z]"):
            right = "Write letters and digits joined by hyphens, a capital first: 'F-ONSET-02'."
            return f"'{text}' is not an id.", right
        case "string_pattern_mismatch":
            right = "Write lower-case words joined by hyphens: 'first-week'."
            return f"'{text}' is not a slug.", right
        case "string_too_long":
            what = f"This text has {len(text)} characters."
            return what, f"Write at most {context['max_length']}."
        case "literal_error":
            allowed = [
                str(choice) for choice in context["expected"].replace(" or ", ", ").split(", ")
            ]
            names = [choice.strip("'") for choice in allowed]
            return f"'{text}' is not possible for '{key}'.", instead(
                text, names, f"Write {choices(names)}."
            )
        case "int_parsing" | "int_type" | "int_from_float":
            return f"'{text}' is not a whole number.", "Write digits only: '3'."
        case "float_parsing" | "float_type" | "finite_number":
            return f"'{text}' is not a number.", "Write a number: '1.5'."
        case "bool_parsing" | "bool_type":
            return f"'{text}' is neither true nor false.", "Write 'true' or 'false'."
        case "greater_than_equal":
            return f"'{key}' is {text}, which is too small.", f"Write {context['ge']} or more."
        case "less_than_equal":
            return f"'{key}' is {text}, which is too large.", f"Write {context['le']} or less."
        case "tuple_type":
            return f"'{key}' is a list.", f"Write '{key}: [first, second]'."
        case "too_long" | "too_short" if context.get("field_type") == "Tuple":
            return f"'{key}' has the wrong number of entries.", (
                f"Write {context.get('max_length') or context.get('min_length')}."
            )
        case "model_type" | "model_attributes_type" | "dict_type":
            known = _keys(section, list(details["loc"]))
            return (
                f"'{key}' consists of keys with values.",
                f"Write {choices(sorted(known), 'and')}.",
            )
        case "string_type":
            return f"'{key}' is one text.", f"Write '{key}: …' in one line or below '>-'."
        case "value_error":
            said, _, advice = str(context["error"]).partition("; ")
            return _sentence(said), _sentence(advice)
    return _sentence(details["msg"]), ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else ""


def _keys(section: str, loc: list[str | int]) -> set[str]:
    """The keys of the object to which a location leads."""
    shape: Any = Pack.model_fields[section].annotation
    if section in LISTS:
        shape = _item(shape)
    for step in loc:
        shape = _bare(shape)
        if isinstance(step, int):
            shape = _item(shape)
        elif isinstance(shape, type) and issubclass(shape, BaseModel):
            about = shape.model_fields.get(step)
            shape = about.annotation if about else None
        elif get_origin(shape) is dict:
            shape = get_args(shape)[1]
    shape = _bare(shape)
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return set(shape.model_fields)
    return set()
