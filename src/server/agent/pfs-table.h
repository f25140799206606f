/* SPDX-License-Identifier: GPL-3.0-or-later
 * A table that a command prints: aligned columns for people, or a JSON array of objects for
 * scripts. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PfsColumnKind: how a cell's text is shown. */
typedef enum {
  PFS_COLUMN_TEXT,
  PFS_COLUMN_NUMBER, /* a decimal integer; to the right */
  PFS_COLUMN_MONEY,  /* decimal cents; to the right, as the locale writes euros */
  PFS_COLUMN_DAY,    /* "2026-11-25"; with its weekday for people */
} PfsColumnKind;

/** PfsColumn: one column, static. */
typedef struct {
  const char *id;    /* the member's name in JSON */
  const char *title; /* N_() */
  PfsColumnKind kind;
} PfsColumn;

typedef struct _PfsTable PfsTable;

/** @columns: ends with a column without id; lives as long as the table. */
PfsTable *pfs_table_new (const PfsColumn *columns);
void pfs_table_free (PfsTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsTable, pfs_table_free)

/** Adds a row: one text (taken over, NULL = nothing known) for each column. */
void pfs_table_take_row (PfsTable *table, ...);
guint pfs_table_get_n_rows (PfsTable *table);
/** Returns: (transfer full): the whole table, ending with a newline; without rows "" for people
 * and "[]" as JSON. */
char *pfs_table_format (PfsTable *table, gboolean as_json);

G_END_DECLS
