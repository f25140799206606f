/* SPDX-License-Identifier: GPL-3.0-or-later
 * A session at a fake town, with a plan of the weeks to come, for the session's tests. */
#pragma once

#include "pf-fake-town.h"
#include "pf-session.h"
#include "pf-test-family.h"
#include "pf-test-wait.h"

G_BEGIN_DECLS

typedef struct {
  char *folder;
  PfFakeTown *town;
  PfSession *session;
  PfPlan *plan;
  PfDay monday;   /* a Monday three weeks ahead: everything is open */
  guint n_plan;   /* "items-changed" of the plan */
  guint position; /* of the last one */
  guint n_added;  /* by the last one */
  guint n_now;    /* "now-changed" */
  guint notices;
  GPtrArray *settled; /* (owned): PfIntent, all that were told of */
} Fixture;

/** The fake town has this many children for four months; the session is new and not started. */
void fixture_set_up (Fixture *fixture, gconstpointer n_children);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
/** Makes the session (and its plan) anew over the same folder, neither loaded nor started. */
void fixture_open (Fixture *fixture);
void fixture_close (Fixture *fixture);
/** Runs until the engine has nothing to do, however it ended. */
void fixture_settle (Fixture *fixture);
/** Starts the session and waits for the end of the first sync. */
void fixture_start (Fixture *fixture);
/** Syncs again now, and waits. */
void fixture_sync (Fixture *fixture);
/** Returns: (transfer none): the plan's item of child 0's canteen on the @n-th day from the Monday.
 */
PfPlanItem *fixture_get_item (Fixture *fixture, int n);
/** Changes @n_days days from the Monday on. Returns: how many slots changed. */
int fixture_change (Fixture *fixture, int first, int n_days, PfAction action);
void fixture_send (Fixture *fixture);
/** Returns: the facts of that slot at the town. */
const PfSlot *fixture_peek (Fixture *fixture, int n);
/** Gives a day's slot at the town this booking and these places. */
void fixture_edit (Fixture *fixture, int n, PfBooking booking, int places);
/** Returns: what the engine does now. */
PfSyncState fixture_get_state (Fixture *fixture);
/** Returns: how many intents of the outbox are in @state. */
guint fixture_count_outbox (Fixture *fixture, PfIntentState state);
/** Returns: (transfer none): the intent at @position of the outbox, which keeps it. */
PfIntent *fixture_get_intent (Fixture *fixture, guint position);

G_END_DECLS
