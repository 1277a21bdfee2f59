"""The way back from signing in or up: to the page one comes from, on this site only."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from teaching.accounts.access import Who, who
from teaching.accounts.http import SiteRequest

FIELD = "next"
NEEDS_AN_ACCOUNT = "That page needs an account. Sign in, and you come to it."
BELONGS_TO_SOMEBODY = (
    "That page belongs to whoever began the case. Sign in, and if it is yours you come to it."
)


def way_back(request: HttpRequest) -> dict[str, str]:
    """For every template: ``come_back``, the query of the links to sign in and up; and
    ``why_here``, which the sign-in page says to somebody sent there by a link that needed it."""
    match = request.resolver_match
    if match is None or request.user.is_authenticated:
        return {}
    if not match.view_name.startswith("account_"):
        return {"come_back": _query(_here(request))}
    asked = request.POST.get(FIELD) or request.GET.get(FIELD, "")
    if not _is_ours(request, asked):
        return {}
    return {"come_back": _query(asked), "why_here": _why(request, asked)}


def _query(path: str) -> str:
    return f"?{urlencode({FIELD: path}, safe='/')}" if path.strip("/") else ""


def _here(request: HttpRequest) -> str:
    """The page itself; where a form was sent and came back, the page it had been sent from, since
    an address that was sent to need not be one that can be visited."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not _is_ours(request, came_from):
        return ""
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _is_ours(request: HttpRequest, url: str) -> bool:
    return url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def _why(request: HttpRequest, asked: str) -> str:
    """What the page that was asked for needs; empty where this visitor may see it as it is."""
    try:
        needed = who(resolve(urlsplit(asked).path).view_name)
    except Resolver404:
        return ""
    if needed is Who.OPEN:
        return ""
    if needed is not Who.TRYOUT:
        return NEEDS_AN_ACCOUNT
    return "" if cast(SiteRequest, request).learner is not None else BELONGS_TO_SOMEBODY
