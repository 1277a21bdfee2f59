"""From the click on "Fairly sure" to the feedback on the screen, in Chromium, on a clinic as a
deployment serves it; in turn with the scripts of the page, as a plain form without htmx, and on a
page that does nothing.

A frame counts as seen when the first one with the heading has been painted. The clocks are the
browser's. Of the median it says how long the answer took (the request that stores it, until the
browser asks for the feedback), how long the feedback was on its way (from the request to the last
byte), and how long the browser took to show it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import dev
from benchmarks import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ANSWERS = int(os.environ.get("BENCH_CLICKS", "40"))
WARM = 4
WATCH = """
(() => {
  const now = () => performance.timeOrigin + performance.now();
  document.addEventListener("click", (event) => {
    if (!event.target.closest('button[name="certainty"]')) return;
    sessionStorage.setItem("clicked", performance.timeOrigin + event.timeStamp);
  }, true);
  window.shown = new Promise((done) => {
    const look = () => {
      if (!document.querySelector(".verdict h2, .told")?.getClientRects().length) {
        requestAnimationFrame(look);
        return;
      }
      const painted = new MessageChannel();
      painted.port1.onmessage = () => done(now());
      painted.port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
})();
"""
READ = """
async () => {
  const shown = await window.shown;
  const clicked = Number(sessionStorage.getItem("clicked"));
  const [way] = performance.getEntriesByType("navigation");
  const on = (at) => performance.timeOrigin + at;
  const [asked, come] = [on(way.requestStart), on(way.responseEnd)];
  return { whole: shown - clicked, answer: asked - clicked, way: come - asked, show: shown - come };
}
"""
Times = dict[str, float]
"""Milliseconds: the whole, and its parts."""


def run() -> Iterator[str]:
    """The lines of the table, from a process of its own, so that the database is its own too."""
    with tempfile.TemporaryDirectory() as folder:
        yield from serving.apart("benchmarks.bench_click", Path(folder))


def measured() -> Iterator[str]:
    from django.db import connections
    from playwright.sync_api import sync_playwright

    serving.fill()
    people = serving.learners(2, quizzes=1 + (ANSWERS + WARM) // 40)
    connections.close_all()
    with (
        serving.served(serving.CLINIC, workers=2, threads=4) as clinic,
        serving.served(serving.BARE, workers=2, threads=4) as bare,
        sync_playwright() as playwright,
    ):
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(
            executable_path=dev.find_chromium(), args=["--no-sandbox"] if root else []
        )
        ways = {
            "practice, with htmx": (opened(browser, clinic.port, people[0][0]), people[0][1]),
            "practice, a plain form": (
                opened(browser, clinic.port, people[1][0], has_htmx=False),
                people[1][1],
            ),
            "a page that does nothing": (opened(browser, bare.port, ""), ["/"] * len(people[0][1])),
        }
        taken: dict[str, list[Times]] = {name: [] for name in ways}
        for number in range(WARM + ANSWERS):
            for name, (page, urls) in ways.items():
                times = clicked(page, urls[number])
                if number >= WARM:
                    taken[name].append(times)
        browser.close()
    yield from table(taken)


def opened(browser: Browser, port: int, session: str, *, has_htmx: bool = True) -> Page:
    """A page of its own context, signed in."""
    site = f"http://localhost:{port}"
    context = browser.new_context(base_url=site, locale="en-GB")
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    if not has_htmx:
        context.route("**/htmx*.js", lambda route: route.abort())
    context.add_init_script(WATCH)
    return context.new_page()


def clicked(page: Page, url: str) -> Times:
    """Answer one question, and wait for its feedback."""
    page.goto(url)
    page.wait_for_load_state("networkidle")
    option = page.locator(".options .txt").first
    if option.count():
        option.click()
    page.locator('button[name="certainty"]').last.click(no_wait_after=True)
    page.locator(".verdict h2, .told").wait_for()
    page.wait_for_load_state()
    found: Any = page.evaluate(READ)
    return {name: float(value) for name, value in found.items()}


def table(taken: dict[str, list[Times]]) -> Iterator[str]:
    def middle(name: str, part: str) -> float:
        return median(times[part] for times in taken[name])

    bare = middle("a page that does nothing", "whole")
    yield (
        f"{ANSWERS} answers each{'median ms':>22}{'p95':>7}{'÷ bare':>8}{'answer':>9}"
        f"{'on its way':>12}{'to show':>9}"
    )
    for name, times in taken.items():
        whole = middle(name, "whole")
        slow = serving.p95([one["whole"] for one in times])
        yield (
            f"{name:26}{whole:10.0f}{slow:7.0f}{whole / bare:8.1f}{middle(name, 'answer'):9.0f}"
            f"{middle(name, 'way'):12.0f}{middle(name, 'show'):9.0f}"
        )


if __name__ == "__main__":
    import django

    django.setup()
    for line in measured():
        print(line, flush=True)
