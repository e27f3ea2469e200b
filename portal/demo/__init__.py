"""The demo city: fictional people in an exact register, on an ordinary evening."""
