"""Run and test Heterotopia: `python3 dev.py run`, `python3 dev.py test`.

One file of the standard library. It finds a Python, makes `.venv`, installs the locked
requirements and starts what was asked. It parses on any Python 3, so that one that is too old
can say so and look for a newer one: no annotations, no syntax after 3.6.
"""

import argparse
import contextlib
import glob
import hashlib
import os
import platform
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
WINDOWS = os.name == "nt"
OLDEST = (3, 12)
OLDEST_POSTGRESQL = 15
SPREAD = ["-n", "auto"]  # over the processors, where pytest is told nothing else
FORGETFUL = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off"]
NOTHING_COLLECTED = 5  # pytest's exit code where no test was left
ASK = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"


class SetupError(Exception):
    """Something a person has to do first; the text says what."""


# Python and the environment.


def version_of(python):
    """(major, minor) of an interpreter that can make environments, or None."""
    try:
        done = subprocess.run(
            [python, "-c", ASK],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            universal_newlines=True,
            timeout=30,
        )
        return tuple(int(part) for part in done.stdout.strip().split("."))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def candidates():
    """Interpreters worth asking, the likeliest first."""
    yield sys.executable
    names = ["python3.13", "python3.14", "python3.12", "python3", "python"]
    for name in names:
        found = shutil.which(name)
        if found:
            yield found
    pyenv = os.environ.get("PYENV_ROOT") or os.path.join(os.path.expanduser("~"), ".pyenv")
    pattern = ("python.exe",) if WINDOWS else ("bin", "python")
    for folder in sorted(glob.glob(os.path.join(pyenv, "versions", "3.*")), reverse=True):
        yield os.path.join(folder, *pattern)
    if WINDOWS and shutil.which("py"):
        for minor in (13, 14, 12):
            found = said_by(["py", "-3.%d" % minor, "-c", "import sys; print(sys.executable)"])
            if found:
                yield found
    if shutil.which("uv"):
        found = said_by(["uv", "python", "find", ">=%d.%d" % OLDEST])
        if found:
            yield found


def said_by(command):
    """The first line a command prints, or "" where it fails."""
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            universal_newlines=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    lines = done.stdout.strip().splitlines()
    return lines[0].strip() if done.returncode == 0 and lines else ""


def find_python():
    """The first interpreter that is new enough. Raises SetupError where there is none."""
    seen = set()
    too_old = []
    for python in candidates():
        if not python or python in seen:
            continue
        seen.add(python)
        version = version_of(python)
        if version is None:
            continue
        if version >= OLDEST:
            return python
        too_old.append("%d.%d" % version)
    found = " Found only %s." % ", ".join(sorted(set(too_old))) if too_old else ""
    raise SetupError(
        "Heterotopia needs Python %d.%d or newer.%s\n"
        "Install one (https://www.python.org/downloads/, your package manager, "
        "`pyenv install 3.13` or `uv python install 3.13`) and run this again.\n"
        "On Debian and Ubuntu the package python3-venv is needed too." % (*OLDEST, found)
    )


def in_venv(name):
    """The path of a program inside the environment."""
    if WINDOWS:
        return os.path.join(VENV, "Scripts", name + ".exe")
    return os.path.join(VENV, "bin", name)


def environment(kind):
    """Make .venv and install requirements/<kind>.txt, unless both are there already."""
    python = in_venv("python")
    version = version_of(python) if os.path.exists(python) else None
    if version is None or version < OLDEST:
        base = find_python()
        say("Making .venv with Python %d.%d (%s)" % (*version_of(base), base))
        call([base, "-m", "venv", "--clear", VENV], "Making .venv failed.")
        version = version_of(python)
    for enough in [kind] if kind == "dev" else ["dev", "app"]:
        if read(stamp_file(enough)) == stamp(enough, version):
            return
    say("Installing requirements/%s.txt (a minute or two, the first time)" % kind)
    quietly(
        [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            requirements(kind),
        ],
        "Installing failed. Is there a connection to the Python package index?",
    )
    with open(stamp_file(kind), "w") as file:
        file.write(stamp(kind, version))


def requirements(kind):
    return os.path.join(ROOT, "requirements", kind + ".txt")


def stamp_file(kind):
    return os.path.join(VENV, "installed-" + kind)


def stamp(kind, version):
    """What was installed, and for which Python, as one line."""
    return "%d.%d %s" % (*version, digest([requirements(kind)]))


def digest(paths):
    """One hash over the names and contents of some files."""
    together = hashlib.sha256()
    for path in sorted(paths):
        with open(path, "rb") as file:
            content = file.read()
        together.update(os.path.relpath(path, ROOT).replace(os.sep, "/").encode())
        together.update(b"\0%d\0" % len(content))
        together.update(content)
    return together.hexdigest()


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


# The browser of the tests.


def find_chromium():
    """The path of a Chromium or Chrome, or None: CHROMIUM, the PATH, Playwright's own, an app."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if os.path.exists(named) else shutil.which(named)
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"):
        found = shutil.which(name)
        if found:
            return found
    home = os.path.expanduser("~")
    local = os.environ.get("LOCALAPPDATA", home)
    playwright = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or {
        "Darwin": os.path.join(home, "Library", "Caches", "ms-playwright"),
        "Windows": os.path.join(local, "ms-playwright"),
    }.get(platform.system(), os.path.join(home, ".cache", "ms-playwright"))
    patterns = [
        os.path.join(playwright, "chromium-*", "chrome-linux*", "chrome"),
        os.path.join(playwright, "chromium-*", "chrome-mac*", "*.app", "Contents", "MacOS", "*"),
        os.path.join(playwright, "chromium-*", "chrome-win*", "chrome.exe"),
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ]
    for pattern in patterns:
        found = sorted(glob.glob(pattern))
        if found:
            return found[-1]
    return None


def browser():
    """Whether there is a browser for the tests; installs one where that can be done."""
    if find_chromium():
        return True
    say("No Chromium found; installing one")
    tries = []
    if is_root() and shutil.which("apt-get"):
        tries.append(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])
    tries.append([in_venv("python"), "-m", "playwright", "install", "chromium"])
    for command in tries:
        if command[0] == "apt-get":
            subprocess.call(["apt-get", "update", "--quiet"], stdout=subprocess.DEVNULL)
        if subprocess.call(command, stdout=subprocess.DEVNULL) == 0 and find_chromium():
            return True
    say(
        "No browser could be installed, and the browser tests will fail. Install Chromium or "
        "Chrome (Debian: `apt-get install chromium`; others: https://www.chromium.org), or set "
        "CHROMIUM to the path of one."
    )
    return False


# The PostgreSQL of the tests.


def find_postgresql():
    """The folder with the programs of the newest PostgreSQL here that is new enough, or None."""
    if WINDOWS:
        return None
    found = [os.path.dirname(os.path.realpath(shutil.which("initdb") or "/none/initdb"))]
    for pattern in (
        "/usr/lib/postgresql/*/bin",  # Debian and Ubuntu, which keep them off the PATH
        "/usr/pgsql-*/bin",
        "/usr/libexec/postgresql*",
        "/opt/homebrew/opt/postgresql*/bin",
        "/usr/local/opt/postgresql*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin",
    ):
        found.extend(glob.glob(pattern))
    versions = {}
    for folder in found:
        if all(os.path.exists(os.path.join(folder, name)) for name in ("initdb", "pg_ctl")):
            said = said_by([os.path.join(folder, "initdb"), "--version"])
            number = re.search(r"\(PostgreSQL\) (\d+)", said)
            versions[folder] = int(number.group(1)) if number else 0
    newest = max(versions, key=versions.get) if versions else None
    return newest if newest and versions[newest] >= OLDEST_POSTGRESQL else None


def postgresql():
    """As find_postgresql, but continuous integration installs one. Raises SetupError for none."""
    found = find_postgresql()
    if not found and in_ci() and shutil.which("apt-get") and is_root():
        say("No PostgreSQL found; installing one")
        subprocess.call(["apt-get", "update", "--quiet"], stdout=subprocess.DEVNULL)
        command = ["apt-get", "install", "--yes", "--no-install-recommends", "postgresql"]
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.call(command, stdout=subprocess.DEVNULL, env=quiet)
        found = find_postgresql()
    if not found:
        raise SetupError(
            "there is no PostgreSQL %d or newer on this machine. Install one (Debian: `apt-get "
            "install postgresql`; others: https://www.postgresql.org/download/), or set "
            "DATABASE_URL to one whose user may create databases." % OLDEST_POSTGRESQL
        )
    return found


def in_ci():
    return bool(os.environ.get("CI"))


def is_root():
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextlib.contextmanager
def postgresql_server(programs, settings=FORGETFUL):
    """The address of a PostgreSQL that lives as long as the block, whatever ends it.

    It listens on a socket in a folder of its own alone, so it needs no password and no port, and
    unless told other `settings` it forgets all when the power fails. It sorts as a language does,
    as most servers do: what leans on the order of bytes shows. Raises SetupError where it does not
    start.
    """
    owner = servant()
    # A folder for temporary files that belongs to root alone would keep the servant out.
    folder = tempfile.mkdtemp(prefix="heterotopia-", dir="/tmp" if owner else None)  # noqa: S108
    how = {"cwd": folder, "preexec_fn": become(owner) if owner else None}
    initdb, pg_ctl = (os.path.join(programs, name) for name in ("initdb", "pg_ctl"))
    data = os.path.join(folder, "data")
    setup = ["--auth=trust", "--username=tests", "--encoding=UTF8", "--no-sync", "--locale=C"]
    language = ["--locale-provider=icu", "--icu-locale=en"]
    apart = ["listen_addresses=", "unix_socket_directories=" + folder, "max_connections=300"]
    server = ["-D", data, "-l", os.path.join(folder, "log"), "-w"]
    started = " ".join("-c '%s'" % setting for setting in [*settings, *apart])
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        quietly([initdb, "-D", data, *setup, *language], "PostgreSQL could not be set up.", **how)
        try:
            command = [pg_ctl, "start", *server, "-o", started]
            quietly(command, "PostgreSQL did not start.", **how)
            yield "postgresql://tests@/heterotopia?host=" + folder
        finally:
            stop = [pg_ctl, "stop", *server, "-m", "immediate"]
            subprocess.call(stop, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def servant():
    """Who runs PostgreSQL, which refuses to be run by root; None where we are somebody else."""
    if not is_root():
        return None
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise SetupError("PostgreSQL is not run by root, and there is no user postgres or nobody.")


def become(person):
    """What a child process does first to be that person."""

    def change():
        os.setgroups([])
        os.setgid(person.pw_gid)
        os.setuid(person.pw_uid)

    return change


# The commands.


def run(options):
    """Install, migrate, load the demo content and accounts, and serve."""
    host, port = "127.0.0.1", options.port
    refuse_taken(host, port)
    environment("app")
    python = in_venv("python")
    manage = [python, os.path.join(ROOT, "manage.py")]
    prepare(manage)
    say("Heterotopia is at http://localhost:%d (stop with Ctrl+C)" % port)
    serve = [*manage, "runserver", "%s:%d" % (host, port)]
    if not options.reload:
        serve.append("--noreload")
    os.chdir(ROOT)
    if not WINDOWS:
        # The server takes this process's place, so that a signal to it stops the server.
        os.execv(python, serve)
    return subprocess.call(serve)


def refuse_taken(host, port):
    """Raise SetupError where something already answers on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        if probe.connect_ex((host, port)) == 0:
            raise SetupError(
                "Port %d is taken, perhaps by another run of this. Stop that one, or choose "
                "another port: python3 dev.py run --port %d" % (port, port + 1)
            )


def prepare(manage):
    """Bring the database up to date with the code and the packs in fixtures/, and make the demo
    accounts, unless all that was done with exactly these files already.

    The mark is SQLite's user_version, which lives and dies with the database.
    """
    packs = sorted(glob.glob(os.path.join(ROOT, "fixtures", "*", "")))
    files = [requirements("app")]
    files.extend(path for pack in packs for path in walk(pack, ".yaml"))
    files.extend(walk(os.path.join(ROOT, "teaching"), ".py"))
    mark = int(digest(files)[:7], 16)
    database = os.environ.get("SQLITE_PATH", os.path.join(ROOT, "db.sqlite3"))
    sqlite = "DATABASE_URL" not in os.environ
    if not (sqlite and os.path.exists(database) and user_version(database) == mark):
        call([*manage, "migrate", "--verbosity", "0"], "The database could not be migrated.")
        for pack in packs:
            name = os.path.join("fixtures", os.path.basename(os.path.dirname(pack)))
            say("Loading %s" % name)
            quietly([*manage, "loadpack", name], "The content in %s could not be loaded." % name)
        say("Filling the item bank")
        # In a clone all item models are approved, so that there is something to practise.
        fill = [*manage, "generate", "--n", "20", "--once", "--approve"]
        quietly(fill, "The item bank could not be filled.")
        quietly([*manage, "demo"], "The demo accounts could not be made.")
        quietly([*manage, "demo_quizzes"], "The demo quizzes could not be made.")
        if sqlite:
            user_version(database, mark)
    say("Demo accounts:")
    for name, password, _ in demo_accounts():
        say("  %-14s password %s" % (name, password))


def demo_accounts():
    sys.path.insert(0, ROOT)
    from teaching.accounts.demo import DEMO

    return DEMO


def user_version(database, mark=None):
    """Read SQLite's user_version, or set it."""
    connection = sqlite3.connect(database, timeout=20)
    try:
        if mark is not None:
            connection.execute("PRAGMA user_version = %d" % mark)
            connection.commit()
        return connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()


def walk(folder, ending):
    return [
        os.path.join(place, name)
        for place, _, names in os.walk(folder)
        for name in names
        if name.endswith(ending)
    ]


def checks():
    """(name, command) of every check but the tests."""
    python = in_venv("python")
    templates = walk(os.path.join(ROOT, "templates"), ".html")
    return [
        ("ruff check", [in_venv("ruff"), "check", "--quiet"]),
        ("ruff format", [in_venv("ruff"), "format", "--check", "--quiet"]),
        ("djade", [in_venv("djade"), "--check", "--target-version", "6.1", *templates]),
        ("djlint", [in_venv("djlint"), "--lint", "--quiet", os.path.join(ROOT, "templates")]),
        ("mypy", [in_venv("mypy")]),
        ("import contract", [in_venv("lint-imports")]),
        ("migrations", [python, "manage.py", "makemigrations", "--check", "--dry-run"]),
    ]


def lint(options):
    """Every check but the tests; True where all pass."""
    environment("dev")
    failed = failing_checks()
    if failed:
        say("Failed: " + ", ".join(failed))
    return 1 if failed else 0


def failing_checks():
    """The names of the checks that fail, each reported as it ends."""
    failed = []
    for name, command in checks():
        try:
            quietly(command, name)
            say("%-16s passed" % name)
        except SetupError:
            say("%-16s FAILED" % name)
            failed.append(name)
    return failed


def test(options):
    """All checks, then all tests on SQLite, then those that use a database on PostgreSQL.

    Of the tests, those that pytest is told by what follows. pytest comes last, so that its summary
    ends the output.
    """
    environment("dev")
    failed = failing_checks()
    if not browser():
        failed.append("browser")
    databases = [options.on] if options.on else ["sqlite", "postgresql"]
    programs = None
    if "postgresql" in databases and "DATABASE_URL" not in os.environ:
        try:
            programs = postgresql()
        except SetupError as missing:
            say("The tests are not run on PostgreSQL: %s" % missing)
            databases.remove("postgresql")
            if in_ci() or options.on:
                failed.append("PostgreSQL")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that a server is stopped first
    for database in databases:
        if failed:
            say("Failed so far: %s." % ", ".join(failed))
        on = on_sqlite if database == "sqlite" else on_postgresql
        if on(options.rest, programs) != 0:
            failed.append("tests on " + database)
    return 1 if failed else 0


def on_sqlite(rest, _):
    say("The tests on SQLite")
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return pytest(rest or SPREAD, env)


def on_postgresql(rest, programs):
    """The tests that use a database, on the server of DATABASE_URL or one started for them."""
    with contextlib.ExitStack() as stack:
        url = os.environ.get("DATABASE_URL") or stack.enter_context(postgresql_server(programs))
        say("The tests that use a database, on PostgreSQL")
        code = pytest(["--only-database", *(rest or SPREAD)], dict(os.environ, DATABASE_URL=url))
    # Among the tests that were named there may be none that uses a database.
    return 0 if rest and code == NOTHING_COLLECTED else code


def pytest(rest, env):
    return subprocess.call([in_venv("python"), "-m", "pytest", *rest], cwd=ROOT, env=env)


def bench(options):
    """Measure: every bench_*.py in benchmarks/."""
    environment("dev")
    return subprocess.call([in_venv("python"), "-m", "benchmarks", *options.names], cwd=ROOT)


def simulate(options):
    """Let virtual learners study by our schedule and by others, and print what they keep."""
    environment("dev")
    command = [in_venv("python"), "-m", "simulation", *options.rest]
    return subprocess.call(command, cwd=ROOT)


def kill_ledger(options):
    """Kill the server under its answers, again and again, and count what is lost."""
    environment("dev")
    if options.on == "postgresql" and "DATABASE_URL" not in os.environ:
        postgresql()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    command = [in_venv("python"), "-m", "tests.ledger", str(options.kills), "--on", options.on]
    return subprocess.call(command, cwd=ROOT)


def screenshots(options):
    """Take the pictures of the README."""
    environment("dev")
    browser()
    command = [in_venv("python"), "-m", "tests.browser.screenshots", *options.rest]
    return subprocess.call(command, cwd=ROOT)


def format_(options):
    """Format Python and templates."""
    environment("dev")
    subprocess.call([in_venv("ruff"), "check", "--quiet", "--fix-only"], cwd=ROOT)
    subprocess.call([in_venv("ruff"), "format"], cwd=ROOT)
    templates = walk(os.path.join(ROOT, "templates"), ".html")
    # djade ends with 1 where it changed a file, which is no failure here.
    subprocess.call([in_venv("djade"), "--target-version", "6.1", *templates], cwd=ROOT)
    return 0


def lock(options):
    """Pin requirements/*.in with hashes and without any index address."""
    environment("dev")
    uv = shutil.which("uv") or in_venv("uv")
    if not os.path.exists(uv):
        say("Installing uv into .venv")
        call([in_venv("python"), "-m", "pip", "install", "--quiet", "uv"], "No uv.")
    for kind in ("app", "dev"):
        command = [
            uv,
            "pip",
            "compile",
            "--quiet",
            "--universal",
            "--generate-hashes",
            "--no-emit-index-url",
            "--no-header",
            "--python-version",
            "%d.%d" % OLDEST,
            "requirements/%s.in" % kind,
            "--output-file",
            "requirements/%s.txt" % kind,
        ]
        if options.upgrade:
            command.append("--upgrade")
        call(command, "Locking %s.in failed." % kind)
    return 0


def say(text):
    print(text, flush=True)


def call(command, otherwise):
    """Run a command from the root of the repository. Raises SetupError where it fails."""
    if subprocess.call(command, cwd=ROOT) != 0:
        raise SetupError(otherwise)


def quietly(command, otherwise, cwd=ROOT, preexec_fn=None):
    """As call, but what the command prints is shown only where it fails."""
    done = subprocess.run(
        command,
        cwd=cwd,
        preexec_fn=preexec_fn,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
    )
    if done.returncode != 0:
        print(done.stdout.rstrip())
        raise SetupError(otherwise)


def main():
    parser = argparse.ArgumentParser(description="Run and test Heterotopia.")
    commands = parser.add_subparsers(dest="command", metavar="command")
    commands.required = True

    def add(name, function):
        command = commands.add_parser(name, help=function.__doc__.splitlines()[0])
        command.set_defaults(function=function)
        return command

    command = add("run", run)
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--reload", action="store_true", help="start anew when the code changes")
    add("test", test).add_argument(
        "--on", choices=["sqlite", "postgresql"], help="one database alone, not both"
    )
    add("lint", lint)
    add("bench", bench).add_argument("names", nargs="*")
    add("simulate", simulate)
    command = add("kill-ledger", kill_ledger)
    command.add_argument("--kills", type=int, default=300)
    command.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    add("format", format_)
    add("lock", lock).add_argument("--upgrade", action="store_true")
    add("screenshots", screenshots)
    # What follows `test` is pytest's, and argparse cannot be told to leave an option alone.
    options, options.rest = parser.parse_known_args()
    if options.rest and options.command not in ("test", "simulate", "screenshots"):
        parser.error("unrecognized arguments: " + " ".join(options.rest))
    try:
        return options.function(options)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
