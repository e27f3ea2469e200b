"""Figures drawn for a page: the tower and the strip of lit windows, bars with their mark, and QR codes.

One window is one right to vote. Which windows are lit is shuffled by a seed that belongs to the motion: how many is
true, which ones says nothing.
"""

import random
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

import segno
from markupsafe import Markup, escape

from portal.kit.words import _

MOST_WINDOWS = 240  # above it, one window stands for several rights


def grid(total: int, most: int = MOST_WINDOWS) -> int:
    """How many windows are drawn for `total` rights."""
    return min(total, most) if total else 24


def windows_lit(lit: int, total: int, drawn: int) -> int:
    """Of the windows drawn, how many are lit: exact while one window is one right; none only for none, all only for
    all."""
    if total <= drawn:
        return lit
    share = lit * drawn // total
    return min(drawn - 1, max(1, share)) if 0 < lit < total else share


def _order(cells: int, seed: int) -> list[int]:
    """For each window, as which it comes on."""
    order = list(range(cells))
    random.Random(seed).shuffle(order)  # noqa: S311 - hides doors from neighbours; protects no secret
    return order


@lru_cache(maxsize=256)
def lights(lit: int, total: int, seed: int = 0, columns: int = 24, *, paper: bool = False) -> Markup:
    """The light strip: rows of windows, compact; `paper` where it lies on a light ground."""
    drawn = grid(total, 96)
    count, order = windows_lit(lit, total, drawn), _order(drawn, seed)
    columns = min(columns, drawn)
    body = "".join(
        _window(rank, count, (cell % columns) * 14, (cell // columns) * 12, 7.4) for cell, rank in enumerate(order)
    )
    height = -(-drawn // columns) * 12 - 4
    css = "lights strip lights--paper" if paper else "lights strip"
    return _figure(css, columns * 14 - 4, height, body, lit, total)


def _window(rank: int, lit: int, x: float, y: float, height: float) -> str:
    """One window with its place in the order of lighting: an open page lights the next one by it."""
    css = "w-off" if rank >= lit else "w-on2" if rank % 3 == 0 else "w-on"
    return f'<path class="{css}" data-n="{rank}" d="M{x:g} {y:g}h10v{height:g}h-10z"/>'


def _figure(css: str, width: float, height: float, body: str, lit: int, total: int) -> Markup:
    label = Markup.escape(_("%(total)s 票里已有 %(lit)s 票投了", total=total, lit=lit))
    return Markup(
        f'<svg class="{css}" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{label}" data-lights="{total}">{body}</svg>'
    )


def _columns(drawn: int) -> int:
    return 2 if drawn <= 14 else 4 if drawn <= 40 else 6 if drawn <= 96 else 10


@lru_cache(maxsize=256)
def tower(lit: int, total: int, seed: int = 0, me: bool = False) -> Markup:
    """The house at night, with as many windows as there are rights (scaled down when there are many)."""
    drawn = grid(total)
    columns = _columns(drawn)
    rows = -(-drawn // columns)
    count = windows_lit(lit, total, drawn)
    width, top = 18 + columns * 16 - 6, 26
    left = round(width * 0.34)
    windows, mine = "", ""
    for cell, rank in enumerate(_order(drawn, seed)):
        x, y = left + 9 + (cell % columns) * 16, top + 10 + (cell // columns) * 13.6
        windows += _window(rank, count, x, y, 8.4)
        if me and rank == count - 1:
            mine = (
                f'<circle class="me-g" cx="{x + 5:g}" cy="{y + 4:g}" r="16"/>'
                f'<path class="me-w" d="M{x - 1.5:g} {y - 1.5:g}h13v11.4h-13z"/>'
            )
    bottom = top + rows * 13.6 + 36
    body = _house(left, width, top, bottom) + windows + mine + _door(left + width / 2, bottom)
    return _figure("lights tower", left + width * 1.16, bottom, body, lit, total)


def _house(left: float, width: float, top: float, bottom: float) -> str:
    right = left + width
    back = (
        f'<path class="b-back" d="M0 {bottom:g}V{top + (bottom - top) * 0.3:g}h{left + 8:g}V{bottom:g}z'
        f'M{right - 8:g} {bottom:g}V{top + (bottom - top) * 0.46:g}h{width * 0.16 + 8:g}V{bottom:g}z"/>'
    )
    roof = f'<path class="b-roof" d="M{left + width * 0.3:g} {top}v-13h{width * 0.22:g}v13zM{left + width * 0.64:g} {top}v-7h{width * 0.14:g}v7z"/>'
    mast = f'<path class="b-mast" d="M{left + width * 0.41:g} {top - 13}v-12"/>'
    return (
        back
        + roof
        + mast
        + f'<path class="b-body" d="M{left - 1.5:g} {top}h{width + 3:g}v3.5h-1.5V{bottom:g}h-{width:g}V{top + 3.5}h-1.5z"/>'
    )


def _door(middle: float, bottom: float) -> str:
    return (
        f'<path class="b-glow" d="M{middle - 16:g} {bottom:g}L{middle - 8:g} {bottom - 17:g}h16L{middle + 16:g} {bottom:g}z"/>'
        f'<path class="b-door" d="M{middle - 8:g} {bottom:g}v-17h7.5v17zM{middle + 0.5:g} {bottom:g}v-17h7.5v17z"/>'
    )


def bar(part: int, whole: int, num: int = 0, den: int = 1) -> Markup:
    """A bar with its pass mark. Widths are cut, so that what is short of the mark never touches it."""
    width = min(1000, part * 1000 // whole) if whole else 0
    mark = f'<rect class="pb__m" x="{num * 1000 // den / 10:g}%" y="0" width="3" height="18"/>' if num else ""
    return Markup(
        '<svg class="pb" width="100%" height="18" aria-hidden="true"><rect class="pb__t" y="4" width="100%" height="10" rx="5"/>'
        f'<rect class="pb__f" y="4" width="{width / 10:g}%" height="10" rx="5"/>{mark}</svg>'
    )


def forecast(sure: int, still: int, whole: int, num: int, den: int) -> Markup:
    """What is sure, solid, and behind it what may still be, hatched: told apart by shape and not by colour alone."""
    end = min(1000, (sure + still) * 1000 // whole) if whole else 0
    begin = min(1000, sure * 1000 // whole) if whole else 0
    hatched = f'<line class="pb__h" x1="{begin / 10:g}%" x2="{end / 10:g}%" y1="9" y2="9"/>' if end > begin else ""
    return Markup(str(bar(sure, whole, num, den)).replace('<rect class="pb__m"', f'{hatched}<rect class="pb__m"'))


def split(parts: list[tuple[str, int]], num: int = 0, den: int = 1) -> Markup:
    """Agree, oppose, abstain side by side, with the mark that agreement must reach."""
    whole, x, drawn = sum(n for _, n in parts), 0, ""
    for css, n in parts:
        width = n * 1000 // whole if whole else 0
        drawn += f'<rect class="{css}" x="{x / 10:g}%" y="4" width="{width / 10:g}%" height="10"/>'
        x += width
    mark = f'<rect class="pb__m" x="{num * 1000 // den / 10:g}%" y="0" width="3" height="18"/>' if num else ""
    return Markup(
        f'<svg class="pb" width="100%" height="18" aria-hidden="true"><rect class="pb__t" y="4" width="100%" height="10"/>{drawn}{mark}</svg>'
    )


PLOT, STOREY, ACROSS, MOST_PANES = 88, 160, 4, 24


def plan(buildings: Sequence[tuple[str, int]]) -> Markup:
    """The houses of an estate side by side, each with windows for its households (at most 24) and their number.

    It shows how large each house is, and nothing of who lives in it: no window stands for a door.
    """
    drawn = Markup("").join(
        _plot(name, homes, (n % ACROSS) * PLOT, n // ACROSS * STOREY) for n, (name, homes) in enumerate(buildings)
    )
    label = _("；").join(_("%(name)s %(n)s 户", name=name, n=homes) for name, homes in buildings)
    height = max(1, -(-len(buildings) // ACROSS)) * STOREY
    return Markup('<svg class="plan" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        ACROSS * PLOT, height, label, drawn
    )


def _plot(name: str, homes: int, x: int, y: int) -> Markup:
    panes = min(homes, MOST_PANES)
    rows = max(1, -(-panes // 4))
    top, bottom = y + 92 - rows * 13, y + 98
    outline = f"M{x + 14} {bottom}V{top}l30 -12l30 12V{bottom}z"
    windows = "".join(f"M{x + 20 + n % 4 * 13} {top + 4 + n // 4 * 13}h9v9h-9z" for n in range(panes))
    return Markup(
        '<path class="plan__h" d="{}"/><path class="plan__w" d="{}"/>'
        '<text class="plan__t" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text class="plan__n" x="{}" y="{}" text-anchor="middle">{}</text>'
    ).format(outline, windows, x + 44, bottom + 23, name[:4], x + 44, bottom + 47, _("%(n)s 户", n=homes))


@lru_cache(maxsize=64)
def ring(start: datetime, planned: datetime, now: datetime) -> Markup:
    """A service under way: how long it has lasted, against what was planned. A full ring goes no further."""
    lasted, whole = max(0, int((now - start).total_seconds())), max(1, int((planned - start).total_seconds()))
    around = 2 * 3.1416 * 108
    rest = around * max(0, whole - lasted) / whole
    told = _("已经 %(n)s 分钟", n=lasted // 60)
    return Markup(
        '<div class="ring"><svg viewBox="0 0 240 240" aria-hidden="true">'
        '<circle cx="120" cy="120" r="108" fill="none" stroke="#E9ECF0" stroke-width="12"/>'
        '<circle cx="120" cy="120" r="108" fill="none" stroke="#F8B83B" stroke-width="12" stroke-linecap="round" '
        'stroke-dasharray="{}" stroke-dashoffset="{}" transform="rotate(-90 120 120)"/></svg>'
        '<div class="ring__t"><p class="ring__n">{}:{:02}</p><p class="meta">{}</p></div></div>'
    ).format(f"{around:.1f}", f"{rest:.1f}", lasted // 3600, lasted % 3600 // 60, told)


def months(year: list[tuple[int, int]]) -> Markup:
    """Twelve columns of windows: one lit for each confirmed service, one outlined for each that waits."""
    columns, most = [], 6
    for n, (done, waits) in enumerate(year):
        lit = min(done, most)
        for row in range(lit + min(waits, most - lit)):
            css = "w" if row < lit else "w w--wait"
            columns.append(f'<rect class="{css}" x="{n * 28 + 5}" y="{86 - row * 15}" width="18" height="11" rx="2"/>')
        columns.append(f'<text x="{n * 28 + 14}" y="116" text-anchor="middle">{n + 1}</text>')
    told = _("；").join(
        _("%(month)s 月 %(done)s 次已确认，%(waits)s 次等确认", month=n, done=done, waits=waits)
        for n, (done, waits) in enumerate(year, 1)
        if done or waits
    )
    label = escape(told or _("还没有记录"))
    return Markup('<svg class="months" viewBox="0 0 336 122" role="img" aria-label="{}">{}</svg>').format(
        label, Markup("".join(columns))
    )


def qr(text: str) -> Markup:
    """A QR code as one path, dark on white, with its quiet zone of four."""
    code = segno.make(text, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows)
    label = Markup.escape(_("二维码"))
    return Markup(
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{label}"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="#10264A" d="{path}"/></svg>'
    )
