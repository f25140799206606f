-- SPDX-License-Identifier: GPL-3.0-or-later
-- Accounts on their way, and the mails that wait to leave.

ALTER TABLE guardians ADD COLUMN language TEXT; -- what they are written to in: 'fr', 'en'; NULL = not known yet

CREATE TABLE mails (
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE, -- its left half: the same at each try
  recipient TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT,                       -- NULL once it has left or was given up: it may hold a code
  queued_at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  next_try INTEGER,                -- NULL = none
  sent_at INTEGER,
  trouble TEXT                     -- of the last try
) STRICT;
CREATE INDEX mails_next_try ON mails (next_try) WHERE next_try IS NOT NULL;
CREATE INDEX mails_queued_at ON mails (queued_at);
