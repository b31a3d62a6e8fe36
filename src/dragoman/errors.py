"""Everything that Dragoman raises on purpose.

    DragomanError
    ├── InputError         a file or stream cannot be read as a report (says which, what was met, what was wanted)
    ├── OutputError        a file cannot be written
    ├── ModelError         no usable parser model is installed
    ├── LexiconError       a lexicon file breaks its own rules (says file, entry and field)
    ├── RecordError        a record file cannot be opened, or is of another version
    │   └── NotHeldError   no entry has the given id
    └── UsageError         an argument cannot be what it is

The library raises; only `cli.py` prints and exits.
"""

__all__ = [
    "DragomanError",
    "InputError",
    "LexiconError",
    "ModelError",
    "NotHeldError",
    "OutputError",
    "RecordError",
    "UsageError",
]


class DragomanError(Exception):
    """Base of all errors that Dragoman raises on purpose."""


class InputError(DragomanError):
    """A file or stream cannot be read as a report."""


class OutputError(DragomanError):
    """A file cannot be written."""


class ModelError(DragomanError):
    """No usable parser model is installed."""


class LexiconError(DragomanError):
    """A lexicon file breaks its own rules."""


class RecordError(DragomanError):
    """A record file cannot be opened or used."""


class NotHeldError(RecordError):
    """The record holds nothing under the given id."""


class UsageError(DragomanError, ValueError):
    """An argument cannot be what it is."""
