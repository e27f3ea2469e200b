"""How a command ends early."""

BROKEN = 2  # what was asked cannot be read
REFUSED = 3  # what was asked cannot be done now


class Stop(Exception):
    """End with one line, and no trace."""

    def __init__(self, line: str, code: int = REFUSED) -> None:
        super().__init__(line)
        self.code = code
