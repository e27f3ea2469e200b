"""Phones in a process of their own (`phones.c`), built with the machine's C compiler; and servers to hold them."""

import asyncio
import resource
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[2]
COMPILER = shutil.which("cc")
NO_COMPILER = "*** NO C COMPILER (cc): the phones could not be built, and this was NOT measured ***"


def built(folder: str) -> str:
    program = f"{folder}/phones"
    subprocess.run([COMPILER or "cc", "-O2", "-o", program, str(Path(__file__).with_name("phones.c"))], check=True)
    return program


def allow_many_files() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class Phones:
    """So many phones in the room of one server."""

    def __init__(self, line: asyncio.subprocess.Process) -> None:
        self._line = line
        self.seconds = 0.0  # that it took until all were in

    async def heard(self) -> list[int]:
        """The moments that the phones tell of, in nanoseconds of the monotonic clock."""
        assert self._line.stdout is not None
        word, *numbers = (await self._line.stdout.readline()).decode().split()
        if word == "dead":
            raise RuntimeError(f"{numbers[0]} phones lost their connection")
        if word == "connected":
            self.seconds = float(numbers[0])
            return []
        return [int(number) for number in numbers]

    async def order(self, words: str) -> None:
        """Returns once the phones listen for what is ordered."""
        assert self._line.stdin is not None
        self._line.stdin.write(words.encode() + b"\n")
        assert await self.heard() == []


@asynccontextmanager
async def connected(program: str, port: int, count: int, at_once: int = 128) -> AsyncIterator[Phones]:
    line = await asyncio.create_subprocess_exec(
        program, str(port), str(count), str(at_once), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        preexec_fn=allow_many_files,
    )  # fmt: skip
    phones = Phones(line)
    try:
        await phones.heard()
        yield phones
    finally:
        line.kill()
        await line.wait()


@asynccontextmanager
async def serving(program: str, port: int, *words: str) -> AsyncIterator[subprocess.Popen[bytes]]:
    """A server that can hold ten thousand, from the text of its program."""
    server = subprocess.Popen(
        [sys.executable, "-c", program, str(port), *words], cwd=HERE, stderr=subprocess.DEVNULL, preexec_fn=allow_many_files
    )  # fmt: skip
    try:
        await up(port)
        yield server
    finally:
        server.kill()
        server.wait()


async def up(port: int) -> None:
    for _ in range(1000):
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return
    raise RuntimeError(f"nobody answers at {port}")


async def get(port: int, path: str) -> str:
    """The body of a short answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer.decode().partition("\r\n\r\n")[2]


def memory(pid: int) -> float:
    """KiB of the process's own, and its share of what it shares."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return float(next(line for line in text.splitlines() if line.startswith("Pss:")).split()[1])


def spent(pid: int) -> float:
    """Seconds of processor time, of all its threads."""
    return sum(int(task.read_text().split()[0]) / 1e9 for task in Path(f"/proc/{pid}/task").glob("*/schedstat"))


Rows = list[dict[str, Any]]
