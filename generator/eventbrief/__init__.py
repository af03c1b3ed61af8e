"""From articles about an event to one-page briefings, every fact traced to its source."""

__version__ = "0.1.0"
