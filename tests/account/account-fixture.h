/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the tests of accounts share: a folder of their own, and accounts of a town that nobody
 * calls. */
#pragma once

#include "fixture.h"
#include "pf-account-list.h"

G_BEGIN_DECLS

#define TOWN_URI "https://mairie-exemple.fr"

typedef struct {
  char *folder;
  PfAccountList *list;
  guint n_unavailable; /* "keyring-unavailable" heard */
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer user_data);
void fixture_tear_down (Fixture *fixture, gconstpointer user_data);
/** Counts what the present list says of the keyring. */
void watch_list (Fixture *fixture);
/**
 * Returns: (transfer full): an account of TOWN_URI whose secret holds the refresh token "r-LOGIN".
 */
PfAccount *add_account (Fixture *fixture, const char *login);
gboolean forget (PfAccountList *list, PfAccount *account, GCancellable *cancellable,
                 GError **error);

G_END_DECLS
