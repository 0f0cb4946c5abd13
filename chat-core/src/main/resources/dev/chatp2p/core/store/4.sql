-- Version 4: of whom nothing is told outside the window.
ALTER TABLE contact ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
