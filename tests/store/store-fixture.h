/* SPDX-License-Identifier: GPL-3.0-or-later
 * A store in a folder of its own, and the few things that its tests do over and over. */
#pragma once

#include "pf-store.h"
#include "pf-test-family.h"
#include "pf-test-wait.h"

G_BEGIN_DECLS

#define SEPTEMBER pf_day_new (2026, 9, 1)
#define NOW ((PfMoment) 1788000000)

typedef struct {
  char *folder;
  PfStore *store;
  PfStoreNews *loaded; /* by the last fixture_load() */
  guint n_changed;
  guint notices;
  guint n_outbox;    /* of the last news */
  gboolean can_undo; /* of the last news */
  guint n_sheets;    /* changed, in all news */
  guint n_removed;   /* sheets, in all news */
  gboolean was_reset;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
/** Opens the store of the folder and loads it. */
void fixture_open (Fixture *fixture);
void fixture_close (Fixture *fixture);
/** Loads all, with September's sheets, into "loaded". */
void fixture_load (Fixture *fixture);
void fixture_apply (Fixture *fixture, PfChanges *changes);
/** Returns: (transfer full): one child's household from September on, three months. */
PfChanges *fixture_make_family (const char *state);
/** Applies it as state "s1". */
void fixture_apply_family (Fixture *fixture);
/** Drafts @action on the canteen's days @first to @first + @n - 1. */
int fixture_draft (Fixture *fixture, PfDay first, guint n, PfAction action);
int fixture_queue (Fixture *fixture);
/** Returns: (transfer full): the first line booked, the others refused as too late. */
PfAnswer *fixture_make_answer (guint n, gint64 version);
/** Returns: (transfer none): the intent of the last fixture_load(). */
PfIntent *fixture_get_intent (Fixture *fixture, guint position);
/** Returns: (transfer none) (nullable): the canteen's slot of the last fixture_load(). */
const PfSlot *fixture_find_slot (Fixture *fixture, PfDay day);
/** Asserts what drafts there are on the disk: "0+ 3-" books the first day, cancels the fourth. */
void fixture_assert_drafts (Fixture *fixture, const char *expected);

G_END_DECLS
