/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes the demo town's plan into a database. */
#pragma once

#include "pfs-demo-plan.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** When a demo town was laid: its day, "2026-11-21". */
#define PFS_SETTING_DEMO_LAID "demo-laid"

/** Writes its invoices and wallets, after the town, in transactions of its own. */
gboolean pfs_demo_write_money (PfsDemoPlan *plan, PfsStorage *storage, GError **error);
/** Writes what the town asks of families, what the demo family sent and what the town hands out,
 * once families and enrolments are there. */
gboolean pfs_demo_write_papers (PfsDemoPlan *plan, PfsStorage *storage, GError **error);

/** Writes the desk, and what the demo family and its town hall wrote to each other, once
 * families are there. */
gboolean pfs_demo_write_mail (PfsDemoPlan *plan, PfsStorage *storage, GError **error);

/** Writes news, and the menus of the weeks around today. */
gboolean pfs_demo_write_news (PfsDemoPlan *plan, PfsStorage *storage, GError **error);

/**
 * pfs_demo_create:
 *
 * Makes a new database at @path with the demo town as it is around @now; a failure leaves no file.
 */
gboolean pfs_demo_create (const char *path, const char *password, PfMoment now, GError **error);
/** Writes the demo family's file and a new family; @hash: of the password of both. */
gboolean pfs_demo_write_families (PfsDemoPlan *plan, PfsStorage *storage, const char *hash,
                                  GError **error);

G_END_DECLS
