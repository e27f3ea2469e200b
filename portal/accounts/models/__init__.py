"""People with an account: how to reach them, where they live, what they own, and which roles they hold."""

from portal.accounts.models.factors import SecondFactor, SpareCode
from portal.accounts.models.mandates import Mandate, Recovery
from portal.accounts.models.offices import Appointment
from portal.accounts.models.people import Contact, Person
from portal.accounts.models.privacy import Consent, Look
from portal.accounts.models.residence import Holding, ResidenceRequest, Residency
from portal.accounts.models.sessions import Session, SignInCode

__all__ = [
    "Appointment",
    "Consent",
    "Contact",
    "Holding",
    "Look",
    "Mandate",
    "Person",
    "Recovery",
    "ResidenceRequest",
    "Residency",
    "SecondFactor",
    "Session",
    "SignInCode",
    "SpareCode",
]
