"""How what is personal is shown to others: one function for each kind (§6.5). What is masked cannot be read back."""

import re

_HOUSE = re.compile(r"^.*?\d+栋|^.*?栋")


def phone(number: str) -> str:
    """138****1234."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 7 else "*" * len(number)


def email(mailbox: str) -> str:
    """w***@example.org."""
    name, _, host = mailbox.partition("@")
    return f"{name[:1]}***@{host}"


def contact(channel: str, spelled: str) -> str:
    """A phone number or a mailbox: enough to recognise one's own."""
    return phone(spelled) if channel == "sms" else email(spelled)


def name(full: str) -> str:
    """张*, 张*三, and of four or more the first sign alone. A name that is masked already stays as it is."""
    if "*" in full or len(full) < 2:
        return full
    if len(full) == 3:
        return f"{full[0]}*{full[2]}"
    return full[0] + "*" * (len(full) - 1)


def id_number(number: str) -> str:
    """5105**********123X."""
    return number[:4] + "*" * max(0, len(number) - 8) + number[-4:] if len(number) > 8 else "*" * len(number)


def address(text: str) -> str:
    """Down to the building and no further: 桂圆林苑3栋."""
    found = _HOUSE.match(text)
    return found[0] if found else "*" * min(len(text), 4)
