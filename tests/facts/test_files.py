"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventbrief.facts import files
from eventbrief.facts.files import MachineError, write_whole


def test_a_failed_write_leaves_the_old_file_and_no_rubbish(tmp_path: Path, monkeypatch):
    target = tmp_path / "facts.yaml"
    target.write_bytes(b"old")

    def full_disk(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full_disk)
    with pytest.raises(MachineError, match="No space left"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["facts.yaml"]


def test_a_folder_in_the_way_is_told(tmp_path: Path):
    (tmp_path / "facts.yaml").mkdir()
    with pytest.raises(MachineError, match="is a folder"):
        write_whole(tmp_path / "facts.yaml", b"new")
