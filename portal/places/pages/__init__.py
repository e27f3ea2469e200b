"""The tree of areas, as those who keep it see it."""
