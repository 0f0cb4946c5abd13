-- Version 3: which kind of program somebody was last seen with.
ALTER TABLE contact ADD COLUMN program TEXT NOT NULL DEFAULT 'UNKNOWN';
