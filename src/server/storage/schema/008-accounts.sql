-- SPDX-License-Identifier: GPL-3.0-or-later
-- Accounts on their way, and the mails that wait to leave.

ALTER TABLE guardians ADD COLUMN language TEXT; -- what they are written to in: 'fr', 'en'; NULL = not known yet
ALTER TABLE guardians ADD COLUMN terms_accepted_at INTEGER;
ALTER TABLE guardians ADD COLUMN last_sign_in INTEGER;
ALTER TABLE token_families ADD COLUMN last_sign_in INTEGER; -- the sign-in before the one that it began with

-- What families quote to join a household that the town knows.
CREATE TABLE subscriber_codes (
  household TEXT PRIMARY KEY REFERENCES households (id) ON DELETE CASCADE,
  code TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- Sign-ups, invitations and lost passwords that wait for the code of a mail.
CREATE TABLE account_codes (
  code BLOB PRIMARY KEY,                -- its hash
  kind INTEGER NOT NULL,                -- PfAccountCodeKind
  email TEXT NOT NULL COLLATE NOCASE,
  civility TEXT,
  first_name TEXT,
  last_name TEXT,
  password TEXT,                        -- argon2id; NULL = comes with the code
  household TEXT REFERENCES households (id) ON DELETE CASCADE, -- to join; NULL = a new one
  language TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX account_codes_email ON account_codes (email);
CREATE INDEX account_codes_until ON account_codes (until);

CREATE TABLE mails (
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE, -- its left half: the same at each try
  recipient TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT,                       -- NULL once it has left or was given up: it may hold a code
  useless_after INTEGER,           -- when its code is void; NULL = never
  queued_at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  next_try INTEGER,                -- NULL = none
  sent_at INTEGER,
  trouble TEXT                     -- of the last try
) STRICT;
CREATE INDEX mails_next_try ON mails (next_try) WHERE next_try IS NOT NULL;
CREATE INDEX mails_queued_at ON mails (queued_at);
