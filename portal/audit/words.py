"""What each event is called, for who reads the trail."""

from portal.kit.words import N_

EVENTS = {
    # Accounts
    "SignedIn": N_("登录了"), "SignedOut": N_("退出了"), "ResidenceAsked": N_("报了住哪一户"),
    "ResidenceConfirmed": N_("确认了住户"), "ResidenceDeclined": N_("没有确认住户"), "ResidenceEnded": N_("搬走了"),
    "ResidenceEnding": N_("提醒居住快到期"), "ResidenceLapsed": N_("居住确认到期了"), "FamilyConfirmed": N_("家里人确认了住户"),
    "ResidencesChecked": N_("核对了住户"), "SlipsMade": N_("打了门牌纸条"), "SheetFetched": N_("下载了门牌纸条"),
    "SlipsRevoked": N_("作废了门牌纸条"), "SlipTaken": N_("用了门牌纸条"), "OfficeGiven": N_("安排了岗位"),
    "OfficeEnded": N_("结束了任期"), "OfficeResigned": N_("辞去了岗位"), "OfficeEnding": N_("提醒任期快到"),
    "DeputyNamed": N_("定了代理"), "TrailExported": N_("导出了审计记录"), "TrailChecked": N_("核对了审计记录"),
    # The hall and the ledger
    "MatterRaised": N_("提了一件事"), "MatterSeconded": N_("附议了"), "LineReached": N_("附议够了"), "Replied": N_("发言了"),
    "MatterAnswered": N_("社区答复了"), "PromiseMade": N_("答应去办"), "DoneReported": N_("报了办完"),
    "PromiseConfirmed": N_("居民说好了"), "PromiseReopened": N_("居民说还没有"),
    # Meetings
    "MeetingCalled": N_("召集了会议"), "TopicAdded": N_("加了话题"), "Arrived": N_("签到了"), "MotionOpened": N_("打开了表决"),
    "Reminded": N_("提醒了一次"), "MotionClosed": N_("表决截止了"), "DisplayMade": N_("打开了大屏"),
    # Volunteers
    "TeamFounded": N_("成立了队伍"), "ActivityPublished": N_("发布了活动"), "SignedUp": N_("报名了"), "Withdrew": N_("退出了报名"),
    "PlaceFound": N_("候补补上了"), "ShiftChanged": N_("改了班次"), "ShiftCancelled": N_("取消了班次"),
    "ShiftComing": N_("提醒了明天的班"), "ServiceStarted": N_("开始服务"), "ServiceFinished": N_("结束服务"),
    "ServiceForgotten": N_("忘了签退"), "ServiceConfirmed": N_("确认了时长"), "ServiceObjected": N_("对时长有意见"),
    "ServiceCorrected": N_("改了时长"), "ObjectionAnswered": N_("答复了时长意见"),
    # Double reporting
    "ReportConfirmed": N_("确认了报到"), "ReportMoved": N_("报到跟着搬家"), "UnitReported": N_("单位来报到"),
    "UnitAccepted": N_("收下了报到单"), "NeedAsked": N_("提了需求"), "NeedPublished": N_("发布了需求"),
    "NeedClosed": N_("需求结束了"), "DoorLookedAt": N_("看了门牌"), "NeedClaimed": N_("认领了需求"),
    "ClaimAccepted": N_("定了认领的人"), "ClaimDeclined": N_("没有定他"), "ClaimWithdrawn": N_("退了认领"),
    "ClaimDone": N_("说帮完了"), "ClaimConfirmed": N_("服务对象确认了"), "ClaimNotDone": N_("服务对象说还没有"),
    "Called": N_("打电话问过"),
}  # fmt: skip
