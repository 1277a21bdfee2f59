"""The browser of the tests: the system's Chromium, found as dev.py finds it.

Without one every test here fails; none is ever skipped. A page that logs an error fails its test,
and a breach of the Content-Security-Policy is such an error.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

import dev

CALM = [
    # It phones nobody while the tests run.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session", autouse=True)
def _django_beside_playwright() -> None:
    """Playwright keeps an event loop in the thread of the tests until they end, which Django would
    take for a mistake; the tests' own queries do not run inside it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = dev.find_chromium()
    if chromium is None:
        pytest.fail("There is no Chromium. Install one, or set CHROMIUM to the path of one.")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": [*CALM, *(["--no-sandbox"] if root else [])],
    }


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """So that ``page.goto("/")`` asks this test's own server."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "en-GB", "reduced_motion": "reduce"}


@pytest.fixture(autouse=True)
def complaints(page: Page) -> Iterator[list[str]]:
    """What the page complains about; the test fails unless it is empty, or emptied, at the end."""
    found: list[str] = []

    def heard(message: Any) -> None:
        if message.type == "error":
            found.append(f"{message.text} ({message.location.get('url', '')})")

    page.on("console", heard)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


@pytest.fixture
def sign_in(page: Page, client: Any, base_url: str) -> Any:
    """``sign_in(user)`` gives the page that person's session."""

    def do(user: Any) -> None:
        client.force_login(user)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base_url}]
        )

    return do
