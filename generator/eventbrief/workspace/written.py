"""What the program wrote in a folder, so that a file changed by hand can be told."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from eventbrief.facts.files import MachineError, write_whole
from eventbrief.facts.finding import Finding

FILE = ".eventbrief.json"


class Written:
    """The record of one folder: the checksum of each file as it was written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sums: dict[str, str] = {}
        path = folder / FILE
        if path.is_file():
            try:
                data = json.loads(path.read_text(encoding="utf-8"))
            except (ValueError, OSError):
                data = {}
            if isinstance(data, dict):
                self.sums = {str(k): str(v) for k, v in data.items()}

    def refusals(self, files: dict[str, bytes]) -> list[Finding]:
        """The files that a person changed since they were written."""
        found = []
        for name, data in files.items():
            path = self.folder / name
            if not path.exists():
                continue
            try:
                present = path.read_bytes()
            except OSError as error:
                raise MachineError(f"{path}: cannot be read: {error.strerror or error}") from error
            if present != data and _sum(present) != self.sums.get(name):
                message = "changed by hand since it was written; it is left as it is"
                advice = "move it away, or write over it with --force"
                found.append(Finding("E601", message, str(path), advice=advice))
        return found

    def forget(self, names: set[str]) -> None:
        """Take away files that are not wanted any more, unless a person changed them."""
        for name in names:
            path = self.folder / name
            if path.is_file() and _sum(path.read_bytes()) == self.sums.get(name):
                path.unlink()
            del self.sums[name]

    def write(self, files: dict[str, bytes]) -> list[Path]:
        """Write the files, each whole, then the record."""
        paths = []
        for name, data in files.items():
            path = self.folder / name
            write_whole(path, data)
            self.sums[name] = _sum(data)
            paths.append(path)
        record = json.dumps(dict(sorted(self.sums.items())), indent=1) + "\n"
        write_whole(self.folder / FILE, record.encode())
        return paths


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
