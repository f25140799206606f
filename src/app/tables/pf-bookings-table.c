/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a period of the plan and the journals of all towns, and writes a row a booking. */
#include "config.h"

#include "pf-bookings-table.h"

#include "common/pf-error-text.h"
#include "common/pf-file-save.h"
#include "common/pf-toast.h"
#include "pf-legend.h"
#include "pf-table.h"

#include <glib/gi18n-lib.h>

/* One table being made. */
typedef struct {
  GtkWidget *widget;  /* (owned) */
  PfHub *hub;         /* (owned) */
  PfHubPlan *plan;    /* (owned) */
  GPtrArray *journal; /* (owned) (element-type PfIntent) */
  PfDay first;
  PfDay last;
  guint n_pending; /* journals still being read */
} Saving;

static void
saving_free (Saving *saving)
{
  g_signal_handlers_disconnect_by_data (saving->plan, saving);
  g_object_unref (saving->widget);
  g_object_unref (saving->hub);
  g_object_unref (saving->plan);
  g_ptr_array_unref (saving->journal);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static char *
make_key (const char *enrolment, const char *unit, PfDay day)
{
  return g_strdup_printf ("%s %s %d", enrolment, unit, day);
}

/* Returns: (transfer full): the receipt of the last change that the town made of each slot. */
static GHashTable *
index_receipts (GPtrArray *journal)
{
  GHashTable *receipts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < journal->len; i++)
    {
      const PfIntent *intent = g_ptr_array_index (journal, i);

      if (intent->receipt != NULL && !pf_intent_is_refused ((PfIntent *) intent))
        g_hash_table_replace (
            receipts, make_key (intent->line->enrolment, intent->line->unit, intent->line->day),
            intent->receipt);
    }
  return receipts;
}

static const char *
find_receipt (GHashTable *receipts, PfPlanItem *item)
{
  g_autofree char *key = NULL;

  if (item->enrolment == NULL)
    return NULL;
  key = make_key (pf_record_get_id (PF_RECORD (item->enrolment)), item->unit->id, item->facts.day);
  return g_hash_table_lookup (receipts, key);
}

static void
add_head (PfTable *table)
{
  const char *const names[] = { _("Child"), _("Date"),     _("Activity"), _("Unit"), _("State"),
                                _("Price"), _("Currency"), _("Receipt"),  _("Town") };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    pf_table_add_text (table, names[i]);
  pf_table_end_row (table);
}

static void
add_item (PfTable *table, PfPlanItem *item, PfMoment now, GHashTable *receipts)
{
  PfMoment at = item->session != NULL ? pf_session_get_now (item->session) : now;
  PfDay today = pf_moment_get_day (at, item->town->zone);
  PfState state = pf_slot_get_state (&item->facts, at, today);

  if ((PF_STATES_HELD & 1u << state) == 0)
    return;
  pf_table_add_text (table, item->child->first_name);
  pf_table_add_day (table, item->facts.day);
  pf_table_add_text (table, item->activity->name);
  pf_table_add_text (table, item->unit->name);
  pf_table_add_text (table, pf_state_get_name (state));
  pf_table_add_amount (table, item->facts.charged);
  pf_table_add_text (table, item->town->currency);
  pf_table_add_text (table, find_receipt (receipts, item));
  pf_table_add_text (table, item->town->name);
  pf_table_end_row (table);
}

/* Saves once all has been read. */
static void
save_when_read (Saving *saving)
{
  g_autoptr (Saving) owned = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *name = NULL;

  if (saving->n_pending > 0 || !pf_hub_plan_is_loaded (saving->plan))
    return;
  owned = saving;
  bytes = pf_bookings_table_format (G_LIST_MODEL (saving->plan), pf_hub_get_now (saving->hub),
                                    saving->journal, pf_table_get_decimal_point ());
  first = pf_day_format (saving->first);
  last = pf_day_format (saving->last);
  /* Translators: a file's name; two days as 2026-11-03. */
  name = g_strdup_printf (_("bookings-%1$s-%2$s.csv"), first, last);
  pf_file_save (saving->widget, bytes, name);
}

/* What cannot be read has no receipts: that is told, the rest is saved. */
static void
journal_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) journal =
      pf_session_load_journal_finish (PF_SESSION (source), result, &error);

  saving->n_pending--;
  if (journal != NULL)
    g_ptr_array_extend (saving->journal, journal, (GCopyFunc) g_object_ref, NULL);
  else
    {
      g_autofree char *text = pf_error_text (error);

      pf_toast_show (saving->widget, text, NULL, NULL);
    }
  save_when_read (saving);
}

void
pf_bookings_table_save (GtkWidget *widget, PfHub *hub, PfDay first, PfDay last)
{
  GListModel *sessions;
  Saving *saving;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PF_IS_HUB (hub) && first <= last);

  sessions = pf_hub_get_sessions (hub);
  saving = g_new0 (Saving, 1);
  saving->widget = g_object_ref (widget);
  saving->hub = g_object_ref (hub);
  saving->plan = pf_hub_create_plan (hub);
  saving->journal = g_ptr_array_new_with_free_func (g_object_unref);
  saving->first = first;
  saving->last = last;
  saving->n_pending = g_list_model_get_n_items (sessions);
  g_signal_connect_swapped (saving->plan, "notify::is-loaded", G_CALLBACK (save_when_read), saving);
  pf_hub_plan_set_range (saving->plan, first, last);
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      pf_session_load_journal_async (session, NULL, journal_loaded_cb, saving);
    }
}

GBytes *
pf_bookings_table_format (GListModel *items, PfMoment now, GPtrArray *journal, char decimal_point)
{
  g_autoptr (PfTable) table = pf_table_new (decimal_point);
  g_autoptr (GHashTable) receipts = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (items) && journal != NULL, NULL);

  receipts = index_receipts (journal);
  add_head (table);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (items, i);

      add_item (table, item, now, receipts);
    }
  return pf_table_format (table);
}
