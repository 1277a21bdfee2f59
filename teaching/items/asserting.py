"""Proving questions that rest on facts: each option asserts something the pack has on record.

Pure, and from the stored question alone: that the key is so, that every other option is
contradicted, and that the words of question and options are those of what is asserted.
"""

from __future__ import annotations

from collections.abc import Iterator

from teaching.knowledge.records import Record, Records
from teaching.knowledge.schema.vignettes import Item, Option
from teaching.knowledge.verdicts import State


def problems(records: Records, item: Item) -> Iterator[str]:
    """What is not proved of an item whose options assert something; nothing where none does."""
    asserted = [option for option in item.options if option.asserts is not None]
    if not asserted:
        return
    if len(asserted) < len(item.options):
        yield "some of its options assert nothing"
    read = [(option, records.read(option.asserts)) for option in asserted if option.asserts]
    for option, record in read:
        yield from _option(option, record)
    yield from _one_question(item)
    yield from _words(item, [record for _, record in read])
    yield from _layers(records, item, [record for _, record in read])


def _option(option: Option, record: Record) -> Iterator[str]:
    wanted = State.ESTABLISHED if option.key else State.RULED_OUT
    if record.state is not wanted:
        said = f"{record.state.value}, not {wanted.value}"
        yield f"'{option.asserts}' is {said}" + (f": {record.why}" if record.why else "")
    if option.text not in record.texts:
        yield f"'{option.text}' are not the words of '{option.asserts}'"
    lacking = [fact for fact in record.facts if fact not in option.facts]
    if lacking:
        yield f"'{option.text}' rests on {', '.join(lacking)} without citing it"


def _one_question(item: Item) -> Iterator[str]:
    """All options answer for one thing, or name things for one answer."""
    said = [option.asserts for option in item.options if option.asserts is not None]
    of = {one.of for one in said}
    answer = {(one.entry, one.answer) for one in said}
    if len(of) > 1 and len(answer) > 1:
        yield "its options answer different questions"
    if len({str(one) for one in said}) < len(said):
        yield "two of its options assert the same"


def _words(item: Item, records: list[Record]) -> Iterator[str]:
    """The question speaks of what the options are asserted of, and no option says it again."""
    spoken = [set(record.asked) for record in records]
    shared = set.intersection(*spoken) if spoken else set()
    if any(spoken) and not any(word in item.lead_in for word in shared):
        yield "the question does not speak of what its options are asserted of"


def _layers(records: Records, item: Item, read: list[Record]) -> Iterator[str]:
    sides = {record.side for record in read}
    if len(sides) > 1:
        yield "its options rest on different layers"
    for side in sides:
        opening = records.openings.get(side or "", "")
        if side is not None and opening and opening.lower() not in item.lead_in.lower():
            yield f"the question does not name the layer '{side}'"
