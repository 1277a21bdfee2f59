"""The one place that marks a string as safe HTML.

Everything else is text and is escaped by the templates. A drawing is safe because
``teaching.film`` builds it from numbers, its own outlines and escaped words; that it holds nothing
but shapes and words is checked here all the same.
"""

from __future__ import annotations

from functools import lru_cache
from html.parser import HTMLParser

from django.utils.safestring import SafeString, mark_safe

_ELEMENTS = (
    "svg title desc defs g use path circle ellipse rect line polyline polygon text tspan"
    " clippath mask filter fegaussianblur"
)
_ATTRIBUTES = (
    "class clip-path clip-rule clippathunits cx cy d dx dy fill-rule filter filterunits"
    " font-size height href id mask maskunits points primitiveunits r role rx ry stddeviation"
    " stroke-width text-anchor transform viewbox width x x1 x2 xmlns y y1 y2"
    " aria-hidden aria-label aria-labelledby focusable"
)
ELEMENTS = frozenset(_ELEMENTS.split())
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
"""None of these can act or fetch: ``href`` and ``url(...)`` are held to the drawing's own parts."""


@lru_cache(maxsize=256)
def drawing(svg: str) -> SafeString:
    """An SVG of ``teaching.film`` or of a chart, for a template to place. Raises ValueError for
    markup that is no single drawing or that could act."""
    _Reader().read(svg)
    return mark_safe(svg)  # noqa: S308 - checked above, and escaped where it was drawn


class _Reader(HTMLParser):
    """Reads markup as a browser does. Raises ValueError at the first thing no drawing needs."""

    def read(self, svg: str) -> None:
        self.open: list[str] = []
        self.is_over = False
        self.feed(svg)
        self.close()
        if self.open or not self.is_over or not svg.endswith("</svg>"):
            raise ValueError("a drawing is one <svg> element")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.is_over or (not self.open) != (tag == "svg"):
            raise ValueError("a drawing is one <svg> element")
        if tag not in ELEMENTS:
            raise ValueError(f"a drawing may not hold <{tag}>")
        for name, value in attrs:
            _check(name, value or "")
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise ValueError("a drawing closes what it opens")
        self.is_over = not self.open

    def handle_data(self, data: str) -> None:
        if not self.open:
            raise ValueError("a drawing is one <svg> element")

    def handle_comment(self, data: str) -> None:
        raise ValueError("a drawing holds no comment")

    def handle_decl(self, decl: str) -> None:
        raise ValueError("a drawing holds no declaration")

    def handle_pi(self, data: str) -> None:
        raise ValueError("a drawing holds no instruction")

    def unknown_decl(self, data: str) -> None:
        raise ValueError("a drawing holds no declaration")


def _check(name: str, value: str) -> None:
    if name not in ATTRIBUTES:
        raise ValueError(f"a drawing may not hold {name!r}")
    if name == "href" and not value.startswith("#"):
        raise ValueError("a drawing refers to its own parts alone")
    if "url(" in value.lower().replace("url(#", ""):
        raise ValueError("a drawing refers to its own parts alone")
