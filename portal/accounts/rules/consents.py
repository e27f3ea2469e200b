"""What one is asked to consent to, each by itself: the text, and the version that was read."""

import hashlib
from dataclasses import dataclass

from portal.kit.errors import Refused
from portal.kit.words import N_


@dataclass(frozen=True)
class Purpose:
    """`text` is what the person reads. A changed text takes a new version, and is asked again."""

    name: str
    version: str
    text: str

    @property
    def digest(self) -> str:
        """sha256 of the Chinese text, whatever language it was read in."""
        return hashlib.sha256(self.text.encode()).hexdigest()


PURPOSES = {
    each.name: each
    for each in (
        Purpose("terms", "2026-11", N_("我看过了《隐私说明》，同意用手机号或邮箱登录、收通知。")),
        Purpose("chart", "2026-11", N_("同意把我的名字写在小区一图示上，邻居能看到我是楼栋长。")),
        Purpose("chart_phone", "2026-11", N_("同意把我的电话也写在小区一图示上，方便邻居找我。")),
    )
}


class UnknownPurpose(Refused):
    status = 422
    message = N_("没有这一项同意，请刷新页面再看。")


def purpose(name: str) -> Purpose:
    """Raises UnknownPurpose."""
    found = PURPOSES.get(name)
    if found is None:
        raise UnknownPurpose()
    return found
