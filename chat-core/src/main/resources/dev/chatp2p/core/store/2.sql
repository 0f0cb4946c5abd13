-- Version 2: ids of the peer's messages that were deleted and purged, so that one that is delivered again does not come back.
CREATE TABLE gone (
  id BLOB PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX gone_since ON gone (since);
