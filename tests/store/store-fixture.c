/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the store's tests share. */
#include "config.h"

#include "store-fixture.h"

static const PfTestFamily small = { .n_children = 1, .first_month = 20697, .n_months = 3 };

static void
changed_cb (Fixture *fixture, const PfStoreNews *news)
{
  fixture->n_changed++;
  fixture->was_reset |= news->is_reset;
  if (news->sheets != NULL)
    fixture->n_sheets += news->sheets->len;
  if (news->removed_sheets != NULL)
    fixture->n_removed += news->removed_sheets->len;
  if (news->outbox != NULL)
    {
      fixture->n_outbox = news->outbox->len;
      fixture->can_undo = news->can_undo;
    }
}

static void
notice_cb (Fixture *fixture, guint notice)
{
  fixture->notices |= notice;
}

void
fixture_load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->loaded, pf_store_news_free);
  fixture->loaded =
      pf_test_await (pf_store_load, fixture->store, &error, SEPTEMBER, SEPTEMBER + 29, NULL);
  g_assert_no_error (error);
}

void
fixture_open (Fixture *fixture)
{
  fixture->store = pf_store_new (fixture->folder);
  g_signal_connect_swapped (fixture->store, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->store, "notice", G_CALLBACK (notice_cb), fixture);
  fixture_load (fixture);
}

void
fixture_close (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_store_close, fixture->store, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pf_test_make_folder ();
  fixture_open (fixture);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->store != NULL)
    fixture_close (fixture);
  g_clear_pointer (&fixture->loaded, pf_store_news_free);
  pf_test_remove_folder (fixture->folder);
}

void
fixture_apply (Fixture *fixture, PfChanges *changes)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      pf_test_await (pf_store_apply_changes, fixture->store, &error, changes, NOW, 7, NULL));
  g_assert_no_error (error);
}

PfChanges *
fixture_make_family (const char *state)
{
  return pf_test_family_make_changes (&small, state);
}

void
fixture_apply_family (Fixture *fixture)
{
  g_autoptr (PfChanges) changes = fixture_make_family ("s1");

  fixture_apply (fixture, changes);
}

int
fixture_draft (Fixture *fixture, PfDay first, guint n, PfAction action)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  g_autoptr (GError) error = NULL;
  int count;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (lines, pf_line_new ("child-0-canteen", "meal", first + i, action, 1, 340));
  count = pf_test_await (pf_store_add_drafts, fixture->store, &error, lines, NOW, NULL);
  g_assert_no_error (error);
  return count;
}

int
fixture_queue (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  int count = pf_test_await (pf_store_queue_drafts, fixture->store, &error, NULL);

  g_assert_no_error (error);
  return count;
}

PfIntent *
fixture_get_intent (Fixture *fixture, guint position)
{
  g_assert_cmpuint (position, <, fixture->loaded->outbox->len);
  return g_ptr_array_index (fixture->loaded->outbox, position);
}

PfAnswer *
fixture_make_answer (guint n, gint64 version)
{
  PfAnswer *answer = pf_answer_new ();

  answer->receipt = g_strdup ("R-1");
  answer->at = NOW + 60;
  for (guint i = 0; i < n; i++)
    {
      PfOutcome *outcome = pf_outcome_new ();

      outcome->kind = i == 0 ? PF_OUTCOME_BOOKED : PF_OUTCOME_REFUSED;
      outcome->refusal = i == 0 ? PF_REFUSAL_NONE : PF_REFUSAL_TOO_LATE;
      outcome->price = i == 0 ? 340 : 0;
      outcome->version = version;
      outcome->has_slot = i == 0;
      pf_slot_init (&outcome->slot, SEPTEMBER, 3);
      outcome->slot.booking = PF_BOOKING_BOOKED;
      outcome->slot.charged = 340;
      g_ptr_array_add (answer->outcomes, outcome);
    }
  return answer;
}

const PfSlot *
fixture_find_slot (Fixture *fixture, PfDay day)
{
  for (guint i = 0; i < fixture->loaded->sheets->len; i++)
    {
      PfSheet *sheet = g_ptr_array_index (fixture->loaded->sheets, i);

      if (g_str_equal (sheet->enrolment, "child-0-canteen"))
        return pf_sheet_find_slot (sheet, day, "meal");
    }
  return NULL;
}

void
fixture_assert_drafts (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) drafts = g_string_new (NULL);

  fixture_load (fixture);
  for (guint i = 0; i < fixture->loaded->outbox->len; i++)
    {
      PfLine *line = fixture_get_intent (fixture, i)->line;

      g_string_append_printf (drafts, "%d%c ", line->day - SEPTEMBER,
                              line->action == PF_ACTION_BOOK ? '+' : '-');
    }
  g_assert_cmpstr (drafts->str, ==, expected);
}
