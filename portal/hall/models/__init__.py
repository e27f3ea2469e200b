"""Halls and their matters, what neighbours say of them, and the community's answer."""

from portal.hall.models.matters import Hall, Matter, Passage, Second
from portal.hall.models.posts import Answer, Nod, Post, Revision, Stance
from portal.hall.models.recorded import RecordedVoice

__all__ = ["Answer", "Hall", "Matter", "Nod", "Passage", "Post", "RecordedVoice", "Revision", "Second", "Stance"]
