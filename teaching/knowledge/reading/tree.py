"""From one YAML text to a tree that remembers where everything stands.

Built from the parser's events, so that what a pack does not need (anchors, aliases, tags, merge
keys, several documents) is refused before anything is expanded. All scalars are text: the schema
says what they are, so ``no`` is a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from teaching.knowledge.problems import Place, Problem
from teaching.knowledge.reading.files import UNPRINTABLE, unprintable

DEPTH_LIMIT = 30
PROBLEM_LIMIT = 50
"""Refusals told for one file; a file with more has one cause for all."""

# The C parser where PyYAML was built with it: ten times faster, the same marks.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Scalar:
    """One piece of text. ``refused``: it was reported already and needs no second complaint."""

    place: Place
    text: str
    refused: bool = False


@dataclass(slots=True)
class Sequence:
    place: Place
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """One key of a mapping: where the key stands, and its value."""

    place: Place
    value: Node


@dataclass(slots=True)
class Mapping:
    place: Place
    entries: dict[str, Entry] = field(default_factory=dict)


type Node = Scalar | Sequence | Mapping
type Plain = str | list[Plain] | dict[str, Plain]


def plain(node: Node) -> Plain:
    """The same tree as lists, dictionaries and strings."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key: plain(entry.value) for key, entry in node.entries.items()}


class _StopError(Exception):
    """Nothing that follows in this file can be understood."""


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.open: list[Sequence | Mapping] = []
        self.keys: list[tuple[str, Place] | None] = []
        """For every open mapping the key whose value comes next."""
        self.skipped: list[Node] = []

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def refuse(self, place: Place, what: str, right: str) -> None:
        self.problems.append(Problem(place, what, right))
        if len(self.problems) == PROBLEM_LIMIT:
            what = f"{PROBLEM_LIMIT} things are wrong up to here; the rest was not looked at."
            self.problems.append(Problem(place, what, "Mend these first."))
            raise _StopError

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                if event.version or event.tags:
                    self.refuse(self.place(event), "A directive has no place here.", "Delete it.")
                if self.root is not None:
                    what = "A second document begins here."
                    self.refuse(self.place(event), what, "Write one document per file.")
                    raise _StopError
            case yaml.AliasEvent():
                place = self.place(event)
                self.refuse(
                    place,
                    f"'*{event.anchor}' refers to an anchor; a pack has none.",
                    "Write the content itself.",
                )
                self.add(Scalar(place, "", refused=True))
            case yaml.ScalarEvent():
                self.look(event)
                node = Scalar(self.place(event), event.value)
                if odd := UNPRINTABLE.search(event.value):
                    what = f"{unprintable(odd[0])} stands in this text."
                    self.refuse(node.place, what, "Delete it.")
                    node.refused = True
                self.add(node)
            case yaml.SequenceStartEvent():
                self.look(event)
                self.begin(Sequence(self.place(event)))
            case yaml.MappingStartEvent():
                self.look(event)
                self.begin(Mapping(self.place(event)))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.open.pop()
                self.keys.pop()
            case _:
                pass

    def look(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Refuse anchors and tags on a node, but read on."""
        if event.anchor:
            what = f"'&{event.anchor}' is an anchor; a pack has none."
            self.refuse(self.place(event), what, "Leave it out.")
        if event.tag:
            what = f"'{event.tag}' is a tag; a pack has none."
            self.refuse(self.place(event), what, "Leave it out.")

    def begin(self, node: Sequence | Mapping) -> None:
        self.add(node)
        self.open.append(node)
        self.keys.append(None)
        if len(self.open) > DEPTH_LIMIT:
            what = f"This is nested more than {DEPTH_LIMIT} levels deep."
            self.refuse(node.place, what, "Write it flat, as the format shows it.")
            raise _StopError

    def add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self.key(node, parent)
            return
        self.keys[-1] = None
        name, place = key
        if name:
            parent.entries[name] = Entry(place, node)

    def key(self, node: Node, parent: Mapping) -> tuple[str, Place]:
        """The key to use, or an empty one for a value that is to be dropped."""
        if not isinstance(node, Scalar):
            self.refuse(node.place, "A list or mapping cannot be a key.", "Write a word.")
            return "", node.place
        if node.text == "<<":
            what = "'<<' merges another mapping in; a pack has no merge keys."
            self.refuse(node.place, what, "Write the content itself.")
            return "", node.place
        if node.text in parent.entries:
            first = parent.entries[node.text].place
            what = (
                f"The key '{node.text}' stands here a second time; it stands in line {first.line}."
            )
            self.refuse(node.place, what, "Keep one of them.")
            return "", node.place
        return node.text, node.place


def parse(file: str, text: str) -> tuple[Node | None, list[Problem]]:
    """The tree of one text and everything refused in it.

    The tree is None where nothing can be understood (a syntax error, a second document).
    """
    builder = _Builder(file)
    try:
        for event in _events(text):
            builder.take(event)
    except _StopError:
        return None, builder.problems
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax(file, text, error))
        return None, builder.problems
    except yaml.YAMLError as error:
        what = f"This is not YAML ({str(error).splitlines()[0]})."
        builder.problems.append(Problem(Place(file), what, "Write the file anew as UTF-8 text."))
        return None, builder.problems
    return builder.root, builder.problems


def _events(text: str) -> Iterator[yaml.Event]:
    # A closed list, read to its end by the caller or dropped: the C parser frees itself.
    yield from yaml.parse(text, Loader=LOADER)


def _syntax(file: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """What the parser stopped at, in words for someone who does not know its grammar."""
    problem = error.problem or "it cannot be parsed"
    mark = error.problem_mark or error.context_mark
    if "end of stream" in problem and error.context_mark:
        mark = error.context_mark
    if mark is None:
        return Problem(Place(file), f"This is not YAML: {problem}.", "Write it anew.")
    place = Place(file, mark.line + 1, mark.column + 1)
    row = [*text.split("\n"), ""][mark.line]
    here = row[mark.column : mark.column + 1]
    for part, what, right in (
        ("cannot start any token", *_start(here)),
        ("mapping values", "A colon followed by a space stands in text without quotes.", QUOTE_IT),
        ("end of stream", "The quote that begins here is never closed.", "Write its end."),
        ("escape", "This escape stands for no character.", "Write the character itself."),
        ("',' or", "A bracket that was opened before is not closed.", "Write its end."),
        ("expected key", CROOKED, LINE_UP),
        ("<block end>", CROOKED, LINE_UP),
        ("'-' indicator", CROOKED, LINE_UP),
    ):
        if part in problem:
            return Problem(place, what, right)
    return Problem(place, f"This is not YAML: {problem}.", QUOTE_IT)


QUOTE_IT = "Put the text in quotes, or write it below '>-'."
CROOKED = "The indentation does not fit, or a quote stands in the middle of text."
LINE_UP = "Line it up with the keys above, and write the whole text in quotes or none of it."


def _start(here: str) -> tuple[str, str]:
    if here == "\t":
        return "A tab stands where YAML wants spaces.", "Write spaces."
    return f"Text without quotes cannot begin with '{here}'.", QUOTE_IT
