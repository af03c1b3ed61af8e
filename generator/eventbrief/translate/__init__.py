"""Fact sheet -> PO file for a translator, and back."""
