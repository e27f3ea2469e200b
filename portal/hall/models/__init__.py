"""Halls and their matters, what neighbours say of them, and the community's answer."""

from portal.hall.models.matters import Hall, Matter, Passage, Second
from portal.hall.models.media import Attachment, AttachmentFile
from portal.hall.models.posts import Answer, Post, Stance

__all__ = ["Answer", "Attachment", "AttachmentFile", "Hall", "Matter", "Passage", "Post", "Second", "Stance"]
