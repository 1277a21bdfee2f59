"""The page on which one sees what is kept, and takes it along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from teaching.accounts import leaving_pages, tryout
from teaching.accounts.http import LearnerRequest
from teaching.accounts.models import User
from teaching.exchange import exporting
from teaching.exchange.exporting import Section
from teaching.exchange.own import OWN

IN_MEMORY = 8 * 1024 * 1024
"""Bytes; a larger file is written to disk before it is sent."""

TYPES = {"json": "application/json", "zip": "application/zip"}

Write = Callable[[IO[bytes], Sequence[Section], User, datetime], None]


@tryout.learner_required
@require_safe
def data(request: LearnerRequest) -> HttpResponse:
    return render(request, "exchange/data.html", {"kept": leaving_pages.kept()})


@tryout.learner_required
@require_safe
def as_json(request: LearnerRequest) -> HttpResponseBase:
    return _export(request, exporting.write_json, "json")


@tryout.learner_required
@require_safe
def as_csv(request: LearnerRequest) -> HttpResponseBase:
    return _export(request, exporting.write_csv, "zip")


def _export(request: LearnerRequest, write: Write, ending: str) -> HttpResponseBase:
    """Written as a whole before the first byte is sent: a file is complete, or there is none."""
    if request.method == "HEAD":
        return HttpResponse(content_type=TYPES[ending])
    tryout.bound_exports(request, request.learner)
    now = timezone.now()
    name = f"heterotopia-{timezone.localdate(now)}.{ending}"
    with ExitStack() as stack:
        file = stack.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
        write(file, OWN, request.learner, now)
        file.seek(0)
        stack.pop_all()  # from here on the response closes it
    return FileResponse(file, as_attachment=True, filename=name)
