"""A folder of YAML in, a pack out: with the place of every part and every error at once.

Nothing is looked up here; whether the parts fit together is ``checking``'s question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path as Folder

from teaching.knowledge.problems import Path, Place, Problem, instead
from teaching.knowledge.reading import shaping
from teaching.knowledge.reading.files import File, open_folder
from teaching.knowledge.reading.tree import Entry, Mapping, Node, Sequence, parse
from teaching.knowledge.schema import Pack

__all__ = ["LISTS", "Reading", "read", "read_texts"]

LISTS = frozenset(shaping.LISTS)
"""The sections that are lists of entries."""

NAMED = re.compile(r"\b(?:id|slug|concept): *[\"']?([A-Za-z][A-Za-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a pack.

    ``pack`` is None as soon as anything was refused; ``readable`` then still holds the parts that
    are whole, so that their errors can be told in the same run, and ``unread`` the names of the
    others, which are known though nothing is known of them.
    """

    pack: Pack | None
    problems: tuple[Problem, ...]
    readable: Pack | None
    unread: frozenset[str]
    sections: dict[str, list[Entry]] = field(repr=False)
    folder: str = ""

    def place(self, path: Path) -> Place:
        """Where a part stands; the nearest whole it belongs to where it is not written itself."""
        section, *rest = path or ("disease",)
        entries = self.sections.get(str(section), [])
        if not entries:
            return Place(self.folder)
        if section not in shaping.LISTS:
            return _descend(entries[0], rest)
        if not rest:
            return entries[0].place
        return _descend(entries[int(rest[0])], rest[1:])


def read(folder: Folder) -> Reading:
    """Read every ``.yaml`` file below a folder. Never raises for what the files hold."""
    found, problems = open_folder(folder)
    return read_texts(found, problems, folder.name)


def read_texts(found: list[File], problems: list[Problem], name: str = "") -> Reading:
    """The same for files that are open already."""
    problems = list(problems)
    unread: set[str] = set()
    sections: dict[str, list[Entry]] = {}
    for file in found:
        problems += file.problems
        root = None
        if not file.problems:
            root, refused = parse(file.name, file.text)
            problems += refused
            if root is None and not refused:
                continue  # an empty file, or one of comments only
        if root is None:
            unread.update(NAMED.findall(file.text))
            continue
        problems += _sort_in(root, sections)
    shaped = shaping.shape(sections)
    problems += shaped.problems
    if found and "disease" not in sections and not any(file.problems for file in found):
        what = "The pack does not say which disease it is of."
        problems.append(Problem(Place(name), what, "Write the section 'disease'."))
    return Reading(
        pack=shaped.pack if not problems else None,
        problems=tuple(sorted(set(problems))),
        readable=shaped.pack,
        unread=frozenset(unread | shaped.unread),
        sections=shaped.kept,
        folder=name,
    )


def _sort_in(root: Node, sections: dict[str, list[Entry]]) -> list[Problem]:
    """Put the sections of one file beside those of the others."""
    if not isinstance(root, Mapping):
        what = "A file of a pack consists of sections."
        return [Problem(root.place, what, "Write the name of a section and a colon first.")]
    problems = []
    for section, entry in root.entries.items():
        if section not in Pack.model_fields:
            right = instead(section, Pack.model_fields, "Write one that the format knows.")
            problems.append(Problem(entry.place, f"'{section}' is not a section.", right))
        elif section not in shaping.LISTS:
            if section in sections:
                what = f"The section '{section}' stands in {sections[section][0].place} already."
                problems.append(Problem(entry.place, what, "Keep one of them."))
            else:
                sections[section] = [entry]
        elif not isinstance(entry.value, Sequence):
            what = f"The section '{section}' is a list."
            problems.append(Problem(entry.place, what, "Write '- ' before each of its entries."))
        else:
            sections.setdefault(section, []).extend(
                Entry(item.place, item) for item in entry.value.items
            )
    return problems


def _descend(entry: Entry, rest: list[str | int]) -> Place:
    for step in rest:
        node = entry.value
        if isinstance(node, Mapping) and step in node.entries:
            entry = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            entry = Entry(node.items[step].place, node.items[step])
        else:
            break
    return entry.place
