/* SPDX-License-Identifier: GPL-3.0-or-later
 * The names of buttons with a mnemonic: the one that was set goes, the label inside stays. */
#include "config.h"

#include "pf-mnemonics.h"

static gboolean
has_mnemonic (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_use_underline (GTK_BUTTON (widget));
  return GTK_IS_CHECK_BUTTON (widget) &&
         gtk_check_button_get_use_underline (GTK_CHECK_BUTTON (widget));
}

static gboolean
mapped_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (values);

  if (has_mnemonic (widget))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
  return G_SOURCE_CONTINUE;
}

void
pf_mnemonics_speak_once (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
}
