"""A folder of briefs: its settings, and what was written there."""
