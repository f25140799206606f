-- SPDX-License-Identifier: GPL-3.0-or-later
-- Writing to the town hall: services with their topics, threads and messages; forms and requests. Attached files are in
-- attachments.

CREATE TABLE services (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  contact TEXT,
  takes_messages INTEGER NOT NULL,
  max_files INTEGER NOT NULL,
  max_bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE topics (
  service TEXT NOT NULL REFERENCES services (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (service, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE threads (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  household TEXT NOT NULL REFERENCES households (id),
  service TEXT NOT NULL, -- stays when the service goes
  topic TEXT,
  subject TEXT NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX threads_household ON threads (household);

CREATE TABLE messages (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  thread TEXT NOT NULL REFERENCES threads (id),
  from_town INTEGER NOT NULL,
  author TEXT,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  read INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX messages_thread ON messages (thread, number);

CREATE TABLE forms (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  body TEXT NOT NULL -- JSON: the record
) STRICT, WITHOUT ROWID;

CREATE TABLE requests (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  household TEXT NOT NULL REFERENCES households (id),
  guardian TEXT, -- who asked; stays when they go
  form TEXT,     -- stays when the form goes
  name TEXT NOT NULL,
  category TEXT,
  child TEXT,
  sent_at INTEGER NOT NULL,
  state INTEGER NOT NULL,
  appointment INTEGER,
  effect TEXT,   -- what accepting it does
  target TEXT,   -- to whom or what
  pending TEXT   -- JSON: with what
) STRICT;
CREATE INDEX requests_household ON requests (household);
CREATE INDEX requests_state ON requests (state);

CREATE TABLE request_replies (
  request TEXT NOT NULL REFERENCES requests (id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (request, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE request_events (
  request TEXT NOT NULL REFERENCES requests (id),
  position INTEGER NOT NULL,
  at INTEGER NOT NULL,
  state INTEGER NOT NULL,
  text TEXT,
  PRIMARY KEY (request, position)
) STRICT, WITHOUT ROWID;
