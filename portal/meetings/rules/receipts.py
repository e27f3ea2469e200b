"""The code that proves a ballot arrived, and says nothing of the choice."""

ALPHABET = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without 0, O, 1 and I, which are read wrongly
SIGNS = ALPHABET * 8  # one for each byte


def receipt_code(random: bytes) -> str:
    """XXXX-XXXX from at least 8 random bytes: 40 bits."""
    signs = random[:8].translate(SIGNS).decode()
    return f"{signs[:4]}-{signs[4:]}"
