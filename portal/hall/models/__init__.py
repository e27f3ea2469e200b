"""Halls and their matters, what neighbours say of them, and the community's answer."""

from portal.hall.models.following import Following, PlaceFollowing
from portal.hall.models.matters import Hall, Matter, Passage, Second
from portal.hall.models.media import Attachment, AttachmentFile
from portal.hall.models.moderation import Complaint, Review
from portal.hall.models.opinions import OpinionMap, Statement, Tap
from portal.hall.models.outcomes import Objection, Opinion
from portal.hall.models.posts import Answer, Nod, Post, Revision, Stance
from portal.hall.models.recorded import RecordedVoice
from portal.hall.models.searching import SearchEntry, StageCount
from portal.hall.models.triage import Appeal, Facts

__all__ = [
    "Answer",
    "Appeal",
    "Attachment",
    "AttachmentFile",
    "Complaint",
    "Facts",
    "Following",
    "Hall",
    "Matter",
    "Nod",
    "Objection",
    "Opinion",
    "OpinionMap",
    "Passage",
    "PlaceFollowing",
    "Post",
    "RecordedVoice",
    "Review",
    "Revision",
    "SearchEntry",
    "Second",
    "StageCount",
    "Stance",
    "Statement",
    "Tap",
]
