"""What an operator is given says the same as the code."""

import re
import tomllib
from pathlib import Path

import pytest

from portal import settings

pytestmark = pytest.mark.anywhere
HERE = Path(__file__).parents[1]


def test_the_example_lists_every_setting():
    assert (HERE / "deploy/example.env").read_text() == settings.example()


def test_every_setting_named_in_deploy_is_known():
    known = {line.lstrip("#").split("=")[0] for line in settings.example().splitlines() if line.startswith("#PORTAL_")}
    for path in (HERE / "deploy").iterdir():
        if path.is_file():
            named = set(re.findall(r"PORTAL_[A-Z_]+", path.read_text()))
            assert named <= known | {"PORTAL_NAME"}, path.name


def test_the_readme_gives_a_reason_for_every_dependency():
    project = tomllib.loads((HERE / "pyproject.toml").read_text())["project"]
    readme = (HERE / "README.md").read_text()
    names = [re.split(r"[~=>\[ ;]", each)[0] for each in project["dependencies"]]
    assert [name for name in names if f"| {name} |" not in readme] == []


def test_the_locks_hold_hashes_and_no_addresses():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (HERE / name).read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
