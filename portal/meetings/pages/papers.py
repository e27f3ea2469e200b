"""The minutes of a meeting as what a paper shows: sentences, in the city's time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from portal.kit import clock
from portal.kit.words import N_, _
from portal.meetings.models import ActionItem, Disposition, Minutes
from portal.meetings.pages.sheets import CHANNELS, stamp_of, verdict_of
from portal.meetings.rules.convening import FORMS, MeetingForm
from portal.meetings.rules.dispositions import OUTCOMES
from portal.web.formats import WEEKDAYS, amount, percent

UNITS = {"heads": N_("票"), "area": N_("㎡"), "reps": N_("位业主代表")}


def minutes_paper(
    minutes: Minutes, actions: Sequence[ActionItem], dispositions: Sequence[Disposition]
) -> dict[str, Any]:
    facts: Any = minutes.facts or {}
    return {
        "title": _("%(title)s会议纪要", title=facts["title"]),
        "version": _("更正第 %(n)s 版：%(why)s", n=minutes.version, why=minutes.reason) if minutes.version > 1 else "",
        "rows": _rows(minutes, facts),
        "items": [_item(item, minutes.notes.get(str(item["position"]), "")) for item in facts["items"]],
        "actions": [
            {"n": n, "what": each.what, "owner": each.owner, "due": _day(each.due_on), "item": each.item.position}
            for n, each in enumerate(actions, 1)
        ],
        "dispositions": [
            {"n": n, "comment": _who_said(each), "outcome": _(OUTCOMES[each.outcome]), "reason": each.reason}
            for n, each in enumerate(dispositions, 1)
        ],
        "others": minutes.others.splitlines(),
        "words": _words(),
        "hands": [
            {"name": _("主持人"), "who": facts["host"], "at": _moment(minutes.host_confirmed_at)},
            {"name": _("记录人"), "who": facts["recorder"], "at": _moment(minutes.recorder_confirmed_at)},
        ],
        "hash": minutes.hash,
    }


def _who_said(each: Disposition) -> str:
    return _("%(name)s：%(words)s", name=each.speaker, words=each.comment) if each.speaker else each.comment


def _words() -> dict[str, str]:
    return {
        "agenda": _("议题和结果"), "actions": _("要办的事"), "others": _("其他"), "what": _("办什么"), "owner": _("谁负责"),
        "due": _("哪天前"), "item": _("议题"), "hash": _("校验码"), "sign": _("签名"), "page": _("页"),
        "dispositions": _("意见采纳情况"), "comment": _("谁说了什么"), "outcome": _("采纳没有"), "reason": _("为什么"),
    }  # fmt: skip


def _rows(minutes: Minutes, facts: Any) -> list[list[str]]:
    starts, ends = (datetime.fromisoformat(facts[name]) for name in ("starts_at", "ends_at"))
    local = clock.in_city(starts)
    weekday = WEEKDAYS[local.weekday()]
    day = f"{_day(local)} {_(weekday)} "
    return [
        [_("时间"), f"{day}{local:%H:%M}–{_until(local, clock.in_city(ends))}"],
        [_("地点"), facts["place"]],
        [_("形式"), f"{_(FORMS[MeetingForm(facts['form'])].name)}　{facts['area']}"],
        [_("召集人"), facts["convener"]],
        [_("到会"), _came(facts) + (f"　{minutes.present}" if minutes.present else "")],
        [_("发言"), _("%(n)s 人", n=minutes.speakers)],
        *([[_("送达"), reach]] if (reach := reach_of(facts)) else []),
    ]


def reach_of(facts: Any) -> str:
    """How many homes the notice has reached, where that was kept: older minutes do not say."""
    reach = facts.get("reach")
    return _("送到 %(n)s 户，共 %(all)s 户", n=reach["reached"], all=reach["homes"]) if reach else ""


def _until(starts: datetime, ends: datetime) -> str:
    return f"{ends:%H:%M}" if starts.date() == ends.date() else f"{_day(ends)} {ends:%H:%M}"


def _item(item: Any, note: str) -> dict[str, Any]:
    motion = item["motion"]
    return {
        "position": item["position"],
        "title": item["title"],
        "matter": item["matter"] or "",
        "note": note.splitlines(),
        "motion": _motion(motion) if motion and motion["result"] else None,
    }


def _motion(motion: Any) -> dict[str, Any]:
    result, rule, stamp = motion["result"], motion["rule"], stamp_of(motion["kind"])
    return {
        "wording": motion["wording"],
        "kind": f"{stamp}（{_('意向')}）" if motion["indicative"] else stamp,
        "rule": f"{_(rule)}（{motion['source']}）",
        "verdict": verdict_of(result, motion["kind"], indicative=motion["indicative"]),
        "tests": [_test(test) for test in result["tests"]],
        "undelivered": _("没送到的 %(n)s 票，不算参加", n=result["undelivered"]) if "undelivered" in result else "",
        "channels": "　".join(f"{_(CHANNELS[name])} {number}" for name, number in sorted(motion["channels"].items()))
        + _counters(motion.get("counters")),
    }


def _counters(names: Sequence[str] | None) -> str:
    return _("，由%(who)s两人清点", who="、".join(names)) if names else ""


def _test(test: Any) -> str:
    part, whole = (amount(test[name], test["unit"]) for name in ("part", "whole"))
    name, unit = test["name"], UNITS[test["unit"]]
    held = _("够") if test["holds"] else _("不够")
    return f"{_(name)}：{part} / {whole} {_(unit)}（{percent(test['part'], test['whole'])}），{held}"


def _day(day: Any) -> str:
    return _("%(y)s年%(m)s月%(d)s日", y=day.year, m=day.month, d=day.day)


def _moment(moment: datetime | None) -> str:
    return f"{clock.in_city(moment):%Y-%m-%d %H:%M}" if moment else ""


def _came(facts: Mapping[str, Any]) -> str:
    """Minutes that were settled before rights were counted at the door say nothing of them."""
    phones = _("手机签到 %(n)s 人", n=facts["arrived"])
    return f"{_('到场 %(n)s 户', n=facts['present'])} · {phones}" if facts.get("present") else phones
