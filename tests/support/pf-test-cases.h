/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of one fixture as the rows of a table. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Begins a table @cases of tests that are given a @Fixture: each row { name, run }. */
#define PF_TEST_CASES(Fixture, cases)                                                              \
  static const struct {                                                                            \
    const char *name;                                                                              \
    void (*run) (Fixture * fixture, gconstpointer data);                                           \
  } cases[]

/** Adds each row of @cases as the test @prefix followed by its name. */
#define pf_test_add_cases(prefix, Fixture, set_up, cases, tear_down)                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    for (gsize pf_test_i = 0; pf_test_i < G_N_ELEMENTS (cases); pf_test_i++)                       \
      {                                                                                            \
        g_autofree char *pf_test_path = g_strconcat (prefix, (cases)[pf_test_i].name, NULL);       \
                                                                                                   \
        g_test_add (pf_test_path, Fixture, NULL, set_up, (cases)[pf_test_i].run, tear_down);       \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
