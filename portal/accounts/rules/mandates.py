"""Who may act for whom (代办), and who gets an account back face to face."""

from datetime import timedelta

from portal.kit.errors import Refused
from portal.kit.words import N_

MOST_PRINCIPALS = 3
MOST_MONTHS = 12
MONTH = timedelta(days=30)
SLIP_LASTS = timedelta(minutes=15)
OBJECTION = timedelta(hours=24)


class ForOneself(Refused):
    status = 422
    message = N_("这是您自己的号码。自己的事直接办就行。")


class TooManyPrincipals(Refused):
    message = N_("一个人最多替 3 位邻居办事，您已经满了。")


class AlreadyHelping(Refused):
    message = N_("您已经在替他办了，到期再续。")


class NobodyThere(Refused):
    status = 422
    message = N_("这一户没有叫这个名字的账号。请核对名字，或先帮他登录一次。")


class WitnessApart(Refused):
    message = N_("见证人要是第三个人：不是他本人，也不是来办的人。")


class UnknownSlip(Refused):
    status = 422
    message = N_("纸条上的码不对，或者过了 15 分钟。请回社区再要一张。")


class NotInYourArea(Refused):
    status = 422
    message = N_("您负责的地方没有用这个号码的住户。")


class AddressTaken(Refused):
    status = 422
    message = N_("这个号码是另一个账号在用，换一个。")


class LastAddress(Refused):
    message = N_("这是您最后一个号码，去掉就登录不了了。先加一个新的。")


class OwnRecovery(Refused):
    message = N_("自己的账号不能自己给自己找回，请找另一位同事。")
