"""How the places of a pack are written on a page."""

from __future__ import annotations

import re

from django import template

register = template.Library()

PARAGRAPH = re.compile(r"¶\s*(\d+)")
WORDS = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)
SENTENCE = re.compile(r"\bs(\d+)")


@register.filter
def locator(text: str) -> str:
    """A place in words: "¶4 s2" is "paragraph 4, sentence 2"; anything else stays as it is."""
    if "¶" not in text:
        return text
    said = PARAGRAPH.sub(r"paragraph \1,", text)
    return SENTENCE.sub(r"sentence \1", said).rstrip(",")


@register.filter
def unended(text: object) -> str:
    """A citation without its full stop, so that the place can follow it."""
    return str(text).removesuffix(".")


@register.filter
def count_word(number: int) -> str:
    """A small number as a word, to begin a heading with: 4 is "Four"; from 13 on in figures."""
    return WORDS[number] if 0 <= number < len(WORDS) else str(number)
