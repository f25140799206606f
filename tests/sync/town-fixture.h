/* SPDX-License-Identifier: GPL-3.0-or-later
 * The real server behind a bad network, and families that live with both. */
#pragma once

#include "pf-fault-proxy.h"
#include "pf-session.h"
#include "pf-test-family.h"
#include "pf-test-town.h"
#include "pf-test-wait.h"

G_BEGIN_DECLS

/** Family: a guardian's device: a folder, a service, a session with a wide plan. */
typedef struct {
  char *folder;
  PfTownService *service;
  PfSession *session;
  PfPlan *plan;
  GPtrArray *settled; /* (owned): PfIntent, all that were told of */
} Family;

typedef struct {
  PfTestTown *town;
  PfFaultProxy *proxy;
  Family family;
} TownFixture;

/** The demo town, its proxy, and one guardian who has signed in and synced. */
void town_fixture_set_up (TownFixture *fixture, gconstpointer data);
void town_fixture_tear_down (TownFixture *fixture, gconstpointer data);

/**
 * Signs @login in at @url and starts a session over @folder (nullable: a new one); waits for the
 * first sync.
 */
void family_join (Family *family, const char *url, const char *login, const char *folder);
/** Opens the session again over the folder that was left, with the secret of the service. */
void family_open (Family *family);
void family_close (Family *family);
void family_leave (Family *family);
/** Syncs until the session is alike with the town and has nothing queued. */
void family_sync (Family *family);
/** Waits for the run under way, however it ends. */
void family_settle (Family *family);
/** Returns: (transfer none): the @n-th item, counted from 0, that shows @state, is settled by no
 * agent, waits for no payment, and is neither a draft nor queued. */
PfPlanItem *family_find_item (Family *family, PfState state, guint n);
/** Drafts @action for @item. */
void family_change (Family *family, PfPlanItem *item, PfAction action);
void family_send (Family *family);
/** Returns: how many intents are in @state. */
guint family_count (Family *family, PfIntentState state);
/** Returns: how many submissions are in @state. */
guint family_count_submissions (Family *family, PfSubmissionState state);
/** Asserts that all that this device shows is what the town says without a proxy or a cache. */
void family_assert_agrees (Family *family, PfTestTown *town, const char *login);

/**
 * town_fixture_kill_child:
 * @path: of requests, as for pf_fault_proxy_push()
 *
 * Runs this program again with the arguments "--child", the proxy's address and @folder, until
 * @n_requests came for @path, and @delay milliseconds more; then kills it. Returns: how often it
 * called town_child_say().
 */
guint town_fixture_kill_child (TownFixture *fixture, const char *folder, const char *path,
                               guint n_requests, guint delay);
/** In a child: says that one more thing is on its disk. */
void town_child_say (void);

G_END_DECLS
