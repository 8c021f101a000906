-- What the run under way consists of; `now` holds its number and the version that reads.
CREATE TEMP TABLE now (run INTEGER NOT NULL, version INTEGER NOT NULL);
CREATE TEMP VIEW told AS
    SELECT name, article_id, of_name, about, readings.id AS reading, fault, next_step,
        aggregates, aggregate_count, unresolved
    FROM now
    JOIN articles ON articles.run = now.run
    JOIN readings ON readings.version = now.version AND readings.key = articles.key;
-- Those whose id is that of another by chance, under an id of their own.
CREATE TEMP TABLE renamed (
    found INTEGER PRIMARY KEY, incident_id TEXT NOT NULL, record BLOB NOT NULL,
    lines BLOB NOT NULL, off_map INTEGER NOT NULL
);
CREATE TEMP VIEW told_incidents AS
    SELECT found.id AS found, start, coalesce(renamed.incident_id, found.incident_id) AS incident_id,
        link, renamed.record AS record, renamed.lines AS lines, renamed.off_map AS off_map
    FROM told JOIN found ON found.reading = told.reading
    LEFT JOIN renamed ON renamed.found = found.id;
-- What linking makes of them: those that have gone into others, and what these have become.
CREATE TEMP TABLE gone (found INTEGER PRIMARY KEY);
CREATE TEMP TABLE joined (
    start TEXT, incident_id TEXT NOT NULL, record BLOB NOT NULL, lines BLOB NOT NULL,
    off_map INTEGER NOT NULL
);
-- The order of incidents everywhere: by their first day, where nobody says it last, then by id.
CREATE TEMP VIEW ordered AS
    SELECT row_number() OVER (ORDER BY start IS NULL, start, incident_id) AS position,
        incident_id, found, record, lines, off_map
    FROM (
        SELECT start, incident_id, found, record, lines, off_map FROM told_incidents
        WHERE found NOT IN (SELECT found FROM gone)
        UNION ALL SELECT start, incident_id, NULL, record, lines, off_map FROM joined
    );
CREATE TEMP VIEW shown AS
    SELECT run, position, results.incident_id, coalesce(results.record, found.record) AS record,
        coalesce(results.lines, found.lines) AS lines,
        coalesce(results.off_map, found.off_map) AS off_map
    FROM results LEFT JOIN found ON found.id = results.found;
