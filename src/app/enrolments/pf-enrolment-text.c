/* SPDX-License-Identifier: GPL-3.0-or-later
 * Enrolments in words. */
#include "config.h"

#include "pf-enrolment-text.h"

#include "common/pf-date-text.h"

#include <glib/gi18n-lib.h>

static const char *const states[] = {
  [PF_ENROLMENT_REQUESTED] = N_("Awaiting an answer"),
  [PF_ENROLMENT_OPEN] = N_("Enrolled"),
  [PF_ENROLMENT_REFUSED] = N_("Refused"),
  [PF_ENROLMENT_CLOSED] = N_("Closed"),
};

static const char *const kinds[] = {
  [PF_KIND_PERI] = N_("Around School"),
  [PF_KIND_EXTRA] = N_("Out of School"),
  [PF_KIND_SPORT] = N_("Sport"),
};

const char *
pf_enrolment_text_state (PfEnrolment *enrolment, PfDay today)
{
  if (enrolment->state == PF_ENROLMENT_OPEN && enrolment->last < today)
    return _("Ended");
  return _(states[enrolment->state]);
}

gboolean
pf_enrolment_text_is_past (PfEnrolment *enrolment, PfDay today)
{
  return enrolment->state == PF_ENROLMENT_CLOSED || enrolment->last < today;
}

char *
pf_enrolment_text_period (PfDay first, PfDay last, PfDay today)
{
  g_autofree char *from = pf_date_text_day (first, today);
  g_autofree char *to = pf_date_text_day (last, today);

  /* Translators: a period: its first and its last day. */
  return g_strdup_printf (_("%s – %s"), from, to);
}

char *
pf_enrolment_text_weekdays (guint weekdays, gboolean is_occasional)
{
  g_autoptr (GString) names = g_string_new (NULL);
  PfDay monday = pf_day_new (2026, 11, 16);

  if (is_occasional)
    return g_strdup (_("Days picked one by one"));
  if ((weekdays & PF_WEEKDAYS_ALL) == PF_WEEKDAYS_ALL)
    return g_strdup (_("Every day it opens"));
  for (int i = 0; i < 7; i++)
    if (weekdays & PF_WEEKDAY_BIT (PF_MONDAY + i))
      {
        g_autoptr (GDateTime) day = pf_day_to_date_time (monday + i);
        g_autofree char *name = g_date_time_format (day, "%A");

        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
      }
  return g_strdup (names->str);
}

static char *
name_age (int months)
{
  if (months >= 24 || months % 12 == 0)
    return g_strdup_printf (ngettext ("%d year", "%d years", months / 12), months / 12);
  return g_strdup_printf (ngettext ("%d month", "%d months", months), months);
}

char *
pf_enrolment_text_refusal (PfEnrolmentRefusal refusal, PfActivity *activity, PfDay today)
{
  g_autofree char *detail = NULL;

  switch (refusal)
    {
    case PF_ENROLMENT_REFUSAL_NOT_TAKEN:
      return g_strdup (_("Ask the town hall: it cannot be asked for here"));
    case PF_ENROLMENT_REFUSAL_TOO_EARLY:
      detail = pf_date_text_day (activity->enrol_first, today);
      return g_strdup_printf (_("Enrolment opens on %s"), detail);
    case PF_ENROLMENT_REFUSAL_TOO_LATE:
      return g_strdup (_("Enrolment has ended"));
    case PF_ENROLMENT_REFUSAL_NO_AGE:
      return g_strdup (_("The birth date is missing from the child’s sheet"));
    case PF_ENROLMENT_REFUSAL_TOO_YOUNG:
      detail = name_age (activity->min_months);
      return g_strdup_printf (_("Too young: from %s on"), detail);
    case PF_ENROLMENT_REFUSAL_TOO_OLD:
      detail = name_age (activity->max_months + 1);
      return g_strdup_printf (_("Too old: before %s"), detail);
    case PF_ENROLMENT_REFUSAL_PERIOD:
      return g_strdup (_("The period does not fit this activity"));
    case PF_ENROLMENT_REFUSAL_WEEKDAYS:
      return g_strdup (_("Choose at least one weekday"));
    case PF_ENROLMENT_REFUSAL_UNITS:
      return g_strdup (_("Choose what to book on these days"));
    case PF_ENROLMENT_REFUSAL_ALREADY:
      return g_strdup (_("Enrolled already, or asked for already"));
    default:
      return g_strdup ("");
    }
}

const char *
pf_enrolment_text_kind (PfKind kind)
{
  return _(kinds[kind]);
}
