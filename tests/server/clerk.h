/* SPDX-License-Identifier: GPL-3.0-or-later
 * The program as a clerk and a script use it, on the demo town of a fixed day. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** A Saturday in term. */
#define CLERK_NOW "2026-11-21T07:45:00Z"

/** Clerk: a folder with a town and its clock, and what the last command said. */
typedef struct {
  char *folder;
  char *town;
  char *clock;
  const char *input; /* (nullable): of the next command */
  char *output;      /* of the last command */
  char *errors;
} Clerk;

void clerk_set_up (Clerk *fixture, gconstpointer data);
/** The same with the demo town in it. */
void clerk_set_up_demo (Clerk *fixture, gconstpointer data);
void clerk_tear_down (Clerk *fixture, gconstpointer data);
void clerk_set_clock (Clerk *fixture, const char *moment);

/** Starts the program with @words. */
GSubprocess *clerk_start (Clerk *fixture, GSubprocessFlags flags, const char *words);
/** Runs it and checks how it ends. */
void clerk_expect (Clerk *fixture, int status, const char *words, ...) G_GNUC_PRINTF (3, 4);
/** Runs a command for agents on the town. Returns: (transfer full): the array that it printed. */
JsonArray *clerk_ask (Clerk *fixture, const char *words, ...) G_GNUC_PRINTF (2, 3);
/** Returns: a text of what was printed. */
const char *clerk_get_text (JsonArray *rows, guint row, const char *member);

G_END_DECLS
