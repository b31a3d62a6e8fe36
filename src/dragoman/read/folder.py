"""The files of a folder and what is under it, in an order that does not change."""

import os
from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import InputError

__all__ = ["walk_folder"]


def walk_folder(folder: Path) -> Iterator[Path | InputError]:
    """The regular files under `folder`, sorted, each folder's files before its folders.

    Hidden files and folders are left out, links to folders are not followed. A folder that may not be listed comes as
    the InputError that says so, so that the rest is still read.
    """
    refused: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if not name.startswith(".") and path.is_file():
                yield path
        while refused:
            yield _refusal(refused.pop())
    while refused:
        yield _refusal(refused.pop())


def _refusal(error: OSError) -> InputError:
    return InputError(f"{error.filename}: {(error.strerror or str(error)).lower()}")
