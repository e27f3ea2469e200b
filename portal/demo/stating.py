"""What neighbours of the demo tapped: in the charging matter enough of them for groups, over the bins for lists only.

Each camp has a mind of its own about each statement; one answer in eight goes another way, one in six is not given.
"""

import random
from datetime import timedelta

from portal.accounts.models import Person
from portal.demo.town import Town
from portal.demo.voices import number_of
from portal.hall.models import Matter, OpinionMap, Statement, Tap
from portal.hall.rules import mapping

# y agrees, n does not, p passes: one letter for each camp.
CHARGING = (
    ("先请消防来看过，再定放在哪里。", "yyy"),
    ("不许从楼上拉线充电。", "yyy"),
    ("充电的收入和支出每月贴出来。", "yyy"),
    ("住人的楼底下不能充电。", "yny"),
    ("北门空地建好以前，6栋楼下先留着。", "nyn"),
    ("宁愿多走几步，也要搬到北门。", "yny"),
    ("11.8 万元从公共收益里出。", "yyn"),
    ("谁用谁出钱，不动公共收益。", "nny"),
    ("跑单的要有能换电的柜子。", "pyn"),
    ("夜里十一点以后断电。", "yny"),
    ("先装一半，看半年再说。", "nyy"),
)
BINS = (
    ("搬到车库出口，加一个洗手池。", "yy"),
    ("晚上有人守，比搬家管用。", "ny"),
    ("夏天一天收两次。", "yy"),
    ("哪里都不要放，上门来收。", "nn"),
    ("先试一个月，再听一次大家的。", "yy"),
)
CAMPS = {3: (CHARGING, (30, 20, 14), "李文博"), 4: (BINS, (7, 5), "郑浩")}
ANSWERS = {"y": "agree", "n": "disagree", "p": "pass"}


async def answer(town: Town) -> None:
    chance = random.Random(20)  # noqa: S311 - the same demo every time
    neighbours = [
        await Person.create(name="邻居", shown_as="full", joined_at=town.now) for _ in range(max(map(_size, CAMPS)))
    ]
    for number, (lines, camps, by) in CAMPS.items():
        matter = await Matter.get(number=number_of(number))
        minds = [camp for camp, size in enumerate(camps) for _ in range(size)]
        taps: list[tuple[int, int, str]] = []
        for body, letters in lines:
            statement = await Statement.create(
                matter=matter, person=town.people[by], body=body, put_at=town.now - timedelta(days=3)
            )
            taps += await _tap(town, statement, letters, list(zip(neighbours, minds, strict=False)), chance)
        await _draw(town, matter, taps)


def _size(number: int) -> int:
    return sum(CAMPS[number][1])


async def _tap(
    town: Town, statement: Statement, letters: str, people: list[tuple[Person, int]], chance: random.Random
) -> list[tuple[int, int, str]]:
    taps = []
    for person, camp in people:
        if chance.random() < 1 / 6:
            continue
        letter = chance.choice("ynp") if chance.random() < 1 / 8 else letters[camp]
        said = ANSWERS[letter]
        taps.append(Tap(statement_id=statement.id, person_id=person.id, answer=said, told=said, at=town.now))
    await Tap.bulk_create(taps, batch_size=500)
    said_by = [tap.told for tap in taps]
    counts = {"agreed": said_by.count("agree"), "disagreed": said_by.count("disagree"), "passed": said_by.count("pass")}
    await Statement.filter(id=statement.id).update(**counts)
    return [(tap.person_id, tap.statement_id, tap.told) for tap in taps]


async def _draw(town: Town, matter: Matter, taps: list[tuple[int, int, str]]) -> None:
    """Where numpy is there; without it the demo has lists."""
    drawn = mapping.draw(taps).picture if mapping.can_draw() else {}
    await OpinionMap.create(
        matter=matter,
        version=1,
        stale=False,
        taps_hash=mapping.hash_of(taps),
        picture=drawn,
        drawn_at=town.now,
    )
