"""Questions as their features alone, for tests of likeness and of drawing sets."""

from __future__ import annotations

from hypothesis import strategies as st

from teaching.items.similarity import Features


def features(id: str, words: set[int], findings: set[int]) -> Features:
    return Features(id, sum(1 << word for word in words), sum(1 << one for one in findings))


@st.composite
def questions(draw, most: int = 8) -> list[Features]:
    """A few questions over few words and findings, so that likeness and ties are frequent."""
    bits = st.sets(st.integers(0, 9))
    drawn = draw(st.lists(st.tuples(bits, bits), max_size=most))
    names = draw(st.permutations([f"q{place}" for place in range(len(drawn))]))
    return [features(name, *both) for name, both in zip(names, drawn, strict=True)]
