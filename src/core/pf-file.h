/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file that goes with something: what a document, a message or a news item has attached. Its
 * bytes are elsewhere, named by their digest. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** PfFile: a plain value. All strings are owned, UTF-8. */
typedef struct {
  char *id;         /* (nullable): unique in what it is attached to; NULL until the town has it */
  char *name;       /* as the family or the town named it, not NULL */
  char *media_type; /* "application/pdf", not NULL */
  gint64 size;      /* bytes, 0 = unknown */
  char *digest;     /* (nullable): SHA-256 of the bytes, 64 lower-case hexadecimal digits */
} PfFile;

#define PF_TYPE_FILE (pf_file_get_type ())
GType pf_file_get_type (void);
PfFile *pf_file_new (const char *id, const char *name, const char *media_type, gint64 size,
                     const char *digest);
PfFile *pf_file_copy (const PfFile *file);
void pf_file_free (PfFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfFile, pf_file_free)
/** Returns: (transfer full) (element-type PfFile): a new array of copies. */
GPtrArray *pf_files_copy (GPtrArray *files);
/** Returns: whether @text (nullable) is a digest: 64 lower-case hexadecimal digits. */
gboolean pf_digest_is_valid (const char *text);

G_END_DECLS
