/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one can do about an account before signing in. */
#include "config.h"

#include "pf-account-links.h"

#include "pf-account-dialog.h"

#include <glib/gi18n-lib.h>

struct _PfAccountLinks {
  GtkWidget parent_instance;

  PfTownService *service; /* (owned) (nullable) */

  GtkWidget *box;
  GtkWidget *create_button;
  GtkWidget *lost_button;
  GtkWidget *code_button;
  GtkLabel *contact_label;
};

G_DEFINE_FINAL_TYPE (PfAccountLinks, pf_account_links, GTK_TYPE_WIDGET)

static guint done_signal;

static void
done_cb (PfAccountLinks *self, const char *login, const char *password)
{
  g_signal_emit (self, done_signal, 0, login, password);
}

/* What was typed before for this town is there again. */
static PfAccountDialog *
open_dialog (PfAccountLinks *self, PfAccountStep step)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (PfAccountDraft) draft = pf_account_draft_load ();
  g_autofree char *uri = NULL;
  PfAccountDialog *dialog;

  g_object_get (self->service, "uri", &uri, NULL);
  if (draft != NULL && g_strcmp0 (draft->town, uri) != 0)
    g_clear_pointer (&draft, pf_account_draft_free);
  dialog = pf_account_dialog_present (parent, self->service, step, draft);
  g_signal_connect_object (dialog, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  return dialog;
}

static void
create_cb (PfAccountLinks *self)
{
  open_dialog (self, PF_ACCOUNT_SIGN_UP);
}

static void
lost_cb (PfAccountLinks *self)
{
  open_dialog (self, PF_ACCOUNT_LOSE_PASSWORD);
}

static void
code_cb (PfAccountLinks *self)
{
  open_dialog (self, PF_ACCOUNT_ACTIVATE);
}

static void
pf_account_links_dispose (GObject *object)
{
  PfAccountLinks *self = PF_ACCOUNT_LINKS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (pf_account_links_parent_class)->dispose (object);
}

static void
pf_account_links_class_init (PfAccountLinksClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_account_links_dispose;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-account-links.ui");
  gtk_widget_class_bind_template_child (widget_class, PfAccountLinks, box);
  gtk_widget_class_bind_template_child (widget_class, PfAccountLinks, create_button);
  gtk_widget_class_bind_template_child (widget_class, PfAccountLinks, lost_button);
  gtk_widget_class_bind_template_child (widget_class, PfAccountLinks, code_button);
  gtk_widget_class_bind_template_child (widget_class, PfAccountLinks, contact_label);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, lost_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_cb);
}

static void
pf_account_links_init (PfAccountLinks *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pf_account_links_set_service (PfAccountLinks *self, PfTownService *service, gboolean is_known)
{
  const PfDiscovery *discovery;
  PfFeatures features;

  g_return_if_fail (PF_IS_ACCOUNT_LINKS (self));
  g_return_if_fail (PF_IS_TOWN_SERVICE (service));

  g_set_object (&self->service, service);
  discovery = pf_town_service_get_discovery (service);
  features = pf_town_service_get_features (service);
  gtk_widget_set_visible (self->create_button, !is_known && (features & PF_FEATURE_SIGN_UP) != 0);
  gtk_widget_set_visible (self->code_button, !is_known && (features & PF_FEATURE_ACCOUNTS) != 0);
  gtk_widget_set_visible (self->lost_button, (features & PF_FEATURE_ACCOUNTS) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->contact_label),
                          discovery != NULL && discovery->contact != NULL);
  if (discovery != NULL && discovery->contact != NULL)
    {
      /* Translators: whom families may ask, in the town's words: a name, a telephone number. */
      g_autofree char *text = g_strdup_printf (_("A question? %s"), discovery->contact);

      gtk_label_set_label (self->contact_label, text);
    }
}

void
pf_account_links_give_code (PfAccountLinks *self, const char *code)
{
  g_return_if_fail (PF_IS_ACCOUNT_LINKS (self) && self->service != NULL);

  pf_account_dialog_give_code (open_dialog (self, PF_ACCOUNT_ACTIVATE), code);
}

void
pf_account_links_resume (PfAccountLinks *self, const PfAccountDraft *draft)
{
  g_return_if_fail (PF_IS_ACCOUNT_LINKS (self) && self->service != NULL);
  g_return_if_fail (draft != NULL);

  open_dialog (self, draft->form->step);
}
