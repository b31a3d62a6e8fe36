"""Adds synthetic readings to a record, printing each one it was told is kept, until it is killed or an error comes.

    python -m tests.store.adder RECORD FIRST LAST [BYTES]

With BYTES, no file may grow longer than that: RLIMIT_FSIZE stands in for a full disk.
"""

import resource
import sys
from dataclasses import replace

from dragoman.errors import RecordError
from dragoman.store import open_record
from tests.factory import CODER, TEXT, make_document, make_extraction, make_records


def main(path, first, last, limit=None):
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    with open_record(path) as record:
        for number in range(int(first), int(last)):
            document = make_document(f"Report {number}. " + TEXT * 5)
            record.add(make_extraction(document, *make_records(document)))
            print(document.id, flush=True)
            if number % 3 == 0:  # a newer coder reads it again: that can be cut off as well
                newer = replace(CODER, version="2.0")
                record.add(make_extraction(document, *make_records(document), coder=newer))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except RecordError as error:
        sys.exit(f"RecordError: {error}")
