"""Exports as the tests read them."""

import csv
import io
import json
from typing import Any
from zipfile import ZipFile

from django.http import HttpResponse
from django.test import Client


def body(response: HttpResponse) -> bytes:
    """What was sent, of a page or of a file; of a zip file what is in it."""
    sent = b"".join(response) if response.streaming else response.content
    if response.headers.get("Content-Type") != "application/zip":
        return sent
    with ZipFile(io.BytesIO(sent)) as folder:
        return b"\n".join(folder.read(name) for name in folder.namelist())


def exported(client: Client) -> dict[str, Any]:
    return json.loads(body(client.get("/data/json/")))


def tables(client: Client) -> dict[str, list[list[str]]]:
    """The tables of the zip file by name, each with its head."""
    with ZipFile(io.BytesIO(b"".join(client.get("/data/csv/")))) as folder:
        return {
            name.removesuffix(".csv"): list(
                csv.reader(io.StringIO(folder.read(name).decode("utf-8-sig"), newline=""))
            )
            for name in folder.namelist()
            if name.endswith(".csv")
        }
