"""Meetings and votes: lawful, live, exact."""
