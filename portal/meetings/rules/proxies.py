"""委托: in writing, for named matters, as instructed; so many for one holder, and never for who must not hold any."""

from collections.abc import Collection, Mapping

from portal.kit.errors import Refused
from portal.kit.words import N_

BARRED = frozenset({"property_staff"})  # who is paid by the property company does not vote for its owners


class NoProxiesHere(Refused):
    message = N_("这次会要本人来投，不能委托。")


class ProxyGivenAlready(Refused):
    message = N_("您已经委托过一位了。要换人，先收回。")


class ProxyGone(Refused):
    message = N_("这份委托已经收回了，或者有人接下了。")


class OwnProxy(Refused):
    message = N_("这是您自己写的委托，要由您信得过的人来接。")


class MayNotHoldProxies(Refused):
    status = 403
    message = N_("物业公司的人不能替业主投票，请换一位。")


class TooManyProxies(Refused):
    message = N_("一个人最多替 %(most)s 位投，您已经满了。")


class InstructedOtherwise(Refused):
    status = 422
    message = N_("委托书上写明了怎么投，只能照写的投。")


def must_allow(most: int) -> None:
    """`most` of the rules that decide at this meeting. Raises NoProxiesHere."""
    if most == 0:
        raise NoProxiesHere()


def must_be_able_to_hold(holder: int, principal: int, roles: Collection[str], held: int, most: int) -> None:
    """Raises OwnProxy, MayNotHoldProxies, TooManyProxies. `held` counts those accepted before."""
    if holder == principal:
        raise OwnProxy()
    if BARRED & set(roles):
        raise MayNotHoldProxies()
    if held >= most:
        raise TooManyProxies(most=most)


def must_follow(instructions: Mapping[str, str], motion_id: int, choice: str) -> None:
    """Raises InstructedOtherwise."""
    if instructions.get(str(motion_id), choice) != choice:
        raise InstructedOtherwise()
