"""The record: one SQLite file that keeps every reading, who found what, and what it was superseded by."""

from dragoman.store.entries import Added, Entry, Failure, Hit, StoredDocument
from dragoman.store.record_file import Filters, RecordFile, open_record

__all__ = ["Added", "Entry", "Failure", "Filters", "Hit", "RecordFile", "StoredDocument", "open_record"]
