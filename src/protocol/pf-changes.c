/* SPDX-License-Identifier: GPL-3.0-or-later
 * A page of changes as a counted value. */
#include "config.h"

#include "pf-changes.h"

G_DEFINE_BOXED_TYPE (PfChanges, pf_changes, pf_changes_ref, pf_changes_unref)

static void
clear_changes (PfChanges *changes)
{
  g_free (changes->state);
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      g_ptr_array_unref (changes->changed[i]);
      g_ptr_array_unref (changes->removed[i]);
    }
}

PfChanges *
pf_changes_new (void)
{
  PfChanges *changes = g_atomic_rc_box_new0 (PfChanges);

  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      changes->changed[i] = g_ptr_array_new_with_free_func (g_object_unref);
      changes->removed[i] = g_ptr_array_new_with_free_func (g_free);
    }
  return changes;
}

PfChanges *
pf_changes_ref (PfChanges *changes)
{
  return g_atomic_rc_box_acquire (changes);
}

void
pf_changes_unref (PfChanges *changes)
{
  g_atomic_rc_box_release_full (changes, (GDestroyNotify) clear_changes);
}
