"""What reading refuses, each with file, line and what would be right; and what it understands."""

import os
from pathlib import Path

import pytest
import yaml

from teaching.knowledge.problems import Place
from teaching.knowledge.reading import files, read, tree
from tests.knowledge.good import TEXT, damaged, line_of, read_files, read_good


def told(reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_a_good_pack_is_read_without_a_problem(tmp_path):
    reading = read_good(tmp_path)

    assert reading.problems == ()
    assert reading.pack is not None
    assert [fact.id for fact in reading.pack.facts] == ["F-1", "F-2", "I-1", "E-1"]


def test_sections_may_be_spread_over_files_and_folders(tmp_path):
    head, rest = TEXT.split("notes:\n")
    deeper = tmp_path / "deeper"
    deeper.mkdir()
    (deeper / "more.yml").write_text("notes:\n" + rest)
    (deeper / "notes.txt").write_text("not a part of the pack")

    reading = read_files(tmp_path, head=head, extra="terms:\n  - {id: T-1, term: swamp}\n")

    assert reading.problems == ()
    assert reading.pack is not None
    assert [term.id for term in reading.pack.terms] == ["T-1"]
    assert [note.id for note in reading.pack.notes] == ["N-1"]


def test_entries_of_one_section_are_joined_in_the_order_of_the_files(tmp_path):
    reading = read_files(
        tmp_path,
        b_pack=TEXT,
        a_first="terms: [{id: T-1, term: swamp}]",
        c_last="terms: [{id: T-2, term: reed}]",
    )

    assert reading.pack is not None
    assert [term.id for term in reading.pack.terms] == ["T-1", "T-2"]


def test_every_scalar_is_text_until_the_format_says_otherwise(tmp_path):
    text = damaged("short: Fever", "short: no").replace("title: The book", "title: 1e3")

    reading = read_files(tmp_path, pack=text)

    assert reading.pack is not None
    assert reading.pack.disease.short == "no"
    assert reading.pack.sources[0].title == "1e3"


def test_windows_line_ends_and_a_byte_order_mark_are_understood(tmp_path):
    text = "\ufeff" + TEXT.replace("\n", "\r\n")

    reading = read_files(tmp_path, pack=text)

    assert reading.problems == ()
    assert reading.place(("facts", 0)).line == line_of(TEXT, "- id: F-1")


def test_the_place_of_every_part_is_known(tmp_path):
    reading = read_good(tmp_path)

    assert reading.place(("facts", 0, "text")) == Place("pack.yaml", line_of(TEXT, "Spots make"), 5)
    assert reading.place(("facts", 3, "sources", 0, "source")).line == line_of(TEXT, "id: E-1")
    assert reading.place(("disease", "axes", 1)).line == line_of(TEXT, "slug: day")
    assert reading.place(("facts", 0, "parents")) == reading.place(("facts", 0))


SYNTAX = {
    "an anchor": (
        "disease: &it {}\n",
        "pack.yaml:1: '&it' is an anchor; a pack has none. Leave it out.",
    ),
    "an alias": (
        "notes:\n  - *it\n",
        "pack.yaml:2: '*it' refers to an anchor; a pack has none. Write the content itself.",
    ),
    "a tag": (
        "disease: !!python/object:os.system {}\n",
        "pack.yaml:1: 'tag:yaml.org,2002:python/object:os.system' is a tag; a pack has none."
        " Leave it out.",
    ),
    "a merge key": (
        "disease:\n  <<: {name: x}\n",
        "pack.yaml:2: '<<' merges another mapping in; a pack has no merge keys."
        " Write the content itself.",
    ),
    "a duplicate key": (
        "notes: []\nterms: []\nnotes: []\n",
        "pack.yaml:3: The key 'notes' stands here a second time; it stands in line 1."
        " Keep one of them.",
    ),
    "a second document": (
        "notes: []\n---\nnotes: []\n",
        "pack.yaml:2: A second document begins here. Write one document per file.",
    ),
    "a directive": (
        "%YAML 1.1\n---\nnotes: []\n",
        "pack.yaml:1: A directive has no place here. Delete it.",
    ),
    "a list as a key": (
        "? [a, b]\n: c\n",
        "pack.yaml:1: A list or mapping cannot be a key. Write a word.",
    ),
    "deep nesting": (
        "notes: " + "[" * 31 + "]" * 31,
        "pack.yaml:1: This is nested more than 30 levels deep."
        " Write it flat, as the format shows it.",
    ),
    "a tab": (
        "disease:\n\tslug: a\n",
        "pack.yaml:2: A tab stands where YAML wants spaces. Write spaces.",
    ),
    "a colon in plain text": (
        "disease:\n  name: one: two\n",
        "pack.yaml:2: A colon followed by a space stands in text without quotes."
        " Put the text in quotes, or write it below '>-'.",
    ),
    "a wrong indentation": (
        "disease:\n    name: a\n  slug: b\n",
        "pack.yaml:3: The indentation does not fit, or a quote stands in the middle of text."
        " Line it up with the keys above, and write the whole text in quotes or none of it.",
    ),
    "an open quote": (
        'disease:\n  name: "a\n',
        "pack.yaml:2: The quote that begins here is never closed. Write its end.",
    ),
    "an open bracket": (
        "terms: [a\nnotes: []\n",
        "pack.yaml:2: A bracket that was opened before is not closed. Write its end.",
    ),
    "a special character in front": (
        "disease:\n  name: @home\n",
        "pack.yaml:2: Text without quotes cannot begin with '@'."
        " Put the text in quotes, or write it below '>-'.",
    ),
    "no mapping": (
        "- a\n- b\n",
        "pack.yaml:1: A file of a pack consists of sections."
        " Write the name of a section and a colon first.",
    ),
    "an unknown section": (
        "fcats: []\n",
        "pack.yaml:1: 'fcats' is not a section. Write 'facts'.",
    ),
    "a section that is no list": (
        "facts: none\n",
        "pack.yaml:1: The section 'facts' is a list. Write '- ' before each of its entries.",
    ),
    "a NUL": (
        b"notes:\n  - {id: N-1, text: a\x00b}\n",
        "pack.yaml:2: A NUL character (U+0000) stands here. Delete it.",
    ),
    "a NUL as an escape": (
        'terms:\n  - {id: T-1, term: "a\\0b"}\n',
        "pack.yaml:2: A NUL character (U+0000) stands in this text. Delete it.",
    ),
    "half a surrogate pair": (
        'terms:\n  - {id: T-1, term: "\\ud83d"}\n',
        "pack.yaml:2: This escape stands for no character. Write the character itself.",
    ),
    "a control character": (
        "terms:\n  - {id: T-1, term: a\x1bb}\n",
        "pack.yaml:2: A control character (U+001B) stands here. Delete it.",
    ),
    "a lone carriage return": (
        "terms: []\rnotes: []\n",
        "pack.yaml:1: A lone carriage return (U+000D) stands here. Delete it.",
    ),
    "another encoding": (
        "terms:\n  - {id: T-1, term: Überbein}\n".encode("latin-1"),
        "pack.yaml:2: The byte 0xDC is not UTF-8. Save the file with the encoding UTF-8.",
    ),
    "two bytes per character": (
        "terms: []\n".encode("utf-16"),
        "pack.yaml:1: The byte 0xFF is not UTF-8. Save the file with the encoding UTF-8.",
    ),
    "an endless line": (
        "terms: []\n# " + "x" * 100_000 + "\n",
        "pack.yaml:2: The line is longer than 100 kB. Break it into several lines.",
    ),
    "a line of 10 MB": (
        "# " + "x" * 10_000_000,
        "pack.yaml:1: The file has 10.0 MB; a file of a pack has at most 2 MB."
        " Spread the section over several files.",
    ),
}


@pytest.mark.parametrize(("content", "problem"), SYNTAX.values(), ids=SYNTAX.keys())
def test_a_file_is_refused_with_its_line_and_the_remedy(tmp_path, content, problem):
    reading = read_files(tmp_path, pack=content)

    found = [one for one in told(reading) if "does not say which disease" not in one]
    assert [one for one in found if one == problem] == [problem]
    assert reading.pack is None


@pytest.mark.parametrize("loader", [yaml.SafeLoader, tree.LOADER])
def test_both_parsers_give_the_same_tree(monkeypatch, loader):
    monkeypatch.setattr(tree, "LOADER", loader)

    root, problems = tree.parse("pack.yaml", TEXT)

    assert problems == []
    assert isinstance(root, tree.Mapping)
    assert root.entries["facts"].value.place == Place("pack.yaml", line_of(TEXT, "- id: F-1"), 3)


def test_half_a_surrogate_pair_passes_neither_parser(monkeypatch):
    monkeypatch.setattr(tree, "LOADER", yaml.SafeLoader)

    _root, problems = tree.parse("pack.yaml", 'terms: ["\\ud83d"]')

    assert [problem.what for problem in problems] == [
        "Half of a surrogate pair (U+D83D) stands in this text."
    ]


def test_a_bomb_of_anchors_is_never_expanded(tmp_path):
    lines = ["a0: &a0 [x, x]"] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)
    ]

    reading = read_files(tmp_path, pack="\n".join(lines))

    assert told(reading)[0] == "pack.yaml:1: '&a0' is an anchor; a pack has none. Leave it out."
    assert len(reading.problems) == tree.PROBLEM_LIMIT + 2  # and the end of it, and no disease


ENTRIES = {
    "a missing key": (
        ("topic: The colour\n    ", ""),
        "id: D-1",
        "'topic' is missing. Write 'topic: …'.",
    ),
    "an unknown key": (
        ("topic: The colour", "topic: The colour\n    lerner: x"),
        "lerner",
        "'lerner' is not a key here. Write 'learner'.",
    ),
    "a comma in plain text": (
        ("name: Early", "name: Early, or so"),
        "or so",
        "'or so' is not a key here. Put text with a comma in quotes.",
    ),
    "a wrong choice": (
        ("kind: textbook", "kind: novel"),
        "kind: novel",
        "'novel' is not possible for 'kind'. Write 'article', 'trial', 'cohort', 'series', 'case',"
        " 'experiment', 'review', 'textbook', 'classification' or 'web'.",
    ),
    "a choice with a slip": (
        ("kind: textbook", "kind: textboks"),
        "kind: textboks",
        "'textboks' is not possible for 'kind'. Write 'textbook'.",
    ),
    "no value": (
        ("topic: The colour", "topic:"),
        "topic:",
        "'topic' has no value. Write one, or leave the key out.",
    ),
    "no slug": (
        ("slug: the-ferry", "slug: The Ferry"),
        "slug: The Ferry",
        "'The Ferry' is not a slug. Write lower-case words joined by hyphens: 'first-week'.",
    ),
    "no id": (
        ("id: D-1", "id: d 1"),
        "id: d 1",
        "'d 1' is not an id."
        " Write letters and digits joined by hyphens, a capital first: 'F-ONSET-02'.",
    ),
    "no link": (
        ("kind: textbook", "kind: textbook, link: www.example.org"),
        "www.example.org",
        "'www.example.org' is not a link. Write an address that begins with 'https://'.",
    ),
    "no number": (
        ("revision: 1", "revision: one"),
        "revision: one",
        "'one' is not a whole number. Write digits only: '3'.",
    ),
    "a number that is too small": (
        ("revision: 1", "revision: 0"),
        "revision: 0",
        "'revision' is 0, which is too small. Write 1 or more.",
    ),
    "infinity": (
        ("low: 5", "low: .inf"),
        "low: .inf",
        "'.inf' is not a number. Write a number: '1.5'.",
    ),
    "neither true nor false": (
        ("quantity: true", "quantity: perhaps"),
        "quantity: perhaps",
        "'perhaps' is neither true nor false. Write 'true' or 'false'.",
    ),
    "text for a list": (
        ("cue_words: [spotted, striped]", "cue_words: spotted"),
        "cue_words: spotted",
        "'cue_words' is a list. Write 'cue_words: [first, second]'.",
    ),
    "a list for text": (
        ("topic: The colour", "topic: [The, colour]"),
        "topic: [",
        "'topic' is one text. Write 'topic: …' in one line or below '>-'.",
    ),
    "text for a mapping": (
        ("sources: [{source: R1, locator: p. 1}]", "sources: [R1]"),
        "sources: [R1]",
        "'sources' consists of keys with values. Write 'locator' and 'source'.",
    ),
    "endless text": (
        ("topic: The colour", f"topic: {'x' * 301}"),
        "topic: x",
        "This text has 301 characters. Write at most 300.",
    ),
    "a tag in no form": (
        ("tags: [spots at left-arm]", "tags: [spots on left-arm]"),
        "spots on left-arm",
        "'spots on left-arm' is not a tag. Write 'finding', 'not finding', 'finding at region'"
        " or 'finding at region = 4..5'.",
    ),
    "an interval that ends before it begins": (
        ("fever-day = 2", "fever-day = 2..1"),
        "2..1",
        "'fever-day = 2..1': the interval ends before it begins.",
    ),
}


@pytest.mark.parametrize(("piece", "at", "sentence"), ENTRIES.values(), ids=ENTRIES.keys())
def test_an_entry_is_refused_with_its_line_and_the_remedy(tmp_path, piece, at, sentence):
    text = damaged(*piece)

    reading = read_files(tmp_path, pack=text)

    assert told(reading) == [f"pack.yaml:{line_of(text, at)}: {sentence}"]
    assert reading.pack is None


def test_the_column_is_told_as_well(tmp_path):
    reading = read_files(tmp_path, pack=damaged("kind: textbook", "kind: novel"))

    assert reading.problems[0].column == 37


def test_all_errors_of_all_files_are_told_at_once(tmp_path):
    reading = read_files(
        tmp_path,
        pack=TEXT,
        broken="facts:\n  - {id: [}\n",
        odd=b"terms: \xff\n",
        wrong="terms:\n  - {id: T-1, trm: a}\n  - {id: T-2, term: b, colour: c}\n",
    )

    assert [problem.file for problem in reading.problems] == [
        "broken.yaml",
        "odd.yaml",
        "wrong.yaml",
        "wrong.yaml",
        "wrong.yaml",
    ]


def test_what_could_be_read_is_kept_for_further_checks(tmp_path):
    text = damaged("  - {id: F-2, layer: article,", "  - {id: F-2, layer: artcle,")

    reading = read_files(tmp_path, pack=text, broken="facts:\n  - {id: F-9, text: [}\n")

    assert reading.pack is None
    assert reading.readable is not None
    assert [fact.id for fact in reading.readable.facts] == ["F-1", "I-1", "E-1"]
    assert reading.unread == {"F-2", "F-9"}


def test_a_disease_with_one_wrong_word_is_still_read(tmp_path):
    text = damaged("{slug: belly, name: belly,", "{slug: belly,")

    reading = read_files(tmp_path, pack=text)

    assert len(reading.problems) == 1
    assert reading.readable is not None
    assert [region.slug for region in reading.readable.disease.regions] == ["arm"]
    assert reading.unread == {"belly"}


def test_a_pack_without_a_disease_is_refused(tmp_path):
    reading = read_files(tmp_path, pack="terms: []\n")

    assert told(reading) == [
        f"{tmp_path.name}:1: The pack does not say which disease it is of."
        " Write the section 'disease'."
    ]


def test_a_second_disease_is_refused(tmp_path):
    reading = read_files(tmp_path, a=TEXT, b="disease: {slug: other}\n")

    assert told(reading) == [
        "b.yaml:1: The section 'disease' stands in a.yaml:1 already. Keep one of them."
    ]


def test_an_empty_file_is_no_error(tmp_path):
    reading = read_files(tmp_path, pack=TEXT, empty="", remark="# nothing yet\n")

    assert reading.problems == ()


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda path: None, "There is no such folder."),
        (lambda path: path.write_text("x"), "This is not a folder."),
        (lambda path: path.mkdir(), "The folder has no .yaml file."),
    ],
)
def test_a_path_without_a_pack_is_refused(tmp_path, make, what):
    path = tmp_path / "pack"
    make(path)

    reading = read(path)

    assert reading.problems[0].what == what


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text("terms: []\n")
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "inside.yaml").symlink_to(outside)
    (pack / "folder").symlink_to(tmp_path)

    reading = read_files(pack, pack=TEXT)

    assert told(reading) == [
        "folder:1: This link leads out of the pack's folder. Put the file itself here.",
        "inside.yaml:1: This link leads out of the pack's folder. Put the file itself here.",
    ]


def test_a_link_inside_the_folder_is_followed(tmp_path):
    (tmp_path / "real.txt").write_text("terms: [{id: T-1, term: swamp}]\n")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real.txt")

    reading = read_files(tmp_path, pack=TEXT)

    assert reading.problems == ()


if hasattr(os, "mkfifo"):

    def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
        os.mkfifo(tmp_path / "pipe.yaml")

        reading = read_files(tmp_path, pack=TEXT)

        assert told(reading) == [
            "pipe.yaml:1: This file cannot be opened. Put a readable file here."
        ]


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "COUNT_LIMIT", 2)

    reading = read_files(tmp_path, a=TEXT, b="", c="", d="")

    assert told(reading) == ["c.yaml:1: The pack has more than 2 files. Write fewer."]


def test_too_large_a_pack_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "PACK_LIMIT", len(TEXT) + 10)

    reading = read_files(tmp_path, a=TEXT, b="# 45678901")

    assert reading.problems == ()
    assert told(read_files(tmp_path, c="#"))[0].startswith("c.yaml:1: With this file the pack is")


def test_a_folder_of_nothing_but_dots_is_not_entered(tmp_path):
    hidden = tmp_path / ".git"
    hidden.mkdir()
    (hidden / "x.yaml").write_text("nonsense")
    Path(tmp_path, ".#pack.yaml").write_text("nonsense")

    assert read_good(tmp_path).problems == ()
