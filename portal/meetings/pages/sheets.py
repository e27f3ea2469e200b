"""The figures of a vote as rows of a table, for the province's system: the notice, the electorate, the result.

There is no door, no name and no choice of anybody in it.
"""

from collections.abc import Mapping
from typing import Any

from portal.documents.spreadsheet import Sheet
from portal.kit import clock
from portal.kit.words import N_, _
from portal.meetings.models import Motion
from portal.meetings.rules.convening import FORMS, MeetingForm
from portal.web.formats import m2

Row = tuple[str, str, str]
VERDICTS = {"passed": N_("通过"), "failed": N_("没通过"), "no_result": N_("人数不够，没有结果")}
KINDS = {
    "straw_poll": N_("摸底"), "deliberative": N_("议事决定"), "residents": N_("居民会议决定"), "owners": N_("业主共同决定"),
}  # fmt: skip
CHANNELS = {
    "electronic": N_("手机"), "paper": N_("纸质票"), "proxy": N_("委托"), "show_of_hands": N_("举手"),
}  # fmt: skip
SUMS = {
    "total": N_("全体"), "taking_part": N_("参加"), "agree": N_("同意"), "oppose": N_("反对"), "abstain": N_("弃权"),
}  # fmt: skip


def stamp_of(kind: str) -> str:
    name = KINDS[kind]
    return _(name)


def verdict_of(result: Mapping[str, Any], kind: str, *, indicative: bool) -> str:
    """What it came to; 意向通过 where passing binds nobody."""
    verdict = str(result["verdict"])
    name = VERDICTS[verdict]
    leaning = verdict == "passed" and (indicative or kind == "straw_poll")
    return f"{_('意向')}{_(name)}" if leaning else _(name)


def rows_of(motion: Motion, told: Mapping[str, Any]) -> list[Row]:
    """Part, item and content, in the order in which a paper would have them."""
    return [
        *((_("公告"), item, value) for item, value in _notice(motion, told)),
        *((_("名册"), item, value) for item, value in _electorate(motion)),
        *((_("结果"), item, value) for item, value in _result(motion, told)),
    ]


def sheets_of(motion: Motion, told: Mapping[str, Any]) -> list[Sheet]:
    heads = (_("项目"), _("内容"))
    parts = (
        (_("公告"), _notice(motion, told)), (_("名册"), _electorate(motion)), (_("结果"), _result(motion, told)),
    )  # fmt: skip
    return [Sheet(name, heads, rows) for name, rows in parts]


def _notice(motion: Motion, told: Mapping[str, Any]) -> list[tuple[str, str]]:
    meeting, stamp = motion.meeting, stamp_of(motion.kind)
    return [
        (_("会议"), meeting.title),
        (_("形式"), _(FORMS[MeetingForm(meeting.form)].name)),
        (_("范围"), told["place"]),
        (_("地点"), meeting.place),
        (_("公告发出"), _moment(meeting.called_at)),
        (_("开始表决"), _moment(motion.opened_at)),
        (_("截止"), _moment(motion.closes_at)),
        (_("题目"), motion.wording),
        (_("效力"), f"{stamp}（{_('意向')}）" if motion.indicative else stamp),
        (_("依据"), str((motion.rule or {}).get("source", ""))),
    ]


def _electorate(motion: Motion) -> list[tuple[str, str]]:
    rows = [(_("票数"), str(motion.rights_count))]
    if (motion.rule or {}).get("by_area"):
        rows.append((_("面积（㎡）"), m2(motion.rights_size)))
    return [*rows, (_("名册校验码"), motion.electorate_hash or "")]


def _result(motion: Motion, told: Mapping[str, Any]) -> list[tuple[str, str]]:
    result: Any = motion.result or {}
    rows = [(_("结论"), verdict_of(result, motion.kind, indicative=motion.indicative))]
    for name, word in SUMS.items():
        count = result["tally"][name]
        rows.append((_("%(what)s（票）", what=_(word)), str(count["heads"])))
        if (motion.rule or {}).get("by_area"):
            rows.append((_("%(what)s（㎡）", what=_(word)), m2(count["area"])))
    if "undelivered" in result:
        rows.append((_("没送到（票）"), str(result["undelivered"])))
    rows += [(_(CHANNELS[name]), str(number)) for name, number in sorted(told["channels"].items())]
    return [*rows, (_("截止计票"), _moment(motion.closed_at)), (_("校验码"), told["sha256"])]


def _moment(moment: Any) -> str:
    return f"{clock.in_city(moment):%Y-%m-%d %H:%M}" if moment else ""
