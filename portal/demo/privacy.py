"""What the demo's people have consented to, who has looked at them, and what they ask to have put right."""

from __future__ import annotations

from datetime import timedelta

from portal.accounts.models import Consent, DataCorrection, Look, NameChange
from portal.accounts.rules.consents import PURPOSES
from portal.accounts.rules.privacy import REASONS
from portal.demo.town import Town

# Who said what, in order: the purpose, whether it was given, and how many days ago.
SAID = (
    ("陈秀英", "terms", True, 300), ("王德贵", "terms", True, 300), ("王德贵", "chart", True, 200),
    ("王德贵", "chart_phone", True, 200), ("王德贵", "chart_phone", False, 20), ("唐老师", "terms", True, 250),
    ("郑浩", "terms", True, 90), ("郑浩", "report_member", True, 90), ("曾媛", "report_member", True, 90),
    ("蒋小东", "report_new_worker", True, 1), ("罗素华", "chart", True, 100), ("何秀英", "chart", True, 100),
)  # fmt: skip

# Who looked at whom, as what, for which reason, and how many days ago.
LOOKED = (
    ("陈桂芳", "community_staff", "小吴", "residence_request", "check", 180),
    ("王德贵", "building_head", "小吴", "residence_request", "check", 179),
    ("陈桂芳", "community_staff", "陈秀英", "correction", "handle", 40),
    ("学院路社区小田", "community_staff", "郑浩", "report", "check", 89),
)


async def open_books(town: Town) -> None:
    for who, purpose, given, days in SAID:
        text = PURPOSES[purpose]
        await Consent.create(
            person=town.people[who], purpose=purpose, version=text.version, digest=text.digest, given=given,
            at=town.now - timedelta(days=days),
        )  # fmt: skip
    for viewer, role, who, what, why, days in LOOKED:
        await Look.create(
            viewer_id=town.people[viewer].id, viewer_as=role, person=town.people[who], what=what, why=REASONS[why],
            at=town.now - timedelta(days=days),
        )  # fmt: skip
    await _wrongs(town)


async def _wrongs(town: Town) -> None:
    """One answered, one that waits, and one new name."""
    mine, other = town.homes[("S1", "3栋1单元402")], town.homes[("S1", "3栋1单元101")]
    await DataCorrection.create(
        person=town.people["陈秀英"], home=mine, path=mine.path, what="size", text="房产证上是 89.58，名册写少了。",
        stage="corrected", answer="查过房产证，名册改好了。", asked_at=town.now - timedelta(days=42),
        answered_by_id=town.people["陈桂芳"].id, answered_at=town.now - timedelta(days=40),
    )  # fmt: skip
    await DataCorrection.create(
        person=town.people["唐老师"], home=other, path=other.path, what="name", text="名册上的“唐”写成了“汤”。",
        stage="asked", asked_at=town.now - timedelta(days=2),
    )  # fmt: skip
    tenant, home = town.people["小吴"], town.homes[("S1", "3栋1单元301")]
    await NameChange.create(
        person=tenant, old="小吴", new="吴小江", path=home.path, stage="asked", slot=tenant.id,
        asked_at=town.now - timedelta(days=1),
    )  # fmt: skip
