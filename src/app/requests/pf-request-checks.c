/* SPDX-License-Identifier: GPL-3.0-or-later
 * What keeps a step of the wizard from being left. */
#include "config.h"

#include "pf-request-wizard-private.h"

#include "common/pf-attachments.h"
#include "pf-field-input.h"

#include <glib/gi18n-lib.h>

static char *
check_appointment (PfRequestWizard *self)
{
  PfMoment wished = pf_request_wizard_get_appointment (self);

  return wished != PF_MOMENT_NONE && wished <= pf_session_get_now (self->session)
             ? g_strdup (_("Choose an appointment to come."))
             : NULL;
}

/* Returns: the day that answers the question called @id, PF_DAY_NONE where none does. */
static PfDay
find_day (PfRequestWizard *self, const char *id)
{
  for (guint i = 0; i < self->inputs->len; i++)
    {
      PfFieldInput *input = g_ptr_array_index (self->inputs, i);
      g_autofree char *value = g_str_equal (pf_field_input_get_field (input)->id, id)
                                   ? pf_field_input_get_value (input)
                                   : NULL;

      if (value != NULL)
        return pf_day_parse (value);
    }
  return PF_DAY_NONE;
}

static char *
check_absence (PfRequestWizard *self)
{
  PfDay last = self->form->purpose == PF_FORM_ABSENCE ? find_day (self, "last") : PF_DAY_NONE;

  return last != PF_DAY_NONE && last < find_day (self, "first")
             ? g_strdup (_("The last day of the absence is before its first day."))
             : NULL;
}

static char *
check_questions (PfRequestWizard *self)
{
  for (guint i = 0; i < self->inputs->len; i++)
    {
      PfFieldInput *input = g_ptr_array_index (self->inputs, i);
      const PfField *field = pf_field_input_get_field (input);
      g_autofree char *value = pf_field_input_get_value (input);

      if (value == NULL && field->is_required)
        {
          gtk_widget_grab_focus (pf_field_input_get_row (input));
          return g_strdup_printf (_("“%s”: please answer this question."), field->label);
        }
      if (value != NULL && field->kind == PF_FIELD_NUMBER &&
          !g_ascii_string_to_signed (value, 10, G_MININT, G_MAXINT, NULL, NULL))
        return g_strdup_printf (_("“%s”: please write a number."), field->label);
    }
  return check_absence (self);
}

static char *
check_papers (PfRequestWizard *self)
{
  guint n_files = 0;

  for (guint i = 0; i < self->places->len; i++)
    {
      const PfFormPaper *paper = g_ptr_array_index (self->form->papers, i);
      PfAttachments *place = g_ptr_array_index (self->places, i);
      guint n = pf_attachments_get_files (place)->len;

      n_files += n;
      if (pf_attachments_is_busy (place))
        return g_strdup (_("A file is still being read: wait a moment."));
      if (n == 0 && paper->is_required)
        return g_strdup_printf (_("Please attach “%s”: the town cannot go on without it."),
                                paper->name);
    }
  return n_files <= PF_REQUEST_MAX_FILES
             ? NULL
             : g_strdup_printf (ngettext ("%d file at most can be attached.",
                                          "%d files at most can be attached.",
                                          PF_REQUEST_MAX_FILES),
                                PF_REQUEST_MAX_FILES);
}

char *
pf_request_wizard_check (PfRequestWizard *self)
{
  switch (self->step)
    {
    case PF_REQUEST_APPOINTMENT:
      return check_appointment (self);
    case PF_REQUEST_QUESTIONS:
      return check_questions (self);
    case PF_REQUEST_PAPERS:
      return check_papers (self);
    default:
      return NULL;
    }
}
