/* SPDX-License-Identifier: GPL-3.0-or-later
 * The wizard holds one wish; each step reads and writes it, and it is kept as a draft whenever a
 * step ends or the window closes. */
#include "config.h"

#include "pf-enrolment-wizard.h"

#include "common/pf-demands.h"
#include "common/pf-rows.h"
#include "common/pf-sending.h"
#include "common/pf-toast.h"
#include "common/pf-weekday-buttons.h"
#include "pf-codec.h"
#include "pf-enrolment-demands.h"
#include "pf-enrolment-offers.h"
#include "pf-enrolment-price.h"
#include "pf-enrolment-text.h"
#include "planning/pf-date-button.h"

#include <glib/gi18n-lib.h>

typedef enum {
  STEP_ACTIVITY,
  STEP_DETAILS,
  STEP_RECAP,
} Step;

static const char *const step_names[] = { "activity", "details", "recap" };

struct _PfEnrolmentWizard {
  AdwWindow parent_instance;

  PfHub *hub;            /* (owned) */
  GtkWidget *parent;     /* (owned): where toasts are shown */
  PfSession *session;    /* (owned) (nullable): the activity's town */
  PfActivity *activity;  /* (owned) (nullable) */
  PfEnrolmentWish *wish; /* (owned) */
  PfDraft *draft;        /* (owned) (nullable): of the activity's town */
  PfSubmission *former;  /* (owned) (nullable): what is written on */
  Step step;
  gboolean is_filling; /* the widgets are being set, not the person's doing */

  GPtrArray *child_checks; /* (element-type GtkCheckButton): of the town's children, in order */
  GPtrArray *unit_checks;  /* (element-type GtkCheckButton): of the activity's units, in order */
  GPtrArray *rows;         /* (element-type GtkWidget): what the steps added, to be taken away */

  GtkButton *back_button;
  GtkButton *next_button;
  GtkStack *stack;
  AdwPreferencesPage *activity_page;
  AdwPreferencesGroup *children_group;
  AdwPreferencesGroup *demands_group;
  AdwPreferencesGroup *weekdays_group;
  GtkBox *weekdays;
  AdwPreferencesGroup *units_group;
  AdwPreferencesGroup *recap_group;
  PfDateButton *first_button;
  PfDateButton *last_button;
  AdwEntryRow *remark_row;
  GtkLabel *why_not;
};

G_DEFINE_FINAL_TYPE (PfEnrolmentWizard, pf_enrolment_wizard, ADW_TYPE_WINDOW)

static void show_step (PfEnrolmentWizard *self, Step step);

/* Keeping it */

/* A wish without a child is not worth a draft: nothing was chosen but an activity. */
static void
keep (PfEnrolmentWizard *self)
{
  g_autoptr (GBytes) body = NULL;

  if (self->wish->children->len == 0 || self->wish->first == PF_DAY_NONE ||
      self->wish->last == PF_DAY_NONE)
    return;
  body = pf_codec_encode_enrolment_wish (self->wish);
  pf_draft_set (self->draft, body, NULL);
}

/* A draft stays with its town. */
static void
take_session (PfEnrolmentWizard *self, PfSession *session)
{
  gboolean is_former = self->former != NULL &&
                       pf_hub_find_session (self->hub, self->former) == session;

  if (self->draft != NULL && pf_draft_get_session (self->draft) == session)
    return;
  if (self->draft != NULL)
    pf_draft_discard (self->draft);
  g_clear_object (&self->draft);
  g_set_object (&self->session, session);
  self->draft = pf_draft_new (session, PF_SUBMISSION_ENROLMENT, is_former ? self->former : NULL);
}

static void
sent_cb (gpointer owner, const char *trouble)
{
  PfEnrolmentWizard *self = PF_ENROLMENT_WIZARD (owner);

  if (trouble == NULL)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    pf_toast_show (self->parent, trouble, NULL, NULL);
}

/* What is missing first */

static void
mend_cb (GtkButton *button, PfEnrolmentWizard *self)
{
  const char *page = g_object_get_data (G_OBJECT (button), "page");

  gtk_widget_activate_action (self->parent, "win.page", "s", page);
  gtk_window_close (GTK_WINDOW (self));
}

/* Rows that a step makes anew each time it is shown. */
static void
add_row (PfEnrolmentWizard *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_demand (PfEnrolmentWizard *self, const PfMending *mending)
{
  GtkWidget *button = gtk_button_new_with_label (_(mending->button));
  GtkWidget *row = pf_rows_new (_(mending->text), NULL);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "page", (gpointer) mending->page);
  g_signal_connect_object (button, "clicked", G_CALLBACK (mend_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->demands_group, row);
  g_object_set_data (G_OBJECT (self->demands_group), mending->page, row);
}

static void
update_demands (PfEnrolmentWizard *self, guint unmet)
{
  for (guint i = 0; i < PF_N_DEMANDS; i++)
    {
      const PfMending *mending = pf_demands_get_mending (i);
      GtkWidget *row = g_object_get_data (G_OBJECT (self->demands_group), mending->page);

      if (row == NULL && (unmet & 1u << i) != 0)
        add_demand (self, mending);
      else if (row != NULL)
        gtk_widget_set_visible (row, (unmet & 1u << i) != 0);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->demands_group), unmet != 0);
}

static void
read_checks (GPtrArray *checks, GPtrArray *ids)
{
  g_ptr_array_set_size (ids, 0);
  for (guint i = 0; i < checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (checks, i)))
      g_ptr_array_add (ids, g_strdup (g_object_get_data (G_OBJECT (checks->pdata[i]), "id")));
}

static void
changed_cb (PfEnrolmentWizard *self)
{
  g_autofree char *fault = NULL;
  guint unmet;

  if (self->is_filling || self->activity == NULL)
    return;
  read_checks (self->child_checks, self->wish->children);
  read_checks (self->unit_checks, self->wish->units);
  self->wish->first = pf_date_button_get_day (self->first_button);
  self->wish->last = pf_date_button_get_day (self->last_button);
  if (!self->wish->is_occasional)
    self->wish->weekdays = pf_weekday_buttons_get (self->weekdays);
  g_free (self->wish->remark);
  self->wish->remark = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->remark_row)));
  if (self->wish->remark[0] == '\0')
    g_clear_pointer (&self->wish->remark, g_free);
  keep (self);
  fault = pf_enrolment_demands_find_fault (self->session, self->activity, self->wish);
  unmet = pf_enrolment_demands_get_unmet (self->session, self->activity, self->wish);
  update_demands (self, unmet);
  gtk_label_set_label (self->why_not, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why_not), fault != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), fault == NULL && unmet == 0);
}

/* The steps */

static GtkCheckButton *
add_check (PfEnrolmentWizard   *self,
           AdwPreferencesGroup *group,
           GPtrArray           *checks,
           const char          *id,
           const char          *title,
           const char          *subtitle,
           gboolean             is_active)
{
  GtkWidget *check;
  GtkWidget *row = pf_rows_new_check (title, subtitle, &check);

  g_object_set_data_full (G_OBJECT (check), "id", g_strdup (id), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_active);
  g_signal_connect_object (check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  add_row (self, group, row);
  g_ptr_array_add (checks, check);
  return GTK_CHECK_BUTTON (check);
}

static gboolean
holds (GPtrArray *ids, const char *id)
{
  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

static void
add_children (PfEnrolmentWizard *self)
{
  GListModel *children = pf_session_get_children (self->session);
  PfDay today = pf_session_get_today (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);
      const char *id = pf_record_get_id (PF_RECORD (child));
      PfEnrolmentRefusal refusal = pf_activity_check_child (self->activity, child, today);
      g_autofree char *why = pf_enrolment_text_refusal (refusal, self->activity, today);
      GtkCheckButton *check =
          add_check (self, self->children_group, self->child_checks, id, child->first_name, why,
                     refusal == PF_ENROLMENT_REFUSAL_NONE && holds (self->wish->children, id));

      gtk_widget_set_sensitive (GTK_WIDGET (check), refusal == PF_ENROLMENT_REFUSAL_NONE);
    }
}

static void
add_days_and_units (PfEnrolmentWizard *self)
{
  for (guint i = 0; self->activity->books_whole_year && i < self->activity->units->len; i++)
    {
      const PfUnit *unit = g_ptr_array_index (self->activity->units, i);

      add_check (self, self->units_group, self->unit_checks, unit->id, unit->name, NULL,
                 holds (self->wish->units, unit->id));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->weekdays_group), !self->activity->is_occasional);
  pf_weekday_buttons_set (self->weekdays, self->wish->weekdays);
  gtk_widget_set_visible (GTK_WIDGET (self->units_group), self->activity->books_whole_year);
}

static void
clear_rows (PfEnrolmentWizard *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->child_checks, 0);
  g_ptr_array_set_size (self->unit_checks, 0);
}

static void
fill_details (PfEnrolmentWizard *self)
{
  self->is_filling = TRUE;
  clear_rows (self);
  adw_preferences_group_set_description (self->children_group, self->activity->description);
  add_children (self);
  add_days_and_units (self);
  pf_date_button_set_day (self->first_button, self->wish->first);
  pf_date_button_set_day (self->last_button, self->wish->last);
  gtk_editable_set_text (GTK_EDITABLE (self->remark_row),
                         self->wish->remark != NULL ? self->wish->remark : "");
  self->is_filling = FALSE;
  changed_cb (self);
}

static void
add_recap (PfEnrolmentWizard *self, const char *title, const char *text)
{
  add_row (self, self->recap_group, pf_rows_new (title, text));
}

static char *
join_names (PfEnrolmentWizard *self, GPtrArray *ids, gboolean are_units)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      const PfUnit *unit = are_units ? pf_activity_find_unit (self->activity, id) : NULL;
      PfChild *child =
          are_units ? NULL : pf_session_find_record (self->session, PF_COLLECTION_CHILDREN, id);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              unit != NULL    ? unit->name
                              : child != NULL ? child->first_name
                                              : id);
    }
  return g_string_free (names, FALSE);
}

static void
fill_recap (PfEnrolmentWizard *self)
{
  PfDay today = pf_session_get_today (self->session);
  g_autofree char *children = join_names (self, self->wish->children, FALSE);
  g_autofree char *units = join_names (self, self->wish->units, TRUE);
  g_autofree char *period = pf_enrolment_text_period (self->wish->first, self->wish->last, today);
  g_autofree char *weekdays =
      pf_enrolment_text_weekdays (self->wish->weekdays, self->wish->is_occasional);
  g_autofree char *price =
      pf_enrolment_price_describe_wish (self->session, self->activity, self->wish);

  clear_rows (self);
  add_recap (self, _("Activity"), self->activity->name);
  add_recap (self, _("Children"), children);
  add_recap (self, _("Period"), period);
  add_recap (self, _("Days"), weekdays);
  if (units[0] != '\0')
    add_recap (self, _("Booked on each of these days"), units);
  if (price != NULL)
    add_recap (self,
               self->wish->children->len > 1 ? _("Price of a day for each child")
                                             : _("Price of a day"),
               price);
  if (self->wish->remark != NULL)
    add_recap (self, _("A word for the town hall"), self->wish->remark);
  add_recap (self, _("What happens next"),
             self->activity->is_automatic
                 ? _("The enrolment is open at once; then choose days in the planning.")
                 : _("An agent of the town hall looks at it; the answer appears here."));
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), TRUE);
}

static void
show_step (PfEnrolmentWizard *self, Step step)
{
  self->step = step;
  if (step == STEP_DETAILS)
    fill_details (self);
  else if (step == STEP_RECAP)
    fill_recap (self);
  gtk_stack_set_visible_child_name (self->stack, step_names[step]);
  gtk_button_set_label (self->back_button, step == STEP_ACTIVITY ? _("Cancel") : _("Back"));
  gtk_button_set_label (self->next_button, step == STEP_RECAP ? _("Send") : _("Continue"));
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), step != STEP_ACTIVITY);
}

/* The activities */

static void
choose (PfEnrolmentWizard *self, PfSession *session, PfActivity *activity)
{
  PfDay today = pf_session_get_today (session);
  GListModel *children = pf_session_get_children (session);

  take_session (self, session);
  g_set_object (&self->activity, activity);
  if (g_strcmp0 (self->wish->activity, pf_record_get_id (PF_RECORD (activity))) == 0)
    return;
  g_free (self->wish->activity);
  self->wish->activity = g_strdup (pf_record_get_id (PF_RECORD (activity)));
  self->wish->first = activity->first != PF_DAY_NONE ? MAX (activity->first, today) : today;
  self->wish->last = activity->last != PF_DAY_NONE ? activity->last : today + 300;
  self->wish->is_occasional = activity->is_occasional;
  self->wish->weekdays = PF_WEEKDAYS_ALL;
  g_ptr_array_set_size (self->wish->children, 0);
  g_ptr_array_set_size (self->wish->units, 0);
  /* An only child is the one. */
  if (g_list_model_get_n_items (children) == 1)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, 0);

      g_ptr_array_add (self->wish->children, g_strdup (pf_record_get_id (PF_RECORD (child))));
    }
}

static void
chosen_cb (PfSession *session, PfActivity *activity, gpointer user_data)
{
  PfEnrolmentWizard *self = user_data;

  choose (self, session, activity);
  show_step (self, STEP_DETAILS);
}

/* Goes on with @draft. Returns: FALSE where its activity is gone. */
static gboolean
take_draft (PfEnrolmentWizard *self, PfSubmission *draft)
{
  PfSession *session = pf_hub_find_session (self->hub, draft);
  g_autoptr (PfEnrolmentWish) wish = pf_codec_decode_enrolment_wish (draft->body, NULL);
  PfActivity *activity =
      session != NULL && wish != NULL
          ? pf_session_find_record (session, PF_COLLECTION_ACTIVITIES, wish->activity)
          : NULL;

  if (activity == NULL)
    return FALSE;
  pf_enrolment_wish_free (self->wish);
  self->wish = g_steal_pointer (&wish);
  self->former = g_object_ref (draft);
  choose (self, session, activity);
  return TRUE;
}

static void
back_cb (PfEnrolmentWizard *self)
{
  if (self->step == STEP_ACTIVITY)
    gtk_window_close (GTK_WINDOW (self));
  else
    show_step (self, (Step) (self->step - 1));
}

static void
next_cb (PfEnrolmentWizard *self)
{
  keep (self);
  if (self->step == STEP_RECAP)
    pf_sending_start (self->draft, GTK_WIDGET (self->next_button), sent_cb, self);
  else
    show_step (self, (Step) (self->step + 1));
}

static gboolean
pf_enrolment_wizard_close_request (GtkWindow *window)
{
  PfEnrolmentWizard *self = PF_ENROLMENT_WIZARD (window);

  if (self->draft != NULL)
    pf_draft_flush (self->draft);
  return GTK_WINDOW_CLASS (pf_enrolment_wizard_parent_class)->close_request (window);
}

static void
pf_enrolment_wizard_finalize (GObject *object)
{
  PfEnrolmentWizard *self = PF_ENROLMENT_WIZARD (object);

  g_object_unref (self->hub);
  g_object_unref (self->parent);
  g_clear_object (&self->draft);
  g_clear_object (&self->former);
  g_clear_object (&self->session);
  g_clear_object (&self->activity);
  pf_enrolment_wish_free (self->wish);
  g_ptr_array_unref (self->child_checks);
  g_ptr_array_unref (self->unit_checks);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (pf_enrolment_wizard_parent_class)->finalize (object);
}

static void
pf_enrolment_wizard_class_init (PfEnrolmentWizardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = pf_enrolment_wizard_finalize;
  GTK_WINDOW_CLASS (class)->close_request = pf_enrolment_wizard_close_request;
  g_type_ensure (PF_TYPE_DATE_BUTTON);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-enrolment-wizard.ui");
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, back_button);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, next_button);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, stack);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, activity_page);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, children_group);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, demands_group);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, weekdays_group);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, weekdays);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, units_group);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, recap_group);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, first_button);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, last_button);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, remark_row);
  gtk_widget_class_bind_template_child (widget_class, PfEnrolmentWizard, why_not);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
pf_enrolment_wizard_init (PfEnrolmentWizard *self)
{
  self->wish = pf_enrolment_wish_new ();
  self->child_checks = g_ptr_array_new ();
  self->unit_checks = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  pf_weekday_buttons_add (self->weekdays, PF_WEEKDAYS_ALL, (void (*) (gpointer)) changed_cb, self);
}

void
pf_enrolment_wizard_present (GtkWidget *parent, PfHub *hub, PfSubmission *draft)
{
  PfEnrolmentWizard *self;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (PF_IS_HUB (hub));

  self =
      g_object_new (PF_TYPE_ENROLMENT_WIZARD, "transient-for", gtk_widget_get_root (parent), NULL);
  self->hub = g_object_ref (hub);
  self->parent = g_object_ref (parent);
  pf_enrolment_offers_fill (self->activity_page, hub, chosen_cb, self);
  show_step (self, draft != NULL && take_draft (self, draft) ? STEP_DETAILS : STEP_ACTIVITY);
  gtk_window_present (GTK_WINDOW (self));
}
