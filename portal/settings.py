"""Every setting: its name, type, default and what it is for. The only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any

PREFIX = "PORTAL_"


def _setting(default: Any, help: str) -> Any:
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True)
class Settings:
    """Each field is read from the environment as PORTAL_<NAME>."""

    database_url: str = _setting("sqlite://var/portal.db", "sqlite://PATH (one process) or postgres://USER@HOST/NAME")
    var: str = _setting("var", "Folder for the embedded database, the lock and the demo's mailbox")
    secret: str = _setting("", "Key for sealed columns and fingerprints; `portal init` makes one")
    host: str = _setting("127.0.0.1", "Address to listen on")
    port: int = _setting(8000, "Port to listen on")
    public_url: str = _setting(
        "", "How residents reach the portal, e.g. https://hall.example; empty: the address asked"
    )
    hosts: str = _setting("", "Host names answered to, by commas; empty: that of PUBLIC_URL, and this machine's own")
    secure_cookies: bool = _setting(True, "Cookies travel by https only")
    smtp_host: str = _setting("", "Mail server; empty: letters are only logged")
    smtp_port: int = _setting(587, "Port of the mail server")
    smtp_user: str = _setting("", "Mail account")
    smtp_password: str = _setting("", "Mail password")
    smtp_tls: str = _setting("starttls", "starttls, tls or none")
    mail_from: str = _setting("portal@localhost", "Sender of every letter")
    sms_url: str = _setting("", "HTTP gateway that sends a short message: POST {to, text} as JSON; empty: only logged")
    sms_token: str = _setting("", "Bearer token of the SMS gateway")
    operator: str = _setting("待填", "Who runs the portal, shown in the footer")
    complaints_phone: str = _setting("12345", "Complaint channel, shown in the footer")
    words: str = _setting(
        "", "File of words to look at, one a line: `hold: …` or `refuse: …`; read anew when it changes; empty: none"
    )
    holidays: str = _setting(
        "", "JSON file with years of holidays and make-up days, as portal/kit/holidays.json; empty: the list we bring"
    )
    filing: str = _setting("待填", "Filing number, shown in the footer")
    worker: bool = _setting(True, "Run the schedule inside the server (always on SQLite)")
    most_phones: int = _setting(12000, "Live connections one process accepts")
    metrics_token: str = _setting("", "Bearer token for /metrics; empty: only this machine may read it")
    staff_second_factor: bool = _setting(True, "Who works here needs a second factor before their roles are in force")
    demo: bool = _setting(False, "Set by `portal demo`; refuses a database that was not seeded as a demo")

    @property
    def on_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


def read(environment: Mapping[str, str]) -> Settings:
    """Raises ValueError with one line that names the setting which cannot be read."""
    given: dict[str, Any] = {}
    for each in fields(Settings):
        text = environment.get(PREFIX + each.name.upper())
        if text is not None:
            given[each.name] = _parsed(each.name, text, type(each.default))
    unknown = {n for n in environment if n.startswith(PREFIX)} - {PREFIX + f.name.upper() for f in fields(Settings)}
    unknown = {n for n in unknown if not n.startswith((PREFIX + "TEST_", PREFIX + "CHROMIUM"))}
    if unknown:
        raise ValueError(f"unknown settings: {', '.join(sorted(unknown))}")
    return replace(Settings(), **given)


def _parsed(name: str, text: str, kind: type) -> Any:
    if kind is bool:
        if text.lower() not in ("1", "0", "true", "false", "yes", "no"):
            raise ValueError(f"{PREFIX}{name.upper()} must be yes or no, not {text!r}")
        return text.lower() in ("1", "true", "yes")
    if kind is int:
        if not text.isdecimal():
            raise ValueError(f"{PREFIX}{name.upper()} must be a whole number, not {text!r}")
        return int(text)
    return text


@cache
def _present() -> list[Settings]:
    return [read(os.environ)]


def current() -> Settings:
    return _present()[0]


def use(settings: Settings) -> None:
    """Let this process run by these settings."""
    _present()[0] = settings


def example() -> str:
    """The text of deploy/example.env: every setting with its help and default."""
    lines = ["# Every setting of the portal. Uncomment what differs from the default."]
    for each in fields(Settings):
        default = ("yes" if each.default else "no") if isinstance(each.default, bool) else each.default
        lines += ["", f"# {each.metadata['help']}", f"#{PREFIX}{each.name.upper()}={default}"]
    return "\n".join(lines) + "\n"
