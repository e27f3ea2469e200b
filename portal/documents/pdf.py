"""A PDF from a template of this house and plain data. What people wrote is data in it, never code."""

import asyncio
import json
import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from portal.kit.errors import Refused
from portal.kit.words import N_

_HERE = Path(__file__).parents[1]
TEMPLATES = next(p for p in (_HERE.parent / "templates", _HERE / "_templates") if p.is_dir()) / "documents"
FAMILY = "Noto Sans SC"


class CannotBeDrawn(Refused):
    status = 422
    message = N_("这些字打印不出来：%(signs)s。请换个写法再试。")


async def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The document that `templates/documents/<template>.typ` makes of `data`: the same bytes for the same data.

    `data` must have a `title`. Raises CannotBeDrawn where it holds a character that the font has not.
    """
    return await asyncio.to_thread(_compiled, template, dict(data))


def _compiled(template: str, data: dict[str, Any]) -> bytes:
    import typst  # loaded when first asked for: it would hold up every start

    signs = missing_signs(json.dumps(_said(data), ensure_ascii=False))
    if signs:
        raise CannotBeDrawn(signs="、".join(signs[:10]))
    made = typst.compile(
        TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, timestamp=0,
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def _said(data: Any) -> Any:
    """What of it is drawn as text: a picture (`<svg …>`) is not."""
    if isinstance(data, dict):
        return [_said(value) for value in data.values()]
    if isinstance(data, list):
        return [_said(value) for value in data]
    return "" if isinstance(data, str) and data.startswith(("<svg", "<?xml")) else data


def qr(text: str) -> str:
    """A QR code as a picture for a template: level M, with its quiet zone of four modules."""
    from io import BytesIO

    import segno

    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False)
    return out.getvalue().decode().strip()


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_font().parent])


def _font() -> Path:
    from pylopdf_fonts_zh_cn import sans_path

    return sans_path()


def missing_signs(text: str) -> list[str]:
    """The characters of `text` that the font cannot draw, each once, in order."""
    drawn = _drawn()
    return [sign for sign in dict.fromkeys(text) if ord(sign) >= 32 and ord(sign) not in drawn]


@cache
def _drawn() -> frozenset[int]:
    """Every code point the font has a glyph for: its `cmap`, format 12 (OpenType 1.9, `cmap`)."""
    data = _font().read_bytes()
    table = _table(data, b"cmap")
    count = struct.unpack_from(">H", data, table + 2)[0]
    starts = [table + struct.unpack_from(">HHI", data, table + 4 + 8 * n)[2] for n in range(count)]
    full = next(start for start in starts if struct.unpack_from(">H", data, start)[0] == 12)
    groups = struct.unpack_from(">I", data, full + 12)[0]
    spans = [struct.unpack_from(">III", data, full + 16 + 12 * n) for n in range(groups)]
    return frozenset(code for first, last, _glyph in spans for code in range(first, last + 1))


def _table(data: bytes, tag: bytes) -> int:
    """Where a table of the font begins."""
    count = struct.unpack_from(">H", data, 4)[0]
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * n) for n in range(count))
    return next(int(offset) for name, _sum, offset, _length in records if name == tag)
