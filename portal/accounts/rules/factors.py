"""The second factor of whoever works here."""

from datetime import timedelta

from portal.kit.errors import Refused
from portal.kit.words import N_

SPARES = 10
MOST_WRONG = 5
WAIT = timedelta(minutes=15)


class WrongFactor(Refused):
    status = 422
    message = N_("这 6 位数不对，看一下手机上现在显示的。还可以试 %(left)s 次。")


class FactorWaits(Refused):
    status = 429
    message = N_("错了五次，先停一停。%(time)s 以后再试，或用纸上的备用码。")


class NoFactorYet(Refused):
    message = N_("您还没有设第二道验证，先设好。")


class FactorExists(Refused):
    message = N_("第二道验证已经设好了。换手机请找安全管理员重置。")
