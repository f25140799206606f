/* SPDX-License-Identifier: GPL-3.0-or-later
 * A small database like those of Noethys, with the oddities that real ones have. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

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
