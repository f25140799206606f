/* SPDX-License-Identifier: GPL-3.0-or-later
 * A small database like those of Noethys, with the oddities that real ones have. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** NoethysFixture: a folder of a test's own. */
typedef struct {
  char *folder;
  char *source; /* a Noethys database, not there yet */
  char *town;   /* ours, not there yet */
} NoethysFixture;

void noethys_fixture_set_up (NoethysFixture *fixture, gconstpointer data);
void noethys_fixture_tear_down (NoethysFixture *fixture, gconstpointer data);
/** Makes the source the small database, changed by @more (nullable, SQL). */
void noethys_fixture_fill (NoethysFixture *fixture, const char *more);

/** Makes a database at @path out of @sql. */
void noethys_fixture_write (const char *path, const char *sql);

/** Its tables, as an early release makes them: without states of families and enrolments, without
 * deadlines. */
extern const char noethys_fixture_schema[];
/** What it holds. */
extern const char noethys_fixture_rows[];

/** Returns: the first column of the first row that @sql gives on the database at @path. */
int noethys_fixture_count (const char *path, const char *sql);

G_END_DECLS
