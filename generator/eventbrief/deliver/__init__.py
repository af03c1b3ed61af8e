"""Rendered briefs -> e-mails; who got what."""
