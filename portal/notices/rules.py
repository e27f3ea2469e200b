"""What each kind of notice and letter says. `facts` fill the sentences."""

from portal.kit.words import N_

SENTENCES = {
    "meeting_called": N_("%(day)s %(time)s 开会：%(title)s。地点：%(place)s。"),
    "motion_opened": N_("开始表决了：%(wording)s %(closes)s 截止。"),
    "reminder": N_("还没投的请投一票：%(wording)s %(closes)s 截止。"),
    "motion_closed": N_("表决有结果了：%(wording)s"),
    "replied": N_("「%(title)s」有新发言。"),
    "answered": N_("社区答复了「%(title)s」。"),
    "on_agenda": N_("「%(title)s」要上会了。"),
    "promised": N_("「%(title)s」有人办了：%(what)s，%(due)s 前。"),
    "done": N_("「%(title)s」说办完了。真的好了吗？请您看一看。"),
    "reopened": N_("「%(title)s」有人说还没有好，要接着办。"),
}

SUBJECTS = {
    "meeting_called": N_("请您来开会：%(title)s"),
    "reminder": N_("请您投一票"),
    "motion_closed": N_("表决结果：%(title)s"),
}
