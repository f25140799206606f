/* SPDX-License-Identifier: GPL-3.0-or-later
 * A process of its own that uses the store until a fault kills it, for the tests of crashes. */
#pragma once

#include "fault-vfs.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/** Does the next of the things that follow from a seed. */
typedef void (*CrashStep) (Fixture *fixture, GRand *random, gpointer state);

/** CrashPlan: what a child does, @n_steps times, and what its parent looks at. */
typedef struct {
  const char *name; /* of the tests */
  CrashStep step;
  guint n_steps;
  gpointer state; /* of the child */
  guint n_cases;
  void (*run_case) (guint32 seed, Fault fault); /* in the parent: a child, and what it left */
} CrashPlan;

/** Is the program: the child that its arguments say, or the tests "killed-at-any-write" and
 * "power-lost-at-any-write". Returns: the exit status. */
int crash_child_main (int argc, char **argv, const CrashPlan *plan);
/** Returns: after how many writes the child of @seed is struck. */
guint crash_child_choose_write (guint32 seed);
/** Starts this program again as a child on @folder, to be struck by @fault after @after writes.
 * Returns: how many steps it reported done. */
guint crash_child_spawn (const char *folder, guint32 seed, Fault fault, guint after);

G_END_DECLS
