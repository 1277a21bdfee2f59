"""A mail server that takes nothing for addresses that begin with "full"."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.locmem import EmailBackend as Kept


class EmailBackend(Kept):
    def send_messages(self, messages):
        for one in messages:
            if one.to[0].startswith("full"):
                raise SMTPRecipientsRefused({one.to[0]: (552, b"mailbox full")})
        return super().send_messages(messages)


class Killed(Kept):
    """The process ends before the mail is out."""

    def send_messages(self, messages):
        raise KeyboardInterrupt
