"""What is remembered of a reader, and of a page, is gone with the first change of a row."""

import pytest
from tortoise import connections

from portal.accounts.actions import recognising, signing_in
from portal.accounts.models import Appointment, Residency
from portal.database.reading import rows_changed
from portal.kit import clock
from portal.kit.lately import Lately
from portal.routes import ROUTES
from portal.web.routing import Door, House

TOKEN = "session-of-{}"


def asks(monkeypatch) -> list[str]:
    """Every statement from now on."""
    asked: list[str] = []
    line = type(connections.get("default"))

    def noted(run):
        async def noting(self, query, *args, **kwargs):
            asked.append(query)
            return await run(self, query, *args, **kwargs)

        return noting

    for name in ("execute_query", "execute_query_dict"):
        monkeypatch.setattr(line, name, noted(getattr(line, name)))
    return asked


async def test_nobody_is_asked_for_twice_while_nothing_changes(cast, hands, monkeypatch):
    asked = asks(monkeypatch)
    first = await recognising.who_holds(TOKEN.format("tang_laoshi"))
    if rows_changed() is None:
        pytest.skip("with other processes that write, everybody is asked for each time")
    before = len(asked)
    assert await recognising.who_holds(TOKEN.format("tang_laoshi")) == first and before == len(asked)
    hands.go(seconds=3)
    await recognising.who_holds(TOKEN.format("tang_laoshi"))
    assert len(asked) > before


async def test_who_signs_out_is_gone_at_the_next_request(visit, cast):
    browser = visit("tang_laoshi")
    assert (await browser.get("/me")).status_code == (await browser.get("/me")).status_code == 200
    actor = await cast.actor("tang_laoshi")
    await signing_in.sign_out(actor, actor.session_id)
    assert (await browser.get("/me")).status_code == 403


async def test_an_office_that_ends_opens_no_door_any_more(visit, cast):
    browser, path = visit("chen_guifang"), f"/hall/{cast.matter.number}/answer"
    assert (await browser.get(path)).status_code == (await browser.get(path)).status_code == 200
    await Appointment.filter(person_id=cast.people["chen_guifang"].id).update(until=clock.now())
    assert (await browser.get(path)).status_code == 403


async def test_who_moves_away_takes_no_stance_a_moment_later(visit, cast):
    tenant, path = visit("li_tenant"), f"/hall/{cast.matter.number}/stance"
    assert (await tenant.send_form(path, stance="support")).status_code == 303
    await Residency.filter(person_id=cast.people["li_tenant"].id).update(until=clock.now())
    assert (await tenant.send_form(path, stance="oppose")).status_code == 403


def test_what_was_used_longest_ago_goes_first():
    kept: Lately[int] = Lately(2)
    kept.put("a", 1), kept.put("b", 2)
    assert kept.get("a") == 1
    kept.put("c", 3)
    assert [kept.get(each) for each in "abc"] == [1, None, 3] and len(kept) == 2


def test_the_house_finds_every_door_by_its_name_and_its_address():
    house = House(ROUTES)
    for door in ROUTES:
        params = {name: 7 if "int" in type(kind).__name__.lower() or "RowNumber" in type(kind).__name__ else "x" for name, kind in door.param_convertors.items()}  # fmt: skip
        path = str(house.url_path_for(door.name, **params))
        kind = "http" if isinstance(door, Door) else "websocket"
        method = "POST" if isinstance(door, Door) and "POST" in (door.methods or ()) else "GET"
        scope = {"type": kind, "path": path, "method": method, "path_params": {}}
        straight = next(each for each in ROUTES if each.matches(scope)[0].name == "FULL")
        assert house.matches(scope)[1]["door"] is straight, path


async def test_a_wrong_method_is_told_so_and_an_unknown_address_is_none(visit, cast):
    assert (await visit(None).get(f"/hall/{cast.matter.number}/replies")).status_code == 405
    assert (await visit(None).get("/nowhere/at/all")).status_code == 404
    assert (await visit(None).get("/hall/LZ-2026-0001/nowhere")).status_code == 404
