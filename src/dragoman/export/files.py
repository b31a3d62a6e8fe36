"""Files that appear whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dragoman.errors import OutputError

__all__ = ["writing"]


@contextmanager
def writing(out: Path, *, newline: str = "\n") -> Iterator[IO[str]]:
    """A UTF-8 stream that becomes the file `out` at the end; after an error, what was there before still is.

    Raises OutputError where the file cannot be written.
    """
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", newline=newline) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(out)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
