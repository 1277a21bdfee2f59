"""Pictures of the clinic for the README: ``python tests/browser/screenshots.py [folder]``.

Starts a clinic of its own on a fresh database with the demo pack, walks through it as a visitor
would, and writes one PNG per page: wide, on a phone, and by night.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import dev  # noqa: E402  (the root is not on the path of a script)
from tests.browser.taking import begin, come_to_the_decision, press  # noqa: E402

PORT = 8765
SITE = f"http://localhost:{PORT}"
WIDE = {"width": 1360, "height": 980}
PHONE = {"width": 390, "height": 844}
CASE = "The transfer board"


@contextmanager
def clinic() -> Iterator[None]:
    """A server with the demo pack in a database that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"SQLITE_PATH": str(Path(folder) / "pictures.sqlite3")}
        env.pop("DATABASE_URL", None)  # whoever has one set does not mean it for this
        manage = [sys.executable, str(ROOT / "manage.py")]
        subprocess.run([*manage, "migrate", "-v0"], check=True, env=env)  # noqa: S603
        subprocess.run(  # noqa: S603
            [*manage, "loadpack", str(ROOT / "fixtures" / "nho"), "-v0"], check=True, env=env
        )
        server = subprocess.Popen(  # noqa: S603
            [*manage, "runserver", "--noreload", str(PORT)], env=env
        )
        try:
            _wait()
            yield
        finally:
            server.terminate()
            server.wait()


def _wait(seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(SITE, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def walk(page: Page) -> Iterator[str]:
    """Go through the clinic; each name is of the page that is open when it is given."""
    page.goto(SITE)
    yield "start"
    begin(page, CASE)
    while page.locator(".options").count():
        page.locator(".options label").first.click()
        if page.locator(".film").count() and page.locator(".new-flag").count():
            yield "case"
        press(page, "Fairly sure")
        come_to_the_decision(page)
    page.get_by_role("link", name="Form").click()
    page.locator(".verdict").wait_for()
    yield "debrief"
    page.goto(f"{SITE}/atlas/")
    yield "atlas"


def picture(browser: Browser, folder: Path, name: str, *, night: bool, phone: bool) -> None:
    """One walk: wide and by night as much as a screen shows, on a phone the first screen."""
    context = browser.new_context(
        viewport=PHONE if phone else WIDE,
        color_scheme="dark" if night else "light",
        reduced_motion="reduce",
        locale="en-GB",
        base_url=SITE,
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    for place in walk(page):
        page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
        page.screenshot(path=folder / f"{place}{name}.png")
    context.close()


def _answer(route: Route, *, body: str) -> None:
    route.fulfill(body=body, content_type="text/html")


def pictures_of_progress(browser: Browser, folder: Path) -> None:
    """The page Progress of a learner with no answer, with twelve, and with two thousand: samples of
    the tests, in the frame and style of the clinic."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching.settings")
    import django

    django.setup()
    from tests.progress.rendering import LEARNERS, progress

    context = browser.new_context(viewport=WIDE, reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    for name, found in LEARNERS.items():
        answer = partial(_answer, body=progress(found))
        page.route("**/shown/", answer)
        page.goto(f"{SITE}/shown/")
        page.screenshot(path=folder / f"progress-{name}.png", full_page=True)
        page.unroute("**/shown/")
    context.close()


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with clinic(), sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=dev.find_chromium(),
            args=["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [],
        )
        picture(browser, folder, "", night=False, phone=False)
        picture(browser, folder, "-night", night=True, phone=False)
        picture(browser, folder, "-phone", night=False, phone=True)
        pictures_of_progress(browser, folder)
        browser.close()


if __name__ == "__main__":
    main()
