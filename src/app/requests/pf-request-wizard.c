/* SPDX-License-Identifier: GPL-3.0-or-later
 * Filling in a form of the town hall. */
#include "config.h"

#include "pf-request-wizard-private.h"

#include "common/pf-attachments.h"
#include "common/pf-date-text.h"
#include "common/pf-list-box.h"
#include "common/pf-sending.h"
#include "pf-field-input.h"
#include "pf-mail-bodies.h"

#include <glib/gi18n-lib.h>

/* Appointments: half hours of the day, from and to. */
#define FIRST_HALF_HOUR 17 /* 08:30 */
#define LAST_HALF_HOUR 35  /* 17:30 */
#define HALF_HOUR (30 * 60)

G_DEFINE_FINAL_TYPE (PfRequestWizard, pf_request_wizard, GTK_TYPE_WIDGET)

enum {
  SENT,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const struct {
  const char *name;
  const char *title;
} steps[PF_N_REQUEST_STEPS] = {
  [PF_REQUEST_APPOINTMENT] = { "appointment", N_("An appointment") },
  [PF_REQUEST_INFORMATION] = { "information", N_("My information") },
  [PF_REQUEST_QUESTIONS] = { "questions", N_("The request") },
  [PF_REQUEST_PAPERS] = { "papers", N_("Papers to attach") },
  [PF_REQUEST_RECAP] = { "recap", N_("Check before sending") },
};

static gboolean
has_step (PfRequestWizard *self, PfRequestStep step)
{
  switch (step)
    {
    case PF_REQUEST_APPOINTMENT:
      return self->form->takes_appointment;
    case PF_REQUEST_QUESTIONS:
      return self->form->fields->len > 0;
    case PF_REQUEST_PAPERS:
      return self->form->papers->len > 0;
    default:
      return TRUE;
    }
}

/* What is written */

PfMoment
pf_request_wizard_get_appointment (PfRequestWizard *self)
{
  PfTown *town = pf_session_get_town (self->session);
  int half_hour = FIRST_HALF_HOUR + (int) adw_combo_row_get_selected (self->appointment_time);

  if (!self->form->takes_appointment || !gtk_switch_get_active (self->appointment_switch))
    return PF_MOMENT_NONE;
  return pf_moment_at (pf_date_button_get_day (self->appointment_day), half_hour * HALF_HOUR,
                       town->zone);
}

static PfRequestBody *
make_body (PfRequestWizard *self)
{
  PfRequestBody *body = pf_request_body_new ();

  body->form = g_strdup (pf_record_get_id (PF_RECORD (self->form)));
  body->appointment = pf_request_wizard_get_appointment (self);
  for (guint i = 0; i < self->inputs->len; i++)
    {
      PfFieldInput *input = g_ptr_array_index (self->inputs, i);
      g_autofree char *value = pf_field_input_get_value (input);

      if (value != NULL)
        pf_request_body_set_value (body, pf_field_input_get_field (input)->id, value);
    }
  for (guint i = 0; i < self->places->len; i++)
    {
      const PfFormPaper *paper = g_ptr_array_index (self->form->papers, i);
      GPtrArray *files = pf_attachments_get_files (g_ptr_array_index (self->places, i));

      for (guint k = 0; k < files->len; k++)
        {
          PfFile *file = pf_file_copy (g_ptr_array_index (files, k));

          g_free (file->id);
          file->id = g_strdup (paper->id);
          g_ptr_array_add (body->files, file);
        }
    }
  return body;
}

static void
keep (PfRequestWizard *self)
{
  g_autoptr (PfRequestBody) body = make_body (self);
  g_autoptr (GBytes) json = pf_codec_encode_request_body (body);

  pf_draft_set (self->draft, json, body->files);
}

static void
set_trouble (PfRequestWizard *self, const char *sentence)
{
  gtk_label_set_text (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
}

static void
changed_cb (PfRequestWizard *self)
{
  if (self->is_filling)
    return;
  set_trouble (self, NULL);
  keep (self);
}

/* The steps */

static void
recap_papers (PfRequestWizard *self)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const PfFormPaper *paper = g_ptr_array_index (self->form->papers, i);
      GPtrArray *files = pf_attachments_get_files (g_ptr_array_index (self->places, i));
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint k = 0; k < files->len; k++)
        g_string_append_printf (names, "%s%s", k > 0 ? ", " : "",
                                ((const PfFile *) g_ptr_array_index (files, k))->name);
      pf_list_box_append_text (self->recap, paper->name, names->len > 0 ? names->str : "–");
    }
}

static void
fill_recap (PfRequestWizard *self)
{
  PfTown *town = pf_session_get_town (self->session);
  PfMoment wished = pf_request_wizard_get_appointment (self);

  pf_list_box_clear (self->recap);
  if (wished != PF_MOMENT_NONE)
    {
      g_autofree char *at =
          pf_date_text_moment (wished, pf_session_get_today (self->session), town->zone);

      pf_list_box_append_text (self->recap, _("Appointment wished"), at);
    }
  for (guint i = 0; i < self->inputs->len; i++)
    {
      PfFieldInput *input = g_ptr_array_index (self->inputs, i);
      g_autofree char *text = pf_field_input_describe (input);

      pf_list_box_append_text (self->recap, pf_field_input_get_field (input)->label, text);
    }
  recap_papers (self);
}

static void
show_step (PfRequestWizard *self, PfRequestStep step)
{
  g_autofree char *text = NULL;
  int number = 0;
  int n_steps = 0;

  for (int i = 0; i < PF_N_REQUEST_STEPS; i++)
    {
      n_steps += has_step (self, i);
      number += i <= (int) step && has_step (self, i);
    }
  self->step = step;
  if (step == PF_REQUEST_RECAP)
    fill_recap (self);
  /* Translators: "Step 2 of 4: My information" */
  text = g_strdup_printf (_("Step %d of %d: %s"), number, n_steps, _(steps[step].title));
  gtk_label_set_text (self->progress, text);
  gtk_stack_set_visible_child_name (self->stack, steps[step].name);
  gtk_widget_set_visible (self->back_button, number > 1);
  gtk_button_set_label (self->next_button, step == PF_REQUEST_RECAP ? _("Send") : _("Next"));
  set_trouble (self, NULL);
}

static void
sent_cb (gpointer owner, const char *trouble)
{
  PfRequestWizard *self = PF_REQUEST_WIZARD (owner);

  set_trouble (self, trouble);
  if (trouble == NULL)
    g_signal_emit (self, signals[SENT], 0);
}

static void
next_cb (PfRequestWizard *self)
{
  g_autofree char *trouble = pf_request_wizard_check (self);
  PfRequestStep step = self->step;

  set_trouble (self, trouble);
  if (trouble != NULL)
    return;
  keep (self);
  if (step == PF_REQUEST_RECAP)
    {
      pf_sending_start (self->draft, GTK_WIDGET (self), sent_cb, self);
      return;
    }
  do
    step++;
  while (!has_step (self, step));
  show_step (self, step);
}

static void
back_cb (PfRequestWizard *self)
{
  PfRequestStep step = self->step;

  do
    step--;
  while (!has_step (self, step));
  show_step (self, step);
}

static void
cancel_cb (PfRequestWizard *self)
{
  pf_draft_discard (self->draft);
  g_signal_emit (self, signals[CANCELLED], 0);
}

/* Filling */

static void
fill_information (PfRequestWizard *self)
{
  GListModel *guardians = pf_session_get_guardians (self->session);
  PfHousehold *household = pf_session_get_household (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (guardians); i++)
    {
      g_autoptr (PfGuardian) guardian = g_list_model_get_item (guardians, i);
      g_autofree char *name = g_strdup_printf ("%s %s", guardian->first_name, guardian->last_name);
      const char *phone = guardian->mobile != NULL ? guardian->mobile : guardian->phone;

      if (!guardian->is_self)
        continue;
      pf_list_box_append_text (self->information, _("Name"), name);
      pf_list_box_append_text (self->information, _("E-mail"),
                               guardian->email != NULL ? guardian->email : "–");
      pf_list_box_append_text (self->information, _("Telephone"), phone != NULL ? phone : "–");
    }
  if (household != NULL && household->street != NULL)
    {
      g_autofree char *address =
          g_strdup_printf ("%s\n%s %s", household->street,
                           household->postcode != NULL ? household->postcode : "",
                           household->city != NULL ? household->city : "");

      pf_list_box_append_text (self->information, _("Address"), address);
    }
}

static void
fill_questions (PfRequestWizard *self)
{
  for (guint i = 0; i < self->form->fields->len; i++)
    {
      PfFieldInput *input =
          pf_field_input_new (self->session, self->form, g_ptr_array_index (self->form->fields, i));

      g_ptr_array_add (self->inputs, input);
      gtk_list_box_append (self->questions, pf_field_input_get_row (input));
      g_signal_connect_object (input, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
fill_papers (PfRequestWizard *self)
{
  for (guint i = 0; i < self->form->papers->len; i++)
    {
      const PfFormPaper *paper = g_ptr_array_index (self->form->papers, i);
      g_autofree char *title = paper->is_required
                                   ? g_strdup_printf (C_("required field", "%s *"), paper->name)
                                   : g_strdup (paper->name);
      GtkWidget *label = gtk_label_new (title);
      GtkWidget *place = g_object_new (PF_TYPE_ATTACHMENTS, NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      pf_attachments_set_session (PF_ATTACHMENTS (place), self->session);
      pf_attachments_set_limit (PF_ATTACHMENTS (place), PF_REQUEST_MAX_FILES);
      gtk_box_append (self->papers, label);
      gtk_box_append (self->papers, place);
      g_ptr_array_add (self->places, place);
      g_signal_connect_object (place, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
fill_appointment (PfRequestWizard *self)
{
  g_autoptr (GtkStringList) times = gtk_string_list_new (NULL);

  for (int i = FIRST_HALF_HOUR; i <= LAST_HALF_HOUR; i++)
    {
      g_autofree char *time = g_strdup_printf ("%02d:%02d", i / 2, i % 2 * 30);

      gtk_string_list_append (times, time);
    }
  adw_combo_row_set_model (self->appointment_time, G_LIST_MODEL (times));
  pf_date_button_set_day (self->appointment_day, pf_session_get_today (self->session) + 1);
}

static void
restore_appointment (PfRequestWizard *self, PfMoment wished)
{
  PfTown *town = pf_session_get_town (self->session);
  g_autoptr (GDateTime) at = NULL;
  int half_hour;

  if (wished == PF_MOMENT_NONE)
    return;
  at = pf_moment_to_date_time (wished, town->zone);
  half_hour = g_date_time_get_hour (at) * 2 + g_date_time_get_minute (at) / 30;
  gtk_switch_set_active (self->appointment_switch, TRUE);
  pf_date_button_set_day (self->appointment_day, pf_moment_get_day (wished, town->zone));
  adw_combo_row_set_selected (self->appointment_time,
                              (guint) CLAMP (half_hour - FIRST_HALF_HOUR, 0,
                                             LAST_HALF_HOUR - FIRST_HALF_HOUR));
}

static void
restore (PfRequestWizard *self, const PfRequestBody *body)
{
  restore_appointment (self, body->appointment);
  for (guint i = 0; i < self->inputs->len; i++)
    {
      PfFieldInput *input = g_ptr_array_index (self->inputs, i);

      pf_field_input_set_value (
          input, pf_request_body_get_value (body, pf_field_input_get_field (input)->id));
    }
  for (guint i = 0; i < self->places->len; i++)
    {
      const PfFormPaper *paper = g_ptr_array_index (self->form->papers, i);
      g_autoptr (GPtrArray) files = g_ptr_array_new ();

      for (guint k = 0; k < body->files->len; k++)
        if (g_strcmp0 (((const PfFile *) g_ptr_array_index (body->files, k))->id, paper->id) == 0)
          g_ptr_array_add (files, g_ptr_array_index (body->files, k));
      pf_attachments_set_files (g_ptr_array_index (self->places, i), files);
    }
}

/* GObject */

static void
pf_request_wizard_dispose (GObject *object)
{
  PfRequestWizard *self = PF_REQUEST_WIZARD (object);

  self->is_filling = TRUE;
  if (self->draft != NULL)
    pf_draft_flush (self->draft);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->inputs, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->form);
  g_clear_object (&self->session);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_request_wizard_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, box);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, name);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, description);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, progress);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, stack);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, appointment_switch);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, appointment_day);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, appointment_time);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, information);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, questions);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, papers);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, recap);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, trouble);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, back_button);
  gtk_widget_class_bind_template_child (widget_class, PfRequestWizard, next_button);
}

static void
pf_request_wizard_class_init (PfRequestWizardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_request_wizard_dispose;
  signals[SENT] = g_signal_new ("sent", PF_TYPE_REQUEST_WIZARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[CANCELLED] = g_signal_new ("cancelled", PF_TYPE_REQUEST_WIZARD, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PF_TYPE_DATE_BUTTON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-request-wizard.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
pf_request_wizard_init (PfRequestWizard *self)
{
  self->is_filling = TRUE;
  self->inputs = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_request_wizard_new (PfHub *hub, PfSession *session, PfForm *form, PfSubmission *former)
{
  g_autoptr (PfRequestBody) body = NULL;
  PfRequestWizard *self;

  g_return_val_if_fail (PF_IS_HUB (hub) && PF_IS_SESSION (session), NULL);
  g_return_val_if_fail (PF_IS_FORM (form), NULL);

  self = g_object_new (PF_TYPE_REQUEST_WIZARD, NULL);
  self->hub = g_object_ref (hub);
  self->session = g_object_ref (session);
  self->form = g_object_ref (form);
  self->draft = pf_draft_new (session, PF_SUBMISSION_REQUEST, former);
  gtk_label_set_text (self->name, form->name);
  gtk_label_set_text (self->description, form->description != NULL ? form->description : "");
  fill_appointment (self);
  fill_information (self);
  fill_questions (self);
  fill_papers (self);
  body = former != NULL ? pf_codec_decode_request_body (former->body, NULL) : NULL;
  if (body != NULL)
    restore (self, body);
  self->is_filling = FALSE;
  show_step (self, form->takes_appointment ? PF_REQUEST_APPOINTMENT : PF_REQUEST_INFORMATION);
  return GTK_WIDGET (self);
}
