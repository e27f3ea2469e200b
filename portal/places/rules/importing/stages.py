"""The way of an import, and what may be done with it when."""

from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_

LARGEST_FILE = 40 * 1024 * 1024
PIECE = 1024 * 1024  # bytes of a file that a phone sends at once
STAGE, COMMIT = "stage-register", "commit-register"  # kinds of job


class ImportStage(StrEnum):
    RECEIVING = "receiving"
    MATCHING = "matching"
    STAGING = "staging"
    CHECKED = "checked"
    COMMITTING = "committing"
    COMMITTED = "committed"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


OPEN = frozenset(ImportStage) - {ImportStage.COMMITTED, ImportStage.WITHDRAWN, ImportStage.FAILED}
STAGE_NAMES = {
    ImportStage.RECEIVING: N_("还没传完"), ImportStage.MATCHING: N_("等您对列"), ImportStage.STAGING: N_("正在查"),
    ImportStage.CHECKED: N_("查好了，等您定"), ImportStage.COMMITTING: N_("正在写进名册"), ImportStage.COMMITTED: N_("写进名册了"),
    ImportStage.WITHDRAWN: N_("不导了"), ImportStage.FAILED: N_("没导成"),
}  # fmt: skip


class ImportUnderWay(Refused):
    message = N_("这个小区有一份名册正在导。先把那一份导完，或者不要了，再传新的。")


class NotNow(Refused):
    message = N_("这份名册已经走到别的一步了，请刷新看看。")


class HasFaults(Refused):
    message = N_("还有 %(faults)s 处要改。改好文件再传一遍，一行都还没写进名册。")


class NothingIn(Refused):
    status = 422
    message = N_("表头下面一行都没有。请填好再传。")


class TooLargeFile(Refused):
    status = 413
    message = N_("文件太大了，最多 40 MB。请分成几个小区，或删掉多余的表。")


class WrongOffset(Refused):
    message = N_("这一段接不上，请从已经收到的地方接着传。")


class WrongWhole(Refused):
    status = 422
    message = N_("收到的和文件对不上，请重新选文件再传。")


class NotCommitted(Refused):
    message = N_("没能写进名册，一行都没写。请再传一次文件。")


class RegisterMoved(Refused):
    message = N_("您看过以后，名册又变了。请再看一遍，再写进去。")
