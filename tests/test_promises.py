"""Promises of the whole code base, each with a negative control where it could pass by looking
at nothing."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template import TemplateSyntaxError, engines
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from teaching.accounts import access
from teaching.accounts.access import Who

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MAILS = sorted((ROOT / "templates").rglob("*.txt"))
SOURCES = sorted((ROOT / "teaching").rglob("*.py"))
STATIC = sorted(
    path for path in (ROOT / "static").rglob("*") if path.suffix in {".css", ".js", ".svg"}
)


def places(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """file:line of every match."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


# Migrations and templates.


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def compile_template(text: str) -> None:
    engines["django"].from_string(text)


def test_every_template_compiles():
    assert TEMPLATES
    for path in TEMPLATES + MAILS:
        compile_template(path.read_text(encoding="utf-8"))


def test_a_broken_template_would_be_found():
    with pytest.raises(TemplateSyntaxError):
        compile_template("{% if %}")


INLINE = re.compile(
    r"""\sstyle\s*=            # an attribute with style in it
    | <style\b
    | <script\b(?![^>]*\ssrc=)  # a script without a file of its own
    | <[a-z][^>]*\son[a-z]+\s*= # onclick and its kin
    | \b(data-)?hx-on           # htmx's way round it
    | javascript:
    """,
    re.VERBOSE | re.IGNORECASE,
)


INLINE_IN_PYTHON = re.compile(r"""\sstyle=\\?["'{]|<style\b|<script\b|\bhx-on""")


def test_nothing_is_inline():
    assert places(INLINE, TEMPLATES) == []
    # markup.py names them to refuse them.
    others = [path for path in SOURCES if path.name != "markup.py"]
    assert places(INLINE_IN_PYTHON, others) == []


def test_one_module_alone_marks_text_as_safe():
    found = places(re.compile(r"mark_safe|Safe(String|Text|Data)\("), SOURCES)

    assert {place.split(":")[0] for place in found} == {"teaching/markup.py"}


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<style>p { color: red }</style>",
        "<script>go()</script>",
        '<script type="module">go()</script>',
        '<button type="submit" onclick="go()">',
        '<div hx-on:click="go()">',
        '<div data-hx-on--after="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_something_inline_would_be_found(text):
    assert INLINE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        '<script src="/a.js"></script>',
        '<p class="style one">',
        '<a href="/on=1">',
        "{% partial on %}",
    ],
)
def test_what_is_not_inline_is_left_alone(text):
    assert not INLINE.search(text)


RAW = re.compile(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b")


def test_no_template_prints_raw_text():
    assert places(RAW, TEMPLATES) == []


def test_raw_text_would_be_found():
    assert RAW.search("{{ text|safe }}")


# Addresses.


def addresses(
    patterns: list, spaces: tuple[str, ...] = (), where: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """(full name, where it stands, pattern) of every address; the name ends in ":" without one."""
    for entry in patterns:
        here = where + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from addresses(entry.url_patterns, inner, here)
        else:
            yield ":".join((*spaces, entry.name or "")), here, entry


ALL = list(addresses(get_resolver().url_patterns))


def test_every_address_is_in_the_table():
    assert [f"{name} ({where})" for name, where, _ in ALL if access.who(name) is None] == []


def test_an_address_that_is_missing_would_be_found():
    assert access.who("nowhere:no-such-page-in-the-table") is None
    assert access.who("no-such-page-in-the-table") is None


def test_every_line_of_the_table_has_an_address():
    names = {name for name, _, _ in ALL}
    spaces = {name.rpartition(":")[0] for name in names}

    assert [
        line
        for line in access.ACCESS
        if (line.removesuffix(":*") not in spaces if line.endswith(":*") else line not in names)
    ] == []


def test_the_marks_on_the_views_say_what_the_table_says():
    wrong = []
    for name, where, entry in ALL:
        open_to_strangers = not getattr(entry.callback, "login_required", True)
        if open_to_strangers != (access.who(name) in {Who.OPEN, Who.TRYOUT}):
            wrong.append(f"{name} ({where}): the table says {access.who(name)}")
    assert wrong == []


def address_of(name: str, entry: URLPattern) -> str | None:
    """An address this pattern answers, with made-up values; None for those without a name."""
    if not entry.name:
        return None
    words = {**entry.pattern.converters}
    for word in getattr(entry.pattern, "regex", re.compile("")).groupindex:
        words.setdefault(word, None)
    for made_up in (1, "x", "auth", "00000000-0000-4000-8000-000000000000"):
        try:
            return reverse(name, kwargs=dict.fromkeys(words, made_up))
        except NoReverseMatch:
            continue
    raise AssertionError(f"make up a value for {name}, {entry.pattern}")


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_wherever_it_is_not_open(client):
    wrong, asked = [], 0
    for name, _, entry in ALL:
        address = address_of(name, entry)
        if access.who(name) is Who.OPEN or address is None:
            continue
        response = client.get(address)
        if response.status_code == 405:
            response = client.post(address)
        asked += 1
        if not response.headers.get("Location", "").startswith("/accounts/login/?next="):
            wrong.append(f"{name} at {address}: {response.status_code}")
    assert wrong == []
    assert asked > 4


# The shape of the code.


def lint_imports(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(  # noqa: S603
        [program, "--no-cache", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_imports_go_down_only():
    done = lint_imports()

    assert done.returncode == 0, done.stdout


def test_an_import_upwards_would_be_found(tmp_path):
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = reversed(contract["contracts"][0]["layers"])
    upside_down = tmp_path / "contract.ini"
    upside_down.write_text(
        "[importlinter]\nroot_package = teaching\n"
        "[importlinter:contract:1]\nname = Upside down\ntype = layers\nlayers =\n"
        + "".join(f"    {layer}\n" for layer in layers)
    )

    assert lint_imports("--config", str(upside_down)).returncode == 1


DISEASE = re.compile(
    r"""ossif | peri-?arth | osteo-?arthropath | myositis | syringo | \btab(es|etic)\b | \bnho\b
    | \bcord[\s_-]lesion | spinal[\s_-]cord | para-?pleg | tetra-?pleg | heterotopic | pellegrini
    | neurogenic | haematoma""",
    re.VERBOSE | re.IGNORECASE,
)


def test_no_disease_is_named_in_the_code():
    assert places(DISEASE, SOURCES) == []


@pytest.mark.parametrize(
    "text", ["OSSIFYING", "cord_lesion", "cord-lesion", "the NHO pack", "tabes"]
)
def test_a_disease_would_be_found(text):
    assert DISEASE.search(text)


@pytest.mark.parametrize("text", ["according to", "record lesions", "Heterotopia", "tables"])
def test_what_is_no_disease_is_left_alone(text):
    assert not DISEASE.search(text)


OTHER_HOST = re.compile(r"""https?://(?!www\.w3\.org/)|["'(]//[a-z]""", re.IGNORECASE)
LICENCE = re.compile(r"licen[cs]e", re.IGNORECASE)


def test_nothing_comes_from_another_host():
    found = places(OTHER_HOST, TEMPLATES + STATIC)

    assert [place for place in found if not LICENCE.search(place)] == []


@pytest.mark.parametrize(
    "text", ['<script src="https://cdn.example/a.js">', "url(//fonts.example/a)", '"//cdn.example"']
)
def test_another_host_would_be_found(text):
    assert OTHER_HOST.search(text)


UNFINISHED = re.compile(r"\bTODO\b|\bFIXME\b|\bXXX\b|NotImplementedError|@pytest\.mark\.skip\b")


def test_nothing_is_left_unfinished():
    ours = Path(__file__)
    tests = [path for path in sorted((ROOT / "tests").rglob("*.py")) if path != ours]

    assert places(UNFINISHED, SOURCES + TEMPLATES + STATIC + tests + [ROOT / "dev.py"]) == []
