-- The record file, format 1. Dates are ISO days, times ISO UTC, values JSON; "current" is what the last reading holds.
-- Any SQLite tool may read it; what may not be changed is guarded by triggers, whoever writes.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- One row a report. The columns from `language` to `coder` are the present reading's; the text comes last so that a
-- header is read without it.
CREATE TABLE documents (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT,
    outlet TEXT COLLATE NOCASE,
    url TEXT,
    given TEXT,                 -- the date of publication as given from outside
    retrieved TEXT,
    digest TEXT,                -- SHA-256 of the raw bytes
    length INTEGER NOT NULL,    -- of the text, in code points
    recorded_at TEXT NOT NULL,
    language TEXT NOT NULL,
    genre TEXT,
    unread TEXT,                -- why no records were made of it
    earliest TEXT,              -- the days on which it may have been published
    latest TEXT,
    dated TEXT NOT NULL,        -- JSON: that interval with its basis and reasons
    coder TEXT NOT NULL,
    -- Where it stands in a list; a report that is not dated to within a year stands last.
    day TEXT AS (CASE WHEN julianday(latest) - julianday(earliest) <= 366 THEN earliest ELSE '9999' END) VIRTUAL,
    blocks TEXT NOT NULL,       -- JSON: where stretches of the text stood in the file
    text TEXT NOT NULL
);
CREATE INDEX documents_by_day ON documents (day);
CREATE INDEX documents_by_outlet ON documents (outlet, day);
CREATE INDEX documents_unread ON documents (day) WHERE unread IS NOT NULL;

CREATE TRIGGER documents_stay BEFORE UPDATE OF n, id, title, outlet, url, given, digest, blocks, text ON documents
BEGIN SELECT RAISE(ABORT, 'a document is never changed'); END;
CREATE TRIGGER documents_are_kept BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'a document is never deleted'); END;

-- One row each time a coder read a document.
CREATE TABLE readings (
    n INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (n),
    coder TEXT NOT NULL,
    version TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    language TEXT NOT NULL,
    unread TEXT,
    dated TEXT NOT NULL,
    UNIQUE (document, coder)
);

-- One row a record. `record` is its JSON as the last reading (or an analyst) left it.
CREATE TABLE records (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (n),
    span_start INTEGER NOT NULL,  -- of the main evidence, in code points of the text
    span_end INTEGER NOT NULL,
    earliest TEXT,
    latest TEXT,
    dated TEXT NOT NULL,          -- whose date that is: 'own', 'report' or 'none'
    current INTEGER NOT NULL DEFAULT 1,
    reading INTEGER NOT NULL REFERENCES readings (n),
    -- Where it stands in a list: by its own date, or else where its report does.
    day TEXT AS (CASE WHEN dated = 'own' THEN coalesce(earliest, latest)
                 WHEN julianday(latest) - julianday(earliest) <= 366 THEN earliest ELSE '9999' END) VIRTUAL,
    words TEXT NOT NULL,          -- what `record_words` indexes
    record TEXT NOT NULL
);
CREATE INDEX records_by_kind ON records (kind, day, document, span_start, earliest, latest) WHERE current = 1;
CREATE INDEX records_by_day ON records (day, document, span_start, earliest, latest, kind) WHERE current = 1;
CREATE INDEX records_by_document ON records (document, kind);

CREATE TRIGGER records_are_kept BEFORE DELETE ON records
BEGIN SELECT RAISE(ABORT, 'a record is never deleted; it can stop being current'); END;

-- Where the records of an older reading went.
CREATE TABLE redirects (
    old TEXT PRIMARY KEY,
    new TEXT NOT NULL,
    reading INTEGER NOT NULL REFERENCES readings (n)
) WITHOUT ROWID;
CREATE INDEX redirects_by_new ON redirects (new);

-- One row a value: what one reading found for one field (or one element of a list) of one record.
CREATE TABLE attestations (
    n INTEGER PRIMARY KEY,
    record INTEGER NOT NULL REFERENCES records (n),
    reading INTEGER NOT NULL REFERENCES readings (n),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    words TEXT,
    evidence TEXT NOT NULL,       -- JSON: [[start, end], ...] in the document of the record
    asserted_by TEXT,             -- NULL: the outlet in its own voice
    superseded_by INTEGER REFERENCES readings (n)
);
CREATE INDEX attestations_by_record ON attestations (record);

CREATE TRIGGER attestations_stay BEFORE UPDATE ON attestations
WHEN OLD.superseded_by IS NOT NULL OR NEW.superseded_by IS NULL OR NEW.n IS NOT OLD.n
    OR NEW.record IS NOT OLD.record OR NEW.reading IS NOT OLD.reading OR NEW.field IS NOT OLD.field
    OR NEW.value IS NOT OLD.value OR NEW.words IS NOT OLD.words OR NEW.evidence IS NOT OLD.evidence
    OR NEW.asserted_by IS NOT OLD.asserted_by
BEGIN SELECT RAISE(ABORT, 'an attestation is never changed; it can be superseded once'); END;
CREATE TRIGGER attestations_are_kept BEFORE DELETE ON attestations
BEGIN SELECT RAISE(ABORT, 'an attestation is never deleted'); END;
-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER attestations_are_not_replaced BEFORE INSERT ON attestations
WHEN EXISTS (SELECT 1 FROM attestations WHERE n = NEW.n)
BEGIN SELECT RAISE(ABORT, 'an attestation is never replaced'); END;

CREATE VIEW attested AS
SELECT a.n, r.id AS record, a.field, a.value, a.words, a.evidence, a.asserted_by, g.recorded_at, g.coder,
    a.superseded_by
FROM attestations AS a JOIN records AS r ON r.n = a.record JOIN readings AS g ON g.n = a.reading;

-- Who and what place each record names, for filters.
CREATE TABLE names (
    n INTEGER PRIMARY KEY,
    sort TEXT NOT NULL,           -- 'actor' or 'place'
    name TEXT NOT NULL,
    UNIQUE (sort, name)
);
CREATE TABLE named (
    name INTEGER NOT NULL REFERENCES names (n),
    record INTEGER NOT NULL REFERENCES records (n),
    PRIMARY KEY (name, record)
) WITHOUT ROWID;
CREATE INDEX named_by_record ON named (record);

-- Full text. The indexes hold no text of their own.
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content = 'documents', content_rowid = 'n', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO report_words (report_words, rank) VALUES ('rank', 'bm25(3.0, 1.0)');  -- a title says what a report is about
CREATE TRIGGER documents_indexed AFTER INSERT ON documents
BEGIN INSERT INTO report_words (rowid, title, text) VALUES (NEW.n, NEW.title, NEW.text); END;

CREATE VIRTUAL TABLE record_words USING fts5 (
    words, content = 'records', content_rowid = 'n', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER records_indexed AFTER INSERT ON records
BEGIN INSERT INTO record_words (rowid, words) VALUES (NEW.n, NEW.words); END;
CREATE TRIGGER records_indexed_again AFTER UPDATE OF words ON records WHEN NEW.words IS NOT OLD.words
BEGIN
    INSERT INTO record_words (record_words, rowid, words) VALUES ('delete', OLD.n, OLD.words);
    INSERT INTO record_words (rowid, words) VALUES (NEW.n, NEW.words);
END;

CREATE VIRTUAL TABLE name_words USING fts5 (
    name, content = 'names', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER names_indexed AFTER INSERT ON names
BEGIN INSERT INTO name_words (rowid, name) VALUES (NEW.n, NEW.name); END;

-- Sources that could not be read.
CREATE TABLE failures (
    n INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    UNIQUE (source, reason)
);

-- Ties between records or documents. A tie is withdrawn, never changed.
CREATE TABLE links (
    n INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    "left" TEXT NOT NULL,
    "right" TEXT NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL,
    "by" TEXT NOT NULL,
    made TEXT NOT NULL,
    withdrawn TEXT,
    bearing TEXT
);
CREATE UNIQUE INDEX links_in_force ON links (kind, "left", "right") WHERE withdrawn IS NULL;
CREATE INDEX links_by_left ON links ("left");
CREATE INDEX links_by_right ON links ("right");

CREATE TRIGGER links_stay BEFORE UPDATE ON links
WHEN OLD.withdrawn IS NOT NULL OR NEW.withdrawn IS NULL OR NEW.n IS NOT OLD.n OR NEW.kind IS NOT OLD.kind
    OR NEW."left" IS NOT OLD."left" OR NEW."right" IS NOT OLD."right" OR NEW.score IS NOT OLD.score
    OR NEW.reasons IS NOT OLD.reasons OR NEW."by" IS NOT OLD."by" OR NEW.made IS NOT OLD.made
    OR NEW.bearing IS NOT OLD.bearing
BEGIN SELECT RAISE(ABORT, 'a link is never changed; it can be withdrawn once'); END;
CREATE TRIGGER links_are_kept BEFORE DELETE ON links
BEGIN SELECT RAISE(ABORT, 'a link is never deleted; it can be withdrawn'); END;
CREATE TRIGGER links_are_not_replaced BEFORE INSERT ON links
WHEN EXISTS (SELECT 1 FROM links WHERE n = NEW.n)
    OR EXISTS (SELECT 1 FROM links
               WHERE kind = NEW.kind AND "left" = NEW."left" AND "right" = NEW."right" AND withdrawn IS NULL)
BEGIN SELECT RAISE(ABORT, 'this link is in force already'); END;

-- What analysts decided: one chain of hashes for each origin, so that a cut or a change shows.
CREATE TABLE decisions (
    n INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    position INTEGER NOT NULL,
    target TEXT NOT NULL,
    field TEXT,
    verdict TEXT NOT NULL,
    value TEXT,
    note TEXT NOT NULL DEFAULT '',
    "by" TEXT NOT NULL,
    made TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    UNIQUE (origin, position)
);
CREATE INDEX decisions_by_target ON decisions (target);

CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;
CREATE TRIGGER decisions_are_not_replaced BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions
             WHERE n = NEW.n OR hash = NEW.hash OR (origin = NEW.origin AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'a decision is never replaced'); END;
