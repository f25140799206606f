/* SPDX-License-Identifier: GPL-3.0-or-later
 * The legend as one table: identifier, short name and sentence of each state. */
#include "config.h"

#include "pf-legend.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *id;
  const char *name;
  const char *sentence;
} legend[PF_N_STATES] = {
  [PF_STATE_BOOKED] = { "booked", N_("Booked"), N_("Child booked, can be cancelled if need be") },
  [PF_STATE_LOCKED] = { "locked", N_("Booked, locked"),
                        N_("Child booked, cannot be cancelled any more") },
  [PF_STATE_OPEN] = { "open", N_("Available"), N_("You can book") },
  [PF_STATE_LATE] = { "late", N_("Late, surcharge"),
                      N_("Oops! The deadline has passed, booking costs a surcharge") },
  [PF_STATE_CANCELLED] = { "cancelled", N_("Cancelled"), N_("Booking cancelled, no surcharge") },
  [PF_STATE_FULL] = { "full", N_("Full"), N_("No places left") },
  [PF_STATE_WAITING] = { "waiting", N_("Waiting list"), N_("On the activity's waiting list") },
  [PF_STATE_PENDING] = { "pending", N_("Awaiting approval"),
                         N_("Booking to be approved by an agent of the town") },
  [PF_STATE_CLOSED] = { "closed", N_("Closed"), N_("Nothing can be booked on this day") },
  [PF_STATE_TOO_EARLY] = { "too-early", N_("Not open yet"), N_("Booking is not open yet") },
  [PF_STATE_TOO_LATE] = { "too-late", N_("Too late"), N_("The deadline has passed") },
  [PF_STATE_PRESENT] = { "present", N_("Present"), N_("Child was present") },
  [PF_STATE_ABSENT] = { "absent", N_("Absent"), N_("Child was absent without an excuse") },
  [PF_STATE_EXCUSED] = { "excused", N_("Absent, excused"), N_("Child was absent, with an excuse") },
  [PF_STATE_PAST] = { "past", N_("Past"), N_("This day is over, nothing was booked") },
};

static const char *const closure_names[] = {
  [PF_CLOSURE_NONE] = NULL,
  [PF_CLOSURE_WEEKEND] = NC_("closure", "weekend"),
  [PF_CLOSURE_PUBLIC_HOLIDAY] = NC_("closure", "public holiday"),
  [PF_CLOSURE_SCHOOL_HOLIDAY] = NC_("closure", "school holidays"),
  [PF_CLOSURE_STRIKE] = NC_("closure", "strike"),
  [PF_CLOSURE_OTHER] = NC_("closure", "closed"),
};

const char *
pf_state_get_id (PfState state)
{
  g_return_val_if_fail ((guint) state < PF_N_STATES, NULL);

  return legend[state].id;
}

const char *
pf_state_get_name (PfState state)
{
  g_return_val_if_fail ((guint) state < PF_N_STATES, NULL);

  return _(legend[state].name);
}

const char *
pf_state_get_sentence (PfState state)
{
  g_return_val_if_fail ((guint) state < PF_N_STATES, NULL);

  return _(legend[state].sentence);
}

const char *
pf_closure_get_name (PfClosure closure)
{
  g_return_val_if_fail ((gsize) closure < G_N_ELEMENTS (closure_names), "");

  if (closure == PF_CLOSURE_NONE)
    return "";
  return g_dpgettext2 (GETTEXT_PACKAGE, "closure", closure_names[closure]);
}
