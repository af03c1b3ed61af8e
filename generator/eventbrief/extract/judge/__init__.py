"""Which candidate is right, how sure that is, and why."""
