"""Fitted page -> bytes: one module for each kind of file."""
