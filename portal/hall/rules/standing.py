"""Where a matter stands, and what its clock waits for, in a few words after its title: in letters, feeds, posters."""

from portal.hall.rules.lifecycle import State
from portal.kit.words import N_

STANDS = {
    State.TRIAGE: N_("等社区看"), State.REJECTED: N_("社区没有接，有理由"), State.MERGED: N_("并到另一件事里了"),
    State.REDIRECTED: N_("不归这里，写了去哪里办"), State.INSTANT: N_("社区接了，等答复"), State.ANSWERED: N_("社区答复了"),
    State.SECONDING: N_("等邻居附议"), State.PREPARING: N_("附议够了，在准备"), State.DELIBERATING: N_("正在商量"),
    State.SCHEDULED: N_("要上会了"), State.MET: N_("会开过了"), State.OPINION: N_("在写协商意见"), State.NOTICE: N_("正在公示"),
    State.TO_VOTE: N_("转去投票决定"), State.ADOPTED: N_("定下了"), State.IMPLEMENTING: N_("有人在办"),
    State.DONE: N_("说办完了，真的好了吗"), State.CONFIRMED: N_("真的好了"), State.UNCONFIRMED: N_("没人来确认"),
    State.SUSPENDED: N_("先放一放"), State.ANNULLED: N_("结果撤销了"),
}  # fmt: skip
WAITS_FOR = {
    "triage": N_("社区该说归谁办"), "answer": N_("社区该答复了"), "start": N_("该开始商量了"), "comments": N_("商量到这天"),
    "opinion": N_("协商意见该写好了"), "notice": N_("公示到这天"), "confirm": N_("真的好了吗？最晚这天说"),
}  # fmt: skip
