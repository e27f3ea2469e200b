"""The code that proves a ballot arrived, and says nothing of the choice."""

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without 0, O, 1 and I, which are read wrongly


def receipt_code(random: bytes) -> str:
    """XXXX-XXXX from at least 8 random bytes: 40 bits."""
    signs = "".join(ALPHABET[byte % 32] for byte in random[:8])
    return f"{signs[:4]}-{signs[4:]}"
