"""What every request passes on its way in and every response on its way out, for all pages alike.

Who may come in is not decided here but in teaching.accounts.access.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse

KEPT = "private, max-age=3600"
"""What a response says that is no page and may be kept for an hour by whoever asked for it."""

GetResponse = Callable[[HttpRequest], HttpResponse]

# A teaching page needs none of these; a foreign script that got in would find them shut.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
NUL_REFUSED = (
    "What you sent contains a NUL character, which no text has and this site does not store. "
    "Nothing was saved. Go back, remove it (it often comes with text copied from a file) "
    "and send it again.\n"
)


def headers(get_response: GetResponse) -> GetResponse:
    """Keep every dynamic page out of every cache, and switch off what the site never uses."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.headers.get("Cache-Control") != KEPT:
            response.headers["Cache-Control"] = "private, no-store"
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


def no_nul(get_response: GetResponse) -> GetResponse:
    """Refuse a NUL character anywhere in a request: SQLite stores it and PostgreSQL does not."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if any("\0" in text for text in _texts(request)):
            return HttpResponse(NUL_REFUSED, status=400, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware


def _texts(request: HttpRequest) -> Iterator[str]:
    # Not the names of files: Django's parser takes unprintable characters out of them itself.
    yield request.path
    for name, value in request.COOKIES.items():
        yield name
        yield value
    for fields in (request.GET, request.POST):
        for name, values in fields.lists():
            yield name
            yield from (value for value in values if isinstance(value, str))
