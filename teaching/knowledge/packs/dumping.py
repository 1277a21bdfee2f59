"""A pack as a folder of YAML that a person would have written: one file per section, one per
vignette, long text folded, everything in the order of the pack. The same pack gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from teaching.knowledge.schema import Pack

WIDTH = 86
"""Columns after which text goes on in the next line, before indentation."""
FILE_SIZE = 1_000_000
"""Characters after which a section goes on in another file: half of what reading accepts in bytes
would be two files of plain English, and a quarter still fits where characters have four bytes."""

FOLDABLE = re.compile(r"\S+(?: \S+)*")
"""Text that folding gives back unchanged: one space between words, none at either end."""
LITERAL = re.compile(r"\S.*(?:\n+\S.*)*")
"""Lines that stand as they are below ``|-``."""


class FolderInUseError(ValueError):
    """Something stands where the pack was to be written."""


def dump(pack: Pack, folder: Path) -> list[Path]:
    """Write a pack into a new or empty folder and return the files. Raises FolderInUseError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUseError(f"{folder} is not an empty folder; name a new one.")
    written = []
    for name, text in texts(pack):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def texts(pack: Pack) -> Iterator[tuple[str, str]]:
    """The files of a pack: names and contents."""
    content = pack.model_dump(mode="json", exclude_defaults=True)
    vignettes = content.pop("vignettes", [])
    for section, value in content.items():
        if isinstance(value, list):
            yield from _files(section, [_write([entry]) for entry in value])
        else:
            yield f"{section}.yaml", f"{section}:\n{_indented(_write(value))}"
    digits = len(str(len(vignettes)))
    for number, vignette in enumerate(vignettes, start=1):
        # The number keeps the order: files are read by name.
        name = f"vignettes/{number:0{digits}}-{vignette['slug']}.yaml"
        yield name, f"vignettes:\n{_indented(_write([vignette]))}"


def _files(section: str, entries: list[str]) -> Iterator[tuple[str, str]]:
    """One file, or as many as it takes to keep each one readable."""
    gap = "\n" if any(entry.count("\n") > 1 for entry in entries) else ""
    portions: list[list[str]] = [[]]
    size = 0
    for entry in entries:
        text = _indented(entry)
        size += len(text.encode())
        if portions[-1] and size > FILE_SIZE:
            portions.append([])
            size = len(text.encode())
        portions[-1].append(text)
    digits = len(str(len(portions)))
    for number, portion in enumerate(portions, start=1):
        name = section if len(portions) == 1 else f"{section}-{number:0{digits}}"
        yield f"{name}.yaml", f"{section}:\n{gap.join(portion)}"


def _indented(text: str) -> str:
    return "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if "\n" in text:
        style = "|" if LITERAL.fullmatch(text) and "\t" not in text and " \n" not in text else '"'
    elif len(text) > 72 and FOLDABLE.fullmatch(text):
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _number(dumper: yaml.SafeDumper, number: float) -> yaml.ScalarNode:
    if number.is_integer() and abs(number) < 1e15:
        return dumper.represent_scalar("tag:yaml.org,2002:int", str(int(number)))
    return dumper.represent_float(number)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=_short(items))


def _mapping(dumper: yaml.SafeDumper, entries: dict[str, Any]) -> yaml.MappingNode:
    short = 2 <= len(entries) <= 4 and _short([*entries, *entries.values()])
    return dumper.represent_mapping("tag:yaml.org,2002:map", entries, flow_style=short)


def _short(items: list[Any]) -> bool:
    """Whether these stand well beside one another in one line."""
    scalars = all(isinstance(item, str | int | float) and "\n" not in str(item) for item in items)
    return scalars and sum(len(str(item)) + 2 for item in items) <= 80


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _number)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(dict, _mapping)


def _write(value: Any) -> str:
    if isinstance(value, list):
        # A sequence of its own, never on one line with the key of its section.
        return "".join(f"- {_hung(_write(item))}" for item in value)
    text: str = yaml.dump(value, Dumper=_Dumper, width=WIDTH, allow_unicode=True, sort_keys=False)
    return text


def _hung(text: str) -> str:
    """Text after a dash: the lines below it line up with the first."""
    first, *rest = text.splitlines(keepends=True)
    return first + "".join(f"  {line}" if line.strip() else line for line in rest)
