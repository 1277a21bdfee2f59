"""What it costs to keep what an author types and to answer with the proof beside it.

The written cases are manuscripts, each with one line taken away so that something is open and what
would settle it is sought; a few letters are typed, as the page sends them by htmx. Over HTTP in one
process, in turns with a page that does little (a fact of the atlas). BENCH_BANK says how many
questions the bank holds meanwhile; nothing of this may depend on it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from time import perf_counter

from benchmarks import apart

BANK = int(os.environ.get("BENCH_BANK", "240"))
ROUNDS = 12
REACH = 0.3
ROOT = Path(__file__).parents[1]


def run() -> Iterator[str]:
    """The lines of the table. It works on a database of its own, which is deleted afterwards."""
    with apart.database():
        yield from measured()


def measured() -> Iterator[str]:
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from teaching.accounts.models import User
    from teaching.authoring.studio import shelf
    from teaching.items.models import Vignette
    from teaching.items.writing import keeping
    from teaching.knowledge.models import Disease

    quiet = {"verbosity": 0, "stdout": StringIO()}
    call_command("migrate", **quiet)
    call_command("loadpack", ROOT / "fixtures" / "nho", **quiet)
    call_command("generate", n=max(1, BANK // 12), **quiet)
    author = User.objects.create_user("author", password="x", role="instructor")  # noqa: S106
    client, now, disease = Client(SERVER_NAME="localhost"), timezone.now(), Disease.objects.get()
    client.force_login(author)
    cases = Vignette.objects.written().filter(disease=disease)
    rows = [shelf.begin(author, disease, str(case.pk), now) for case in cases]
    took: dict[str, list[float]] = {"open": [], "whole": [], "a fact of the atlas": []}
    sizes = []
    for turn in range(ROUNDS + 1):
        for row in rows:
            row.refresh_from_db()
            document = keeping.document(row)
            for name in ("open", "whole"):
                sent = _form(row, document, turn, is_open=name == "open")
                begun = perf_counter()
                answer = client.post(row.get_absolute_url(), sent, headers={"HX-Request": "true"})
                spent = perf_counter() - begun
                if answer.status_code != 200 or "HX-Retarget" in answer.headers:
                    raise RuntimeError(f"{row}: {answer.status_code}, not the part beside")
                sizes.append(len(answer.content))
                took[name].append(spent)
                row.refresh_from_db()
            begun = perf_counter()
            client.get("/atlas/facts/F-OA-03/")
            took["a fact of the atlas"].append(perf_counter() - begun)
    held = Vignette.objects.bank(disease).count()
    yield f"{len(rows)} manuscripts, {held:,} questions in the bank, {ROUNDS} rounds"
    yield f"{'':34}{'median, ms':>12}{'p95, ms':>10}{'ratio':>8}"
    base = None
    for name in ("a fact of the atlas", "whole", "open"):
        found = sorted(took[name][len(rows) :])  # what is first met is compiled then
        middle, late = found[len(found) // 2], found[int(len(found) * 0.95)]
        base = base or middle
        said = name if name.startswith("a ") else f"kept and answered, {name}"
        yield f"{said:34}{1000 * middle:12.1f}{1000 * late:10.1f}{middle / base:8.1f}"
        if name == "open":
            yield f"(reach: p95 below {1000 * REACH:.0f} ms; {max(sizes):,} bytes at most)"


def _form(row, document, turn: int, *, is_open: bool) -> dict[str, list[str]]:
    """The form as the page sends it, a few letters longer; open: without its last tagged line."""
    places = [(stage.stage, line) for stage, line in document.lines]
    tagged = [line.id for _, line in places if line.tags]
    left_out = tagged[-1] if is_open and tagged else ""
    found: dict[str, list[str]] = {
        "base": [str(row.revision)],
        "window": ["bench"],
        "title": [document.title],
        "end": ["1"],
        "line": [f"{stage}:{line.id}" for stage, line in places if line.id != left_out],
        "decision": [one.id for one in document.decisions],
    }
    for number, (_, line) in enumerate(places):
        more = f" Day {turn}." if not number else ""
        found[f"text-{line.id}"] = [line.text.partition(" Day ")[0] + more]
        found[f"tag-{line.id}"] = list(line.tags)
    for one in document.decisions:
        found[f"layer-{one.id}"] = list(one.layers)
        found[f"option-{one.id}"] = [option.id for option in one.options]
    return found
