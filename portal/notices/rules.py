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
    "residence_asked": N_("有人说住在%(home)s，请您当面看一看再确认。"),
    "residence_confirmed": N_("确认您住%(home)s了，可以商量、投票了。"),
    "residence_declined": N_("%(home)s没有确认上，请找楼栋长当面说一声。"),
    "activity": N_("%(team)s有新活动：%(title)s。"),
    "place_found": N_("候补轮到您了：%(title)s，%(day)s %(time)s，%(place)s。"),
    "shift_changed": N_("「%(title)s」改时间了：%(day)s %(time)s，%(place)s。去不了可以退。"),
    "shift_cancelled": N_("「%(title)s」%(day)s %(time)s 这一班取消了：%(why)s"),
    "shift_coming": N_("明天见：%(title)s，%(day)s %(time)s，%(place)s。去不了请早点退，让候补的人来。"),
    "forgotten": N_("「%(what)s」有人忘了签退，请您看他做到几点。"),
    "forgotten_own": N_("「%(what)s」还没签退，请补上做到几点。"),
    "service_confirmed": N_("「%(what)s」的时长确认了。"),
    "objected": N_("有人对「%(what)s」的时长有意见，请您答复。"),
    "objection_answered": N_("「%(what)s」的时长，领队答复了。"),
    "report_confirmed": N_("社区确认了您的报到。"),
    "report_moved": N_("您搬家了，报到也跟着搬过来了。"),
    "unit_accepted": N_("社区收下了报到单，回执 %(receipt)s。"),
    "need_published": N_("「%(title)s」发布了，等邻居来。"),
    "need_closed": N_("「%(title)s」不用帮了，谢谢您。"),
    "claim_accepted": N_("定您去了：%(title)s。现在看得到门牌和电话。"),
    "claim_declined": N_("「%(title)s」这次定了别人，谢谢您。"),
    "help_coming": N_("%(name)s要来帮您：%(title)s。"),
    "help_done": N_("%(name)s说帮过您了：%(title)s。请您点一下。"),
    "thanked": N_("「%(title)s」对方确认了，谢谢您。"),
    "team_handed_over": N_("「%(team)s」交给您带了。"),
    "name_change_asked": N_("有人改名字，请您看过再确认。"),
    "name_confirmed": N_("社区看过了，您的新名字用上了。"),
    "name_declined": N_("改名字没有对上，请到社区当面说一声。"),
    "correction_asked": N_("有人说名册不对，请您查一查。"),
    "correction_answered": N_("您请社区更正的，有答复了。"),
    "not_helped": N_("「%(title)s」对方说还没帮到，社区会问一问。"),
}

SUBJECTS = {
    "meeting_called": N_("请您来开会：%(title)s"),
    "reminder": N_("请您投一票"),
    "motion_closed": N_("表决结果：%(title)s"),
    "place_found": N_("候补轮到您了：%(title)s"),
    "shift_changed": N_("改时间了：%(title)s"),
    "shift_cancelled": N_("取消了：%(title)s"),
    "shift_coming": N_("明天见：%(title)s"),
    "help_coming": N_("有人来帮您：%(title)s"),
    "help_done": N_("请您确认：%(title)s"),
}

# To the person served, by short message or mail: neither a door nor a telephone number, and a way without a link.
LETTERS = {
    "help_coming": N_("%(name)s要来帮您：%(title)s。做完请把 %(code)s 念给他，没做完不要念。"),
    "help_done": N_("%(name)s说帮过您了：%(title)s。帮过了请把 %(code)s 念给他，或点："),
}
