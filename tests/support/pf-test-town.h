/* SPDX-License-Identifier: GPL-3.0-or-later
 * A town to test with: the real server on loopback, on a fresh demo database, by a clock that the
 * test sets. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Who may sign in to the demo town, and the moment it is laid around. */
#define PF_TEST_TOWN_LOGIN "claire.martin@example.org"
#define PF_TEST_TOWN_OTHER_LOGIN "thomas.lopez@example.org"
#define PF_TEST_TOWN_PASSWORD "Soleil-2026"
#define PF_TEST_TOWN_NOW "2026-11-05T08:00:00Z"

typedef struct _PfTestTown PfTestTown;

/** Fills the new database @path, whose clock is the file @clock. */
typedef void (*PfTestTownFill) (const char *path, const char *clock, gpointer user_data);

/**
 * @now: (nullable): RFC 3339; NULL = PF_TEST_TOWN_NOW
 *
 * Lays a demo town around @now and serves it. The server dies with the test, whatever happens.
 */
PfTestTown *pf_test_town_new (const char *now);
/** The same with a database that @fill makes, in place of the demo. */
PfTestTown *pf_test_town_new_filled (const char *now, PfTestTownFill fill, gpointer user_data);
/** Kills the server and removes its files. */
void pf_test_town_free (PfTestTown *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfTestTown, pf_test_town_free)

/** Returns: "http://127.0.0.1:PORT": the same after a new start. */
const char *pf_test_town_get_url (PfTestTown *self);
guint16 pf_test_town_get_port (PfTestTown *self);
const char *pf_test_town_get_database (PfTestTown *self);
/** Sets the town's clock; it stands still until set again. */
void pf_test_town_set_clock (PfTestTown *self, const char *moment);

/** Waits for a mail that left for @to, and takes it from the folder: the oldest first. Returns:
 * (transfer full): it as it travels, its soft line breaks mended. */
char *pf_test_town_take_mail (PfTestTown *self, const char *to);
/** Returns: (transfer full): the code that @mail carries; the test fails where there is none. */
char *pf_test_mail_get_code (const char *mail);

/** Runs `agent` with arguments up to NULL in a process of its own and waits. Returns: (transfer
 * full): what it printed; the test fails where it fails. */
char *pf_test_town_run_agent (PfTestTown *self, ...) G_GNUC_NULL_TERMINATED;
/** Returns: (transfer full): the first text named @member in JSON that an agent's command printed;
 * the test fails where there is none. */
char *pf_test_find_member (const char *printed, const char *member);

/** Ends the server: by SIGKILL, or politely, and then it must have ended well. */
void pf_test_town_kill (PfTestTown *self);
void pf_test_town_stop (PfTestTown *self);
/** Starts the server again on the same port. */
void pf_test_town_start (PfTestTown *self);

G_END_DECLS
