/* SPDX-License-Identifier: GPL-3.0-or-later
 * The steps of the wizard, each of them forms over the records of one registration. */
#include "config.h"

#include "pf-registration-wizard.h"

#include "common/pf-error-text.h"
#include "common/pf-submission-row.h"
#include "common/pf-toast.h"
#include "pf-household-forms.h"
#include "pf-merge-patch.h"

#include <glib/gi18n-lib.h>

#define SAVE_DELAY 400 /* ms after the last key */

enum {
  STEP_YOU,
  STEP_OTHER,
  STEP_CHILDREN,
  STEP_FINANCES,
  STEP_CONFIRM,
  N_STEPS,
};

static const char *const titles[N_STEPS] = {
  N_("You and Your Address"), N_("The Other Guardian"), N_("Children"), N_("Finances"),
  N_("Confirmation"),
};

struct _PfRegistrationWizard {
  GtkBox parent_instance;

  PfHub *hub;                   /* (owned) */
  PfSession *session;           /* (owned) */
  PfRegistration *registration; /* (owned) */
  gint64 draft;                 /* its id, 0 = none is kept */
  guint save_source;
  gboolean is_saving;
  gboolean is_filling;
  int step;

  GtkWidget *progress;
  GtkWidget *reason;
  GtkWidget *stack;
  GtkWidget *boxes[N_STEPS];
  GtkWidget *back;
  GtkWidget *next;
  GtkWidget *skip;
  GtkWidget *confirm;
  GtkWidget *summary;
  PfRecordForm *address;
  PfRecordForm *you;
  PfRecordForm *other;
  PfRecordForm *finances;
  GPtrArray *children; /* (element-type PfRecordForm) (owned) */
};

G_DEFINE_FINAL_TYPE (PfRegistrationWizard, pf_registration_wizard, GTK_TYPE_BOX)

static gboolean
has_other (PfRegistrationWizard *self)
{
  g_autoptr (PfGuardian) other = pf_record_form_get_record (self->other);

  return other->first_name != NULL || other->last_name != NULL || other->email != NULL ||
         other->mobile != NULL;
}

/* Takes what the forms say into the registration. */
static void
read_forms (PfRegistrationWizard *self)
{
  PfRegistration *registration = pf_registration_new ();
  g_autoptr (PfHousehold) address = pf_record_form_get_record (self->address);
  PfHousehold *finances = pf_record_form_get_record (self->finances);

  g_object_unref (registration->household);
  registration->household = finances;
  g_free (finances->street);
  g_free (finances->postcode);
  g_free (finances->city);
  finances->street = g_strdup (address->street);
  finances->postcode = g_strdup (address->postcode);
  finances->city = g_strdup (address->city);
  g_ptr_array_add (registration->guardians, pf_record_form_get_record (self->you));
  if (has_other (self))
    g_ptr_array_add (registration->guardians, pf_record_form_get_record (self->other));
  for (guint i = 0; i < self->children->len; i++)
    g_ptr_array_add (registration->children,
                     pf_record_form_get_record (g_ptr_array_index (self->children, i)));
  registration->is_confirmed = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->confirm));
  g_clear_pointer (&self->registration, pf_registration_free);
  self->registration = registration;
}

static PfSubmission *
make_submission (PfRegistrationWizard *self)
{
  g_autoptr (GBytes) body = NULL;
  PfSubmission *submission;

  read_forms (self);
  body = pf_codec_encode_registration (self->registration);
  submission = pf_submission_new (PF_SUBMISSION_REGISTRATION, NULL, 0, body, NULL);
  submission->id = self->draft;
  return submission;
}

static void
show_failure (PfRegistrationWizard *self, const GError *error)
{
  g_autofree char *text = pf_error_text (error);

  pf_toast_show (GTK_WIDGET (self), text, NULL, NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfRegistrationWizard) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = pf_session_save_draft_finish (PF_SESSION (source), result, &error);

  self->is_saving = FALSE;
  if (id > 0)
    self->draft = id;
  else if (error != NULL)
    show_failure (self, error);
}

static gboolean
save_due_cb (gpointer user_data)
{
  PfRegistrationWizard *self = user_data;
  g_autoptr (PfSubmission) draft = NULL;

  if (self->is_saving)
    return G_SOURCE_CONTINUE;
  self->save_source = 0;
  draft = make_submission (self);
  self->is_saving = TRUE;
  pf_session_save_draft_async (self->session, draft, NULL, saved_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PfRegistrationWizard *self)
{
  if (self->is_filling)
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_DELAY, save_due_cb, self);
}

static void
add_summary_line (GString *text, const char *format, const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, format, value);
}

static void
show_summary (PfRegistrationWizard *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  read_forms (self);
  for (guint i = 0; i < self->registration->guardians->len; i++)
    {
      PfGuardian *guardian = g_ptr_array_index (self->registration->guardians, i);

      g_string_append_printf (text, "%s %s\n", guardian->first_name ? guardian->first_name : "",
                              guardian->last_name ? guardian->last_name : "");
    }
  add_summary_line (text, "%s\n", self->registration->household->street);
  add_summary_line (text, "%s ", self->registration->household->postcode);
  add_summary_line (text, "%s\n", self->registration->household->city);
  for (guint i = 0; i < self->registration->children->len; i++)
    {
      PfChild *child = g_ptr_array_index (self->registration->children, i);

      g_string_append_printf (text, "\n%s %s", child->first_name ? child->first_name : "",
                              child->last_name ? child->last_name : "");
    }
  gtk_label_set_text (GTK_LABEL (self->summary), text->str);
}

static void
update_next (PfRegistrationWizard *self)
{
  gboolean is_last = self->step == STEP_CONFIRM;

  gtk_button_set_label (GTK_BUTTON (self->next), is_last ? _("Send the File") : _("Next"));
  gtk_widget_set_sensitive (self->next, !is_last || gtk_check_button_get_active (
                                                        GTK_CHECK_BUTTON (self->confirm)));
}

static void
show_step (PfRegistrationWizard *self, int step)
{
  g_autofree char *text =
      g_strdup_printf (_("Step %1$d of %2$d: %3$s"), step + 1, N_STEPS, _(titles[step]));

  self->step = step;
  if (step == STEP_CONFIRM)
    show_summary (self);
  gtk_label_set_text (GTK_LABEL (self->progress), text);
  /* A screen reader is told of the other steps too, unless they are hidden. */
  for (int i = 0; i < N_STEPS; i++)
    gtk_widget_set_visible (self->boxes[i], i == step);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->boxes[step]);
  gtk_widget_set_sensitive (self->back, step > 0);
  gtk_widget_set_visible (self->skip, step == STEP_OTHER || step == STEP_FINANCES);
  update_next (self);
}

static gboolean
check_children (PfRegistrationWizard *self, PfDay today)
{
  gboolean is_right = TRUE;

  for (guint i = 0; i < self->children->len; i++)
    is_right = pf_record_form_check (g_ptr_array_index (self->children, i), today) && is_right;
  return is_right;
}

static gboolean
check_step (PfRegistrationWizard *self)
{
  PfDay today = pf_session_get_today (self->session);

  switch (self->step)
    {
    case STEP_YOU:
      return pf_record_form_check (self->address, today) & pf_record_form_check (self->you, today);
    case STEP_OTHER:
      return !has_other (self) || pf_record_form_check (self->other, today);
    case STEP_CHILDREN:
      return check_children (self, today);
    case STEP_FINANCES:
      return pf_record_form_check (self->finances, today);
    default:
      return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->confirm));
    }
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfRegistrationWizard) self = user_data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->next, TRUE);
  if (pf_session_submit_finish (PF_SESSION (source), result, &error) > 0)
    {
      self->draft = 0;
      pf_toast_show (GTK_WIDGET (self), _("The family’s file is on its way to the town hall"), NULL,
                     NULL);
    }
  else
    show_failure (self, error);
}

static void
next_cb (PfRegistrationWizard *self)
{
  g_autoptr (PfSubmission) submission = NULL;

  if (!check_step (self))
    return;
  if (self->step < STEP_CONFIRM)
    {
      show_step (self, self->step + 1);
      return;
    }
  g_clear_handle_id (&self->save_source, g_source_remove);
  gtk_widget_set_sensitive (self->next, FALSE);
  submission = make_submission (self);
  pf_session_submit_async (self->session, submission, NULL, sent_cb, g_object_ref (self));
}

static void
back_cb (PfRegistrationWizard *self)
{
  show_step (self, self->step - 1);
}

static void
skip_cb (PfRegistrationWizard *self)
{
  show_step (self, self->step + 1);
}

static PfRecordForm *
add_form (PfRegistrationWizard *self, int step, const PfEntryGroup *groups, gpointer record)
{
  GtkWidget *form = pf_record_form_new (groups, pf_session_get_sites (self->session));

  pf_record_form_set_record (PF_RECORD_FORM (form), record, NULL);
  gtk_box_append (GTK_BOX (self->boxes[step]), form);
  g_signal_connect_object (form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return PF_RECORD_FORM (form);
}

static void
add_child (PfRegistrationWizard *self, PfChild *child)
{
  GtkWidget *add = gtk_widget_get_last_child (self->boxes[STEP_CHILDREN]);
  PfRecordForm *form = add_form (self, STEP_CHILDREN, pf_new_child_groups, child);

  gtk_box_reorder_child_after (GTK_BOX (self->boxes[STEP_CHILDREN]), add, GTK_WIDGET (form));
  g_ptr_array_add (self->children, form);
}

static void
add_child_cb (PfRegistrationWizard *self)
{
  g_autofree char *id = g_strdup_printf ("new-%u", self->children->len + 1);
  g_autoptr (PfChild) child = pf_record_new (PF_TYPE_CHILD, id);

  add_child (self, child);
  changed_cb (self);
}

/* Returns: (transfer full) (nullable): the draft, or what was refused, to be written on. */
static PfSubmission *
find_kept (PfRegistrationWizard *self)
{
  GListModel *submissions = pf_session_get_submissions (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (submissions); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (submissions, i);

      if (submission->kind == PF_SUBMISSION_REGISTRATION)
        return g_steal_pointer (&submission);
    }
  return NULL;
}

/* What the town knows already of who signs in. */
static PfGuardian *
find_self (PfRegistrationWizard *self)
{
  GListModel *guardians = pf_session_get_guardians (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (guardians); i++)
    {
      g_autoptr (PfGuardian) guardian = g_list_model_get_item (guardians, i);

      if (guardian->is_self)
        return pf_merge_patch_copy (guardian);
    }
  return pf_record_new (PF_TYPE_GUARDIAN, "new-1");
}

static void
fill_from_town (PfRegistrationWizard *self)
{
  PfHousehold *household = pf_session_get_household (self->session);
  GListModel *children = pf_session_get_children (self->session);

  self->registration = pf_registration_new ();
  if (household != NULL)
    {
      g_object_unref (self->registration->household);
      self->registration->household = pf_merge_patch_copy (household);
    }
  g_ptr_array_add (self->registration->guardians, find_self (self));
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);

      g_ptr_array_add (self->registration->children, pf_merge_patch_copy (child));
    }
}

static void
fill (PfRegistrationWizard *self)
{
  g_autoptr (PfSubmission) kept = find_kept (self);

  self->registration = kept != NULL ? pf_codec_decode_registration (kept->body, NULL) : NULL;
  self->draft = kept != NULL && kept->state == PF_SUBMISSION_STATE_DRAFT ? kept->id : 0;
  if (self->registration == NULL)
    fill_from_town (self);
  if (self->registration->guardians->len == 0)
    g_ptr_array_add (self->registration->guardians, find_self (self));
  if (self->registration->children->len == 0)
    g_ptr_array_add (self->registration->children, pf_record_new (PF_TYPE_CHILD, "new-1"));
}

static void
build_forms (PfRegistrationWizard *self)
{
  GPtrArray *guardians = self->registration->guardians;
  g_autoptr (PfGuardian) nobody = pf_record_new (PF_TYPE_GUARDIAN, "new-2");
  GtkWidget *add = gtk_button_new_with_label (_("Add a Child"));

  self->you = add_form (self, STEP_YOU, pf_new_guardian_groups, g_ptr_array_index (guardians, 0));
  self->address = add_form (self, STEP_YOU, pf_new_address_groups, self->registration->household);
  self->other = add_form (self, STEP_OTHER, pf_new_other_guardian_groups,
                          guardians->len > 1 ? g_ptr_array_index (guardians, 1) : nobody);
  gtk_widget_set_halign (add, GTK_ALIGN_CENTER);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_child_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->boxes[STEP_CHILDREN]), add);
  for (guint i = 0; i < self->registration->children->len; i++)
    add_child (self, g_ptr_array_index (self->registration->children, i));
  self->finances =
      add_form (self, STEP_FINANCES, pf_new_finances_groups, self->registration->household);
}

static char *
name_submission (PfSubmission *submission, gpointer user_data)
{
  PfRegistrationWizard *self = user_data;

  return submission->kind == PF_SUBMISSION_REGISTRATION &&
                 submission->state != PF_SUBMISSION_STATE_DRAFT &&
                 pf_session_owns (self->session, submission)
             ? g_strdup (_("The family’s file"))
             : NULL;
}

static void
confirm_toggled_cb (PfRegistrationWizard *self)
{
  update_next (self);
  changed_cb (self);
}

static void
pf_registration_wizard_dispose (GObject *object)
{
  PfRegistrationWizard *self = PF_REGISTRATION_WIZARD (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_pointer (&self->registration, pf_registration_free);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_registration_wizard_parent_class)->dispose (object);
}

static void
pf_registration_wizard_class_init (PfRegistrationWizardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_registration_wizard_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCES "/pf-registration-wizard.ui");
  gtk_widget_class_bind_template_child (widget_class, PfRegistrationWizard, progress);
  gtk_widget_class_bind_template_child (widget_class, PfRegistrationWizard, reason);
  gtk_widget_class_bind_template_child (widget_class, PfRegistrationWizard, stack);
  gtk_widget_class_bind_template_child (widget_class, PfRegistrationWizard, back);
  gtk_widget_class_bind_template_child (widget_class, PfRegistrationWizard, skip);
  gtk_widget_class_bind_template_child (widget_class, PfRegistrationWizard, next);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
pf_registration_wizard_init (PfRegistrationWizard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->children = g_ptr_array_new ();
  for (int i = 0; i < N_STEPS; i++)
    {
      self->boxes[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
      gtk_stack_add_child (GTK_STACK (self->stack), self->boxes[i]);
    }
  self->summary = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_box_append (GTK_BOX (self->boxes[STEP_CONFIRM]), self->summary);
  self->confirm = gtk_check_button_new_with_label (_("All of this is right"));
  gtk_box_append (GTK_BOX (self->boxes[STEP_CONFIRM]), self->confirm);
  g_signal_connect_swapped (self->confirm, "toggled", G_CALLBACK (confirm_toggled_cb), self);
}

static void
show_reason (PfRegistrationWizard *self)
{
  PfHousehold *household = pf_session_get_household (self->session);
  g_autofree char *text = NULL;

  if (household != NULL && household->reason != NULL)
    text = g_strdup_printf (_("The town hall sent the file back: %s"), household->reason);
  gtk_label_set_text (GTK_LABEL (self->reason), text != NULL ? text : "");
  gtk_widget_set_visible (self->reason, text != NULL);
}

GtkWidget *
pf_registration_wizard_new (PfHub *hub, PfSession *session)
{
  PfRegistrationWizard *self = g_object_new (PF_TYPE_REGISTRATION_WIZARD, NULL);

  self->hub = g_object_ref (hub);
  self->session = g_object_ref (session);
  self->is_filling = TRUE;
  fill (self);
  build_forms (self);
  self->is_filling = FALSE;
  gtk_box_insert_child_after (GTK_BOX (self),
                              pf_submission_list_new (hub, name_submission, NULL, self),
                              self->reason);
  show_reason (self);
  show_step (self, STEP_YOU);
  return GTK_WIDGET (self);
}
