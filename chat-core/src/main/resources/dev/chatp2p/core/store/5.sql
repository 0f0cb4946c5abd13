-- Version 5: how many messages were read without the peer having been told.
ALTER TABLE conversation ADD COLUMN untold INTEGER NOT NULL DEFAULT 0;
