/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files of rows and columns as town halls save them: in UTF-8 or Windows' letters, with commas,
 * semicolons or tabs, quoted texts that hold line breaks. It knows nothing of what is in them. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PfsCsv: a whole file, read. */
typedef struct {
  const char *encoding; /* (static): how its letters were written, for the report */
  char separator;
  char **header;   /* (owned): the names of the columns, without spaces around */
  GPtrArray *rows; /* (element-type GStrv) (owned): each as many as the header has, trimmed */
} PfsCsv;

/** Reads @bytes; lines without any text are skipped. Returns: (transfer full): NULL with a sentence
 * for a clerk in @error where it is no such file. */
PfsCsv *pfs_csv_parse (GBytes *bytes, GError **error);
void pfs_csv_free (PfsCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsCsv, pfs_csv_free)

G_END_DECLS
