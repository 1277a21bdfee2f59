"""How a twin is made: what is said instead, so that another answer is right."""

from __future__ import annotations

from teaching.knowledge.schema.generator.pictures import Site
from teaching.knowledge.schema.parts import Part, Slug, TagLine


class Hanging(Part):
    """Findings that are said ``of`` another one: where it is gone, neither their presence nor their
    absence can be said any more."""

    of: Slug
    findings: tuple[Slug, ...]


class Exchange(Part):
    """Another state of one component: how a twin is made.

    Lines that state one of ``drops`` at the place lose it, and ``adds`` is said instead. ``stale``
    findings only fitted the old state and go with them. What is stated present goes at every region
    of the sorts ``everywhere``. ``when`` has to be stated before. ``sites`` are the places it may
    be made at; without them those that some line speaks of. One that ``completes`` is tried on top
    of every other: the line that was not needed before.
    """

    slug: Slug
    at: tuple[Slug, ...] = ()
    """Sorts of region it is made at; empty: a change of the whole patient."""
    sites: tuple[Site, ...] = ()
    everywhere: tuple[Slug, ...] = ()
    completes: bool = False
    opens: bool = False
    """Followed by another one even where it changes no verdict by itself."""
    when: tuple[TagLine, ...] = ()
    drops: tuple[Slug, ...] = ()
    adds: tuple[TagLine, ...] = ()
    stale: tuple[Slug, ...] = ()
    flags: tuple[Slug, ...] = ()
    """Flags raised for its sentences."""
    serves: tuple[Slug, ...] = ()
    """Concepts it can make right; empty: any."""
