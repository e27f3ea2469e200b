"""Files that somebody brought, for as long as they are worked with: under settings.var, named by number."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from portal import settings


def path_of(number: int) -> Path:
    return Path(settings.current().var) / "brought" / str(number)


def put(number: int, offset: int, data: bytes) -> None:
    """Write bytes where they belong; the same bytes again change nothing. On the disk before it returns."""
    path = path_of(number)
    path.parent.mkdir(parents=True, exist_ok=True)
    line = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.pwrite(line, data, offset)
        os.ftruncate(line, offset + len(data))
        os.fsync(line)
    finally:
        os.close(line)


def take_over(number: int, from_path: Path) -> None:
    """Copy a file that another place holds."""
    offset = 0
    put(number, 0, b"")
    with from_path.open("rb") as file:
        while chunk := file.read(1 << 20):
            put(number, offset, chunk)
            offset += len(chunk)


@contextmanager
def laid_aside(file: IO[bytes]) -> Iterator[Path]:
    """The same bytes as a file with a path, for as long as they are looked at."""
    with tempfile.NamedTemporaryFile(prefix="portal-") as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy)
        copy.flush()
        yield Path(copy.name)


def erase(number: int) -> None:
    path_of(number).unlink(missing_ok=True)


def numbers() -> list[int]:
    """Whose files are there."""
    folder = Path(settings.current().var) / "brought"
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdecimal()) if folder.is_dir() else []
