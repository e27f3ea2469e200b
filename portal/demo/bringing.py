"""A register that is being brought in the demo: the real one of an estate, with one sale and a few cells as Excel leaves
them, for its community's staff to mend and to let in."""

from __future__ import annotations

from collections import Counter

from portal.database import bulk
from portal.demo.town import Town
from portal.documents import kept
from portal.jobs.work import Hold
from portal.places.actions import checking, staging
from portal.places.models import Ownership, RegisterImport
from portal.places.queries import trail
from portal.places.rules.importing import NAMES, Field, ImportStage, guess_columns

ESTATE, STAFF = "S1", "陈桂芳"
WORDS = {
    "flat": "住宅", "shop": "商铺", "parking": "车位", "delivered": "已交付", "unsold": "未售", "sold_undelivered": "已售未交付",
    "person": "个人", "company": "单位", "developer": "开发商",
}  # fmt: skip
SPOILED = {
    5: (5, "89.585"),
    9: (4, "公寓"),
    14: (8, ""),
    21: (5, "-72.36"),
    30: (2, "=A1"),
    44: (7, "不清楚"),
}  # row: cell, text
SOLD = {60: "冉秀琼（演示）"}


class _Alone(Hold):
    """Nobody waits for the demo's own work."""

    async def tell(self, done: int, total: int) -> None: ...


async def bring(town: Town) -> None:
    lines = await _lines(town)
    headings = [NAMES[field] for field in Field]
    text = "\r\n".join(",".join(line) for line in [headings, *lines]) + "\r\n"
    data = text.encode("utf-8-sig")
    area = town.areas[ESTATE]
    batch = await RegisterImport.create(
        area=area, slot=area.id, made_by=town.people[STAFF].id, file_name="桂圆林苑业主名册.csv", stage=ImportStage.STAGING,
        size=len(data), received=len(data), encoding="utf-8-sig", heading_row=1, headings=headings,
        columns=guess_columns(headings), expected=len(lines) + 1, made_at=town.now,
    )  # fmt: skip
    kept.put(batch.id, 0, data)
    await _stage(batch)


async def _lines(town: Town) -> list[list[str]]:
    owned = (
        await Ownership.filter(home__estate_id=town.areas[ESTATE].id)
        .order_by("home_id")
        .select_related("home", "owner")
    )
    several = Counter(each.owner_id for each in owned)
    names = {area.path: area.name for area in town.areas.values()}
    lines = []
    for n, each in enumerate(owned):
        home, owner = each.home, each.owner
        building, stairwell = (names[path] for path in trail(home.path)[-2:])
        number = f"Y{owner.id}" if several[owner.id] > 1 and owner.kind == "person" else ""
        lines.append([
            building, stairwell, home.label.removeprefix(building + stairwell), str(home.floor), WORDS[home.kind],
            f"{home.size // 100}.{home.size % 100:02}", "登记", WORDS[home.state], SOLD.get(n, owner.name), number,
            WORDS[owner.kind], "",
        ])  # fmt: skip
        if n in SPOILED:
            cell, said = SPOILED[n]
            lines[-1][cell] = said
    return lines


async def _stage(batch: RegisterImport) -> None:
    """As the worker would, inside the transaction of the seed."""
    faults = 0
    for part in staging.parts_of(batch):
        await bulk.insert("staged_row", staging.COLUMNS, part.lines)
        await bulk.insert(
            "import_fault", ("batch_id", "number", "col", "code", "said"), [(batch.id, *fault) for fault in part.faults]
        )
        batch.rows, faults = part.last, faults + len(part.faults)
    counts = await checking.check(batch, _Alone(0, ""))
    await RegisterImport.filter(id=batch.id).update(
        stage=ImportStage.CHECKED, rows=batch.rows, whole=True, faults=faults, counts=counts
    )
