-- What a run keeps beside its map, so that the next one reads only what is new.
CREATE TABLE IF NOT EXISTS versions (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
-- One row an article that was read, by the hash of all that its reading hangs on.
CREATE TABLE IF NOT EXISTS readings (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    key BLOB NOT NULL,
    is_passing INTEGER NOT NULL, -- a fault that may be gone another time
    fault TEXT,
    next_step TEXT,
    aggregates BLOB,
    aggregate_count INTEGER NOT NULL,
    unresolved BLOB,
    -- When it was read, in UTC: for whoever has to account for it. No output hangs on it.
    read_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    UNIQUE (version, key)
);
CREATE TABLE IF NOT EXISTS found (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: a number stands for one record
    reading INTEGER NOT NULL,
    start TEXT,
    incident_id TEXT NOT NULL,
    link BLOB,
    record BLOB NOT NULL,
    lines BLOB NOT NULL, -- its lines of incidents.geojson
    off_map INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS found_of_reading ON found (reading);
-- The articles of a run: the last whole one, and the one that is under way.
CREATE TABLE IF NOT EXISTS articles (
    run INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    shown TEXT NOT NULL,
    record INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    is_named INTEGER NOT NULL, -- whether the article itself says its name
    is_old INTEGER NOT NULL, -- whether it is from the run before, and was not taken in now
    of_name INTEGER NOT NULL, -- texts that ask for this name
    key BLOB NOT NULL,
    about BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS articles_of_name ON articles (run, name);
CREATE INDEX IF NOT EXISTS articles_of_id ON articles (run, article_id);
CREATE INDEX IF NOT EXISTS articles_of_place ON articles (run, shown, record);
CREATE TABLE IF NOT EXISTS skipped (
    run INTEGER NOT NULL, path TEXT NOT NULL, reason TEXT NOT NULL, next_step TEXT NOT NULL
);
-- The incidents of a run in their order: as one article tells of it, or joined of several.
CREATE TABLE IF NOT EXISTS results (
    run INTEGER NOT NULL,
    position INTEGER NOT NULL,
    incident_id TEXT NOT NULL,
    found INTEGER,
    record BLOB,
    lines BLOB,
    off_map INTEGER,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;
-- What became of incidents that were linked with one another, by a hash of their numbers.
CREATE TABLE IF NOT EXISTS blocks (
    key BLOB PRIMARY KEY, run INTEGER NOT NULL, linked BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS results_of_id ON results (run, incident_id);
CREATE INDEX IF NOT EXISTS articles_of_key ON articles (run, key);
CREATE TABLE IF NOT EXISTS state (whole_run INTEGER NOT NULL, choices BLOB);
INSERT INTO state (whole_run) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM state);
