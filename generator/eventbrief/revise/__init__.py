"""The sheet that people edited + what extraction gives now -> the sheet, every hand edit kept."""
