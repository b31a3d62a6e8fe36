"""Reports found by their words, with the place in the text and the statements that hold the words too."""

import sqlite3
from contextlib import closing

from dragoman.model.document import Span
from dragoman.store.entries import Hit
from dragoman.store.query import read_document
from dragoman.store.words import Finder, match_expression, snip, terms

__all__ = ["search"]

_REPORTS = "SELECT rowid FROM report_words WHERE report_words MATCH ? ORDER BY rank LIMIT ?"

# A statement knows who "he" is, so it may hold a name that the text around it has not.
_REPORTS_OF_STATEMENTS = """
SELECT DISTINCT r.document FROM record_words JOIN records AS r ON r.n = record_words.rowid
WHERE record_words MATCH ? AND r.kind = 'statement' AND r.current = 1 LIMIT ?
"""

_STATEMENTS = """
SELECT r.id, r.span_start, r.span_end FROM records AS r
WHERE r.document = ?1 AND r.kind = 'statement' AND r.current = 1
    AND r.n IN (SELECT rowid FROM record_words
                WHERE record_words MATCH ?2
                    AND rowid BETWEEN (SELECT min(n) FROM records WHERE document = ?1 AND kind = 'statement')
                        AND (SELECT max(n) FROM records WHERE document = ?1 AND kind = 'statement'))
ORDER BY r.span_start, r.n
"""


def search(db: sqlite3.Connection, words: str, *, limit: int) -> tuple[Hit, ...]:
    """Reports that hold all the words, best first; see `RecordFile.search`."""
    if not terms(words) or limit < 1:
        return ()
    expression = match_expression(words)
    reports = [n for (n,) in db.execute(_REPORTS, (expression, limit))]
    if len(reports) < limit:
        others = (n for (n,) in db.execute(_REPORTS_OF_STATEMENTS, (expression, limit)))
        reports = list(dict.fromkeys((*reports, *others)))[:limit]
    with closing(Finder(words)) as find:
        return tuple(_hit(db, n, expression, find) for n in reports)


def _hit(db: sqlite3.Connection, report: int, expression: str, find: Finder) -> Hit:
    held = read_document(db, report)
    text, title, header = held.text or "", held.title or "", held.header
    statements = db.execute(_STATEMENTS, (report, expression)).fetchall()
    ids = tuple(id for id, _, _ in statements)
    if found := find(text):
        return Hit(header, *snip(text, found), ids)
    if found := find(title):
        return Hit(header, None, *snip(title, found)[1:], ids)
    # Only the statement has the words: its speaker goes by another name here than in the text.
    _, start, end = statements[0]
    best, line, _ = snip(text, [Span(start, end)])
    return Hit(header, best, line, (), ids)
