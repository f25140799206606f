/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names are mended when a thing comes to be seen: the name of a button that was set goes, the label
 * inside stays; an icon inside goes, the name that was set stays; a page of a stack gets one, and
 * the button inside a choice has the choice's. */
#include "config.h"

#include "pf-spoken-names.h"

#include <glib/gi18n-lib.h>

static gboolean
has_mnemonic (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_use_underline (GTK_BUTTON (widget));
  return GTK_IS_CHECK_BUTTON (widget) &&
         gtk_check_button_get_use_underline (GTK_CHECK_BUTTON (widget));
}

static void
name_page (GtkStack *stack, GtkWidget *child)
{
  GtkStackPage *page = gtk_stack_get_page (stack, child);

  if (gtk_stack_page_get_title (page) == NULL)
    /* Translators: what a screen reader calls the part of the window below a page's header. */
    gtk_stack_page_set_title (page, _("Content"));
}

static gboolean
mapped_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (values);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL)
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  if (has_mnemonic (widget))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
  if (GTK_IS_DROP_DOWN (parent) && GTK_IS_TOGGLE_BUTTON (widget)) /* what has the keyboard */
    gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    parent, NULL, -1);
  if (GTK_IS_STACK (parent))
    name_page (GTK_STACK (parent), widget);
  return G_SOURCE_CONTINUE;
}

void
pf_spoken_names_mend (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
}
