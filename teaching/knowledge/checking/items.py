"""Items: one key, distinct options, claims that a rule can judge, facts of the layer asked."""

from __future__ import annotations

from collections.abc import Iterator

from teaching.knowledge.checking.book import Book, Remark
from teaching.knowledge.problems import Path, choices
from teaching.knowledge.schema.vignettes import Item, Vignette
from teaching.knowledge.statements import Claim

FEWEST, MOST = 3, 5


def remarks(book: Book, vignette: Vignette, item: Item, path: Path) -> Iterator[Remark]:
    stages = [stage.stage for stage in vignette.stages]
    if item.after is None and stages:
        what = f"The item '{item.slug}' does not say after which stage it is asked."
        yield Remark((*path, "after"), what, f"Write {choices(dict.fromkeys(stages))}.")
    elif (
        item.after is not None
        and item.after not in stages
        and book.get("stage", item.after) is not None
    ):
        what = f"The vignette has no stage '{item.after}'."
        right = f"Write {choices(dict.fromkeys(stages))}." if stages else "Leave it out."
        yield Remark((*path, "after"), what, right)
    if item.axis is None and item.label is None:
        what = f"The item '{item.slug}' has neither an axis nor a label."
        yield Remark((*path, "axis"), what, "Write which axis its options are on, or a 'label'.")
    yield from _options(item, path)
    yield from _basis(item, path)
    yield from _replaced(vignette, item, path)
    yield from _alike(book, item, path)
    yield from _layers(book, item, path)
    for index, claim in enumerate(item.rests_on):
        yield from _claim(book, claim, (*path, "rests_on", index))
    for number, option in enumerate(item.options):
        for index, claim in enumerate(option.claims):
            yield from _claim(book, claim, (*path, "options", number, "claims", index))


def _options(item: Item, path: Path) -> Iterator[Remark]:
    here = (*path, "options")
    if not FEWEST <= len(item.options) <= MOST:
        what = f"The item '{item.slug}' has {len(item.options)} options."
        yield Remark(here, what, f"Write {FEWEST} to {MOST}.")
    keys = [index for index, option in enumerate(item.options) if option.key]
    if not keys:
        what = f"No option of the item '{item.slug}' is the key."
        yield Remark(here, what, "Write 'key: true' with the right one.")
    for index in keys[1:]:
        what = f"The item '{item.slug}' has a second key; the first is at {{other}}."
        yield Remark((*here, index, "key"), what, "Keep one of them.", (*here, keys[0], "key"))
    first: dict[str, int] = {}
    for index, option in enumerate(item.options):
        text = " ".join(option.text.casefold().split())
        if first.setdefault(text, index) != index:
            what = f"The option '{option.text}' stands here already, at {{other}}."
            right = "Write another option."
            yield Remark((*here, index, "text"), what, right, (*here, first[text], "text"))


def _basis(item: Item, path: Path) -> Iterator[Remark]:
    if item.basis in ("link", "change") and not item.rests_on:
        what, right = {
            "link": ("A link says what it rests on.", "with what has to be proved"),
            "change": ("A change says what it decides.", "with what the key establishes"),
        }[item.basis]
        yield Remark((*path, "basis"), what, f"Write 'rests_on: […]' {right}.")
    if item.basis in ("findings", "facts") and item.rests_on:
        what = f"An item that rests on {item.basis} rests on no concept."
        yield Remark((*path, "rests_on"), what, "Leave it out, or write 'basis: link'.")
    if item.basis != "findings" and item.others != "ruled-out":
        what = "Only an item that rests on findings says what has to be proved of the others."
        yield Remark((*path, "others"), what, "Leave it out, or write 'basis: findings'.")
    for index, option in enumerate(item.options):
        here = (*path, "options", index)
        if item.basis == "findings" and not option.claims:
            what = f"The option '{option.text}' claims nothing that findings could decide."
            yield Remark(here, what, "Write 'claims: […]', or another basis for the item.")
        if item.basis != "findings" and option.claims:
            rests = "a change" if item.basis == "change" else "facts"
            what = f"The option '{option.text}' claims something, but the item rests on {rests}."
            yield Remark((*here, "claims"), what, "Leave it out, or write 'basis: findings'.")
        if item.basis == "change" and not option.adds:
            what = f"The option '{option.text}' changes nothing."
            yield Remark(here, what, "Write 'adds: […]' with what would be found.")
        for field in ("adds", "replaces"):
            if item.basis != "change" and getattr(option, field):
                what = f"The option '{option.text}' changes the story, but its item rests on none."
                yield Remark((*here, field), what, "Leave it out, or write 'basis: change'.")


def _replaced(vignette: Vignette, item: Item, path: Path) -> Iterator[Remark]:
    """Lines an option takes the place of: told by then, each once."""
    told = 0
    for stage in vignette.stages:
        told += len(stage.lines)
        if stage.stage == item.after:
            break
    for number, option in enumerate(item.options):
        for index, line in enumerate(option.replaces):
            if not 0 <= line < told:
                what = f"No line {line} has been told when '{item.slug}' is asked."
                here = (*path, "options", number, "replaces", index)
                yield Remark(here, what, f"Write a number from 0 to {told - 1}.")


def _alike(book: Book, item: Item, path: Path) -> Iterator[Remark]:
    """Key and distractor that no finding tells apart."""
    said = [
        (concept, claim.at, number, index, option.key)
        for number, option in enumerate(item.options)
        for index, claim in enumerate(option.claims)
        if claim.holds and (concept := book.get("concept", claim.concept)) is not None
    ]
    for key, place, _, _, is_key in said:
        for other, at, number, index, is_other_key in said:
            if not is_key or is_other_key or place != at:
                continue
            if other.slug in key.alike or key.slug in other.alike:
                what = f"'{other.slug}' is alike the key '{key.slug}': no finding rules it out."
                here = (*path, "options", number, "claims", index)
                yield Remark(here, what, "Write another option.")


def _layers(book: Book, item: Item, path: Path) -> Iterator[Remark]:
    if not item.layers:
        yield Remark((*path, "layers"), "The item asks for no layer.", "Write at least one.")
    unverified = {
        fact: note.id
        for note in book.pack.notes
        if note.kind == "unverified"
        for fact in note.facts
    }
    for number, option in enumerate(item.options):
        if not option.key:
            continue
        here = (*path, "options", number, "facts")
        for index, code in enumerate(option.facts):
            if code in unverified:
                what = f"The key rests on '{code}', which is not verified ('{unverified[code]}')."
                yield Remark((*here, index), what, "Rest it on a verified fact.")
        facts = [fact for code in option.facts if (fact := book.get("fact", code)) is not None]
        if not facts or len(facts) < len(option.facts):
            continue
        # An inference belongs to the source it is drawn from.
        cited = {fact.layer for fact in facts}
        covered = cited | ({"article"} if "inferred" in cited else set())
        asked = set(item.layers) | ({"inferred"} if "article" in item.layers else set())
        for layer in item.layers:
            if layer not in covered:
                what = f"The item asks for the layer '{layer}', but its key cites no fact of it."
                yield Remark(here, what, f"Cite one, or take '{layer}' out of 'layers'.")
        for layer in sorted(cited - asked):
            what = f"The key cites a fact of the layer '{layer}', which the item does not ask for."
            yield Remark(here, what, f"Add '{layer}' to 'layers', or leave the fact out.")


def _claim(book: Book, claim: Claim, path: Path) -> Iterator[Remark]:
    """Whether a rule or component can judge a claim where it places it."""
    component = book.get("component", claim.concept)
    if component is not None:
        if claim.at and component.spread is not None:
            what = f"'{claim.concept}' spreads over regions and is claimed at none."
            yield Remark(path, what, f"Write '{_bare(claim)}'.")
        elif claim.at and book.sorts(claim.at) and component.at not in book.sorts(claim.at):
            what = f"'{claim.concept}' is judged at regions of the sort '{component.at}'."
            yield Remark(path, what, "Write such a region.")
    elif book.get("concept", claim.concept) is not None:
        rule = next((one for one in book.pack.rules if one.concept == claim.concept), None)
        if rule is None:
            if claim.concept not in book.unread:
                what = f"The concept '{claim.concept}' has no rule, so nothing can prove it."
                yield Remark(path, what, "Write a rule for it, or claim another concept.")
        elif rule.at and not claim.at:
            what = f"'{claim.concept}' is judged at a region."
            yield Remark(path, what, f"Write '{claim} at …' with a region.")
        elif claim.at and not rule.at:
            what = f"'{claim.concept}' is judged of the whole patient, at no region."
            yield Remark(path, what, f"Write '{_bare(claim)}'.")
        elif claim.at and book.sorts(claim.at) and not book.sorts(claim.at) & set(rule.at):
            what = f"'{claim.concept}' is judged at regions of the sort {choices(rule.at)}."
            yield Remark(path, what, "Write such a region.")
    if claim.at in book.scopes:
        what = f"'{claim.at}' is more than one region."
        yield Remark(path, what, "Write one claim for each region.")


def _bare(claim: Claim) -> str:
    return str(Claim(claim.concept, "", claim.holds))
