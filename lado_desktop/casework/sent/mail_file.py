"""Reads a saved e-mail: `.eml` (RFC 5322) or Outlook's `.msg`."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from oxmsg import Message

from lado_desktop.casework.sent.plain_html import plain_html
from lado_desktop.casework.sent.read_file import MOST_NAMES, ReadFile, Unreadable, capped
from lado_desktop.domain.fields.text import clean, one_line

_DAMAGED = (
    "This e-mail is damaged and was not read. Open it in your mail program and copy its text."
)
_NOT_MAIL = "This is not an e-mail, a PDF or a Word document, so it was not read."
_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_PARTS = 500
_HEADERS = ("from", "subject", "date", "received", "to", "message-id")


def read_eml(content: bytes) -> ReadFile:
    """Read an `.eml`. Raises Unreadable."""
    try:
        message = message_from_bytes(content, policy=policy.default)
        if not any(name in message for name in _HEADERS):
            raise Unreadable(_NOT_MAIL)
        if message.get_content_type() in _ENCRYPTED:
            raise Unreadable(
                "This e-mail is encrypted and was not read. Open it in your mail program and copy "
                "its text."
            )
        return ReadFile(
            kind="E-mail",
            text=capped(_text_of(message)),
            subject=one_line(str(message.get("subject", ""))),
            sender=one_line(str(message.get("from", ""))),
            sent_at=_sent_at(str(message.get("date", ""))),
            attachments=_attachments(message),
        )
    except (Unreadable, MemoryError):
        raise
    except LookupError as error:
        raise Unreadable(
            "This e-mail is in a character set that is not known here, and was not read. Open it "
            "in your mail program and copy its text."
        ) from error
    # The standard library's parser raises nearly any exception on hostile headers.
    except Exception as error:
        raise Unreadable(_DAMAGED) from error


def read_msg(content: bytes) -> ReadFile:
    """Read an Outlook `.msg`. Raises Unreadable."""
    try:
        message = Message.load(content)
        text = message.body or plain_html(message.html_body or "")
        names = [attachment.file_name or "" for attachment in message.attachments[:MOST_NAMES]]
        sent_at = message.sent_date
        return ReadFile(
            kind="E-mail",
            text=capped(clean(text)),
            subject=one_line(message.subject),
            sender=one_line(message.sender or ""),
            sent_at=sent_at if sent_at is None or sent_at.tzinfo else sent_at.replace(tzinfo=UTC),
            attachments=tuple(one_line(name) for name in names if name),
        )
    except MemoryError:
        raise
    # The file has streams within streams, each of which can be broken in any way.
    except Exception as error:
        raise Unreadable(_DAMAGED) from error


def _text_of(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    text = body.get_content()
    if not isinstance(text, str):
        return ""
    return clean(plain_html(text) if body.get_content_subtype() == "html" else text)


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    found: list[str] = []
    for number, part in enumerate(message.walk()):
        if number == _PARTS or len(found) == MOST_NAMES:
            break
        if name := part.get_filename():
            found.append(one_line(name))
    return tuple(found)


def _sent_at(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
