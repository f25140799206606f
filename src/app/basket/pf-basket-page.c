/* SPDX-License-Identifier: GPL-3.0-or-later
 * The basket's page: three lists of one model, and the two buttons that decide of the drafts. */
#include "config.h"

#include "pf-basket-page.h"

#include "common/pf-error-text.h"
#include "common/pf-fold-box.h"
#include "common/pf-toast.h"
#include "invoices/pf-prepayment-list.h"
#include "pf-basket-receipt.h"
#include "pf-basket-row.h"
#include "pf-basket.h"

#include <glib/gi18n-lib.h>

#define QUOTE_DELAY 300 /* ms: a drag over many days asks once */
#define ROWS_A_FRAME 12 /* a month of six children is hundreds: nobody sees them all at once */

/* The lists, in the order of PfIntentState. */
enum {
  SECTION_DRAFTS,
  SECTION_QUEUED,
  SECTION_SETTLED,
  N_SECTIONS,
};

struct _PfBasketPage {
  GtkWidget parent_instance;

  PfHub *hub;                            /* (owned) */
  PfBasket *basket;                      /* (owned) */
  GtkSliceListModel *slices[N_SECTIONS]; /* (owned) (nullable): what the lists show so far */
  guint quote_source;
  guint fill_tick;
  gboolean is_busy; /* a command is under way */

  GtkWidget *box;
  GtkStack *stack;
  GtkBox *parts;          /* above each other */
  GtkWidget *prepayments; /* the first of them */
  GtkWidget *sections[N_SECTIONS];
  GtkListBox *lists[N_SECTIONS];
  GtkLabel *queued_hint;
  GtkWidget *stuck_box;
  GtkLabel *stuck_label;
  GtkWidget *give_up_button;
  GtkWidget *footer;
  GtkLabel *total;
  GtkLabel *hint;
  GtkWidget *send_button;
  GtkWidget *discard_button;
};

G_DEFINE_FINAL_TYPE (PfBasketPage, pf_basket_page, GTK_TYPE_WIDGET)

static gboolean
is_offline (PfBasketPage *self)
{
  PfSyncState state = pf_hub_get_sync_state (self->hub);

  return state == PF_SYNC_OFFLINE || state == PF_SYNC_SIGNED_OUT;
}

static gboolean
is_signed_out (PfBasketPage *self)
{
  return pf_hub_get_sync_state (self->hub) == PF_SYNC_SIGNED_OUT;
}

/* Quotes: asked once things are still, while the page is seen */

static gboolean
quote_due_cb (gpointer user_data)
{
  PfBasketPage *self = user_data;

  self->quote_source = 0;
  pf_basket_ask_quotes (self->basket);
  return G_SOURCE_REMOVE;
}

static void
queue_quotes (PfBasketPage *self)
{
  if (self->quote_source != 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)) || is_offline (self) ||
      pf_basket_is_quoted (self->basket))
    return;
  self->quote_source = g_timeout_add (QUOTE_DELAY, quote_due_cb, self);
}

/* What is shown besides the lists */

static void
update_footer (PfBasketPage *self)
{
  g_autofree char *sum = pf_basket_describe_total (self->basket);
  guint n_troubles = pf_basket_count_troubles (self->basket);
  g_autofree char *total = NULL;
  g_autofree char *hint = NULL;

  gtk_widget_set_visible (self->footer, sum != NULL);
  if (sum == NULL)
    return;
  /* Translators: %s is an amount of money. */
  total = g_strdup_printf (_("Total: %s"), sum);
  gtk_label_set_label (self->total, total);
  if (n_troubles > 0)
    hint = g_strdup_printf (
        ngettext ("%u line would be refused", "%u lines would be refused", n_troubles), n_troubles);
  else if (is_offline (self))
    hint = g_strdup (is_signed_out (self) ? _("Sent once you have signed in again")
                                          : _("Offline: sent when the town is back"));
  else if (!pf_basket_is_quoted (self->basket))
    hint = g_strdup (_("By the prices known here"));
  else
    hint = g_strdup (_("Checked by the town"));
  gtk_label_set_label (self->hint, hint);
}

/* Rows are made a few a frame. */
static gboolean
fill_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PfBasketPage *self = PF_BASKET_PAGE (widget);

  for (int i = 0; i < N_SECTIONS; i++)
    {
      guint size = gtk_slice_list_model_get_size (self->slices[i]);

      if (g_list_model_get_n_items (gtk_slice_list_model_get_model (self->slices[i])) > size)
        {
          gtk_slice_list_model_set_size (self->slices[i], size + ROWS_A_FRAME);
          return G_SOURCE_CONTINUE;
        }
    }
  self->fill_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
update_stuck (PfBasketPage *self)
{
  guint n_stuck = pf_basket_count_stuck (self->basket);
  g_autofree char *text =
      g_strdup_printf (ngettext ("Again and again, the town has failed to answer %u of these "
                                 "changes. It is still asked, and everything else goes on.",
                                 "Again and again, the town has failed to answer %u of these "
                                 "changes. It is still asked, and everything else goes on.",
                                 n_stuck),
                       n_stuck);

  gtk_label_set_label (self->stuck_label, text);
  gtk_widget_set_visible (self->stuck_box, n_stuck > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->queued_hint), n_stuck == 0);
}

static void
update (PfBasketPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->basket)) == 0 &&
                      !gtk_widget_get_visible (self->prepayments);

  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "lines");
  for (int i = 0; i < N_SECTIONS; i++)
    gtk_widget_set_visible (self->sections[i],
                            pf_basket_count (self->basket, (PfIntentState) i) > 0);
  gtk_label_set_label (self->queued_hint,
                       is_signed_out (self) ? _("They leave by themselves once you have signed in "
                                                "again.")
                       : is_offline (self)  ? _("The town has not answered yet. They leave by "
                                                "themselves as soon as it can be reached.")
                                            : _("The town has not answered yet."));
  gtk_widget_set_sensitive (self->send_button, !self->is_busy);
  gtk_widget_set_sensitive (self->discard_button, !self->is_busy);
  gtk_widget_set_sensitive (self->give_up_button, !self->is_busy);
  update_stuck (self);
  update_footer (self);
  if (self->fill_tick == 0)
    self->fill_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_cb, NULL, NULL);
  queue_quotes (self);
}

/* Commands */

/* Returns: whether the command was done; what went wrong is told. */
static gboolean
end_command (PfBasketPage *self, PfBasket *basket, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = pf_basket_finish (basket, result, &error);

  if (self->hub == NULL)
    return FALSE;
  self->is_busy = FALSE;
  update (self);
  if (!is_done)
    {
      g_autofree char *text = pf_error_text (error);

      pf_toast_show (GTK_WIDGET (self), text, NULL, NULL);
    }
  return is_done;
}

static void
command_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfBasketPage) self = user_data;

  end_command (self, PF_BASKET (source), result);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PfBasketPage *self = user_data;

  if (self->hub != NULL && is_offline (self))
    pf_toast_show (GTK_WIDGET (self),
                   is_signed_out (self) ? _("Kept: it will be sent once you have signed in again")
                                        : _("Kept: it will be sent when the town is back"),
                   NULL, NULL);
  command_ended_cb (source, result, user_data);
}

static void
begin_command (PfBasketPage *self)
{
  self->is_busy = TRUE;
  update (self);
}

static void
send_cb (PfBasketPage *self)
{
  begin_command (self);
  pf_basket_send_async (self->basket, sent_cb, g_object_ref (self));
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfBasketPage) self = user_data;

  if (end_command (self, PF_BASKET (source), result))
    pf_toast_show (GTK_WIDGET (self), _("The basket is empty"), _("_Undo"), "win.undo");
}

static void
discard_cb (PfBasketPage *self)
{
  begin_command (self);
  pf_basket_discard_async (self->basket, discarded_cb, g_object_ref (self));
}

static void
give_up_confirmed_cb (PfBasketPage *self)
{
  begin_command (self);
  pf_basket_give_up_async (self->basket, command_ended_cb, g_object_ref (self));
}

static void
give_up_cb (PfBasketPage *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (window), _("Stop Waiting for the Answer?"),
      _("The town may have done these changes, or not: nobody can tell before it answers. The app "
        "will not ask again; look at the planning afterwards, it shows what the town has.")));

  adw_message_dialog_add_responses (dialog, "cancel", _("Keep Waiting"), "give-up", _("Give Up"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "give-up", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response::give-up", G_CALLBACK (give_up_confirmed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
dismiss_all_cb (PfBasketPage *self)
{
  pf_basket_dismiss_async (self->basket, NULL, command_ended_cb, g_object_ref (self));
}

static void
row_removed_cb (PfBasketPage *self, PfBasketRow *row)
{
  PfBasketLine *line = pf_basket_row_get_line (row);

  if (line->intent->state == PF_INTENT_DRAFT)
    pf_basket_remove_async (self->basket, line, command_ended_cb, g_object_ref (self));
  else
    pf_basket_dismiss_async (self->basket, line, command_ended_cb, g_object_ref (self));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pf_basket_receipt_print (widget, PF_BASKET_PAGE (widget)->hub,
                           g_str_equal (name, "page.save-pdf"));
}

/* To the child's sheet where it is that, else to the page where it is mended. */
static void
row_mend_cb (PfBasketPage *self, PfBasketRow *row)
{
  PfBasketLine *line = pf_basket_row_get_line (row);
  const PfMending *mending = pf_basket_line_find_mending (line);
  PfAccount *account = pf_hub_get_account (self->hub, line->session);
  const char *children = pf_collection_get_name (PF_COLLECTION_CHILDREN);

  if (mending == NULL)
    return;
  if (account != NULL && g_str_equal (mending->page, children))
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open", "(sss)", pf_account_get_id (account),
                                children, pf_record_get_id (PF_RECORD (line->item->child)));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", mending->page);
}

/* The lists */

static gboolean
has_towns (PfBasketPage *self)
{
  return g_list_model_get_n_items (pf_hub_get_sessions (self->hub)) > 1;
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = pf_basket_row_new (item, has_towns (user_data));

  g_signal_connect_object (row, "removed", G_CALLBACK (row_removed_cb), user_data,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "mend", G_CALLBACK (row_mend_cb), user_data, G_CONNECT_SWAPPED);
  return row;
}

/* In the row, not as the list's own header: those come between the rows and their style. */
static void
update_heading (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  PfBasketPage *self = user_data;
  gboolean with_town = has_towns (self);
  g_autofree char *child =
      pf_basket_line_describe_child (pf_basket_row_get_line (PF_BASKET_ROW (row)), with_town);
  g_autofree char *child_before = NULL;

  if (before != NULL)
    child_before =
        pf_basket_line_describe_child (pf_basket_row_get_line (PF_BASKET_ROW (before)), with_town);
  pf_basket_row_set_heading (PF_BASKET_ROW (row),
                             g_strcmp0 (child, child_before) != 0 ? child : NULL);
}

static gboolean
is_in_section (gpointer item, gpointer section)
{
  return PF_BASKET_LINE (item)->intent->state == (PfIntentState) GPOINTER_TO_INT (section);
}

static void
fill_lists (PfBasketPage *self)
{
  for (int i = 0; i < N_SECTIONS; i++)
    {
      GtkFilter *filter =
          GTK_FILTER (gtk_custom_filter_new (is_in_section, GINT_TO_POINTER (i), NULL));
      GListModel *lines = G_LIST_MODEL (
          gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->basket)), filter));

      self->slices[i] = gtk_slice_list_model_new (lines, 0, ROWS_A_FRAME);
      gtk_list_box_bind_model (self->lists[i], G_LIST_MODEL (self->slices[i]), create_row, self,
                               NULL);
      gtk_list_box_set_header_func (self->lists[i], update_heading, self, NULL);
    }
}

/* GObject and GtkWidget */

static void
pf_basket_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pf_basket_page_parent_class)->map (widget);
  queue_quotes (PF_BASKET_PAGE (widget));
}

static void
pf_basket_page_dispose (GObject *object)
{
  PfBasketPage *self = PF_BASKET_PAGE (object);

  g_clear_handle_id (&self->quote_source, g_source_remove);
  if (self->fill_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->fill_tick);
  self->fill_tick = 0;
  /* The rows go one by one, and each would ask us for headings. */
  for (int i = 0; self->hub != NULL && i < N_SECTIONS; i++)
    gtk_list_box_set_header_func (self->lists[i], NULL, NULL, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  for (int i = 0; i < N_SECTIONS; i++)
    g_clear_object (&self->slices[i]);
  g_clear_object (&self->basket);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_basket_page_parent_class)->dispose (object);
}

static void
bind_sections (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *section;
    const char *list;
  } names[N_SECTIONS] = {
    [SECTION_DRAFTS] = { "drafts_section", "drafts_list" },
    [SECTION_QUEUED] = { "queued_section", "queued_list" },
    [SECTION_SETTLED] = { "settled_section", "settled_list" },
  };

  for (int i = 0; i < N_SECTIONS; i++)
    {
      gtk_widget_class_bind_template_child_full (widget_class, names[i].section, FALSE,
                                                 G_STRUCT_OFFSET (PfBasketPage, sections) +
                                                     i * sizeof (GtkWidget *));
      gtk_widget_class_bind_template_child_full (widget_class, names[i].list, FALSE,
                                                 G_STRUCT_OFFSET (PfBasketPage, lists) +
                                                     i * sizeof (GtkListBox *));
    }
}

static void
pf_basket_page_class_init (PfBasketPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_basket_page_dispose;
  widget_class->map = pf_basket_page_map;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (PF_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-basket-page.ui");
  bind_sections (widget_class);
  gtk_widget_class_bind_template_child (widget_class, PfBasketPage, box);
  gtk_widget_class_bind_template_child (widget_class, PfBasketPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PfBasketPage, parts);
  gtk_widget_class_bind_template_child (widget_class, PfBasketPage, queued_hint);
  gtk_widget_class_bind_template_child (widget_class, PfBasketPage, stuck_box);
  gtk_widget_class_bind_template_child (widget_class, PfBasketPage, stuck_label);
  gtk_widget_class_bind_template_child (widget_class, PfBasketPage, give_up_button);
  gtk_widget_class_bind_template_child (widget_class, PfBasketPage, footer);
  gtk_widget_class_bind_template_child (widget_class, PfBasketPage, total);
  gtk_widget_class_bind_template_child (widget_class, PfBasketPage, hint);
  gtk_widget_class_bind_template_child (widget_class, PfBasketPage, send_button);
  gtk_widget_class_bind_template_child (widget_class, PfBasketPage, discard_button);
  gtk_widget_class_install_action (widget_class, "page.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "page.save-pdf", NULL, print_action);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_up_cb);
}

static void
pf_basket_page_init (PfBasketPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_basket_page_new (PfHub *hub)
{
  PfBasketPage *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_BASKET_PAGE, NULL);
  self->hub = g_object_ref (hub);
  self->basket = pf_basket_new (hub);
  g_signal_connect_object (self->basket, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::sync-state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->prepayments = pf_prepayment_list_new (hub);
  gtk_box_prepend (self->parts, self->prepayments);
  g_signal_connect_object (self->prepayments, "notify::visible", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  fill_lists (self);
  update (self);
  return GTK_WIDGET (self);
}
