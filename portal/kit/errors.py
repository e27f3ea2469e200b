"""How the portal says no. Every refusal carries a sentence that a resident can read."""

from typing import ClassVar

from portal.kit.words import N_, _


class Refused(Exception):
    """A request we understood and will not carry out.

    `status` is the HTTP answer; `message` is a msgid whose `%(name)s` are filled from `details`.
    """

    status: ClassVar[int] = 409
    message: ClassVar[str] = N_("现在还不能这样做。")

    def __init__(self, **details: object) -> None:
        super().__init__(self.message)
        self.details = details

    def __str__(self) -> str:
        return _(self.message, **self.details)


class Missing(Refused):
    status = 404
    message = N_("没找到这一页，也可能是您看不到它。")


class Forbidden(Refused):
    status = 403
    message = N_("这件事您现在还不能办。")


class SignInFirst(Forbidden):
    """The act needs to know who is asking; the page offers the way to sign in and back."""

    message = N_("先登录，再回来接着办。")


class TooMany(Refused):
    status = 429
    message = N_("点得太快了，等一分钟再试。")


class Unavailable(Refused):
    """The database or the disk cannot take the write just now: nothing was saved, and the page says so."""

    status = 503
    message = N_("现在存不进去，什么都没丢。等几秒再试。")


class Malformed(Refused):
    status = 400
    message = N_("这份内容看不懂，请刷新页面再试。")
