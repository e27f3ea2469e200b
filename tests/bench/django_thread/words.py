"""What the templates of the reference call: a tag library, and what stands on every page."""

from datetime import datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.kit.workdays import working_days_between

register = template.Library()
TABS = [("home", "首页", "home"), ("hall", "议事", "messages-f"), ("meetings", "会议", "calendar-event"), ("volunteers", "志愿", "heart"), ("sign_in", "登录", "user")]  # fmt: skip


@register.filter
def few(count: int) -> str:
    return _("不到 5") if 0 < count < 5 else str(count)


@register.filter
def took(end: datetime, start: datetime) -> str:
    days = working_days_between(start, end)
    return _("用了 %(n)s 个工作日") % {"n": days} if days else _("用了不到 1 个工作日")


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    return {
        "icons": "d170cc92d4", "elder": request.COOKIES.get("mode") == "elder",
        "site": {"operator": "待填", "complaints_phone": "12345", "filing": "待填"},
        "tabs": [{"page": page, "word": _(word), "sign": sign, "current": page == "hall"} for page, word, sign in TABS],
    }  # fmt: skip
