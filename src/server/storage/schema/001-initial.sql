-- SPDX-License-Identifier: GPL-3.0-or-later
-- The town's database. Days are days since 1970-01-01, moments UTC seconds, money cents; NULL means "unknown" or "none".

CREATE TABLE town (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch TEXT NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0, -- of the last change
  floor INTEGER NOT NULL DEFAULT 0,    -- tombstones up to this change may be forgotten
  name TEXT NOT NULL DEFAULT '',
  time_zone TEXT NOT NULL DEFAULT 'Europe/Paris',
  currency TEXT NOT NULL DEFAULT 'EUR',
  school_zone TEXT,
  region INTEGER NOT NULL DEFAULT 0,
  legal_url TEXT,
  contact TEXT,
  payment_hosts TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE school_holidays (first INTEGER NOT NULL, last INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (first, name)) STRICT, WITHOUT ROWID;

CREATE TABLE closures (
  activity TEXT NOT NULL, -- '' = every activity
  day INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  words TEXT,
  PRIMARY KEY (activity, day)
) STRICT, WITHOUT ROWID;

-- Families

CREATE TABLE households (id TEXT PRIMARY KEY, name TEXT, number TEXT, quotient INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX households_number ON households (number);

CREATE TABLE guardians (
  id TEXT PRIMARY KEY,
  household TEXT NOT NULL REFERENCES households (id),
  civility TEXT,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  email TEXT COLLATE NOCASE UNIQUE,
  password TEXT, -- argon2id
  provisional INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX guardians_household ON guardians (household);

CREATE TABLE children (
  id TEXT PRIMARY KEY,
  household TEXT NOT NULL REFERENCES households (id),
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  birth_date INTEGER,
  school_site TEXT REFERENCES sites (id),
  class_name TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX children_household ON children (household);

-- What the town offers

CREATE TABLE sites (id TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE activities (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  site TEXT REFERENCES sites (id),
  kind INTEGER NOT NULL,
  flags INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE units (
  activity TEXT NOT NULL REFERENCES activities (id),
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  start_minute INTEGER NOT NULL DEFAULT -1,
  end_minute INTEGER NOT NULL DEFAULT -1,
  PRIMARY KEY (activity, id)
) STRICT, WITHOUT ROWID;

-- Deadline rules: what for (0 book, 1 late, 2 cancel), for slots of which days (the activity's own: all days).
CREATE TABLE deadlines (
  activity TEXT NOT NULL REFERENCES activities (id),
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  purpose INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  minute_of_day INTEGER NOT NULL,
  days INTEGER NOT NULL,
  skip_public_holidays INTEGER NOT NULL,
  skip_weekdays INTEGER NOT NULL,
  weekday INTEGER NOT NULL,
  weeks INTEGER NOT NULL,
  day_of_month INTEGER NOT NULL,
  months INTEGER NOT NULL,
  window_first INTEGER NOT NULL,
  window_last INTEGER NOT NULL,
  PRIMARY KEY (activity, first, last, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE tariffs (
  activity TEXT NOT NULL,
  unit TEXT NOT NULL,
  first INTEGER NOT NULL,
  up_to INTEGER NOT NULL,
  price INTEGER NOT NULL,
  late_price INTEGER NOT NULL,
  PRIMARY KEY (activity, unit, first, up_to),
  FOREIGN KEY (activity, unit) REFERENCES units (activity, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE openings (
  activity TEXT NOT NULL,
  day INTEGER NOT NULL,
  unit TEXT NOT NULL,
  capacity INTEGER NOT NULL CHECK (capacity >= -1), -- -1 = not counted
  taken INTEGER NOT NULL DEFAULT 0,                 -- kept by the triggers below
  turned INTEGER NOT NULL DEFAULT 0,                -- the change by which it last became full, or no longer full
  PRIMARY KEY (activity, day, unit),
  FOREIGN KEY (activity, unit) REFERENCES units (activity, id)
) STRICT, WITHOUT ROWID;

-- What families hold

CREATE TABLE enrolments (
  id TEXT PRIMARY KEY,
  child TEXT NOT NULL REFERENCES children (id),
  activity TEXT NOT NULL REFERENCES activities (id),
  state INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  weekdays INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolments_child ON enrolments (child);
CREATE INDEX enrolments_activity ON enrolments (activity, last);

CREATE TABLE bookings (
  enrolment TEXT NOT NULL REFERENCES enrolments (id),
  day INTEGER NOT NULL,
  unit TEXT NOT NULL,
  activity TEXT NOT NULL, -- the enrolment's, for counting
  status INTEGER NOT NULL,
  attendance INTEGER NOT NULL DEFAULT 0,
  charged INTEGER,
  asked_at INTEGER NOT NULL,
  asked_price INTEGER,
  note TEXT,
  place_in_line INTEGER NOT NULL DEFAULT 0, -- waiting: the change that put it there
  version INTEGER NOT NULL,
  PRIMARY KEY (enrolment, day, unit),
  FOREIGN KEY (activity, unit) REFERENCES units (activity, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bookings_slot ON bookings (activity, day, unit, status, place_in_line);
CREATE INDEX bookings_status ON bookings (status, day) WHERE status IN (2, 3);

CREATE TRIGGER bookings_inserted AFTER INSERT ON bookings WHEN new.status = 1 BEGIN
  UPDATE openings SET taken = taken + 1 WHERE activity = new.activity AND day = new.day AND unit = new.unit;
END;
CREATE TRIGGER bookings_updated AFTER UPDATE OF status ON bookings WHEN (new.status = 1) <> (old.status = 1) BEGIN
  UPDATE openings SET taken = taken + iif(new.status = 1, 1, -1)
    WHERE activity = new.activity AND day = new.day AND unit = new.unit;
END;
CREATE TRIGGER bookings_deleted AFTER DELETE ON bookings WHEN old.status = 1 BEGIN
  UPDATE openings SET taken = taken - 1 WHERE activity = old.activity AND day = old.day AND unit = old.unit;
END;

-- Who may act

CREATE TABLE token_families (
  id INTEGER PRIMARY KEY,
  guardian TEXT NOT NULL REFERENCES guardians (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL DEFAULT 0, -- of the last pair
  used INTEGER NOT NULL DEFAULT 0,       -- the highest generation that was used
  revoked INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX token_families_guardian ON token_families (guardian);

CREATE TABLE tokens (
  hash BLOB PRIMARY KEY,
  family INTEGER NOT NULL REFERENCES token_families (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  is_refresh INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tokens_family ON tokens (family);
CREATE INDEX tokens_until ON tokens (until);

CREATE TABLE attempts (subject TEXT PRIMARY KEY, failures INTEGER NOT NULL, last_at INTEGER NOT NULL)
  STRICT, WITHOUT ROWID;

-- What was answered

CREATE TABLE replies (
  household TEXT NOT NULL,
  key TEXT NOT NULL,
  digest BLOB NOT NULL,
  body BLOB NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (household, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX replies_at ON replies (at);

CREATE TABLE receipts (id TEXT PRIMARY KEY, household TEXT NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL)
  STRICT, WITHOUT ROWID;

-- The change log: a record's last change, for the one household that sees it, or '' for all.
CREATE TABLE changes (
  household TEXT NOT NULL,
  collection INTEGER NOT NULL,
  id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  PRIMARY KEY (household, collection, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_sequence ON changes (household, sequence);
CREATE INDEX changes_removed ON changes (at) WHERE removed;

INSERT INTO town (id, epoch) VALUES (1, lower(hex(randomblob(8))));
