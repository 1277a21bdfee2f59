"""From a folder to texts: which files a pack has, and which of them are refused unread."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from teaching.knowledge.problems import Place, Problem

MEGABYTE = 1_000_000
FILE_LIMIT = 2 * MEGABYTE
PACK_LIMIT = 20 * MEGABYTE
COUNT_LIMIT = 500
LINE_LIMIT = 100_000
"""Bytes in one line; longer ones are no text anyone wrote."""

# Every control character but tab and line feed, what YAML 1.1 takes for a line break, byte order
# marks, lone surrogates and what Unicode says is no character.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class File:
    """One file: its text, or what is wrong with it (then ``text`` is what can be made out)."""

    name: str
    text: str
    problems: tuple[Problem, ...] = ()


def open_folder(folder: Path) -> tuple[list[File], list[Problem]]:
    """The YAML files below a folder, by name, and what is wrong with the folder as a whole."""
    if not folder.is_dir():
        what = "There is no such folder." if not folder.exists() else "This is not a folder."
        return [], [Problem(Place(folder.name), what, "Write the path of the pack's folder.")]
    found: list[File] = []
    problems: list[Problem] = []
    total = 0
    for path in _paths(folder):
        name = path.relative_to(folder).as_posix()
        refusal, size = _unfit(path, folder)
        total += size
        if refusal:
            problems.append(Problem(Place(name), *refusal))
            continue
        if len(found) == COUNT_LIMIT:
            problems.append(
                Problem(Place(name), f"The pack has more than {COUNT_LIMIT} files.", "Write fewer.")
            )
            break
        if total > PACK_LIMIT:
            what = f"With this file the pack is larger than {PACK_LIMIT // MEGABYTE} MB."
            problems.append(Problem(Place(name), what, "Split it into several packs."))
            break
        found.append(open_text(name, path.read_bytes()))
    if not found and not problems:
        problems.append(
            Problem(
                Place(folder.name), "The folder has no .yaml file.", "Write 'disease.yaml' first."
            )
        )
    return found, problems


def _paths(folder: Path) -> Iterator[Path]:
    names: list[Path] = []
    for here, folders, inside in os.walk(folder):
        names += [
            Path(here, name)
            for name in inside
            if name.endswith((".yaml", ".yml")) and not name.startswith(".")
        ]
        names += [Path(here, name) for name in folders if Path(here, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".")]
    return iter(sorted(names, key=lambda path: path.relative_to(folder).parts))


def _unfit(path: Path, folder: Path) -> tuple[tuple[str, str] | None, int]:
    """Why a file is not opened at all, and its size in bytes."""
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return ("This link leads out of the pack's folder.", "Put the file itself here."), 0
    try:
        about = path.stat()
    except OSError:
        return ("This file cannot be opened.", "Put a readable file here."), 0
    if stat.S_ISDIR(about.st_mode):
        return ("This is a link to a folder.", "Put the files themselves here."), 0
    if not stat.S_ISREG(about.st_mode) or not os.access(path, os.R_OK):
        return ("This file cannot be opened.", "Put a readable file here."), 0
    if about.st_size > FILE_LIMIT:
        what = (
            f"The file has {about.st_size / MEGABYTE:.1f} MB;"
            f" a file of a pack has at most {FILE_LIMIT // MEGABYTE} MB."
        )
        return (what, "Spread the section over several files."), 0
    return None, about.st_size


def open_text(name: str, content: bytes) -> File:
    """Decode one file; a wrong encoding, control characters and endless lines are refused."""
    try:
        text = content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(name, before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1)
        what = f"The byte 0x{content[error.start]:02X} is not UTF-8."
        problem = Problem(place, what, "Save the file with the encoding UTF-8.")
        return File(name, content.decode("utf-8", "replace"), (problem,))
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LINE_LIMIT // 4 and len(line.encode()) > LINE_LIMIT:
            what = f"The line is longer than {LINE_LIMIT // 1000} kB."
            problems.append(Problem(Place(name, number), what, "Break it into several lines."))
        elif odd := UNPRINTABLE.search(line):
            place = Place(name, number, odd.start() + 1)
            problems.append(Problem(place, f"{unprintable(odd[0])} stands here.", "Delete it."))
    return File(name, text, tuple(problems))


def unprintable(character: str) -> str:
    """How a character that cannot be shown is named."""
    name = {"\x00": "A NUL character", "\r": "A lone carriage return"}.get(character)
    if name is None and "\ud800" <= character <= "\udfff":
        name = "Half of a surrogate pair"
    return f"{name or 'A control character'} (U+{ord(character):04X})"
