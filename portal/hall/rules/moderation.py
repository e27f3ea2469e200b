"""What happens to words: taken, looked at first, or not taken; and the reasons for which something may be put away.

Criticism of the work of the property company, of the community or of officials is no reason, and there is no code
for it. Neither is there one for being off the topic, or for tone: both would serve to put criticism away.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from portal.hall.rules import PersonalDetails
from portal.hall.rules.detecting import PERSONAL, Trait, traits
from portal.hall.rules.lifecycle import Shown
from portal.hall.rules.publishing import Fate, Writer, with_fate
from portal.hall.rules.wordlist import EMPTY, WordList
from portal.kit.errors import Missing, Refused
from portal.kit.words import N_
from portal.kit.workdays import end_after_working_days

LONGEST_WORDS = 300  # of a reason, a complaint, an appeal
MOST_COMPLAINTS = 10  # that one person makes in a day
LOOKED_AT_WITHIN = 1  # working days until somebody has looked
HEARD_WITHIN = 5  # working days until an appeal is decided
APPEAL_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Reason:
    """One entry of the code book: its name, and what it means where it is applied."""

    name: str
    means: str


REASONS: dict[str, Reason] = {
    "personal_details": Reason(N_("有人的隐私"), N_("电话、证件、门牌、车牌，或者一看就知道是哪一家。")),
    "accusation": Reason(N_("点名说人犯法、做坏事"), N_("没有查实的事，不能点着名字说。请报 110，或找人民调解。")),
    "insult": Reason(N_("骂人、威胁人"), N_("话可以重，不能骂人、吓人。")),
    "minor_or_illness": Reason(N_("说到谁家孩子、谁的病"), N_("孩子和病情，不公开说。")),
    "advertising": Reason(N_("打广告"), N_("卖东西、拉客、加群的广告。")),
    "illegal": Reason(N_("法律不许的"), N_("诈骗、赌博、谣言和别的法律不许传的。")),
    "duplicate": Reason(N_("重复发的"), N_("同一个人把同样的话发了好几遍。")),
}

TRAITS: dict[Trait, str] = {
    Trait.PHONE: N_("像是手机号"),
    Trait.LANDLINE: N_("像是电话"),
    Trait.ID_NUMBER: N_("像是证件号码"),
    Trait.PLATE: N_("像是车牌"),
    Trait.ADDRESS: N_("像是微信号或邮箱"),
    Trait.ACCUSATION: N_("像是点名说人做坏事"),
    Trait.VULNERABLE: N_("像是说到谁的病、谁家孩子"),
    Trait.LISTED: N_("有名单上的词"),
}


class Cause(StrEnum):
    """How something came to be looked at."""

    HELD = "held"  # by what was found in it, before neighbours saw it
    REPORTED = "reported"  # by neighbours
    DESK = "desk"  # by staff who came across it


class Ruling(StrEnum):
    """What the look came to. Nothing yet where it is empty."""

    PUBLISHED = "published"
    KEPT = "kept"  # reported, and it stays
    HIDDEN = "hidden"
    RESTORED = "restored"  # hidden, and shown again
    WITHDRAWN = "withdrawn"  # whoever said it took it back before anybody had looked


@dataclass(frozen=True)
class Judgement:
    """What was found in words that somebody is about to send."""

    traits: frozenset[Trait] = frozenset()

    @property
    def shown(self) -> Shown:
        return Shown.HELD if self.traits else Shown.SHOWN

    @property
    def codes(self) -> str:
        """As they are kept: by commas, in the order of the alphabet."""
        return ",".join(sorted(self.traits))


class UnwantedWords(Refused):
    status = 422
    message = N_("里面有这里不能发的词，请改一改再发。")


class NamesSomebody(Refused):
    status = 422
    message = N_("里面像是点名说了谁不好，或者谁的病、谁家孩子。请说事，不点名，改一改再发。")


class PrivateNumbers(Refused):
    status = 422
    message = N_("里面像是有手机号、证件号码或车牌，请删掉再发。要留电话，请写单位的座机。")


UNFIT = (PersonalDetails, UnwantedWords, NamesSomebody, PrivateNumbers)  # what is wrong with words, whoever wrote them


class AlreadyDecided(Refused):
    message = N_("已经有人看过、定了，请刷新看看。")


class TakenBack(Refused):
    message = N_("写的人已经收回了，不用再看。")


class UnknownReason(Refused):
    status = 422
    message = N_("请从准则里选一条理由。批评工作不是理由。")


class OwnWords(Refused):
    message = N_("这是您自己说的，不用举报。")


class AlreadyComplained(Refused):
    message = N_("您已经举报过这一条，社区会看。")


class TooManyComplaints(Refused):
    status = 429
    message = N_("今天举报得太多了，明天再来，急事请打社区电话。")


class NotHidden(Refused):
    message = N_("这一条没有被收起来，不用申诉。")


class AlreadyAppealed(Refused):
    message = N_("已经申诉过一次，结果就是最后的。还不服，可以打投诉电话。")


class TooLateToAppeal(Refused):
    message = N_("过了 30 天，不能再申诉了。可以打投诉电话。")


class NoAppeal(Refused):
    message = N_("这一条没有等着答复的申诉。")


class NotShownYet(Refused):
    message = N_("社区还没看过，邻居看得到以后再来。")


def judge(
    *texts: str, writer: Writer = Writer.NEIGHBOUR, in_office: Collection[str] = (), words: WordList = EMPTY
) -> Judgement:
    """Whether these words are shown at once or looked at first (`rules.publishing`).

    Raises PersonalDetails, PrivateNumbers, NamesSomebody, UnwantedWords.
    """
    found = frozenset(trait for text in texts for trait in traits(text, in_office))
    found |= {Trait.LISTED} if words.holds(*texts) else frozenset()
    unfit = with_fate(found, writer, Fate.REFUSED)
    if unfit & PERSONAL:
        raise PrivateNumbers() if writer == Writer.OFFICE else PersonalDetails()
    if unfit & {Trait.ACCUSATION, Trait.VULNERABLE}:
        raise NamesSomebody()
    if unfit or words.refuses(*texts):
        raise UnwantedWords()
    return Judgement(with_fate(found, writer, Fate.LOOKED_AT))


def must_be_a_reason(code: str) -> None:
    """Raises UnknownReason: what the code book does not list is no reason."""
    if code not in REASONS:
        raise UnknownReason()


def must_be_undecided(outcome: str, shown: str) -> None:
    """Raises AlreadyDecided, TakenBack."""
    if shown == Shown.WITHDRAWN:
        raise TakenBack()
    if outcome:
        raise AlreadyDecided()


def must_be_visible(shown: str) -> None:
    """Only what neighbours see is reported or put away from a page. Raises Missing."""
    if shown != Shown.SHOWN:
        raise Missing()


def must_be_shown(shown: str) -> None:
    """Nobody seconds, answers or moves what is not to be seen. Raises NotShownYet."""
    if shown != Shown.SHOWN:
        raise NotShownYet()


def must_be_open_to_appeal(outcome: str, appealed_at: datetime | None, decided_at: datetime, now: datetime) -> None:
    """One appeal, within thirty days. Raises AlreadyAppealed, NotHidden, TooLateToAppeal."""
    if appealed_at is not None:
        raise AlreadyAppealed()
    if outcome != Ruling.HIDDEN:
        raise NotHidden()
    if now > decided_at + APPEAL_WITHIN:
        raise TooLateToAppeal()


def must_await_hearing(outcome: str, appealed_at: datetime | None, heard_at: datetime | None) -> None:
    """Raises NoAppeal."""
    if outcome != Ruling.HIDDEN or appealed_at is None or heard_at is not None:
        raise NoAppeal()


def look_due(start: datetime) -> datetime:
    """Until when somebody has looked at what is held or reported (UTC): the end of the next working day."""
    return end_after_working_days(start, LOOKED_AT_WITHIN)


def hearing_due(start: datetime) -> datetime:
    """Until when an appeal is decided (UTC)."""
    return end_after_working_days(start, HEARD_WITHIN)
