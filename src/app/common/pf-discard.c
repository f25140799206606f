/* SPDX-License-Identifier: GPL-3.0-or-later
 * The question before what was typed goes: nothing brings it back. */
#include "config.h"

#include "pf-discard.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

void
pf_discard_ask (GtkWidget *widget, GCallback discard, gpointer object)
{
  GtkRoot *root;
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  root = gtk_widget_get_root (widget);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Discard What You Changed?"),
      _("It was not sent to the town, and nothing brings it back.")));
  adw_message_dialog_add_responses (dialog, "cancel", _("_Keep It"), "discard",
                                    C_("changes", "_Discard"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response::discard", discard, object, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
