"""The map of opinions: which groups the answers form, in a circle of fifty or more. Pure; needs numpy.

Answers become a table of people and statements: +1 agrees, −1 disagrees, 0 passes, and an answer not given is the mean
of those given, so that silence pulls nobody anywhere. Two main components place everybody, scaled by the root of how
little each has answered, so that a few answers do not put them in the middle; k-means divides them into two to five groups, as many as lie best apart (silhouette). Whoever has answered too little
is in no group.

**The same answers always give the same map**: rows and columns are put in an order of their own content first, seeds
are fixed, a component points to where its largest loading is positive, and groups are named by their size.

**Nobody is found in it.** A group of fewer than five joins the nearest; a shape is a rounded blob about a group's
middle, as wide as the group spreads, and holds no place of a person. One's own place is worked out on one's own
request, from one's own answers, and is nowhere kept.
"""

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from portal.hall.rules.grouping import Cell, told_of
from portal.hall.rules.opinions import FEWEST, Side

SMALLEST_CIRCLE = 50  # people who have answered; below it there are lists only
LEAST_STATEMENTS, LEAST_ANSWERS = 4, 3
MOST_GROUPS = 5
SAMPLE = 400  # people among whom the silhouette is measured
WEIGHT = {Side.AGREE: 1, Side.DISAGREE: -1, Side.PASS: 0}
UNSAID = 9
PICTURED = "2"  # what a picture holds: another kind is drawn anew of the same answers
WIDTH, HEIGHT = 326, 176  # of the picture

Taps = Iterable[tuple[int, int, str]]  # person, statement, answer


def hash_of(taps: Taps) -> str:
    """Of which answers a map was drawn; the order in which they come does not matter."""
    lines = sorted(f"{person}:{statement}:{answer}" for person, statement, answer in taps)
    return hashlib.blake2b("\n".join([PICTURED, *lines]).encode(), digest_size=16).hexdigest()


def can_draw() -> bool:
    """Whether numpy is there: it is an extra, and without it there are lists. It is not loaded to find out: that takes
    half a second of whoever waits, and twenty megabytes of a portal that never draws."""
    return find_spec("numpy") is not None


@dataclass(frozen=True)
class Grouped:
    """Whose group is which, by person; and what the picture is made of."""

    groups: dict[int, int]
    picture: dict[str, Any]


def draw(taps: Taps) -> Grouped:
    """The groups and the picture, which is empty where the circle is too small or everybody thinks alike."""
    import numpy as np  # noqa: PLC0415

    people, statements, table = _table(taps)
    if len(people) < SMALLEST_CIRCLE or len(statements) < LEAST_STATEMENTS:
        return Grouped({}, {})
    rows = np.array(table, dtype=np.float64)
    seen = rows != UNSAID
    rows[~seen] = 0
    middle = np.round(rows.sum(axis=0) / seen.sum(axis=0), 9)
    off = np.where(seen, rows - middle, 0)
    axes = _axes(off)
    if axes is None:
        return Grouped({}, {})
    places = (off @ axes) * np.sqrt(len(statements) / seen.sum(axis=1))[:, None]
    labels = _best(places)
    if labels is None:
        return Grouped({}, {})
    groups = {person: int(label) for person, label in zip(people, labels, strict=True)}
    return Grouped(groups, _picture(rows, seen, places, labels, statements, middle, axes))


def _table(taps: Taps) -> tuple[list[int], list[int], list[list[int]]]:
    """People who have answered enough, statements, and their answers: sorted by what they hold, so that the order in
    which anybody came means nothing."""
    by_person: dict[int, dict[int, int]] = {}
    for person, statement, answer in taps:
        if answer in WEIGHT:
            by_person.setdefault(person, {})[statement] = WEIGHT[Side(answer)]
    kept = {person: said for person, said in by_person.items() if len(said) >= LEAST_ANSWERS}
    statements = sorted({statement for said in kept.values() for statement in said})
    lines = sorted((tuple(said.get(s, UNSAID) for s in statements), person) for person, said in kept.items())
    return [person for _, person in lines], statements, [list(row) for row, _ in lines]


def _axes(rows: Any) -> Any:
    """The two main components, as columns; None where nobody differs from anybody."""
    import numpy as np  # noqa: PLC0415

    values, vectors = np.linalg.eigh(rows.T @ rows)
    order = np.argsort(values)[::-1][:2]
    if values[order[0]] < 1e-9:
        return None
    axes = vectors[:, order]
    for n in range(axes.shape[1]):
        if axes[np.argmax(np.round(np.abs(axes[:, n]), 9)), n] < 0:
            axes[:, n] = -axes[:, n]
    return axes


def _best(places: Any) -> Any:
    """The division into two to five groups of five or more whose people lie best apart; None where there is none."""
    found = [(_merged(places, _k_means(places, k))) for k in range(2, MOST_GROUPS + 1)]
    scored = [(_silhouette(places, labels), -n) for n, labels in enumerate(found)]
    best, at = max(scored)
    return found[-at] if best > 0 else None


def _k_means(places: Any, k: int) -> Any:
    """Lloyd's, begun with the places farthest from one another, the first the farthest from the middle."""
    import numpy as np  # noqa: PLC0415

    chosen = [int(np.argmax(np.round((places**2).sum(axis=1), 9)))]
    far = ((places - places[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < k:
        chosen.append(int(np.argmax(np.round(far, 9))))
        far = np.minimum(far, ((places - places[chosen[-1]]) ** 2).sum(axis=1))
    middles = places[chosen]
    for _ in range(60):
        labels = _nearest(places, middles)
        moved = np.array([places[labels == n].mean(axis=0) if (labels == n).any() else middles[n] for n in range(k)])
        if np.allclose(moved, middles):
            break
        middles = moved
    return _nearest(places, middles)


def _nearest(places: Any, middles: Any) -> Any:
    import numpy as np  # noqa: PLC0415

    return np.argmin(np.round(((places[:, None, :] - middles[None]) ** 2).sum(axis=2), 9), axis=1)


def _merged(places: Any, labels: Any) -> Any:
    """No group under five: the smallest joins the nearest, until none is left. Then the largest is the first."""
    import numpy as np  # noqa: PLC0415

    labels = labels.copy()
    while True:
        names, sizes = np.unique(labels, return_counts=True)
        if len(names) < 2 or sizes.min() >= FEWEST:
            break
        small = names[np.argmin(sizes)]
        middles = {n: places[labels == n].mean(axis=0) for n in names}
        others = [n for n in names if n != small]
        near = min(others, key=lambda n: (float(((middles[n] - middles[small]) ** 2).sum()), int(n)))
        labels[labels == small] = near
    order = sorted(
        names, key=lambda n: (-int((labels == n).sum()), tuple(np.round(places[labels == n].mean(axis=0), 6)))
    )
    return np.array([order.index(label) for label in labels])


def _silhouette(places: Any, labels: Any) -> float:
    """How well groups lie apart, from −1 to 1, among an even sample; −1 for a single group."""
    import numpy as np  # noqa: PLC0415

    count = int(labels.max()) + 1
    if count < 2:
        return -1.0
    step = max(1, len(places) // SAMPLE)
    some, theirs = places[::step], labels[::step]
    apart = np.sqrt(((some[:, None, :] - places[None]) ** 2).sum(axis=2))
    means = np.stack([apart[:, labels == n].mean(axis=1) for n in range(count)], axis=1)
    own = means[np.arange(len(some)), theirs]
    means[np.arange(len(some)), theirs] = np.inf
    other = means.min(axis=1)
    widest = np.maximum(own, other)
    return round(float(np.where(widest > 0, (other - own) / np.where(widest > 0, widest, 1), 0).mean()), 6)


def _picture(
    rows: Any, seen: Any, places: Any, labels: Any, statements: list[int], middle: Any, axes: Any
) -> dict[str, Any]:
    """What is kept: blobs, sizes, what each group and all groups agree on, and how somebody finds their own place."""

    count = int(labels.max()) + 1
    low, high = places.min(axis=0), places.max(axis=0)
    scale = [(WIDTH - 80) / max(float(high[0] - low[0]), 1e-9), (HEIGHT - 64) / max(float(high[1] - low[1]), 1e-9)]
    start = [round(float(low[n]), 4) for n in range(2)]
    groups = []
    agreed: list[set[int]] = []
    for n in range(count):
        own, at = rows[labels == n], places[labels == n]
        fit = _agreed(own)
        agreed.append(set(fit))
        centre, spread = at.mean(axis=0), at.std(axis=0)
        groups.append({
            "size": len(own), "centre": [round(float(c), 4) for c in centre],
            "x": round(40 + (float(centre[0]) - start[0]) * scale[0]), "y": round(32 + (float(centre[1]) - start[1]) * scale[1]),
            "rx": round(min(72, 18 + float(spread[0]) * scale[0] * 1.2)), "ry": round(min(52, 16 + float(spread[1]) * scale[1] * 1.2)),
            "agrees": [statements[column] for column in fit], "counts": _counts(own, seen[labels == n]),
        })  # fmt: skip
    common = set.intersection(*agreed)
    return {
        "people": len(rows), "groups": groups, "statements": statements, "all": sorted(statements[c] for c in common),
        "middle": [round(float(m), 5) for m in middle], "axes": [[round(float(a), 5) for a in row] for row in axes],
        "start": start, "scale": [round(s, 4) for s in scale],
    }  # fmt: skip


def _counts(own: Any, seen: Any) -> list[Cell]:
    """What is told of a group's answers, in the order of the statements."""
    yes, no, unsure = (own > 0).sum(axis=0), (own < 0).sum(axis=0), (seen & (own == 0)).sum(axis=0)
    return [told_of(int(y), int(n), int(p)) for y, n, p in zip(yes, no, unsure, strict=True)]


def _agreed(own: Any) -> list[int]:
    """Columns that five or more of a group agree with and at least eight in ten of those who took a side."""
    yes, no = (own > 0).sum(axis=0), (own < 0).sum(axis=0)
    fit = [n for n in range(own.shape[1]) if yes[n] >= FEWEST and yes[n] * 10 >= (yes[n] + no[n]) * 8]
    return sorted(fit, key=lambda n: (-int(yes[n]) * 1000 // int(yes[n] + no[n]), -int(yes[n]), n))


def place_of(picture: Mapping[str, Any], mine: Mapping[int, str]) -> tuple[int, int, int] | None:
    """One's own place (x, y) and group, from one's own answers. No numpy: this is asked by a page."""
    if not picture or sum(statement in mine for statement in picture["statements"]) < LEAST_ANSWERS:
        return None
    known = list(zip(picture["statements"], picture["middle"], picture["axes"], strict=True))
    said = [(WEIGHT[Side(mine[s])] - mean, axis) for s, mean, axis in known if s in mine]
    wide = math.sqrt(len(known) / len(said))
    at = [wide * sum(off * axis[n] for off, axis in said) for n in range(2)]
    groups = picture["groups"]
    near = min(
        range(len(groups)), key=lambda g: (sum((a - c) ** 2 for a, c in zip(at, groups[g]["centre"], strict=True)), g)
    )
    x = round(40 + (at[0] - picture["start"][0]) * picture["scale"][0])
    y = round(32 + (at[1] - picture["start"][1]) * picture["scale"][1])
    return min(WIDTH - 14, max(14, x)), min(HEIGHT - 14, max(14, y)), near
