"""Bytes to disk, whole or not at all; bytes from disk, within a limit."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from eventbrief.facts.finding import Finding, InputError


class MachineError(Exception):
    """The machine failed (disk full, no permission); exit code 3."""


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` so that `path` holds either its old bytes or all the new ones.

    A temporary file in the same folder is written, flushed to the disk and renamed over `path`.

    Raises:
        MachineError: the folder cannot be made, or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise MachineError(f"{path}: is a folder; a file was to be written there")
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            Path(temporary).chmod(mode)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise MachineError(f"{path}: cannot be written: {error.strerror or error}") from error


def read_bytes(path: Path, limit: int, kind: str) -> bytes:
    """The bytes of `path`, at most `limit` of them.

    Raises:
        InputError: E101 missing or unreadable, E102 a folder, E103 larger than `limit`.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise InputError([Finding("E102", f"this is a folder; a {kind} was expected", name)])
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        advice = "check the path; the shell expands * only where files match"
        raise InputError([Finding("E101", f"no such {kind}", name, advice=advice)]) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError([Finding("E101", f"the {kind} cannot be read: {reason}", name)]) from error
    if len(data) > limit:
        message = f"the {kind} is larger than {limit // 1_000_000} MB"
        raise InputError([Finding("E103", message, name)])
    return data


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
