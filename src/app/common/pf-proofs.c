/* SPDX-License-Identifier: GPL-3.0-or-later
 * A group of attachments that comes and goes with what its draft says. */
#include "config.h"

#include "pf-proofs.h"

#include <glib/gi18n-lib.h>

#define MAX_PROOFS 10 /* as the contract says */

static void
draft_changed_cb (PfFormDraft *draft, GtkWidget *group)
{
  gtk_widget_set_visible (group,
                          pf_form_draft_has_changes (draft) && pf_form_draft_needs_agent (draft));
}

GtkWidget *
pf_proofs_new (PfFormDraft *draft)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *attachments = g_object_new (PF_TYPE_ATTACHMENTS, NULL);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Proof"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _("The town hall has to agree to what you changed: a proof makes that quicker. It is sent "
        "with the change."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), attachments);
  gtk_widget_set_visible (group, FALSE);
  pf_attachments_set_limit (PF_ATTACHMENTS (attachments), MAX_PROOFS);
  pf_form_draft_set_proofs (draft, PF_ATTACHMENTS (attachments));
  g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), group, 0);
  return group;
}
