"""The demo pack, read and compiled once for all tests beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from teaching.knowledge.reading import read
from teaching.knowledge.reasoning import Knowledge
from teaching.knowledge.schema import Pack

NHO = Path(__file__).parents[2] / "fixtures" / "nho"


@cache
def nho() -> tuple[Pack, Knowledge]:
    pack = read(NHO).readable
    assert pack is not None
    return pack, Knowledge.of(pack)
