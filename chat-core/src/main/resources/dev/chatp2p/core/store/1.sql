-- Version 1: conversations, the words in them, contacts, settings.
-- Times are nanoseconds since 1970, ids the 16 bytes of a UUID, enum values their names.

CREATE TABLE deletion (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  whole INTEGER NOT NULL,            -- 1: the conversation itself too; then what it had besides messages:
  unread INTEGER NOT NULL DEFAULT 0,
  draft TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE conversation (
  id INTEGER PRIMARY KEY,
  peer TEXT NOT NULL UNIQUE,         -- as StoredName writes it
  shown INTEGER NOT NULL DEFAULT 0,  -- 0: deleted, or nothing was ever kept
  unread INTEGER NOT NULL DEFAULT 0,
  draft TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE message (
  seq INTEGER PRIMARY KEY,           -- the order in which they were added, over all conversations
  conversation INTEGER NOT NULL REFERENCES conversation (id),
  id BLOB NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  cut INTEGER NOT NULL,
  state TEXT NOT NULL,
  since INTEGER NOT NULL,
  reply_to BLOB,
  notice TEXT,
  amount INTEGER NOT NULL DEFAULT 0,
  deletion INTEGER REFERENCES deletion (id),
  UNIQUE (conversation, id)
) STRICT;

CREATE INDEX message_page ON message (conversation, seq) WHERE deletion IS NULL;
CREATE INDEX message_queued ON message (conversation, seq) WHERE state = 'QUEUED' AND deletion IS NULL;
CREATE INDEX message_deleted ON message (deletion) WHERE deletion IS NOT NULL;

-- Marks count as parts of words (other than unicode61 has it), or words of Indic scripts would fall apart at every vowel.
-- The place is the number of the conversation, so that a search within one finds its own words at once.
CREATE VIEW searched AS SELECT seq, text, conversation AS place FROM message WHERE author <> 'SYSTEM';
CREATE VIRTUAL TABLE words USING fts5 (
  text, place, content = 'searched', content_rowid = 'seq',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'", prefix = '1 2 3'
);
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER message_added AFTER INSERT ON message WHEN new.author <> 'SYSTEM' BEGIN
  INSERT INTO words (rowid, text, place) VALUES (new.seq, new.text, new.conversation);
END;
CREATE TRIGGER message_purged AFTER DELETE ON message WHEN old.author <> 'SYSTEM' BEGIN
  INSERT INTO words (words, rowid, text, place) VALUES ('delete', old.seq, old.text, old.conversation);
END;

CREATE TABLE contact (
  peer TEXT PRIMARY KEY,             -- as StoredName writes it
  known INTEGER NOT NULL,
  answering TEXT NOT NULL,
  display_name TEXT NOT NULL,
  title TEXT NOT NULL,
  notes TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,             -- for example appearance.theme
  value TEXT NOT NULL                -- JSON
) STRICT, WITHOUT ROWID;
