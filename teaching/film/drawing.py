"""One film as SVG: frame, flesh, host bone, what is lost or broken, new bone, letter, marks.

Classes and presentation attributes only; the looks are in ``static/css/film.css``. The same film
gives the same text, byte for byte.
"""

from __future__ import annotations

from html import escape

from teaching.film.anatomy import Band, Box, Figure, Lump, Point
from teaching.film.bones import PREFIX, host, new_bone, shape
from teaching.film.curves import num, vertices
from teaching.film.damage import broken, resorbed
from teaching.film.figures import FIGURES
from teaching.film.marks import discs, drawn
from teaching.film.parameters import Film, Growth, Side

FILTERS = "".join(
    f'<filter id="{PREFIX}{name}" filterUnits="userSpaceOnUse" x="-900" y="-900" width="1800"'
    f' height="1800"><feGaussianBlur stdDeviation="{blur}"/></filter>'
    for name, blur in (("soft", 3.2), ("fine", 1.0), ("band", 4.0), ("haze", 5.0))
)
MIRROR = ' transform="scale(-1 1)"'
WIDE, NARROW = 500, 380
"""Width in px at which a whole frame and a crop are usually shown: sizes of text follow."""
HALF = 1.8
"""So much larger the style sheet shows letters and discs where two films share that width."""


def draw(film: Film) -> str:
    """The film as an SVG element. Raises ValueError that names what the figure does not have."""
    figure = _checked(film)
    narrow = film.narrow and fits_narrow(film)
    box = figure.narrow if narrow else figure.box
    turned = film.side == "right" and (narrow or not figure.paired)
    unit = box[2] / (NARROW if narrow else WIDE)

    flesh = f'<path class="f-flesh" d="{figure.flesh}"/>'
    if figure.paired:
        middle = "".join(host(bone, f"c{i}") for i, bone in enumerate(figure.centre))
        halves = f"{_limb(figure, film, 'left')}<g{MIRROR}>{_limb(figure, film, 'right')}</g>"
        body = flesh + middle + halves
    else:
        body = f"<g{MIRROR if turned else ''}>{flesh}{_limb(figure, film, film.side)}</g>"

    left, top, width, height = box
    x, y = (left + width * 0.94, top + height * 0.08) if narrow else figure.letter
    if turned:
        left, x = -(left + width), -x
    letter = "R" if turned or (figure.paired and not narrow) else "L"
    title = film.title or titled(film.figure, film.side)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="film-svg film-{figure.name}'
        f'{" film-narrow" if narrow else ""}" viewBox="{num(left)} {num(top)} {num(width)}'
        f' {num(height)}" role="img" aria-labelledby="{PREFIX}t {PREFIX}d">'
        f'<title id="{PREFIX}t">{escape(title)}</title><desc id="{PREFIX}d">{escape(film.desc)}'
        f"</desc>{FILTERS}{body}{_words(figure, film, box, turned, unit)}"
        f'<g transform="translate({num(x)} {num(y)})"><text class="f-side f-sized"'
        f' font-size="{num(15 * unit)}">{letter}</text></g>'
        f"{_marks(figure, film, box, turned, unit)}</svg>"
    )
    return svg.replace(PREFIX, f"{film.prefix}-")


def titled(name: str, side: Side) -> str:
    """What a figure is called: "Both hips, from the front", "Left knee, from the front"."""
    figure = FIGURES[name]
    if figure.paired:
        return figure.title
    return f"{side.capitalize()} {figure.title[0].lower()}{figure.title[1:]}"


def fits_narrow(film: Film) -> bool:
    """Whether everything displayed lies in the crop around the joint of the film's side."""
    figure = FIGURES[film.figure]
    left, top, width, height = figure.narrow
    points: list[Point] = []
    for growth in film.growths:
        if figure.paired and growth.side != film.side:
            return False
        outline = shape(figure.anchors[growth.anchor], growth.seed, growth.extent).outline
        points += [point for ring in vertices(outline, 1) for point in ring]
    for loss in film.losses:
        if figure.paired and loss.side != film.side:
            return False
        points.append(figure.bites[loss.place].centre)
    for fracture in film.fractures:
        if figure.paired and fracture.side != film.side:
            return False
        line = figure.breaks[fracture.place]
        points += [line.start, line.end]
    if figure.paired and any(mark.side != film.side for mark in film.marks):
        return False
    return all(left <= x <= left + width and top <= y <= top + height for x, y in points)


def _checked(film: Film) -> Figure:
    if film.figure not in FIGURES:
        raise ValueError(f"Film.figure is {film.figure!r}; there are {', '.join(FIGURES)}")
    figure = FIGURES[film.figure]
    asked = (
        *(("Growth.anchor", growth.anchor, growth.side, figure.anchors) for growth in film.growths),
        *(("Loss.place", loss.place, loss.side, figure.bites) for loss in film.losses),
        *(("Fracture.place", each.place, each.side, figure.breaks) for each in film.fractures),
        *(
            ("Mark.at", mark.at, mark.side, (*figure.anchors, *figure.bites, *figure.breaks))
            for mark in film.marks
            if mark.at != "focus"
        ),
    )
    for parameter, name, side, known in asked:
        if name not in known:
            raise ValueError(
                f"{parameter} is {name!r}; {film.figure} has {', '.join(known) or 'none'}"
            )
        if not figure.paired and side != film.side:
            raise ValueError(f"{parameter} {name!r} is of the {side} side of a {film.side} limb")
    return figure


def _affected(figure: Figure, film: Film, side: Side, bone: str) -> bool:
    return any(
        loss.side == side and figure.bites[loss.place].bone == bone for loss in film.losses
    ) or any(
        each.side == side and figure.breaks[each.place].bone == bone for each in film.fractures
    )


def _limb(figure: Figure, film: Film, side: Side) -> str:
    """The bones and findings of one side. What looks alike on both sides of a pair is drawn on the
    left and used again on the right, inside the mirrored group."""
    key = "L" if side == "left" or not figure.paired else "R"
    other: Side = "left" if side == "right" else "right"
    twins = figure.paired
    out = []
    for i, bone in enumerate(figure.bones):
        if not _affected(figure, film, side, bone.name):
            if twins and not _affected(figure, film, other, bone.name):
                if key == "R":
                    out.append(f'<use href="#{PREFIX}b{i}"/>')
                else:
                    out.append(f'<g id="{PREFIX}b{i}">{host(bone, f"L{i}")}</g>')
            else:
                out.append(host(bone, f"{key}{i}"))
            continue
        body = host(bone, f"{key}{i}")
        for j, fracture in enumerate(film.fractures):
            line = figure.breaks[fracture.place]
            if line.bone == bone.name and fracture.side == side:
                body = broken(body, bone, line, fracture, f"{key}{i}", f"{key}{i}f{j}")
        for j, loss in enumerate(film.losses):
            place = figure.bites[loss.place]
            if place.bone == bone.name and loss.side == side:
                body = resorbed(body, bone, place, loss, f"{key}{i}l{j}")
        out.append(body)
    for k, growth in enumerate(film.growths):
        if growth.side != side:
            continue
        anchor = figure.anchors[growth.anchor]
        twin = _twin(film.growths, growth) if twins else None
        if twin is None:
            out.append(new_bone(anchor, growth, f"{key}h{k}"))
        elif key == "R":
            out.append(f'<use href="#{PREFIX}h{twin}"/>')
        else:
            out.append(f'<g id="{PREFIX}h{k}">{new_bone(anchor, growth, f"{key}h{k}")}</g>')
    return "".join(out)


def _twin(growths: tuple[Growth, ...], growth: Growth) -> int | None:
    """The place in the list of the left one of two mirror images, if ``growth`` is one of them."""
    alike = [
        k
        for k, other in enumerate(growths)
        if (other.anchor, other.extent, other.maturity, other.seed)
        == (growth.anchor, growth.extent, growth.maturity, growth.seed)
    ]
    sides = [growths[k].side for k in alike]
    return alike[sides.index("left")] if sorted(sides) == ["left", "right"] else None


def _words(figure: Figure, film: Film, box: Box, turned: bool, unit: float) -> str:
    """The word beside the first new bone of each side, shown in print."""
    if not film.word:
        return ""
    left, top, width, height = box
    out, done = [], set()
    for growth in film.growths:
        if growth.side in done:
            continue
        done.add(growth.side)
        anchor = figure.anchors[growth.anchor]
        rings = vertices(shape(anchor, growth.seed, growth.extent).outline, 1)
        points = [point for ring in rings for point in ring]
        x = sum(x for x, _ in points) / len(points)
        low, high = min(y for _, y in points), max(y for _, y in points)
        y = high + 16 * unit if isinstance(anchor, Band | Lump) else low - 6 * unit
        if not top + 16 * unit < y < top + height - 8 * unit:
            y = low - 6 * unit if y > top + height / 2 else high + 16 * unit
        half = len(film.word) * 3.6 * unit
        x = min(max(x, left + half), left + width - half)
        if turned or (figure.paired and growth.side == "right"):
            x = -x
        y = min(max(y, top + 16 * unit), top + height - 8 * unit)
        out.append(
            f'<text class="f-word" font-size="{num(13 * unit)}" x="{num(x)}" y="{num(y)}">'
            f"{escape(film.word)}</text>"
        )
    return "".join(out)


def _marks(figure: Figure, film: Film, box: Box, turned: bool, unit: float) -> str:
    if not film.marks:
        return ""
    radius = 12 * unit
    out = []
    for mark, at, disc in discs(figure, film, box, radius * (HALF if film.is_half else 1)):
        if turned or (figure.paired and mark.side == "right"):
            at, disc = (-at[0], at[1]), (-disc[0], disc[1])
        out.append(drawn(mark.number, at, disc, radius))
    return f'<g class="f-marks">{"".join(out)}</g>'
