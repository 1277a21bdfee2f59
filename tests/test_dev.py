"""dev.py: says at once what is missing, does nothing twice, and parses on an old Python."""

import ast
import os
import re
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from teaching.accounts.demo import DEMO

ROOT = Path(dev.ROOT)


def interpreter(folder: Path, name: str, version: str) -> Path:
    """Something that answers like a Python of that version."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\necho {version}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """A machine with nothing but what the test puts on its PATH; this Python is an old one."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    old = interpreter(tmp_path / "old", "python", "3.8")
    monkeypatch.setattr(sys, "executable", str(old))
    return tmp_path


def test_it_parses_on_python_3_6():
    ast.parse((ROOT / "dev.py").read_text(), feature_version=(3, 6))
    ast.parse((ROOT / "teaching/accounts/demo.py").read_text(), feature_version=(3, 6))


def test_newer_syntax_would_be_found():
    with pytest.raises(SyntaxError):
        ast.parse("if (n := 1): pass", feature_version=(3, 6))


posix = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


@posix
def test_a_machine_with_an_old_python_alone_says_so(alone):
    with pytest.raises(dev.SetupError) as stopped:
        dev.find_python()

    assert str(stopped.value).startswith(
        "Heterotopia needs Python 3.12 or newer. Found only 3.8.\nInstall one"
    )


@posix
def test_a_newer_python_on_the_path_is_found(alone):
    interpreter(alone / "bin", "python3", "3.11")
    newer = interpreter(alone / "bin", "python3.12", "3.12")

    assert dev.find_python() == str(newer)


@posix
def test_a_newer_python_of_pyenv_is_found(alone):
    folder = alone / "pyenv" / "versions" / "3.14.1" / "bin"
    folder.parent.mkdir(parents=True)
    newer = interpreter(folder, "python", "3.14")

    assert dev.find_python() == str(newer)


@posix
def test_a_newer_python_of_uv_is_found(alone):
    newer = interpreter(alone / "anywhere", "python", "3.13")
    interpreter(alone / "bin", "uv", str(newer))

    assert dev.find_python() == str(newer)


@posix
def test_a_broken_python_is_passed_over(alone):
    interpreter(alone / "bin", "python3.13", "")
    newer = interpreter(alone / "bin", "python3.12", "3.12")

    assert dev.find_python() == str(newer)


def test_a_taken_port_says_which_to_use():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(dev.SetupError, match=f"--port {port + 1}"):
            dev.refuse_taken("127.0.0.1", port)


def test_a_free_port_is_let_through():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    dev.refuse_taken("127.0.0.1", port)


def test_a_hash_changes_with_a_name_or_a_content(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("one")
    second.write_text("one")

    by_name = {dev.digest([str(first)]), dev.digest([str(second)])}
    before = dev.digest([str(first), str(second)])
    second.write_text("two")

    assert len(by_name) == 2
    assert before != dev.digest([str(first), str(second)])


def test_the_mark_of_a_database_lives_in_it(tmp_path):
    database = str(tmp_path / "db.sqlite3")

    fresh = dev.user_version(database)
    dev.user_version(database, 0xFFFFFFF)

    assert fresh == 0
    assert dev.user_version(database) == 0xFFFFFFF


def test_the_browser_that_is_named_is_taken(tmp_path, monkeypatch):
    named = tmp_path / "chromium"
    named.touch()

    monkeypatch.setenv("CHROMIUM", str(named))
    found = dev.find_chromium()
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "gone"))
    gone = dev.find_chromium()

    assert (found, gone) == (str(named), None)


def programs_of(folder: Path, version: str, start: str = "true") -> Path:
    """Something that answers like the programs of a PostgreSQL, and writes down what it is told."""
    folder.mkdir(parents=True)
    for name in ("initdb", "pg_ctl"):
        program = folder / name
        program.write_text(
            f'#!/bin/sh\n[ "$1" = --version ] && echo "initdb (PostgreSQL) {version}"\n'
            f'echo {name} "$1" "$3" >> "$(dirname "$0")/told"\n[ "$1" = start ] && {start}\ntrue\n'
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return folder


@posix
@pytest.mark.parametrize(
    ("version", "is_new_enough"),
    [("15.16 (Debian 15.16-0)", True), ("18beta1", True), ("14.9", False)],
)
def test_a_postgresql_is_taken_where_it_is_new_enough(
    tmp_path, monkeypatch, version, is_new_enough
):
    folder = programs_of(tmp_path / "bin", version)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setattr(dev.glob, "glob", lambda pattern: [])

    assert dev.find_postgresql() == (str(folder) if is_new_enough else None)


@posix
def test_the_newest_postgresql_is_taken(tmp_path, monkeypatch):
    older = programs_of(tmp_path / "older", "15.1")
    newer = programs_of(tmp_path / "newer", "17.2")
    monkeypatch.setenv("PATH", f"{older}:{os.environ['PATH']}")
    monkeypatch.setattr(dev.glob, "glob", lambda pattern: [str(newer)])

    assert dev.find_postgresql() == str(newer)


@pytest.fixture
def as_we_are(monkeypatch):
    """The server is run by whoever runs the tests, also where that is root."""
    monkeypatch.setattr(dev, "servant", lambda: None)


def told(folder: Path) -> list[str]:
    return [line.split()[0:2][-1] for line in (folder / "told").read_text().splitlines()]


@posix
def test_a_server_is_stopped_and_its_folder_gone_when_the_tests_end(tmp_path, as_we_are):
    programs = programs_of(tmp_path / "bin", "15.1")

    with dev.postgresql_server(str(programs)) as url:
        folder = Path(url.partition("?host=")[2])
        assert folder.stat().st_mode & 0o077 == 0

    assert told(programs) == ["-D", "start", "stop"]
    assert not folder.exists()


@posix
@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit])
def test_a_server_is_stopped_when_the_tests_are_broken_off(tmp_path, as_we_are, end):
    programs = programs_of(tmp_path / "bin", "15.1")

    with pytest.raises(end), dev.postgresql_server(str(programs)) as url:
        raise end

    assert told(programs)[-1] == "stop"
    assert not Path(url.partition("?host=")[2]).exists()


@posix
def test_a_server_that_does_not_start_leaves_nothing_behind(tmp_path, monkeypatch, as_we_are):
    programs = programs_of(tmp_path / "bin", "15.1", start="exit 1")
    monkeypatch.setattr(dev.tempfile, "mkdtemp", lambda **_: str(tmp_path / "server"))
    (tmp_path / "server").mkdir()

    with (
        pytest.raises(dev.SetupError, match="PostgreSQL did not start"),
        dev.postgresql_server(str(programs)),
    ):
        pass

    assert not (tmp_path / "server").exists()


@posix
def test_a_machine_without_postgresql_says_what_to_install(alone, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(dev.glob, "glob", lambda pattern: [])

    with pytest.raises(dev.SetupError, match=r"apt-get install postgresql.*DATABASE_URL"):
        dev.postgresql()


def test_an_unknown_command_lists_the_known_ones():
    done = subprocess.run(
        [sys.executable, "dev.py", "fly"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert re.search(r"invalid choice: '?fly'?.*'?run'?, '?test'?", done.stderr)


def test_what_only_pytest_understands_is_refused_elsewhere():
    done = subprocess.run(
        [sys.executable, "dev.py", "lint", "-k", "x"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "unrecognized arguments: -k x" in done.stderr


def test_the_read_me_names_the_demo_accounts():
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    rows = dict(re.findall(r"^\| `(\w+)` +\| `([\w-]+)` +\|$", text, re.MULTILINE))
    assert rows == {name: password for name, password, _ in DEMO}


def test_the_locks_name_no_index_and_pin_every_line_by_hash():
    for kind in ("app", "dev"):
        text = Path(dev.requirements(kind)).read_text()
        pinned = re.findall(r"^[\w.\[\]-]+==", text, re.MULTILINE)
        assert "http" not in text
        assert len(pinned) > 10
        assert len(
            re.findall(r"^[\w.\[\]-]+==[^\n]*\\\n +--hash=sha256:", text, re.MULTILINE)
        ) == len(pinned)
