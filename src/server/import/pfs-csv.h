/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files of rows and columns as town halls save them: in UTF-8, UTF-16 or Windows' letters, with
 * commas, semicolons, tabs or bars, quoted texts that hold line breaks. It knows nothing of what is
 * in them. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PfsCsv: a whole file, read. */
typedef struct {
  const char *encoding; /* (static): how its letters were written, for the report */
  char separator;
  char **header;   /* (owned): the names of the columns, without spaces around */
  GPtrArray *rows; /* (element-type GStrv) (owned): each as many as the header has, trimmed */
  GArray *lines;   /* (element-type guint) (owned): the line of the file on which each row begins */
} PfsCsv;

/** PfsCsvIsHeader: whether @cells are the names of columns, not a title above them. */
typedef gboolean (*PfsCsvIsHeader) (GPtrArray *cells);

/** Reads @bytes; lines without any text and headers that come again are skipped. @is_header: what
 * stands above the first line that it takes is a title; where it takes none of the first ten lines
 * with text, the first is the header. Returns: (transfer full): NULL with a sentence for a clerk in
 * @error where it is no such file. */
PfsCsv *pfs_csv_parse (GBytes *bytes, PfsCsvIsHeader is_header, GError **error);
void pfs_csv_free (PfsCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsCsv, pfs_csv_free)

G_END_DECLS
