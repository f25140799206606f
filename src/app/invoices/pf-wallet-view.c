/* SPDX-License-Identifier: GPL-3.0-or-later
 * The wallets and their account. */
#include "config.h"

#include "pf-wallet-view.h"

#include "common/pf-date-text.h"
#include "common/pf-error-text.h"
#include "common/pf-landing.h"
#include "common/pf-list-box.h"
#include "common/pf-toast.h"
#include "pf-amount-row.h"
#include "pf-forecast.h"
#include "pf-money-row.h"
#include "pf-payment.h"

#include <glib/gi18n-lib.h>

#define RUNWAY_DAYS 120

/* The rows of a wallet: they stay, so that what is typed stays, as long as the same wallets are to
 * be shown. */
typedef struct {
  PfSession *session; /* (owned) */
  PfWallet *wallet;   /* (owned): as it is shown */
  GtkWidget *row;
  GtkLabel *balance;   /* (nullable): not active */
  PfAmountRow *top_up; /* (nullable): not active */
} Shown;

struct _PfWalletView {
  GtkWidget parent_instance;

  PfHub *hub;      /* (owned) */
  PfHubPlan *plan; /* (owned): the days ahead */
  GArray *shown;   /* (element-type Shown) (owned) */

  GtkWidget *box;
  GtkListBox *wallet_list;
  GtkWidget *title;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PfWalletView, pf_wallet_view, GTK_TYPE_WIDGET)

static void
clear_shown (Shown *shown)
{
  g_object_unref (shown->session);
  g_object_unref (shown->wallet);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  PfWalletView *self = user_data;
  PfMovement *movement = item;
  PfSession *session = pf_hub_find_session (self->hub, movement);
  g_autofree char *day = pf_money_day_text (session, movement->at);
  g_autofree char *balance =
      movement->balance != PF_CENTS_UNKNOWN ? pf_money_text (session, movement->balance) : NULL;
  /* Translators: the first is a day, the second an amount: what the wallet holds after it */
  g_autofree char *subtitle = balance != NULL ? g_strdup_printf (_("%s · then %s"), day, balance)
                                              : g_strdup (day);
  GtkWidget *row = pf_money_row_new (session,
                                     movement->label != NULL ? movement->label : _("Movement"),
                                     subtitle, movement->amount);

  pf_landing_mark (row, session, PF_COLLECTION_MOVEMENTS, pf_record_get_id (PF_RECORD (movement)));
  return row;
}

/* Whether @wallet pays what @item books, on a day to come. Prepaid days were taken already. */
static gboolean
is_paid_by (PfPlanItem *item, PfSession *session, PfWallet *wallet, PfDay today)
{
  return item->session == session && item->slot.booking == PF_BOOKING_BOOKED &&
         item->slot.closure == PF_CLOSURE_NONE && item->slot.day > today &&
         item->activity != NULL && !item->activity->is_prepaid &&
         g_ptr_array_find_with_equal_func (wallet->activities,
                                           pf_record_get_id (PF_RECORD (item->activity)),
                                           g_str_equal, NULL);
}

/* Returns: (transfer full): how long the wallet lasts, as a sentence. */
static char *
describe_runway (PfWalletView *self, PfSession *session, PfWallet *wallet)
{
  g_autoptr (GArray) expenses = g_array_new (FALSE, FALSE, sizeof (PfExpense));
  PfDay today = pf_session_get_today (session);
  g_autofree char *day = NULL;
  PfDay dry;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->plan)); i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (G_LIST_MODEL (self->plan), i);
      PfExpense expense = { item->slot.day, item->slot.charged != PF_CENTS_UNKNOWN
                                                ? item->slot.charged
                                                : item->slot.price };

      if (is_paid_by (item, session, wallet, today))
        g_array_append_val (expenses, expense);
    }
  if (expenses->len == 0)
    return g_strdup (_("No booked day is waiting to be taken from it."));
  dry = pf_expenses_get_dry_day (expenses, wallet->balance);
  if (dry == PF_DAY_NONE)
    return g_strdup_printf (ngettext ("Enough for the %u booked day ahead.",
                                      "Enough for the %u booked days ahead.", expenses->len),
                            expenses->len);
  day = pf_date_text_day (dry, today);
  /* Translators: %s is a day */
  return g_strdup_printf (_("It runs dry on %s, by what is booked."), day);
}

static void
activated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) button = user_data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (button, TRUE);
  if (!pf_town_service_activate_wallet_finish (PF_TOWN_SERVICE (source), result, &error))
    {
      g_autofree char *sentence = pf_error_text (error);

      if (gtk_widget_get_root (button) != NULL)
        pf_toast_show (button, sentence, NULL, NULL);
      return;
    }
  pf_session_sync_now (g_object_get_data (G_OBJECT (button), "session"));
}

static void
activate_cb (GtkWidget *button, PfWallet *wallet)
{
  PfSession *session = g_object_get_data (G_OBJECT (button), "session");

  gtk_widget_set_sensitive (button, FALSE);
  pf_town_service_activate_wallet_async (pf_session_get_service (session),
                                         pf_record_get_id (PF_RECORD (wallet)), NULL, activated_cb,
                                         g_object_ref (button));
}

static void
chosen_cb (PfAmountRow *row, PfCents amount, PfSession *session)
{
  pf_payment_start (pf_amount_row_get_button (row), session, PF_PAY_TOP_UP, NULL, amount);
}

static void
add_activation (Shown *shown)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Activate"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "suggested-action");
  g_object_set_data_full (G_OBJECT (button), "session", g_object_ref (shown->session),
                          g_object_unref);
  g_signal_connect_data (button, "clicked", G_CALLBACK (activate_cb), g_object_ref (shown->wallet),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (shown->row), button);
}

static void
add_rows (PfWalletView *self, PfSession *session, PfWallet *wallet)
{
  Shown shown = { .session = g_object_ref (session), .wallet = g_object_ref (wallet) };

  shown.row = pf_money_row_new (session, wallet->name, NULL, PF_CENTS_UNKNOWN);
  pf_landing_mark (shown.row, session, PF_COLLECTION_WALLETS,
                   pf_record_get_id (PF_RECORD (wallet)));
  gtk_list_box_append (self->wallet_list, shown.row);
  if (wallet->is_active)
    {
      shown.balance = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (shown.balance), "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (shown.row), GTK_WIDGET (shown.balance));
      shown.top_up = PF_AMOUNT_ROW (
          pf_amount_row_new (session, _("Top up"), _("_Top Up"), _("Amount to top up")));
      g_signal_connect_object (shown.top_up, "chosen", G_CALLBACK (chosen_cb), session, 0);
      gtk_list_box_append (self->wallet_list, GTK_WIDGET (shown.top_up));
    }
  else
    add_activation (&shown);
  g_array_append_val (self->shown, shown);
}

/* Returns: (transfer full) (nullable): which amounts a top-up may have. */
static char *
describe_range (PfSession *session, PfWallet *wallet)
{
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if (wallet->min_top_up == PF_CENTS_UNKNOWN || wallet->max_top_up == PF_CENTS_UNKNOWN)
    return NULL;
  least = pf_money_text (session, wallet->min_top_up);
  most = pf_money_text (session, wallet->max_top_up);
  /* Translators: both are amounts */
  return g_strdup_printf (_("From %s to %s"), least, most);
}

/* Shows the wallet of @shown as @wallet is now. */
static void
update_rows (PfWalletView *self, Shown *shown, PfWallet *wallet)
{
  g_autofree char *runway = NULL;
  g_autofree char *balance = NULL;
  g_autofree char *range = NULL;
  gboolean has_more = wallet->balance > shown->wallet->balance;

  g_set_object (&shown->wallet, wallet);
  pf_money_row_set_title (shown->row, wallet->name);
  if (!wallet->is_active)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (shown->row),
                                   _("Not active: bookings are billed at the end of the month."));
      return;
    }
  runway = describe_runway (self, shown->session, wallet);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (shown->row), runway);
  balance = pf_money_text (shown->session, wallet->balance);
  gtk_label_set_label (shown->balance, balance);
  range = describe_range (shown->session, wallet);
  pf_amount_row_set_range (shown->top_up, wallet->min_top_up, wallet->max_top_up, range);
  if (has_more)
    pf_amount_row_set_text (shown->top_up, "");
}

/* Returns: whether the rows that there are can show @wallets. */
static gboolean
has_same_wallets (PfWalletView *self, GListModel *wallets)
{
  if (self->shown->len != g_list_model_get_n_items (wallets))
    return FALSE;
  for (guint i = 0; i < self->shown->len; i++)
    {
      const Shown *shown = &g_array_index (self->shown, Shown, i);
      g_autoptr (PfWallet) wallet = g_list_model_get_item (wallets, i);

      if (shown->session != pf_hub_find_session (self->hub, wallet) ||
          shown->wallet->is_active != wallet->is_active ||
          !g_str_equal (pf_record_get_id (PF_RECORD (shown->wallet)),
                        pf_record_get_id (PF_RECORD (wallet))))
        return FALSE;
    }
  return TRUE;
}

static void
make_rows (PfWalletView *self, GListModel *wallets)
{
  guint n_wallets = g_list_model_get_n_items (wallets);

  pf_list_box_clear (self->wallet_list);
  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < n_wallets; i++)
    {
      g_autoptr (PfWallet) wallet = g_list_model_get_item (wallets, i);

      add_rows (self, pf_hub_find_session (self->hub, wallet), wallet);
    }
  if (n_wallets == 0)
    gtk_list_box_append (self->wallet_list,
                         pf_money_row_new (NULL, _("No wallet"),
                                           _("Your town bills at the end of the month."),
                                           PF_CENTS_UNKNOWN));
  gtk_widget_set_visible (self->title, n_wallets > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_wallets > 0);
}

static void
fill (PfWalletView *self)
{
  GListModel *wallets = pf_hub_get_records (self->hub, PF_COLLECTION_WALLETS);

  if (self->shown->len == 0 || !has_same_wallets (self, wallets))
    make_rows (self, wallets);
  for (guint i = 0; i < self->shown->len; i++)
    {
      g_autoptr (PfWallet) wallet = g_list_model_get_item (wallets, i);

      update_rows (self, &g_array_index (self->shown, Shown, i), wallet);
    }
}

static void
pf_wallet_view_dispose (GObject *object)
{
  PfWalletView *self = PF_WALLET_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_object (&self->plan);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_wallet_view_parent_class)->dispose (object);
}

static void
pf_wallet_view_class_init (PfWalletViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_wallet_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-wallet-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PfWalletView, box);
  gtk_widget_class_bind_template_child (widget_class, PfWalletView, wallet_list);
  gtk_widget_class_bind_template_child (widget_class, PfWalletView, title);
  gtk_widget_class_bind_template_child (widget_class, PfWalletView, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pf_wallet_view_init (PfWalletView *self)
{
  self->shown = g_array_new (FALSE, TRUE, sizeof (Shown));
  g_array_set_clear_func (self->shown, (GDestroyNotify) clear_shown);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_wallet_view_new (PfHub *hub)
{
  PfWalletView *self;
  PfDay today;
  g_autoptr (GListModel) sorted = NULL;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_WALLET_VIEW, NULL);
  self->hub = g_object_ref (hub);
  self->plan = pf_hub_create_plan (hub);
  today = pf_hub_get_today (hub);
  pf_hub_plan_set_range (self->plan, today, today + RUNWAY_DAYS);
  sorted = pf_money_list_latest (hub, PF_COLLECTION_MOVEMENTS, G_STRUCT_OFFSET (PfMovement, at));
  gtk_list_box_bind_model (self->list, sorted, make_row, self, NULL);
  g_signal_connect_object (pf_hub_get_records (hub, PF_COLLECTION_WALLETS), "items-changed",
                           G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan, "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
