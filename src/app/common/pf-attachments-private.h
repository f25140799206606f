/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the two files of #PfAttachments share. */
#pragma once

#include "pf-attachments.h"

G_BEGIN_DECLS

struct _PfAttachments {
  GtkWidget parent_instance;

  PfSession *session;    /* (owned) (nullable) until it is set */
  GPtrArray *files;      /* (element-type PfFile) (owned) */
  GHashTable *originals; /* (owned): digest → size before it was made smaller, in pointers */
  GHashTable *known;     /* (owned): digests of what the town has */
  GCancellable *cancellable;
  guint limit;
  gboolean is_secret;
  guint n_busy;
  char *offered_name;            /* (nullable): of the picture that could be made smaller */
  GBytes *offered_bytes;         /* (nullable) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) while it is shown */

  GtkWidget *box;
  GtkListBox *list;
  GtkWidget *trouble_box;
  GtkLabel *trouble;
  GtkWidget *forget_button;
  GtkWidget *shrink_button;
  GtkWidget *drop_zone;
  GtkSpinner *spinner;
  GtkWidget *choose_button;
  GtkWidget *paste_button;
};

/** Tells what went wrong; @sentence: NULL: nothing any more. @can_shrink: with the offer of a
 * smaller copy. */
void pf_attachments_tell (PfAttachments *self, const char *sentence, gboolean can_shrink);

G_END_DECLS
