/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads the pattern from its widgets, asks the plan for its days and shows what
 * pf-pattern-preview makes of them. */
#include "config.h"

#include "pf-pattern-dialog.h"

#include <glib/gi18n-lib.h>

#include "common/pf-fold-box.h"
#include "common/pf-rows.h"
#include "common/pf-weekday-buttons.h"
#include "pf-date-button.h"
#include "pf-pattern-preview.h"
#include "pf-slot-text.h"

#define RESOURCE "/org/example/PortailFamille/planning/pf-pattern-dialog.ui"
#define MAX_DAYS 731

struct _PfPatternDialog {
  AdwWindow parent_instance;
  PfHub *hub;              /* (owned) */
  PfHubPlan *plan;         /* (owned) */
  PfChild *child;          /* (owned) (nullable): ticked alone to begin with */
  PfActivity *activity;    /* (owned) (nullable) */
  GPtrArray *children;     /* (element-type PfChild) (owned): of the rows, in order */
  GPtrArray *child_checks; /* (element-type GtkCheckButton): side by side with them */
  GPtrArray *unit_items;   /* (element-type PfPlanItem) (owned): one for each unit */
  GPtrArray *unit_checks;  /* (element-type GtkCheckButton) */
  PfPatternPreview outcome;
  guint update_id;

  AdwPreferencesGroup *children_group;
  AdwPreferencesGroup *units_group;
  GtkBox *weekdays;
  AdwComboRow *weeks_row;
  PfDateButton *first_button;
  PfDateButton *last_button;
  GtkSwitch *school_switch;
  GtkSwitch *public_switch;
  GtkSwitch *late_switch;
  GtkLabel *preview;
  GtkLabel *left_out;
  GtkButton *add_button;
};

G_DEFINE_FINAL_TYPE (PfPatternDialog, pf_pattern_dialog, ADW_TYPE_WINDOW)

static void changed_cb (PfPatternDialog *self);

static void
read_pattern (PfPatternDialog *self, PfPattern *pattern)
{
  *pattern = (PfPattern){
    .first = pf_date_button_get_day (self->first_button),
    .last = pf_date_button_get_day (self->last_button),
    .weekdays = pf_weekday_buttons_get (self->weekdays),
    .weeks = PF_WEEKS_EVERY + adw_combo_row_get_selected (self->weeks_row),
    .skip_school_holidays = gtk_switch_get_active (self->school_switch),
    .skip_public_holidays = gtk_switch_get_active (self->public_switch),
  };
}

static GPtrArray *
list_wanted_children (PfPatternDialog *self)
{
  GPtrArray *wanted = g_ptr_array_new ();

  for (guint i = 0; i < self->children->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->child_checks, i)))
      g_ptr_array_add (wanted, g_ptr_array_index (self->children, i));
  return wanted;
}

static GArray *
list_targets (PfPatternDialog *self)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (PfPatternTarget));

  for (guint i = 0; i < self->unit_items->len; i++)
    {
      PfPlanItem *item = g_ptr_array_index (self->unit_items, i);
      PfPatternTarget target = { item->activity, item->unit, item->session };

      if (gtk_check_button_get_active (g_ptr_array_index (self->unit_checks, i)))
        g_array_append_val (targets, target);
    }
  return targets;
}

static GtkWidget *
add_check (PfPatternDialog     *self,
           AdwPreferencesGroup *group,
           const char          *title,
           const char          *subtitle,
           gboolean             is_active)
{
  GtkWidget *check;
  GtkWidget *row = pf_rows_new_check (title, subtitle, &check);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_active);
  g_signal_connect_object (check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return check;
}

static gboolean
knows_child (PfPatternDialog *self, PfChild *child)
{
  for (guint i = 0; i < self->children->len; i++)
    if (pf_child_is_same (g_ptr_array_index (self->children, i), child))
      return TRUE;
  return FALSE;
}

static gboolean
knows_unit (PfPatternDialog *self, PfPlanItem *item)
{
  for (guint i = 0; i < self->unit_items->len; i++)
    {
      PfPlanItem *known = g_ptr_array_index (self->unit_items, i);

      if (pf_plan_item_is_alike (known, item) && g_strcmp0 (known->unit->id, item->unit->id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A row for each child and each unit that the plan now shows and that has none yet. */
static void
add_rows (PfPatternDialog *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->plan));
  gboolean names_town = g_list_model_get_n_items (pf_hub_get_sessions (self->hub)) > 1;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (G_LIST_MODEL (self->plan), i);

      if (item->child == NULL || item->activity == NULL || item->unit == NULL)
        continue;
      if (!knows_child (self, item->child))
        {
          g_ptr_array_add (self->children, g_object_ref (item->child));
          g_ptr_array_add (self->child_checks,
                           add_check (self, self->children_group, item->child->first_name, NULL,
                                      self->child == NULL ||
                                          pf_child_is_same (self->child, item->child)));
        }
      if (!knows_unit (self, item))
        {
          g_autofree char *what = pf_slot_text_what (item, names_town);

          g_ptr_array_add (self->unit_items, g_object_ref (item));
          g_ptr_array_add (self->unit_checks,
                           add_check (self, self->units_group, what,
                                      item->activity->units->len > 1 ? item->activity->name : NULL,
                                      self->activity != NULL &&
                                          pf_activity_is_same (self->activity, item->activity)));
        }
    }
}

static void
show_preview (PfPatternDialog *self, const char *text, const char *left_out, gboolean can_add)
{
  gtk_label_set_label (self->preview, text);
  gtk_label_set_label (self->left_out, left_out != NULL ? left_out : "");
  gtk_widget_set_visible (GTK_WIDGET (self->left_out), left_out != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), can_add);
}

static void
update (PfPatternDialog *self)
{
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (GArray) targets = NULL;
  g_autofree char *text = NULL, *left_out = NULL;
  PfPattern pattern;

  pf_pattern_preview_clear (&self->outcome);
  read_pattern (self, &pattern);
  if (pattern.last < pattern.first)
    {
      show_preview (self, _("The last day is before the first"), NULL, FALSE);
      return;
    }
  if (!pf_hub_plan_is_loaded (self->plan))
    {
      show_preview (self, _("Looking at these days…"), NULL, FALSE);
      return;
    }
  add_rows (self);
  children = list_wanted_children (self);
  targets = list_targets (self);
  if (children->len == 0 || targets->len == 0 || pattern.weekdays == PF_WEEKDAYS_NONE)
    {
      show_preview (self, _("Choose for whom, what and which days"), NULL, FALSE);
      return;
    }
  pf_pattern_preview_compute (G_LIST_MODEL (self->plan), children, targets, &pattern,
                              gtk_switch_get_active (self->late_switch), pf_hub_get_now (self->hub),
                              &self->outcome);
  text = pf_pattern_preview_describe (&self->outcome);
  left_out = pf_pattern_preview_describe_left_out (&self->outcome);
  show_preview (self, text, left_out, self->outcome.items->len > 0);
}

static void
update_cb (gpointer data)
{
  PfPatternDialog *self = data;

  self->update_id = 0;
  update (self);
}

/* Several changes at once make one preview. */
static void
changed_cb (PfPatternDialog *self)
{
  if (self->plan != NULL && self->update_id == 0)
    self->update_id = g_idle_add_once (update_cb, self);
}

static void
range_changed_cb (PfPatternDialog *self)
{
  PfDay first = pf_date_button_get_day (self->first_button),
        last = pf_date_button_get_day (self->last_button);

  if (self->plan == NULL)
    return;
  if (first <= last)
    pf_hub_plan_set_range (self->plan, first, MIN (last, first + MAX_DAYS));
  changed_cb (self);
}

static void
add_clicked_cb (PfPatternDialog *self)
{
  if (self->outcome.items == NULL || self->outcome.items->len == 0)
    return;
  g_signal_emit_by_name (self, "change", self->outcome.items, (int) PF_ACTION_BOOK);
  gtk_window_close (GTK_WINDOW (self));
}

static void
pf_pattern_dialog_dispose (GObject *object)
{
  PfPatternDialog *self = PF_PATTERN_DIALOG (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  pf_pattern_preview_clear (&self->outcome);
  g_clear_object (&self->plan);
  g_clear_object (&self->hub);
  g_clear_object (&self->child);
  g_clear_object (&self->activity);
  G_OBJECT_CLASS (pf_pattern_dialog_parent_class)->dispose (object);
}

static void
pf_pattern_dialog_finalize (GObject *object)
{
  PfPatternDialog *self = PF_PATTERN_DIALOG (object);

  g_ptr_array_unref (self->children);
  g_ptr_array_unref (self->child_checks);
  g_ptr_array_unref (self->unit_items);
  g_ptr_array_unref (self->unit_checks);
  G_OBJECT_CLASS (pf_pattern_dialog_parent_class)->finalize (object);
}

static void
pf_pattern_dialog_class_init (PfPatternDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_pattern_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pf_pattern_dialog_finalize;
  g_signal_new ("change", PF_TYPE_PATTERN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_INT);
  g_type_ensure (PF_TYPE_DATE_BUTTON);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  g_type_ensure (PF_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE);
  gtk_widget_class_bind_template_child (widget_class, PfPatternDialog, children_group);
  gtk_widget_class_bind_template_child (widget_class, PfPatternDialog, units_group);
  gtk_widget_class_bind_template_child (widget_class, PfPatternDialog, weekdays);
  gtk_widget_class_bind_template_child (widget_class, PfPatternDialog, weeks_row);
  gtk_widget_class_bind_template_child (widget_class, PfPatternDialog, first_button);
  gtk_widget_class_bind_template_child (widget_class, PfPatternDialog, last_button);
  gtk_widget_class_bind_template_child (widget_class, PfPatternDialog, school_switch);
  gtk_widget_class_bind_template_child (widget_class, PfPatternDialog, public_switch);
  gtk_widget_class_bind_template_child (widget_class, PfPatternDialog, late_switch);
  gtk_widget_class_bind_template_child (widget_class, PfPatternDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, PfPatternDialog, left_out);
  gtk_widget_class_bind_template_child (widget_class, PfPatternDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pf_pattern_dialog_init (PfPatternDialog *self)
{
  self->children = g_ptr_array_new_with_free_func (g_object_unref);
  self->child_checks = g_ptr_array_new ();
  self->unit_items = g_ptr_array_new_with_free_func (g_object_unref);
  self->unit_checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  pf_weekday_buttons_add (self->weekdays, PF_WEEKDAYS_ALL & ~PF_WEEKDAYS_WEEKEND,
                          (void (*) (gpointer)) changed_cb, self);
}

PfPatternDialog *
pf_pattern_dialog_new (GtkWindow  *parent,
                       PfHub      *hub,
                       PfDay       first,
                       PfDay       last,
                       PfChild    *child,
                       PfActivity *activity)
{
  PfPatternDialog *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_PATTERN_DIALOG, "transient-for", parent, NULL);
  self->hub = g_object_ref (hub);
  g_set_object (&self->child, child);
  g_set_object (&self->activity, activity);
  pf_date_button_set_day (self->first_button, first);
  pf_date_button_set_day (self->last_button, last);
  self->plan = pf_hub_create_plan (hub);
  g_signal_connect_object (self->plan, "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan, "notify::is-loaded", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  range_changed_cb (self);
  return self;
}
