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
    "not_helped": N_("「%(title)s」对方说还没帮到，社区会问一问。"),
    "contact_added": N_("您的账号加了一个号码。不是您加的，马上看一看。"),
    "contact_removed": N_("您的账号去掉了一个号码。不是您做的，马上看一看。"),
    "mandate_given": N_("%(name)s可以替您在百言堂办事了，到 %(until)s。不要他办，点一下就停。"),
    "mandate_held": N_("您可以替%(name)s办事了，到 %(until)s。办的每件事他都会知道。"),
    "mandate_ended": N_("%(name)s不再替您办事了。"),
    "mandate_over": N_("您不再替%(name)s办事了。"),
    "done_for": N_("%(name)s替您%(what)s。"),
    "recovery_issued": N_("有人在社区当面找回您的百言堂账号。不是您，点这里拦下："),
    "recovery_stopped": N_("找回账号被旧号码拦下了，账号没有变。"),
    "recovery_done": N_("账号找回来了，旧号码不能再登录，其他设备都退出了。"),
    "factor_reset": N_("安全管理员重置了您的第二道验证，请重新设好。"),
    "budget_low": N_("%(area)s本月的短信用了八成。"),
    "budget_spent": N_("%(area)s本月的短信用完了，验证码照发，别的走邮箱和站内。"),
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
    "contact_added": N_("您的账号加了一个号码"),
    "contact_removed": N_("您的账号去掉了一个号码"),
    "mandate_given": N_("有人可以替您办事了"),
    "recovery_issued": N_("有人在找回您的账号"),
    "recovery_done": N_("账号找回来了"),
    "factor_reset": N_("请重新设第二道验证"),
}

# For the principal's eyes alone: links that confirm or stop something, membership, and what is of the account.
OWN_ALONE = frozenset({
    "help_coming", "help_done", "report_confirmed", "report_moved", "recovery_issued", "recovery_stopped",
    "recovery_done", "contact_added", "contact_removed", "factor_reset", "mandate_given", "mandate_held",
})  # fmt: skip

# What a helper did, in the words of who is told.
SOME_DEED = N_("办了一件事")
DEEDS = {
    "Replied": N_("说了两句"),
    "MatterRaised": N_("提了一件事"),
    "MatterSeconded": N_("附议了一件事"),
    "SignedUp": N_("报了名"),
    "PlaceFound": N_("报了名"),
    "NeedAsked": N_("请了人帮忙"),
    "PromiseConfirmed": N_("看了一件事办好没有"),
    "PromiseReopened": N_("说一件事还没有好"),
}

# To the person served, by short message or mail: neither a door nor a telephone number, and a way without a link.
LETTERS = {
    "help_coming": N_("%(name)s要来帮您：%(title)s。做完请把 %(code)s 念给他，没做完不要念。"),
    "help_done": N_("%(name)s说帮过您了：%(title)s。帮过了请把 %(code)s 念给他，或点："),
}
