"""Adds synthetic readings to the record named on the command line until it is killed, printing each one it was told
is kept; with a number, that many."""

import sys
from dataclasses import replace

from dragoman.store import open_record
from tests.factory import CODER, TEXT, make_document, make_extraction, make_records

if __name__ == "__main__":
    first, last = int(sys.argv[2]), int(sys.argv[3])
    with open_record(sys.argv[1]) as record:
        for number in range(first, last):
            document = make_document(f"Report {number}. " + TEXT * 5)
            record.add(make_extraction(document, *make_records(document)))
            print(document.id, flush=True)
            if number % 3 == 0:  # a newer coder reads it again: that can be cut off as well
                record.add(make_extraction(document, *make_records(document)[1:], coder=replace(CODER, version="2.0")))
