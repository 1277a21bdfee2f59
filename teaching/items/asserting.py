"""Proving questions that rest on facts: each option asserts something the pack has on record.

Pure, and from the stored question alone: that the key is so, that every other option is
contradicted, and that the words of question and options are those of what is asserted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teaching.knowledge.records import Record, Records
from teaching.knowledge.schema.vignettes import Item, Option
from teaching.knowledge.verdicts import State


def problems(records: Records, item: Item) -> Iterator[str]:
    """What is not proved of an item whose options assert something; nothing where none does."""
    if not any(option.asserts for option in item.options):
        return
    read = [(option, [records.read(one) for one in option.asserts]) for option in item.options]
    for option, found in read:
        yield from _decided(option, found)
        yield from _worded(option, found)
    yield from _one_question(item)
    every = [record for _, found in read for record in found]
    yield from _spoken_of(item, read)
    yield from _layers(records, item, every)


def _decided(option: Option, found: Sequence[Record]) -> Iterator[str]:
    """Of the key all is so; of any other option something is contradicted, and nothing open."""
    if not found:
        yield f"'{option.text}' asserts nothing"
        return
    for asserted, record in zip(option.asserts, found, strict=True):
        if record.state is State.OPEN:
            yield f"'{asserted}' is open: {record.why}"
        elif option.key and record.state is State.RULED_OUT:
            yield f"the key '{option.text}' is contradicted: '{asserted}' is not so"
    if not option.key and all(record.state is State.ESTABLISHED for record in found):
        yield f"'{option.text}' is right as well"


def _worded(option: Option, found: Sequence[Record]) -> Iterator[str]:
    for asserted, record in zip(option.asserts, found, strict=True):
        if option.text not in record.texts:
            yield f"'{option.text}' are not the words of '{asserted}'"
        lacking = [fact for fact in record.facts if fact not in option.facts]
        if lacking:
            yield f"'{option.text}' rests on {', '.join(lacking)} without citing it"


def _one_question(item: Item) -> Iterator[str]:
    """Every option answers for the same things, or names things for the same answer."""
    asked = {tuple((one.of, one.holds) for one in option.asserts) for option in item.options}
    named = {tuple((one.entry, one.answer) for one in option.asserts) for option in item.options}
    if len(asked) > 1 and len(named) > 1:
        yield "its options answer different questions"
    if len({option.asserts for option in item.options}) < len(item.options):
        yield "two of its options assert the same"


def _spoken_of(item: Item, read: Sequence[tuple[Option, list[Record]]]) -> Iterator[str]:
    """The question speaks of what its options are asserted of, or its story has proved it."""
    proved = {claim.concept for claim in item.rests_on if claim.holds}
    for option, found in read:
        for asserted, record in zip(option.asserts, found, strict=True):
            named = not record.asked or any(words in item.lead_in for words in record.asked)
            if not named and asserted.of not in proved:
                yield "the question does not speak of what its options are asserted of"
                return


def _layers(records: Records, item: Item, every: Sequence[Record]) -> Iterator[str]:
    """All options rest on one layer, and the question names it."""
    sides = {record.side for record in every}
    if len(sides) > 1:
        yield "its options rest on different layers"
    for side in sides:
        if side is not None and not item.lead_in.startswith(records.openings[side]):
            yield f"the question does not name the layer '{side}'"
