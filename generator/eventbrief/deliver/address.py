"""An e-mail address as a person writes it -> the form in which it is sent to."""

from __future__ import annotations


def valid_address(text: str) -> str:
    """The address, with its domain in ASCII where that is possible; no server is asked.

    Raises:
        ValueError: it is none; the message says why.
    """
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - slow to load

    try:
        found = validate_email(text, check_deliverability=False)
    except EmailNotValidError as error:
        reason = str(error).rstrip(".")
        raise ValueError(f"`{text}` is no e-mail address: {reason}") from error
    return found.ascii_email or found.normalized
