"""Two authors' changes to one manuscript, brought together piece by piece. Pure.

A piece is the document itself, a stage, a line, a decision or an option; it is known by its id
wherever it is moved. Ids are unique in what is merged (:func:`told_apart`).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterator, Mapping
from typing import Any, cast

from teaching.items.writing.arranging import arranged, joined, moved_or_new
from teaching.items.writing.document import (
    Decision,
    Document,
    Line,
    Option,
    Piece,
    Stage,
    Variant,
    new_id,
)

type Part = Document | Stage | Line | Decision | Option
type Name = tuple[type[Piece], str]
"""The kind of a part and its id."""

PARTS_OF: Mapping[type[Piece], Mapping[str, type[Piece]]] = {
    Document: {"stages": Stage, "decisions": Decision},
    Stage: {"lines": Line},
    Decision: {"adds": Line, "options": Option},
    Line: {},
    Option: {},
}
"""By the kind of a part: the fields in which others stand, and of which kind those are."""
NOT_A_TEXT = {"id", "stage", "variants"}


def id_of(part: Part) -> str:
    """The document's is empty, a stage's is its slug."""
    if isinstance(part, Document):
        return ""
    return part.stage if isinstance(part, Stage) else part.id


def parts(part: Part) -> Iterator[Part]:
    """This one and all within it, in order."""
    yield part
    for field in PARTS_OF[type(part)]:
        for within in getattr(part, field):
            yield from parts(within)


def own_fields(part: Part) -> list[str]:
    """The fields an author fills in, without the parts within."""
    within = PARTS_OF[type(part)]
    return [name for name in type(part).model_fields if name not in {*within, *NOT_A_TEXT}]


def merge(base: Document, mine: Document, theirs: Document, by: str) -> Document:
    """Both sides' changes to ``base``. ``theirs`` is what is stored, ``by`` who wrote ``mine``.

    A field that both changed, and differently, keeps their value and has mine beside it as a
    variant. What one side deleted and the other changed stays. Of tags, facts and claims, what
    either side added is there and what either took out is not.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    base, mine, theirs = by_id(base), by_id(mine), by_id(theirs)
    put = moved_or_new(rows_of(base), rows_of(mine))
    mine, theirs = _with_changed(base, mine, theirs, put), _with_changed(base, theirs, mine, ())
    was, here, there = _named(base), _named(mine), _named(theirs)
    stay: dict[Name, Part] = {}
    for name in {**there, **here}:
        before, left = was.get(name), here.get(name) or there[name]
        if name in here and name in there:
            stay[name] = _merged(before, here[name], there[name], by)
        elif before is None or _changed(before, left, put if name in there else ()):
            stay[name] = left
    rows = arranged(rows_of(base), rows_of(mine), rows_of(theirs), set(stay))
    whole = cast(Document, _assembled((Document, ""), stay, rows))
    return _by_number(whole)


def choose(document: Document, piece_id: str, field: str, which: int | None) -> Document:
    """Settle on one of the values of a field: the ``which``-th of its variants (from 0), or the
    one that stands where None. The field's variants go.

    Raises LookupError where there is no such piece or variant, ValueError for a value that cannot
    stand there.
    """
    part = next((part for part in parts(document) if id_of(part) == piece_id), None)
    if part is None or field not in own_fields(part):
        raise LookupError(piece_id)
    of_field = [variant for variant in part.variants if variant.field == field]
    values: dict[str, Any] = dict(part)
    values["variants"] = tuple(one for one in part.variants if one.field != field)
    if which is not None:
        if not 0 <= which < len(of_field):
            raise LookupError(which)
        values[field] = of_field[which].value
    chosen = type(part).model_validate(values)
    return cast(Document, _mapped(document, lambda one: chosen if one is part else one))


def changed_pieces(one: Document, other: Document) -> frozenset[str]:
    """The ids of the pieces that differ: in their own fields, in what stands within them and in
    which order, or in being there at all."""
    here, there = _outlines(one), _outlines(other)
    return frozenset(name[1] for name in {**here, **there} if here.get(name) != there.get(name))


def told_apart(document: Document) -> Document:
    """The same with a new id for every line, decision and option whose id is empty or taken."""
    taken = {"", *(stage.stage for stage in document.stages)}

    def apart(part: Part) -> Part:
        if isinstance(part, Document | Stage):
            return part
        if part.id in taken:
            part = part.model_copy(update={"id": new_id()})
        taken.add(part.id)
        return part

    return cast(Document, _mapped(document, apart))


def settled(document: Document) -> Document:
    """The same without variants that stand anyway, or that are of no field an author fills in."""

    def without(part: Part) -> Part:
        fields = own_fields(part) if part.variants else []
        unsettled = tuple(
            one
            for one in part.variants
            if one.field in fields and getattr(part, one.field) != one.value
        )
        return part.model_copy(update={"variants": unsettled})

    return cast(Document, _mapped(document, without))


def _mapped(part: Part, change: Callable[[Part], Part]) -> Part:
    changed = change(part)
    within = {
        field: tuple(_mapped(one, change) for one in getattr(changed, field))
        for field in PARTS_OF[type(part)]
    }
    return changed.model_copy(update=within) if within else changed


def name_of(part: Part) -> Name:
    return type(part), id_of(part)


def _named(document: Document) -> dict[Name, Part]:
    return {name_of(part): part for part in parts(document)}


def rows_of(document: Document) -> dict[Hashable, list[Name]]:
    """What stands in each field of each part. The document is in a row of its own."""
    rows: dict[Hashable, list[Name]] = {"": [name_of(document)]}
    for part in parts(document):
        for field in PARTS_OF[type(part)]:
            rows[name_of(part), field] = [name_of(within) for within in getattr(part, field)]
    return rows


def _outlines(document: Document) -> dict[Name, Part]:
    """Each part with the names of what stands within it."""
    return {
        name_of(part): part.model_copy(
            update={
                field: tuple(name_of(within) for within in getattr(part, field))
                for field in PARTS_OF[type(part)]
            }
        )
        for part in parts(document)
    }


def _with_changed(
    base: Document, side: Document, other: Document, put: Container[Name]
) -> Document:
    """This side with the stages and decisions that it deleted and the other side changed, as they
    were: so all of what the other has there is kept. What this side ``put`` elsewhere for good
    does not count."""
    here, there = _named(side), _named(other)
    rows: dict[str, tuple[Part, ...]] = {}
    for field in PARTS_OF[Document]:
        row = list(getattr(side, field))
        names = [name_of(part) for part in row]
        at = 0
        for part in getattr(base, field):
            name = name_of(part)
            if name in here:
                at = names.index(name) + 1
            elif name in there and _changed(part, there[name], put):
                row.insert(at, _without(part, here))
                names.insert(at, name)
                at += 1
        rows[field] = tuple(row)
    return side.model_copy(update=rows)


def _changed(before: Part, after: Part, put: Container[Name]) -> bool:
    return _without(before, put) != _without(after, put)


def _without(part: Part, names: Container[Name]) -> Part:
    """A part without those within that are elsewhere."""
    return part.model_copy(
        update={
            field: tuple(one for one in getattr(part, field) if name_of(one) not in names)
            for field in PARTS_OF[type(part)]
        }
    )


def _merged(base: Part | None, mine: Part, theirs: Part, by: str) -> Part:
    """The own fields of a part that both sides have; one that is in no base was empty there."""
    values: dict[str, Any] = {}
    clashes = []
    for field in own_fields(theirs):
        default = type(theirs).model_fields[field].default
        was = default if base is None else getattr(base, field)
        here, there = getattr(mine, field), getattr(theirs, field)
        if here in (was, there):
            values[field] = there
        elif there == was:
            values[field] = here
        elif isinstance(there, tuple):
            values[field] = joined(was, here, there)
        else:
            values[field] = there
            clashes.append(Variant(field=field, value=here, by=by))
    values["variants"] = _variants(base, mine, theirs, clashes, values)
    return theirs.model_copy(update=values)


def _variants(
    base: Part | None,
    mine: Part,
    theirs: Part,
    clashes: list[Variant],
    values: Mapping[str, Any],
) -> tuple[Variant, ...]:
    """Those neither side settled, then the new ones; none twice, none that stands anyway."""
    was, here, there = (
        {(one.field, one.value): one for one in (part.variants if part else ())}
        for part in (base, mine, theirs)
    )
    new = {(one.field, one.value): one for one in clashes}
    every = {**new, **here, **there}
    kept = {*joined(tuple(was), tuple(here), tuple(there)), *new}
    in_order = {**there, **here, **new}
    return tuple(every[key] for key in in_order if key in kept and values.get(key[0]) != key[1])


def _assembled(
    name: Name, stay: Mapping[Name, Part], rows: Mapping[Hashable, tuple[Name, ...]]
) -> Part:
    part = stay[name]
    within = {
        field: tuple(_assembled(one, stay, rows) for one in rows.get((name, field), ()))
        for field in PARTS_OF[type(part)]
    }
    whole = part.model_copy(update=within) if within else part
    return _with_a_key(whole) if isinstance(whole, Decision) else whole


def _with_a_key(decision: Decision) -> Decision:
    """A key that names no option is none, or the first beside it that does."""
    keys = {"", *(option.id for option in decision.options)}
    beside = [one for one in decision.variants if one.field == "key" and one.value in keys]
    key: str | bool = decision.key
    if key not in keys:
        key = next((one.value for one in beside), "")
    variants = tuple(
        one
        for one in decision.variants
        if one.field != "key" or (one in beside and one.value != key)
    )
    return decision.model_copy(update={"key": key, "variants": variants})


def by_id(document: Document) -> Document:
    """With the lines an option replaces by id: their numbers are others on each side."""
    ids = [line.id for _, line in document.lines]

    def with_ids(part: Part) -> Part:
        if not isinstance(part, Option) or not part.replaces:
            return part
        named = tuple(ids[n] if 0 <= n < len(ids) else n for n in part.replaces)
        return part.model_copy(update={"replaces": named})

    return cast(Document, _mapped(document, with_ids))


def _by_number(document: Document) -> Document:
    """The same the other way round; a line that is gone is replaced no more."""
    numbers: dict[Any, int] = {line.id: n for n, (_, line) in enumerate(document.lines)}

    def with_numbers(part: Part) -> Part:
        if not isinstance(part, Option) or not part.replaces:
            return part
        lines = (numbers.get(one, one) for one in cast("tuple[str | int, ...]", part.replaces))
        return part.model_copy(update={"replaces": tuple(n for n in lines if isinstance(n, int))})

    return cast(Document, _mapped(document, with_numbers))
