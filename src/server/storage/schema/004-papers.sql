-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was answered with which status; files, by the digest of their bytes; papers that the town asks for, and those it gives.

ALTER TABLE replies ADD COLUMN status INTEGER NOT NULL DEFAULT 200;

CREATE TABLE files (
  digest TEXT PRIMARY KEY, -- SHA-256, hexadecimal
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  at INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- What a household sent. Whole where all is received: then the bytes are among the files, and the household may name them.
CREATE TABLE uploads (
  household TEXT NOT NULL REFERENCES households (id),
  digest TEXT NOT NULL,
  total INTEGER NOT NULL,
  received INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (household, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX uploads_digest ON uploads (digest);

CREATE TABLE upload_pieces (
  household TEXT NOT NULL,
  digest TEXT NOT NULL,
  first INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (household, digest, first),
  FOREIGN KEY (household, digest) REFERENCES uploads (household, digest) ON DELETE CASCADE
) STRICT;

-- Which files belong to which record; household '' = the town's, for all.
CREATE TABLE attachments (
  collection INTEGER NOT NULL,
  record TEXT NOT NULL,
  position INTEGER NOT NULL,
  household TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL REFERENCES files (digest),
  PRIMARY KEY (collection, record, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachments_digest ON attachments (digest, household);
