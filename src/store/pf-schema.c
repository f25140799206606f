/* SPDX-License-Identifier: GPL-3.0-or-later
 * The SQL that makes the files. Bodies are the protocol's JSON; what is asked for in a WHERE has a
 * column of its own. */
#include "config.h"

#include "pf-schema.h"

/* cache.db: "generation" tells which first sync a row was last seen in, so that what a new one did
 * not bring can go at its end. */
static const char cache_1[] = "CREATE TABLE record ("
                              "  collection TEXT NOT NULL,"
                              "  id TEXT NOT NULL,"
                              "  generation INTEGER NOT NULL,"
                              "  body TEXT NOT NULL,"
                              "  PRIMARY KEY (collection, id)"
                              ") STRICT, WITHOUT ROWID;"
                              "CREATE TABLE sheet ("
                              "  id TEXT NOT NULL PRIMARY KEY,"
                              "  month INTEGER NOT NULL,"
                              "  generation INTEGER NOT NULL,"
                              "  body TEXT NOT NULL"
                              ") STRICT;"
                              "CREATE INDEX sheet_by_month ON sheet (month);"
                              "CREATE TABLE status ("
                              "  id INTEGER PRIMARY KEY CHECK (id = 1),"
                              "  state TEXT,"
                              "  generation INTEGER NOT NULL DEFAULT 0,"
                              "  is_complete INTEGER NOT NULL DEFAULT 0,"
                              "  synced_at INTEGER,"
                              "  clock_offset INTEGER NOT NULL DEFAULT 0"
                              ") STRICT;"
                              "INSERT INTO status (id) VALUES (1);";

/* The words of the records; what is in the file comes again from the town, with them. */
static const char cache_2[] = "CREATE TABLE search_key ("
                              "  number INTEGER PRIMARY KEY,"
                              "  collection TEXT NOT NULL,"
                              "  id TEXT NOT NULL,"
                              "  UNIQUE (collection, id)"
                              ") STRICT;"
                              "CREATE VIRTUAL TABLE search USING fts5 (title, words, spelling,"
                              "  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');"
                              "UPDATE status SET state = NULL;";

/* outbox.db: "step" is the change that added a draft, "gone" the later change that replaced or
 * removed it: undoing a change deletes its rows and brings those back whose "gone" it is. Both are
 * forgotten when drafts are queued. */
static const char outbox_1[] = "CREATE TABLE intent ("
                               "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
                               "  enrolment TEXT NOT NULL,"
                               "  unit TEXT NOT NULL,"
                               "  day INTEGER NOT NULL,"
                               "  action INTEGER NOT NULL,"
                               "  version INTEGER NOT NULL,"
                               "  price INTEGER NOT NULL,"
                               "  decided_at INTEGER NOT NULL,"
                               "  state INTEGER NOT NULL DEFAULT 0,"
                               "  step INTEGER,"
                               "  gone INTEGER,"
                               "  key TEXT,"
                               "  answer TEXT"
                               ") STRICT;"
                               "CREATE INDEX intent_by_slot ON intent (enrolment, unit, day);"
                               "CREATE UNIQUE INDEX one_draft ON intent (enrolment, unit, day) "
                               "WHERE state = 0 AND gone IS NULL;"
                               "CREATE TABLE journal ("
                               "  id INTEGER PRIMARY KEY,"
                               "  enrolment TEXT NOT NULL,"
                               "  unit TEXT NOT NULL,"
                               "  day INTEGER NOT NULL,"
                               "  action INTEGER NOT NULL,"
                               "  decided_at INTEGER NOT NULL,"
                               "  key TEXT,"
                               "  answer TEXT"
                               ") STRICT;";

/* Submissions. "accepted": the town has what it needs, so the bytes of the files may go. "loose":
 * how often bytes were put that no submission has named since. */
static const char outbox_2[] = "CREATE TABLE submission ("
                               "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
                               "  kind TEXT NOT NULL,"
                               "  target TEXT,"
                               "  version INTEGER NOT NULL,"
                               "  body TEXT NOT NULL,"
                               "  decided_at INTEGER NOT NULL,"
                               "  state INTEGER NOT NULL DEFAULT 0,"
                               "  key TEXT UNIQUE,"
                               "  answer TEXT,"
                               "  accepted INTEGER NOT NULL DEFAULT 0"
                               ") STRICT;"
                               "CREATE TABLE submission_file ("
                               "  submission INTEGER NOT NULL,"
                               "  position INTEGER NOT NULL,"
                               "  name TEXT NOT NULL,"
                               "  media_type TEXT NOT NULL,"
                               "  size INTEGER NOT NULL,"
                               "  digest TEXT NOT NULL,"
                               "  PRIMARY KEY (submission, position)"
                               ") STRICT, WITHOUT ROWID;"
                               "CREATE TABLE file_bytes ("
                               "  digest TEXT NOT NULL PRIMARY KEY,"
                               "  loose INTEGER NOT NULL,"
                               "  bytes BLOB NOT NULL"
                               ") STRICT;"
                               "CREATE TABLE submission_journal ("
                               "  id INTEGER PRIMARY KEY,"
                               "  kind TEXT NOT NULL,"
                               "  target TEXT,"
                               "  decided_at INTEGER NOT NULL,"
                               "  key TEXT,"
                               "  answer TEXT"
                               ") STRICT;";

/* What is secret, sealed; "of_run": with a key that goes with the run of the program. */
static const char outbox_3[] = "CREATE TABLE sealed ("
                               "  id INTEGER PRIMARY KEY,"
                               "  thing TEXT NOT NULL,"
                               "  name TEXT NOT NULL,"
                               "  of_run INTEGER NOT NULL,"
                               "  is_lost INTEGER NOT NULL DEFAULT 0,"
                               "  bytes BLOB NOT NULL,"
                               "  UNIQUE (thing, name)"
                               ") STRICT;"
                               "CREATE TRIGGER sealed_with_submission"
                               " AFTER DELETE ON submission BEGIN"
                               "  DELETE FROM sealed WHERE thing IN ('submission', 'answer')"
                               "  AND name = CAST (OLD.id AS TEXT);"
                               "END;"
                               "CREATE TRIGGER sealed_with_file"
                               " AFTER DELETE ON file_bytes BEGIN"
                               "  DELETE FROM sealed WHERE thing = 'file' AND name = OLD.digest;"
                               "END;";

/* What the family wants of this computer. */
static const char outbox_4[] = "CREATE TABLE wish ("
                               "  name TEXT NOT NULL PRIMARY KEY,"
                               "  value INTEGER NOT NULL"
                               ") STRICT;";

/* What the family was reminded of. */
static const char outbox_5[] = "CREATE TABLE reminder ("
                               "  subject TEXT NOT NULL PRIMARY KEY,"
                               "  version INTEGER NOT NULL,"
                               "  told_at INTEGER NOT NULL,"
                               "  until INTEGER NOT NULL,"
                               "  snoozed_until INTEGER NOT NULL"
                               ") STRICT, WITHOUT ROWID;";

static const char *const cache_migrations[] = { cache_1, cache_2, NULL };
static const char *const outbox_migrations[] = { outbox_1, outbox_2, outbox_3,
                                                 outbox_4, outbox_5, NULL };

const PfDbKind pf_cache_kind = { cache_migrations, "NORMAL" };
const PfDbKind pf_outbox_kind = { outbox_migrations, "FULL" };
