"""The verbs: parse, call, print; no logic of their own."""
