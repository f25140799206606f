/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bookings that wait for their payment. */
#include "config.h"

#include "pf-prepayment-list.h"

#include "common/pf-date-text.h"
#include "common/pf-landing.h"
#include "common/pf-list-box.h"
#include "pf-money-row.h"
#include "pf-payment.h"

#include <glib/gi18n-lib.h>

#define LOOK_SECONDS 20
/* For how long it is told that places were given back. */
#define LAPSED_SECONDS (3 * 24 * 3600)

#define PF_TYPE_PREPAYMENT_LIST (pf_prepayment_list_get_type ())
G_DECLARE_FINAL_TYPE (PfPrepaymentList, pf_prepayment_list, PF, PREPAYMENT_LIST, AdwBin)

struct _PfPrepaymentList {
  AdwBin parent_instance;

  PfHub *hub; /* (owned) */
  GtkListBox *list;
  guint source;
};

G_DEFINE_FINAL_TYPE (PfPrepaymentList, pf_prepayment_list, ADW_TYPE_BIN)

static void
pay_cb (GtkWidget *button, PfPrepaymentList *self)
{
  PfPrepayment *prepayment = g_object_get_data (G_OBJECT (button), "prepayment");
  PfSession *session = pf_hub_find_session (self->hub, prepayment);

  if (session != NULL)
    pf_payment_start (button, session, PF_PAY_PREPAYMENT, pf_record_get_id (PF_RECORD (prepayment)),
                      prepayment->amount);
}

static void
add_button (PfPrepaymentList *self, GtkWidget *row, PfPrepayment *prepayment)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Pay"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "suggested-action");
  g_object_set_data_full (G_OBJECT (button), "prepayment", g_object_ref (prepayment),
                          g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (pay_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_waiting_row (PfPrepaymentList *self, PfSession *session, PfPrepayment *prepayment)
{
  g_autofree char *title =
      g_strdup_printf (ngettext ("%d booking to pay in advance", "%d bookings to pay in advance",
                                 (gulong) prepayment->n_lines),
                       prepayment->n_lines);
  g_autofree char *left = pf_date_text_time_left (prepayment->until, pf_session_get_now (session),
                                                  pf_session_get_town (session)->zone);
  /* Translators: %s is the time left, "12 minutes left" */
  g_autofree char *subtitle = g_strdup_printf (_("%s; then the places are given back"), left);
  GtkWidget *row = pf_money_row_new (session, title, subtitle, prepayment->amount);

  add_button (self, row, prepayment);
  return row;
}

static GtkWidget *
make_lapsed_row (PfSession *session, PfPrepayment *prepayment)
{
  g_autofree char *title =
      g_strdup_printf (ngettext ("%d booking was not paid in time",
                                 "%d bookings were not paid in time", (gulong) prepayment->n_lines),
                       prepayment->n_lines);
  g_autofree char *day = pf_money_day_text (session, prepayment->until);
  /* Translators: %s is a day */
  g_autofree char *subtitle =
      g_strdup_printf (_("%s: the places were given back, nothing was paid"), day);

  return pf_money_row_new (session, title, subtitle, PF_CENTS_UNKNOWN);
}

/* Returns: (nullable): NULL for what need not be told. */
static GtkWidget *
make_row (PfPrepaymentList *self, PfPrepayment *prepayment)
{
  PfSession *session = pf_hub_find_session (self->hub, prepayment);
  PfMoment now;

  if (session == NULL || pf_session_get_town (session) == NULL)
    return NULL;
  now = pf_session_get_now (session);
  if (prepayment->state == PF_PREPAYMENT_WAITING && prepayment->until >= now)
    return make_waiting_row (self, session, prepayment);
  if (prepayment->state != PF_PREPAYMENT_PAID && prepayment->until >= now - LAPSED_SECONDS)
    return make_lapsed_row (session, prepayment);
  return NULL;
}

static void
fill (PfPrepaymentList *self)
{
  GListModel *all = pf_hub_get_records (self->hub, PF_COLLECTION_PREPAYMENTS);
  gboolean has_rows = FALSE;

  pf_list_box_clear (self->list);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfPrepayment) prepayment = g_list_model_get_item (all, i);
      GtkWidget *row = make_row (self, prepayment);

      if (row == NULL)
        continue;
      pf_landing_mark (row, pf_hub_find_session (self->hub, prepayment), PF_COLLECTION_PREPAYMENTS,
                       pf_record_get_id (PF_RECORD (prepayment)));
      gtk_list_box_append (self->list, row);
      has_rows = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), has_rows);
}

static gboolean
look_cb (gpointer user_data)
{
  fill (user_data);
  return G_SOURCE_CONTINUE;
}

static void
pf_prepayment_list_dispose (GObject *object)
{
  PfPrepaymentList *self = PF_PREPAYMENT_LIST (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_prepayment_list_parent_class)->dispose (object);
}

static void
pf_prepayment_list_class_init (PfPrepaymentListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pf_prepayment_list_dispose;
}

static void
pf_prepayment_list_init (PfPrepaymentList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_("To Pay in Advance"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "title-4");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  title, NULL, -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
  self->source = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
}

GtkWidget *
pf_prepayment_list_new (PfHub *hub)
{
  PfPrepaymentList *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_PREPAYMENT_LIST, NULL);
  self->hub = g_object_ref (hub);
  g_signal_connect_object (pf_hub_get_records (hub, PF_COLLECTION_PREPAYMENTS), "items-changed",
                           G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
