/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text files that others wrote, in whatever letters. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Reads the file @path, of @most bytes. Returns: (transfer full): NULL with a sentence for a clerk
 * in @error. */
GBytes *pfs_import_text_read (const char *path, gsize most, GError **error);
/** Reads UTF-8, UTF-16 that says so, or the letters of Windows and Latin-1; without the mark that
 * some begin with. *@encoding: (out) (static): which it was. Returns: (transfer full): NULL with a
 * sentence for a clerk in @error. */
char *pfs_import_text_decode (GBytes *bytes, const char **encoding, GError **error);

G_END_DECLS
