"""现在该做什么: one sentence that tells whoever runs the meeting what comes next."""

from dataclasses import dataclass

from portal.kit.words import N_


@dataclass(frozen=True)
class Scene:
    """What the room is at. `to_open` says that a vote is waiting whose notice is full; the numbers are of those who
    wait."""

    arrived: int = 0
    voting: bool = False
    by_hands: bool = False
    everyone: bool = False
    to_open: bool = False
    hands: int = 0
    speaking: bool = False
    calls: int = 0


HELP_FIRST = N_("有人要帮忙，先看看。")
CLOSE_NOW = N_("都投完了，可以提前截止。")
LET_THEM_VOTE = N_("正在表决，请大家看手机投票。")
COUNT_HANDS = N_("正在举手表决，请两个人分开数。")
LISTEN = N_("有人在发言，说完点“说完了”。")
CALL_SPEAKER = N_("有人举手，请他发言。")
WAIT_FOR_PEOPLE = N_("先让大家扫码签到。")
OPEN_VOTE = N_("没人举手了，可以打开表决。")
TALK = N_("请大家说说，想说的先举手。")
# What was done in a meeting, as its desk tells it again.
STEPS = {
    "taken_over": N_("换人主持了"),
    "opened": N_("第 %(n)s 项开始表决"),
    "extended": N_("第 %(n)s 项延长了一次"),
    "reminded": N_("第 %(n)s 项提醒过还没投的"),
    "closed": N_("第 %(n)s 项截止了"),
}


def to_do(scene: Scene) -> str:
    """What is most urgent: help, then the vote that runs, then who speaks, then the next vote."""
    steps = (
        (scene.calls > 0, HELP_FIRST),
        (scene.voting and scene.everyone, CLOSE_NOW),
        (scene.voting, LET_THEM_VOTE),
        (scene.by_hands, COUNT_HANDS),
        (scene.speaking, LISTEN),
        (scene.hands > 0, CALL_SPEAKER),
        (scene.arrived == 0, WAIT_FOR_PEOPLE),
        (scene.to_open, OPEN_VOTE),
    )
    return next((sentence for holds, sentence in steps if holds), TALK)
