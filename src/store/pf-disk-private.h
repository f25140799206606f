/* SPDX-License-Identifier: GPL-3.0-or-later
 * The disk's members, for the files that implement it and for no other. */
#pragma once

#include "pf-cache.h"
#include "pf-disk.h"
#include "pf-outbox.h"

G_BEGIN_DECLS

struct _PfDisk {
  char *folder;     /* (owned) */
  int lock;         /* file descriptor, -1 */
  PfCache *cache;   /* (owned) */
  PfOutbox *outbox; /* (owned) */
};

typedef gint64 (*PfOutboxCall) (PfDisk *disk, PfOperation *operation, GError **error);

/** Makes the account's folder and locks it, once. */
gboolean pf_disk_take_folder (PfDisk *disk, GError **error);
/** Calls @call; damage is repaired as far as it can be, and then @call has a second chance. */
gint64 pf_disk_call_outbox (PfDisk *disk, PfOperation *operation, PfOutboxCall call,
                            GError **error);
/** The same, of a change; @reload reads what the outbox holds then. */
gboolean pf_disk_change_outbox (PfDisk *disk, PfOperation *operation, PfOutboxCall call,
                                PfOutboxCall reload, GError **error);

/* Calls: what the outbox says, into the operation. */
gint64 pf_disk_read_submissions (PfDisk *disk, PfOperation *operation, GError **error);
gint64 pf_disk_read_files_wish (PfDisk *disk, PfOperation *operation, GError **error);

/* pf_disk_NAME(), which changes the outbox by the function NAME; @load reads what it holds then. */
#define PF_DISK_DEFINE_CHANGE(name, load)                                                          \
  gboolean pf_disk_##name (PfDisk *disk, PfOperation *operation, GError **error)                   \
  {                                                                                                \
    return pf_disk_change_outbox (disk, operation, name, load, error);                             \
  }

G_END_DECLS
