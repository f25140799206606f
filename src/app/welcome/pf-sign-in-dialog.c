/* SPDX-License-Identifier: GPL-3.0-or-later
 * The sign-in in a dialog over the window. */
#include "config.h"

#include "pf-sign-in-dialog.h"

struct _PfSignInDialog {
  AdwWindow parent_instance;

  PfSignIn *sign_in;
};

G_DEFINE_FINAL_TYPE (PfSignInDialog, pf_sign_in_dialog, ADW_TYPE_WINDOW)

static void
pf_sign_in_dialog_class_init (PfSignInDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (PF_TYPE_SIGN_IN);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PfSignInDialog, sign_in);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pf_sign_in_dialog_init (PfSignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PfSignInDialog *
pf_sign_in_dialog_present (GtkWindow *parent, PfHub *hub, PfDemoTown *demo, PfAccount *account)
{
  PfSignInDialog *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);

  self = g_object_new (PF_TYPE_SIGN_IN_DIALOG, "transient-for", parent, NULL);
  pf_sign_in_set_up (self->sign_in, hub, demo, account);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->sign_in));
  return self;
}

void
pf_sign_in_dialog_try_demo (PfSignInDialog *self)
{
  g_return_if_fail (PF_IS_SIGN_IN_DIALOG (self));

  pf_sign_in_try_demo (self->sign_in);
}

void
pf_sign_in_dialog_give_code (PfSignInDialog *self, const char *town, const char *code)
{
  g_return_if_fail (PF_IS_SIGN_IN_DIALOG (self));

  pf_sign_in_give_code (self->sign_in, town, code);
}
