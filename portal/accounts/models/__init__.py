"""People with an account: how to reach them, where they live, what they own, and which roles they hold."""

from portal.accounts.models.drafts import KeptDraft
from portal.accounts.models.factors import SecondFactor, SpareCode
from portal.accounts.models.mandates import Mandate, Recovery
from portal.accounts.models.offices import Appointment
from portal.accounts.models.people import Contact, Person
from portal.accounts.models.privacy import Consent, DataCorrection, Look, NameChange
from portal.accounts.models.residence import Holding, ResidenceRequest, Residency
from portal.accounts.models.sessions import Session, SignInCode
from portal.accounts.models.slips import Slip, SlipBatch

__all__ = [
    "Appointment",
    "Consent",
    "Contact",
    "DataCorrection",
    "Holding",
    "KeptDraft",
    "Look",
    "Mandate",
    "NameChange",
    "Person",
    "Recovery",
    "ResidenceRequest",
    "Residency",
    "SecondFactor",
    "Session",
    "SignInCode",
    "Slip",
    "SlipBatch",
    "SpareCode",
]
