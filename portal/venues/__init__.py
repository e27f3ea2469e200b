"""Rooms to meet in, service points, and what can be done where."""
