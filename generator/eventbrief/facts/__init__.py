"""The fact sheet: its model, its YAML with line and column, its JSON Schema.

The ground that every station stands on; it knows no file format but YAML, and no station.
"""
