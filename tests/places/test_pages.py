"""The pages of those who keep the tree: what a change will do is said before it is done, and what was typed stays."""

import pytest

from portal.places.models import Area, AreaSpell, Estate

TREE = "/areas"


async def test_each_begins_where_their_care_begins(visit, cast):
    assert "泸州市" in (await visit("pan_admin").get(TREE)).text
    community = await visit("chen_guifang").get(TREE)
    assert "龙眼坡社区" in community.text and "泸州市" not in community.text
    assert (await visit("chen_xiuying").get(TREE)).status_code == 403
    estate = (await visit("chen_guifang").get(f"{TREE}/{cast.estate.id}")).text
    assert all(word in estate for word in ("3栋", "5栋", "老旧自管小区", "一直", "14"))


async def test_an_estate_is_made_with_its_type_and_what_was_typed_stays_where_it_is_refused(visit, cast):
    community = await Area.get(kind="community")
    path, desk = f"{TREE}/{community.id}/create", visit("chen_guifang")
    assert "成形物业小区" in (await desk.get(path)).text
    refused = await desk.send_form(path, kind="estate", name="龙湾", code="小区", type="scattered")
    assert refused.status_code == 422 and 'value="龙湾"' in refused.text and "字母和数字" in refused.text
    taken = await desk.send_form(path, kind="estate", name="桂圆林苑", code="S8", type="scattered")
    assert taken.status_code == 422 and "这里已经有「桂圆林苑」了" in taken.text
    made = await desk.send_form(path, kind="estate", name="龙湾", code="S8", type="scattered", parking="yes")
    assert made.status_code == 303
    estate = await Estate.get(area__name="龙湾").select_related("area")
    assert (estate.type, estate.parking_counts, estate.area.code) == ("scattered", True, "51-1-S8")
    assert estate.area.since is not None
    nonsense = await desk.send_form(path, kind="building", name="9栋", code="9")
    assert nonsense.status_code == 422 and "楼栋不能放在社区下面" in nonsense.text


@pytest.mark.parametrize("who", ["pan_admin", "chen_guifang"])
async def test_a_rename_says_what_it_touches_and_keeps_the_old_name(visit, cast, who):
    path, browser = f"{TREE}/{cast.building.id}", visit(who)
    page = (await browser.get(f"{path}/rename")).text
    assert "14" in page and "还没开完的会" in page and "楼栋长这些任职" in page
    empty = await browser.send_form(f"{path}/rename", name="三号楼", why="")
    assert empty.status_code == 422 and 'value="三号楼"' in empty.text
    assert (await browser.send_form(f"{path}/rename", name="三号楼", why="挂了新牌子")).status_code == 303
    after = (await browser.get(path)).text
    assert all(word in after for word in ("三号楼", "3栋", "挂了新牌子"))
    assert await AreaSpell.filter(area_id=cast.building.id).count() == 2


async def test_a_move_is_looked_at_first_and_leads_to_where_it_went(visit, cast):
    desk = visit("chen_guifang")
    community = await Area.get(kind="community")
    await desk.send_form(f"{TREE}/{community.id}/create", kind="estate", name="龙湾", code="S8", type="scattered")
    wanted = await Area.get(name="龙湾")
    path = f"{TREE}/{cast.building.id}/move"
    choice = (await desk.get(path)).text
    assert "龙湾" in choice and "搬过去" not in choice
    look = (await desk.get(f"{path}?parent={wanted.id}")).text
    assert "搬过去" in look and "14" in look and "管不到" in look
    none = await desk.send_form(path, parent_id=cast.estate.id, why="试一试")
    assert none.status_code == 422 and "本来就在这里" in none.text
    done = await desk.send_form(path, parent_id=wanted.id, why="划过去")
    assert done.headers["location"] == f"{TREE}/{wanted.id}"


async def test_a_split_and_a_merge_are_looked_at_first(visit, cast):
    desk, path = visit("chen_guifang"), f"{TREE}/{cast.stairwell.id}/split"
    first, second = cast.homes[0], cast.homes[1]
    assert first.label in (await desk.get(path)).text
    look = (await desk.get(f"{path}?homes={first.id}&homes={second.id}")).text
    assert "分出去 2 个" in look and f'value="{first.id},{second.id}"' in look
    none = await desk.send_form(path, homes="", children="", name="2单元", code="2", why="两个门洞")
    assert none.status_code == 422 and "请先选一选" in none.text and 'value="2单元"' in none.text
    done = await desk.send_form(path, homes=f"{first.id},{second.id}", name="2单元", code="2", why="两个门洞")
    assert done.status_code == 303
    new = await Area.get(name="2单元")
    page = (await desk.get(f"{TREE}/{new.id}")).text
    assert "从1单元分出来" in page and "两个门洞" in page
    merge = f"{TREE}/{cast.stairwell.id}/merge"
    assert "2单元" in (await desk.get(merge)).text
    assert "并进来 1 个" in (await desk.get(f"{merge}?areas={new.id}")).text
    assert (await desk.send_form(merge, areas=str(new.id), why="还是一个")).status_code == 303
    ended = (await desk.get(f"{TREE}/{new.id}")).text
    assert "留着备查" in ended and "改名" not in ended
    again = await desk.send_form(f"{TREE}/{new.id}/rename", name="又来", why="试一试")
    assert again.status_code == 422 and "已经并到别处" in again.text


async def test_of_many_that_lie_in_an_area_a_page_shows_some_and_goes_on(visit, cast):
    for n in range(70):
        await Area.create(
            kind="building", name=f"加{n}栋", code=f"add-{n}", parent=cast.estate, path=f"{cast.estate.path}9{n}/"
        )
    desk = visit("chen_guifang")
    first = (await desk.get(f"{TREE}/{cast.estate.id}")).text
    after = first.split("?after=")[1].split('"')[0]
    rest = (await desk.get(f"{TREE}/{cast.estate.id}?after={after}")).text
    assert ("加0栋" in first, "加69栋" in first, "加69栋" in rest) == (True, False, True)
