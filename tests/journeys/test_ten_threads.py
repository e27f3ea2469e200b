"""Ten matters of the kind that a city has, each carried to its end in a browser by those whose business it is."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from portal.hall.actions import outcomes
from portal.hall.models import Matter, Post, Statement, Tap
from portal.kit import clock
from portal.ledger.actions import timing as promises
from portal.ledger.models import Promise
from tests.journeys.conftest import Phones

pytestmark = pytest.mark.browser
SPEAKERS = ("tang_laoshi", "zhou_shifu", "li_tenant", "zhao_absent", "wang_degui")
TAPS = {"support": "支持", "oppose": "反对", "suggest": "建议"}


@dataclass(frozen=True)
class Story:
    """What is raised, what neighbours say of it (stance, words), and how it ends."""

    title: str
    said: tuple[tuple[str, str], ...]
    ends: str
    urgent: bool = False


STORIES = {
    "T1": Story("3栋1单元能不能装电梯", (("support", "坚决支持！我愿意出大头。"), ("oppose", "一楼用不到，挡光又潮湿。"), ("suggest", "不出钱可不可以？")), "agenda"),
    "T2": Story("晚上消防通道停满车", (("suggest", "10点后回来一个车位都没得。"), ("suggest", "隔壁学校操场能不能错时停？")), "reopened", True),
    "T3": Story("架空层充电点该不该拆", (("support", "起火咋个办？"), ("oppose", "断了电我没法跑单嘛。")), "statement"),
    "T4": Story("垃圾投放点搬离窗下", (("support", "夏天窗子都不敢开。"), ("suggest", "搬到车库出口，加个洗手池。")), "adopted"),
    "T5": Story("遛狗不拴绳，娃娃被扑", (("support", "幸好没咬到。"), ("oppose", "我们都拴的，能不能划个放风区？")), "objected"),
    "T6": Story("小广场音响太大", (("support", "娃儿作业都做不下去。"), ("suggest", "换成耳机舞，8点半准时收。")), "adopted"),
    "T7": Story("物业费每平方要涨0.3元", (("oppose", "服务没看到变好。"), ("suggest", "先把公共收益公布了。")), "vote"),
    "T8": Story("屋顶漏水，动用维修资金", (("support", "落雨天拿盆接。"), ("oppose", "为啥子要我们底下出？")), "vote"),
    "T9": Story("社区想开老年食堂", (("support", "盐少点、软和点。"), ("support", "我们可以中午来送餐。")), "unconfirmed"),
    "T10": Story("到公交站梯坎没路灯", (("support", "问了三个部门都说不归他管。"),), "confirmed", True),
}  # fmt: skip


async def press(page: Page, name: str) -> None:
    async with page.expect_navigation():
        await page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


class Way:
    """One matter on its way, and the phones of everybody who has to do with it."""

    def __init__(self, phones: Phones, story: Story) -> None:
        self.phones, self.story, self.number = phones, story, ""
        self._open: dict[str, Page] = {}

    async def at(self, who: str, path: str = "") -> Page:
        page = self._open.get(who) or await self.phones.of(who)
        self._open[who] = page
        await page.goto(self.phones.url(path or f"/hall/{self.number}"))
        return page

    async def is_raised(self) -> None:
        page = await self.at("chen_xiuying", "/hall/raise")
        await page.locator("[name=body]").fill(f"{self.story.title}。大家说说怎么办。")
        if self.story.urgent:
            await page.locator("[name=urgent]").check(force=True)
        await press(page, "发出去")
        if page.url.endswith("/hall/raise"):
            await press(page, "还是要发")
        self.number = page.url.rsplit("/", 1)[1].split("#")[0]

    async def is_talked_of(self) -> None:
        for who, (stance, words) in zip(SPEAKERS, self.story.said, strict=False):
            page = await self.at(who)
            await press(page, TAPS[stance])
            await page.get_by_label("说说为什么").fill(words)
            await press(page, "发出去")
            await expect(page.get_by_role("main").get_by_text(words)).to_be_visible()

    async def is_carried_over_the_line(self) -> None:
        for who in SPEAKERS:
            await press(await self.at(who), "我附议")
        await press(await self.at("chen_guifang"), "准备好了，开始商量")

    async def state(self) -> str:
        return (await Matter.get(number=self.number)).state

    async def fill(self, who: str, path: str, button: str, **typed: str) -> Page:
        page = await self.at(who, path)
        for name, value in typed.items():
            field = page.locator(f"[name={name}]")
            await (
                field.select_option(value) if await field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)
            )
        await press(page, button)
        return page

    async def opinion_lies_open(self) -> None:
        day = (clock.today() + timedelta(days=30)).isoformat()
        opposed = any(stance == "oppose" for stance, _ in self.story.said)
        minority = {"minority": "有人不同意。", "minority_reply": "划出地方和时间。"} if opposed else {}
        path = f"/hall/{self.number}/opinion"
        await self.fill(
            "chen_guifang",
            path,
            "写好了，看一遍",
            body="大家商量好了。",
            executor="物业（演示）",
            deadline=day,
            **minority,
        )
        await press(await self.at("chen_guifang", path), "公示")

    async def promise(self) -> int:
        return (await Promise.filter(matter_number=self.number).order_by("-id").first()).id

    async def is_asked(self, who: str, answer: str) -> None:
        await press(await self.at(who, f"/matters/{self.number}"), answer)


@pytest.mark.parametrize("name", STORIES)
async def test_a_matter_is_carried_to_its_end(phones, cast, hands, name):
    way = Way(phones, STORIES[name])
    await way.is_raised()
    await way.is_talked_of()
    if not way.story.urgent:
        await way.is_carried_over_the_line()
    await ENDINGS[way.story.ends](way, cast, hands)
    page = await way.at("li_tenant", f"/matters/{way.number}")  # and everybody can read the whole of it
    await expect(page.locator(".tl")).to_contain_text("提出来了")
    assert await Post.filter(matter__number=way.number, shown="shown").count() == len(way.story.said)


async def ends_on_an_agenda(way: Way, cast, hands) -> None:
    await way.fill(
        "chen_guifang",
        f"/hall/{way.number}/facts/write",
        "写好了",
        facts="14户，需10户以上参与。",
        options="错层\n平层",
    )
    page = await way.at("wang_degui", f"/meetings/call?matter={way.number}")
    starts = clock.in_city(hands.at + timedelta(days=7))
    await page.locator("[name=title]").fill("装电梯坝坝会")
    await page.locator("[name=place]").fill("1栋前坝子")
    await page.locator("[name=starts_at]").fill(f"{starts:%Y-%m-%dT19:30}")
    await page.locator("[name=closes_at]").fill(f"{starts:%Y-%m-%dT20:30}")
    await press(page, "发出通知")
    assert await way.state() == "scheduled"
    await expect((await way.at("tang_laoshi")).get_by_text("要上会了")).to_be_visible()


async def is_not_done_and_goes_on(way: Way, cast, hands) -> None:
    await way.fill(
        "chen_guifang",
        f"/hall/{way.number}/answer",
        "发出答复",
        office="新望社区居委会",
        body="48小时内完成划线、清障。",
    )
    await way.is_asked("tang_laoshi", "还没有")
    assert await way.state() == "implementing"
    await expect((await way.at("zhou_shifu", f"/matters/{way.number}")).get_by_text("有人说还没有好")).to_be_visible()


async def starts_from_a_statement(way: Way, cast, hands) -> None:
    page = await way.at("tang_laoshi", f"/hall/{way.number}/statements/add")
    await page.locator("[name=body]").fill("充电点不能设在住人的楼下")
    await press(page, "加上")
    statement = await Statement.get(body="充电点不能设在住人的楼下")
    for who in SPEAKERS:
        page = await way.at(who, f"/hall/{way.number}/map")
        await press(page, "同意")
    assert await Tap.filter(statement=statement).count() == 5
    await way.fill("wang_degui", f"/statements/{statement.id}/agenda", cast.meeting.title)
    assert await way.state() == "scheduled"
    await expect((await way.at("li_tenant", f"/hall/{way.number}/map")).get_by_text("已上会").first).to_be_visible()


async def is_adopted(way: Way, cast, hands) -> None:
    await way.opinion_lies_open()
    hands.go(days=9)
    await outcomes.end_notices()
    assert await way.state() == "implementing"
    await expect(
        (await way.at("tang_laoshi", f"/matters/{way.number}")).get_by_text("公示期满，定下来了")
    ).to_be_visible()


async def is_objected_to_and_then_adopted(way: Way, cast, hands) -> None:
    await way.opinion_lies_open()
    await way.fill("zhou_shifu", f"/hall/{way.number}/object", "发出去", body="早上六点半前要有放风的地方。")
    hands.go(days=9)
    await outcomes.end_notices()
    assert await way.state() == "notice"
    page = await way.at("chen_guifang")
    await page.get_by_role("link", name="答复他").click()
    await page.locator("[name=reply]").fill("六点到七点草坪B区。")
    await press(page, "答复")
    await outcomes.end_notices()
    assert await way.state() == "implementing"


async def goes_to_a_vote(way: Way, cast, hands) -> None:
    await way.fill(
        "chen_guifang", f"/hall/{way.number}/turn", "转去投票决定", reason="要业主共同决定，15日后发表决票。"
    )
    assert await way.state() == "to_vote"
    await expect((await way.at("tang_laoshi")).get_by_text("转去投票决定").first).to_be_visible()


async def is_done_and_nobody_says_so(way: Way, cast, hands) -> None:
    day = (clock.today() + timedelta(days=20)).isoformat()
    await way.fill(
        "chen_guifang", f"/matters/{way.number}/promise", "答应", what="先试三个月食堂", owner="学院路社区", due_on=day
    )
    await way.fill("chen_guifang", f"/promises/{await way.promise()}/done", "报上去", evidence="开张了，12元一份。")
    hands.go(days=9)
    await promises.keep_promises()
    assert await way.state() == "unconfirmed"
    await expect((await way.at("li_tenant", f"/matters/{way.number}")).get_by_text("没人确认").first).to_be_visible()


async def is_confirmed_by_residents(way: Way, cast, hands) -> None:
    await way.fill(
        "chen_guifang", f"/hall/{way.number}/answer", "发出答复", office="莲花池街道", body="列入台账，装8盏太阳能灯。"
    )
    await way.is_asked("chen_xiuying", "还没有")
    await way.fill("chen_guifang", f"/promises/{await way.promise()}/done", "报上去", evidence="8盏灯都装好亮了。")
    await way.is_asked("chen_xiuying", "好了")
    await way.is_asked("tang_laoshi", "好了")
    assert await way.state() == "confirmed"
    await expect((await way.at("li_tenant", f"/matters/{way.number}")).get_by_text("居民已确认").first).to_be_visible()


ENDINGS = {
    "agenda": ends_on_an_agenda, "reopened": is_not_done_and_goes_on, "statement": starts_from_a_statement,
    "adopted": is_adopted, "objected": is_objected_to_and_then_adopted, "vote": goes_to_a_vote,
    "unconfirmed": is_done_and_nobody_says_so, "confirmed": is_confirmed_by_residents,
}  # fmt: skip
