"""Halls and their matters, what neighbours say of them, and the community's answer."""

from portal.hall.models.matters import Hall, Matter, Passage, Second
from portal.hall.models.posts import Answer, Post, Stance
from portal.hall.models.searching import SearchEntry, StageCount

__all__ = ["Answer", "Hall", "Matter", "Passage", "Post", "SearchEntry", "Second", "StageCount", "Stance"]
