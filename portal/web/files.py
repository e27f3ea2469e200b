"""Files that came with a form: looked at in a thread of their own, two at a time, and so many in an hour."""

import asyncio
import re
from collections.abc import Callable
from pathlib import PurePath
from typing import TypeVar

from limits import parse
from starlette.datastructures import UploadFile
from starlette.requests import Request

from portal.web import limits

R = TypeVar("R")
FILES_PER_PERSON = parse("60/hour")
MOST_WITH_PHOTO = 24 * 1024 * 1024  # bytes in one form: a photo twice too heavy is still told so in words
# A large photo takes a second of one core and some hundred megabytes: two at a time, and never on the loop.
_hands = asyncio.Semaphore(2)


def chosen(given: list[UploadFile | str]) -> list[UploadFile]:
    """A field where nothing was chosen sends a file without a name."""
    return [file for file in given if isinstance(file, UploadFile) and (file.filename or file.size)]


async def looked_at(request: Request, file: UploadFile, most: int, look: Callable[[bytes, str], R]) -> R:
    """What `look` makes of the first `most` bytes and one more, and of the name that the phone gave the file, which is
    for its sentences alone. Raises TooMany, and what `look` raises."""
    limits.spend(FILES_PER_PERSON, "files", str(request.user.id))
    name = PurePath(re.sub(r"[\x00-\x1f「」]", "", file.filename or "")).name[:40] or "照片"
    async with _hands:
        return await asyncio.to_thread(look, await file.read(most + 1), name)


# What is served under our name is never run, framed or guessed at.
SEALED = {"content-security-policy": "default-src 'none'; sandbox", "content-disposition": "inline"}
