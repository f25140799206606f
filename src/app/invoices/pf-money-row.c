/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows that end with an amount, and the words of money. */
#include "config.h"

#include "pf-money-row.h"

#include "common/pf-date-text.h"
#include "pf-money.h"

#include <glib/gi18n-lib.h>

static const char *const means_texts[] = {
  [PF_PAYMENT_OTHER] = NC_("means of payment", "Other"),
  [PF_PAYMENT_CARD] = NC_("means of payment", "Card"),
  [PF_PAYMENT_DEBIT] = NC_("means of payment", "Direct debit"),
  [PF_PAYMENT_CHEQUE] = NC_("means of payment", "Cheque"),
  [PF_PAYMENT_CASH] = NC_("means of payment", "Cash"),
  [PF_PAYMENT_VOUCHER] = NC_("means of payment", "Voucher"),
  [PF_PAYMENT_WALLET] = NC_("means of payment", "Wallet"),
};

static int
compare_moments (gconstpointer a, gconstpointer b, gpointer offset)
{
  PfMoment one = G_STRUCT_MEMBER (PfMoment, a, GPOINTER_TO_SIZE (offset));
  PfMoment other = G_STRUCT_MEMBER (PfMoment, b, GPOINTER_TO_SIZE (offset));

  return (one < other) - (one > other);
}

char *
pf_money_text (PfSession *session, PfCents amount)
{
  PfTown *town = session != NULL ? pf_session_get_town (session) : NULL;

  return pf_cents_format (amount, town != NULL ? town->currency : "EUR");
}

char *
pf_money_day_text (PfSession *session, PfMoment at)
{
  PfTown *town = pf_session_get_town (session);
  PfDay today = pf_session_get_today (session);

  return pf_date_text_day_heading (town != NULL ? pf_moment_get_day (at, town->zone) : today,
                                   today);
}

const char *
pf_money_means_text (PfPaymentMeans means)
{
  return g_dpgettext2 (NULL, "means of payment", means_texts[means]);
}

void
pf_money_row_set_title (GtkWidget *row, const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (title != NULL ? title : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
}

GtkWidget *
pf_money_row_new (PfSession *session, const char *title, const char *subtitle, PfCents amount)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  pf_money_row_set_title (row, title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  if (amount != PF_CENTS_UNKNOWN)
    {
      g_autofree char *text = pf_money_text (session, amount);
      GtkWidget *label = gtk_label_new (text);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  return row;
}

GListModel *
pf_money_list_latest (PfHub *hub, PfCollection collection, gsize offset)
{
  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  return G_LIST_MODEL (gtk_sort_list_model_new (
      g_object_ref (pf_hub_get_records (hub, collection)),
      GTK_SORTER (gtk_custom_sorter_new (compare_moments, GSIZE_TO_POINTER (offset), NULL))));
}

void
pf_money_mark_entry (GtkEditable *entry, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
