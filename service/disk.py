"""Files that are whole or not there: written beside their place, synced, renamed."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """The whole file or none, also when the machine stops in between; raises OSError and leaves nothing behind."""
    part = path.parent / f".{path.name[:32]}-{os.getpid()}.part"
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync(path.parent)
    except OSError:
        with suppress(OSError):  # the folder itself may not be there
            part.unlink()
        raise


def _sync(folder: Path) -> None:
    """The rename itself lasts only once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
