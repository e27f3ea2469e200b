"""What one is asked to consent to, each by itself: the text, and the version that was read."""

import hashlib
from dataclasses import dataclass

from portal.kit.errors import Refused
from portal.kit.words import N_


@dataclass(frozen=True)
class Purpose:
    """`text` is what the person reads. A changed text takes a new version, and is asked again.

    `undo` says what withdrawing brings. `given_at` names the page where it is given, where that takes more than a tap.
    """

    name: str
    version: str
    title: str
    text: str
    undo: str
    given_at: str = ""

    @property
    def digest(self) -> str:
        """sha256 of the Chinese text, whatever language it was read in."""
        return hashlib.sha256(self.text.encode()).hexdigest()


PURPOSES = {
    each.name: each
    for each in (
        Purpose(
            "terms", "2026-11", N_("隐私说明"),
            N_("我看过了《隐私说明》，同意用手机号或邮箱登录、收通知。"),
            N_("收回以后照样能登录、能用，我们过后再问您一次。什么都不想留，就注销账号。"),
        ),
        Purpose(
            "chart", "2026-11", N_("一图示上的名字"),
            N_("同意把我的名字写在小区一图示上，邻居能看到我是楼栋长。"),
            N_("收回以后，一图示上就没有您的名字了。"),
        ),
        Purpose(
            "chart_phone", "2026-11", N_("一图示上的电话"),
            N_("同意把我的电话也写在小区一图示上，方便邻居找我。"),
            N_("收回以后，一图示上就没有您的电话了。"),
        ),
        Purpose(
            "report_member", "2026-11", N_("在职党员报到"),
            N_("我自愿告诉社区我是在职党员，只用来确认报到和安排服务。邻居、楼栋长、单位都看不到。随时可以结束，结束一年后删除。"),
            N_("收回以后，报到就结束了，社区不再看得到。"),
            given_at="reporting.report_form",
        ),
        Purpose(
            "report_new_worker", "2026-11", N_("新就业群体报到"),
            N_("我自愿告诉社区我在这里跑单、开车或做类似的工作，只用来联系服务。别人看不到。随时可以结束，结束一年后删除。"),
            N_("收回以后，报到就结束了，社区不再看得到。"),
            given_at="reporting.report_form",
        ),
    )
}  # fmt: skip


class UnknownPurpose(Refused):
    status = 422
    message = N_("没有这一项同意，请刷新页面再看。")


class GivenElsewhere(Refused):
    status = 422
    message = N_("这一项要到报到那一页给。")


def purpose(name: str) -> Purpose:
    """Raises UnknownPurpose."""
    found = PURPOSES.get(name)
    if found is None:
        raise UnknownPurpose()
    return found


def must_be_given_by_a_tap(name: str) -> None:
    """Raises UnknownPurpose, GivenElsewhere."""
    if purpose(name).given_at:
        raise GivenElsewhere()
