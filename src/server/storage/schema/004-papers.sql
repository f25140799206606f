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

-- What the town asks of every household or, with of_children, of every child; also of those to come.
CREATE TABLE asked_papers (
  id TEXT PRIMARY KEY,
  of_children INTEGER NOT NULL,
  name TEXT NOT NULL,
  explanation TEXT,
  form TEXT, -- a paper of the town to fill in
  mandatory INTEGER NOT NULL,
  yearly INTEGER NOT NULL,
  due INTEGER
) STRICT, WITHOUT ROWID;

-- What is asked of one household. Where it stands is told by the document that answers it last.
CREATE TABLE requirements (
  id TEXT PRIMARY KEY,
  household TEXT NOT NULL REFERENCES households (id),
  child TEXT REFERENCES children (id), -- NULL = the household's
  name TEXT NOT NULL,
  explanation TEXT,
  form TEXT,
  mandatory INTEGER NOT NULL,
  yearly INTEGER NOT NULL,
  due INTEGER,
  document TEXT REFERENCES documents (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX requirements_household ON requirements (household);
CREATE INDEX requirements_child ON requirements (child);
CREATE INDEX requirements_document ON requirements (document);

-- What families sent; its pages are attachments.
CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  household TEXT NOT NULL REFERENCES households (id),
  child TEXT REFERENCES children (id),
  requirement TEXT REFERENCES requirements (id),
  name TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  state INTEGER NOT NULL,
  reason TEXT,
  expires INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_household ON documents (household);
CREATE INDEX documents_state ON documents (state, sent_at);
CREATE INDEX documents_requirement ON documents (requirement);

-- What the town hands out; household '' = to all. The file is an attachment.
CREATE TABLE papers (
  id TEXT PRIMARY KEY,
  household TEXT NOT NULL,
  name TEXT NOT NULL,
  category TEXT,
  child TEXT REFERENCES children (id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX papers_household ON papers (household);
