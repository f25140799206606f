/* SPDX-License-Identifier: GPL-3.0-or-later
 * A process of its own that uses the store until a fault kills it, for the tests of crashes. */
#pragma once

#include "fault-vfs.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/** Does the next of the things that follow from a seed. */
typedef void (*CrashStep) (Fixture *fixture, GRand *random, gpointer state);

/** CrashPlan: what a child does, @n_steps times. */
typedef struct {
  CrashStep step;
  guint n_steps;
  gpointer state; /* of the child */
} CrashPlan;

/** In the child: does what the arguments of the program say. Returns: the exit status, -1 where
 * this is no child. */
int crash_child_main (int argc, char **argv, const CrashPlan *plan);
/** Starts this program again as a child on @folder, to be struck by @fault after @after writes.
 * Returns: how many steps it reported done. */
guint crash_child_spawn (const char *folder, guint32 seed, Fault fault, guint after);

G_END_DECLS
