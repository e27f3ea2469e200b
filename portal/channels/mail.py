"""Letters by SMTP."""

import ssl
from email.message import EmailMessage
from email.utils import formatdate

import aiosmtplib

from portal.channels.carrier import Outgoing, Undeliverable
from portal.settings import Settings

PATIENCE = 60  # seconds for one whole delivery


class Mail:
    def __init__(self, settings: Settings, *, domain: str = "") -> None:
        self._settings, self._domain = settings, domain

    async def carry(self, letter: Outgoing) -> None:
        s = self._settings
        try:
            await aiosmtplib.send(
                self._message(letter),
                hostname=s.smtp_host,
                port=s.smtp_port,
                username=s.smtp_user or None,
                password=s.smtp_password or None,
                use_tls=s.smtp_tls == "tls",
                start_tls=s.smtp_tls == "starttls",
                timeout=PATIENCE,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise Undeliverable(for_ever=all(r.code >= 500 for r in refused.recipients)) from refused
        except aiosmtplib.SMTPResponseException as answer:
            raise Undeliverable(for_ever=answer.code >= 500) from answer
        except (aiosmtplib.SMTPException, OSError, ssl.SSLError) as problem:
            raise Undeliverable(for_ever=False) from problem

    def _message(self, letter: Outgoing) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._settings.mail_from
        message["To"] = f"{letter.address}@{self._domain}" if self._domain else letter.address
        message["Subject"] = letter.subject
        message["Date"] = formatdate()
        # The same for every try, so that a mailbox can drop the second copy after a lost answer.
        message["Message-ID"] = f"<letter-{letter.id}@{self._settings.mail_from.rpartition('@')[2]}>"
        if letter.stop:
            # One tap in the mail program itself (RFC 8058): it posts there, and nobody signs in.
            message["List-Unsubscribe"] = f"<{letter.stop}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(letter.body)
        return message
