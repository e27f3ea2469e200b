"""What an operator does wrong ends with one line and an exit code; what is right, works."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from portal.routes import ROUTES

pytestmark = pytest.mark.anywhere
HERE = Path(__file__).parents[1]


def portal(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return subprocess.run(
        [sys.executable, "-m", "portal", *words],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=HERE,
        env=clean | settings,
    )


def refused(done: subprocess.CompletedProcess[str], code: int, words: str) -> bool:
    return (done.returncode, done.stderr.count("\n"), words in done.stderr) == (code, 1, True)


def test_tally_prints_each_vector_as_it_is_expected():
    file = HERE / "tests/vectors/owner_votes.json"
    lines = [json.loads(line) for line in portal("tally", str(file)).stdout.splitlines()]
    assert lines == [case["expect"] | {"id": case["id"]} for case in json.loads(file.read_text())]


@pytest.mark.parametrize("content", ["not json", "[1]", '[{"id": "x"}]', "{}"])
def test_tally_refuses_what_is_no_file_of_votes(tmp_path, content):
    (tmp_path / "votes.json").write_text(content)
    assert refused(portal("tally", str(tmp_path / "votes.json")), 2, "votes.json")
    assert refused(portal("tally", str(tmp_path / "nowhere.json")), 2, "nowhere.json")


def test_routes_are_listed_whole():
    lines = [json.loads(line) for line in portal("routes", "--json").stdout.splitlines()]
    assert len(lines) == len(ROUTES)
    assert all(set(line) == {"method", "path", "name", "act"} for line in lines)


def test_a_setting_that_cannot_be_read_or_is_unknown():
    assert refused(portal("settings", PORTAL_PORT="eighty"), 2, "PORTAL_PORT must be a whole number")
    assert refused(portal("settings", PORTAL_DEMO="perhaps"), 2, "PORTAL_DEMO must be yes or no")
    assert refused(portal("settings", PORTAL_TYPO="1"), 2, "PORTAL_TYPO")


def test_serving_without_migrations_a_secret_or_a_free_port(tmp_path):
    url = f"sqlite://{tmp_path}/portal.db"
    assert refused(portal("serve", PORTAL_DATABASE_URL=url), 3, "PORTAL_SECRET is missing")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert refused(
            portal("serve", PORTAL_SECRET="s", PORTAL_DATABASE_URL=url, PORTAL_PORT=port), 3, "cannot listen"
        )
    done = portal("serve", PORTAL_SECRET="s", PORTAL_DATABASE_URL=url, PORTAL_PORT="8799")
    assert refused(done, 3, "portal migrate")


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    var = f"{tmp_path}/file/var"
    done = portal("demo", PORTAL_DATABASE_URL=f"sqlite://{var}/portal.db", PORTAL_VAR=var, PORTAL_PORT="8798")
    assert refused(done, 3, "cannot write")


def test_the_first_administrator_is_made_once_and_the_trail_holds(tmp_path):
    settings = {"PORTAL_DATABASE_URL": f"sqlite://{tmp_path}/portal.db", "PORTAL_SECRET": "s"}
    assert "PORTAL_SECRET=" in portal("init", "12000000001", PORTAL_DATABASE_URL=settings["PORTAL_DATABASE_URL"]).stderr
    assert portal("init", "12000000001", **settings).returncode == 0
    assert portal("init", "12000000002", **settings).returncode == 3
    assert (
        portal("init", "1200", **{**settings, "PORTAL_DATABASE_URL": f"sqlite://{tmp_path}/other.db"}).returncode == 3
    )
    assert "holds" in portal("audit", "verify", **settings).stdout


def test_a_demo_leaves_a_real_database_alone_and_a_real_portal_a_demo(tmp_path):
    settings = {
        "PORTAL_DATABASE_URL": f"sqlite://{tmp_path}/portal.db",
        "PORTAL_SECRET": "s",
        "PORTAL_VAR": str(tmp_path),
        "PORTAL_PORT": "8797",
    }
    assert portal("init", "12000000001", **settings).returncode == 0
    assert refused(portal("demo", **settings), 3, "not seeded as a demo")
    assert refused(portal("serve", PORTAL_DEMO="yes", **settings), 3, "a demo needs a database seeded as a demo")


def test_what_has_been_kept_long_enough_is_told_and_then_let_go(tmp_path):
    here = {"PORTAL_SECRET": "x" * 32, "PORTAL_DATABASE_URL": f"sqlite://{tmp_path}/portal.db"}
    assert portal("migrate", **here).returncode == 0
    told = portal("retention", "--dry-run", **here)
    assert told.returncode == 0 and "sign_in_code" in told.stdout
    assert portal("retention", "--run", **here).returncode == 0
    assert portal("retention", **here).returncode == 2  # it wants to know which
    register = portal("data-register")
    assert register.returncode == 0 and "service_time" in register.stdout


def test_an_electorate_of_nowhere_or_by_no_rule(tmp_path):
    settings = {"PORTAL_DATABASE_URL": f"sqlite://{tmp_path}/portal.db", "PORTAL_SECRET": "s"}
    assert portal("init", "12000000001", **settings).returncode == 0
    assert refused(portal("electorate", "S2", "owners_special", **settings), 3, "no such area or rule")
    assert refused(portal("electorate", "51", "owners_special", **settings), 3, "no such area or rule")


def test_a_demo_city_is_filled_once_and_its_index_made_anew(tmp_path):
    here = {"PORTAL_DATABASE_URL": f"sqlite://{tmp_path}/portal.db", "PORTAL_VAR": str(tmp_path)}
    assert refused(portal("seed", "--scale", "many", **here), 2, "neither a number")
    done = portal("seed", "--scale", "60", **here)
    assert (done.returncode, "60 comments" in done.stdout) == (0, True), done.stderr
    assert refused(portal("seed", "--scale", "60", **here), 3, "only an empty database")
    assert int(portal("reindex", **here).stdout.split()[0]) > 60
