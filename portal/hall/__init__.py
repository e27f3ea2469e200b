"""Matters: raised, seconded, deliberated, answered."""
