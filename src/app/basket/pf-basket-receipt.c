/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads the journals of all towns, and hands the receipts over that are asked for. */
#include "config.h"

#include "pf-basket-receipt.h"

#include "common/pf-date-text.h"
#include "common/pf-error-text.h"
#include "common/pf-toast.h"
#include "pf-basket-line.h"
#include "printing/pf-print.h"
#include "printing/pf-receipt-sheet.h"

#include <glib/gi18n-lib.h>

/* Receipts being gathered. */
typedef struct {
  GtkWidget *widget; /* (owned) */
  PfHub *hub;        /* (owned) */
  GPtrArray *lines;  /* (owned) (element-type PfBasketLine): that have a receipt */
  gboolean saves;
  guint n_pending; /* journals still being read */
} Printing;

static void
printing_free (Printing *printing)
{
  g_object_unref (printing->widget);
  g_object_unref (printing->hub);
  g_ptr_array_unref (printing->lines);
  g_free (printing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Printing, printing_free)

static gboolean
is_of_receipt (PfBasketLine *line, PfBasketLine *other)
{
  return line->session == other->session &&
         g_str_equal (line->intent->receipt, other->intent->receipt);
}

static gboolean
has_receipt (GPtrArray *chosen, PfBasketLine *line)
{
  for (guint i = 0; i < chosen->len; i++)
    if (is_of_receipt (g_ptr_array_index (chosen, i), line))
      return TRUE;
  return FALSE;
}

/* Whether the family has not seen the answer yet. */
static gboolean
is_unseen (PfBasketLine *line)
{
  GListModel *outbox = pf_session_get_outbox (line->session);

  for (guint i = 0; i < g_list_model_get_n_items (outbox); i++)
    {
      g_autoptr (PfIntent) intent = g_list_model_get_item (outbox, i);

      if (intent->id == line->intent->id)
        return TRUE;
    }
  return FALSE;
}

/* Returns: (transfer full) (element-type PfBasketLine): a line of each receipt to be printed. */
static GPtrArray *
choose_receipts (GPtrArray *lines)
{
  GPtrArray *chosen = g_ptr_array_new ();
  PfBasketLine *last = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      PfBasketLine *line = g_ptr_array_index (lines, i);

      if (is_unseen (line) && !has_receipt (chosen, line))
        g_ptr_array_add (chosen, line);
      if (last == NULL || line->intent->settled_at >= last->intent->settled_at)
        last = line;
    }
  if (chosen->len == 0 && last != NULL)
    g_ptr_array_add (chosen, last);
  return chosen;
}

/* Returns: (transfer full) (nullable): the family as the town knows it. */
static char *
describe_household (PfSession *session)
{
  PfHousehold *household = pf_session_get_household (session);

  if (household == NULL || household->name == NULL)
    return household != NULL ? g_strdup (household->number) : NULL;
  if (household->number == NULL)
    return g_strdup (household->name);
  /* Translators: a family's name, and its number at the town. */
  return g_strdup_printf (_("%1$s, family number %2$s"), household->name, household->number);
}

/* Returns: (transfer full) (nullable) */
static char *
describe_price (PfBasketLine *line)
{
  PfCents cost = pf_basket_line_get_cost (line);

  if (cost == 0 || cost == PF_CENTS_UNKNOWN)
    return NULL;
  return pf_cents_format (cost, pf_basket_line_get_currency (line));
}

static void
free_words (PfReceiptLine *words)
{
  g_free ((char *) words->child);
  g_free ((char *) words->slot);
  g_free ((char *) words->outcome);
  g_free ((char *) words->price);
}

/* Adds the receipt that @line is of, with all its lines. */
static void
add_receipt (PfPrintout *sheet, GPtrArray *lines, PfBasketLine *line)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (PfReceiptLine));
  g_autofree char *household = describe_household (line->session);
  g_autofree char *at = NULL;
  g_autofree char *total = NULL;
  PfTown *town = pf_session_get_town (line->session);
  PfCents sum = 0;
  PfReceipt receipt;

  g_array_set_clear_func (words, (GDestroyNotify) free_words);
  for (guint i = 0; i < lines->len; i++)
    {
      PfBasketLine *other = g_ptr_array_index (lines, i);
      PfReceiptLine row;

      if (!is_of_receipt (line, other))
        continue;
      row = (PfReceiptLine){ pf_basket_line_describe_child (other, FALSE),
                             pf_basket_line_describe_slot (other),
                             pf_basket_line_describe_action (other), describe_price (other) };
      g_array_append_val (words, row);
      if (pf_basket_line_get_cost (other) != PF_CENTS_UNKNOWN)
        sum = pf_cents_add (sum, pf_basket_line_get_cost (other));
    }
  if (town != NULL && line->intent->settled_at != PF_MOMENT_NONE) /* with its year */
    at = pf_date_text_moment (line->intent->settled_at, 0, town->zone);
  total = pf_cents_format (sum, pf_basket_line_get_currency (line));
  receipt =
      (PfReceipt){ line->intent->receipt, town != NULL ? town->name : NULL, household, at, total };
  pf_receipt_sheet_add (sheet, &receipt, (const PfReceiptLine *) (gpointer) words->data,
                        words->len);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return pf_basket_line_compare (*(PfBasketLine *const *) a, *(PfBasketLine *const *) b, NULL);
}

static void
print_when_read (Printing *printing)
{
  g_autoptr (Printing) owned = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  PfPrintout *sheet;

  if (printing->n_pending > 0)
    return;
  owned = printing;
  g_ptr_array_sort (printing->lines, compare_lines);
  chosen = choose_receipts (printing->lines);
  if (chosen->len == 0)
    {
      pf_toast_show (printing->widget,
                     _("There is no receipt yet: the town gives one when it has "
                       "answered"),
                     NULL, NULL);
      return;
    }
  sheet = pf_receipt_sheet_new ();
  for (guint i = 0; i < chosen->len; i++)
    add_receipt (sheet, printing->lines, g_ptr_array_index (chosen, i));
  if (printing->saves)
    pf_print_save (printing->widget, sheet);
  else
    pf_print (printing->widget, sheet);
}

static void
journal_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Printing *printing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) journal =
      pf_session_load_journal_finish (PF_SESSION (source), result, &error);

  printing->n_pending--;
  if (journal == NULL)
    {
      g_autofree char *text = pf_error_text (error);

      pf_toast_show (printing->widget, text, NULL, NULL);
    }
  for (guint i = 0; journal != NULL && i < journal->len; i++)
    {
      PfIntent *intent = g_ptr_array_index (journal, i);

      if (intent->receipt != NULL && intent->outcome != NULL)
        g_ptr_array_add (printing->lines, pf_basket_line_new (PF_SESSION (source), intent));
    }
  print_when_read (printing);
}

void
pf_basket_receipt_print (GtkWidget *widget, PfHub *hub, gboolean saves)
{
  GListModel *sessions;
  Printing *printing;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PF_IS_HUB (hub));

  sessions = pf_hub_get_sessions (hub);
  printing = g_new0 (Printing, 1);
  printing->widget = g_object_ref (widget);
  printing->hub = g_object_ref (hub);
  printing->lines = g_ptr_array_new_with_free_func (g_object_unref);
  printing->saves = saves;
  printing->n_pending = g_list_model_get_n_items (sessions);
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      pf_session_load_journal_async (session, NULL, journal_loaded_cb, printing);
    }
}
