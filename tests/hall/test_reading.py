"""A page invites nobody to what they may not do, and promises nothing of a matter that is over."""

from portal.hall.models import Matter


async def test_a_matter_that_is_over_asks_for_no_more_backers_and_no_first_word(visit, cast):
    path = f"/hall/{cast.matter.number}"
    await Matter.filter(id=cast.matter.id).update(state="seconding", stage="raise", seconds=0)
    text = (await visit("tang_laoshi").get(path)).text
    assert "人附议，够了就上会" in text and "您来说第一句" in text
    await Matter.filter(id=cast.matter.id).update(state="rejected", version=99)
    text = (await visit("tang_laoshi").get(path)).text
    assert "够了就上会" not in text and "您来说" not in text.partition("邻居们说")[2]


async def test_who_only_reads_is_not_asked_for_the_first_word_or_statement(visit, cast):
    for path, invited, told in (
        (f"/hall/{cast.matter.number}", "您来说第一句", "还没有人说。"),
        (f"/hall/{cast.matter.number}/map", "您来加第一条", "还没有观点。"),
    ):
        if "/map" in path:
            await cast.statement.delete()
        assert invited in (await visit("tang_laoshi").get(path)).text
        text = (await visit("zhou_mingqiang").get(path)).text
        assert invited not in text and told in text


async def test_what_is_to_be_known_is_on_its_page_before_anybody_has_changed_it(visit, cast):
    path = f"/hall/{cast.matter.number}/facts"
    assert "还没有写过" in (await visit().get(path)).text
    await Matter.filter(id=cast.matter.id).update(facts="改造预算11.8万元。")
    text = (await visit().get(path)).text
    assert "改造预算11.8万元。" in text and "还没有写过" not in text
