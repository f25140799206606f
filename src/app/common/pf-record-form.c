/* SPDX-License-Identifier: GPL-3.0-or-later
 * A form over one record; its fields are in pf-record-field.c. */
#include "config.h"

#include "pf-record-form.h"

#include "pf-check.h"
#include "pf-error-text.h"
#include "pf-merge-patch.h"
#include "pf-money.h"
#include "pf-record-field-private.h"
#include "pf-record-news.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (PfRecordForm, pf_record_form, GTK_TYPE_BOX)

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const struct {
  const char *id;
  const char *text;
} wants[] = {
  { "birth_date", N_("Birth date") },
  { "school_site", N_("School") },
  { "allergies", N_("Allergies") },
  { "pai", N_("Individual care plan (PAI)") },
  { "glasses", N_("Glasses") },
  { "vaccines", N_("Vaccinations") },
  { "doctor", N_("Doctor") },
  { "contacts", N_("Authorised persons") },
  { "image_rights", N_("Image rights") },
  { "leaves_alone", N_("Leaving alone") },
  { "swims", N_("Swimming") },
};

static const char *const allergen_texts[PF_N_ALLERGENS] = {
  N_("Gluten"),   N_("Crustaceans"), N_("Eggs"),  N_("Fish"),     N_("Peanuts"),
  N_("Soybeans"), N_("Milk"),        N_("Nuts"),  N_("Celery"),   N_("Mustard"),
  N_("Sesame"),   N_("Sulphites"),   N_("Lupin"), N_("Molluscs"),
};

void
pf_record_form_emit_changed (PfRecordForm *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_group (PfRecordForm *self, const PfEntryGroup *group)
{
  GtkWidget *widget = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), _(group->title));
  if (group->text != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (widget), _(group->text));
  for (gsize i = 0; i < group->n_entries; i++)
    {
      PfRecordField *field = g_new0 (PfRecordField, 1);

      field->entry = &group->entries[i];
      field->hint = pf_record_field_make_hint ();
      field->widget = pf_record_field_kinds[field->entry->kind].make (self, field);
      gtk_widget_set_name (field->widget, field->entry->name);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), field->widget);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), field->hint);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (field->widget),
                                      GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                      gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (field->hint)),
                                      NULL, -1);
      g_ptr_array_add (self->fields, field);
    }
  gtk_box_append (GTK_BOX (self), widget);
}

static void
pf_record_form_dispose (GObject *object)
{
  PfRecordForm *self = PF_RECORD_FORM (object);

  g_clear_object (&self->sites);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (pf_record_form_parent_class)->dispose (object);
}

static void
pf_record_form_finalize (GObject *object)
{
  g_ptr_array_unref (PF_RECORD_FORM (object)->fields);
  G_OBJECT_CLASS (pf_record_form_parent_class)->finalize (object);
}

static void
pf_record_form_class_init (PfRecordFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pf_record_form_dispose;
  object_class->finalize = pf_record_form_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pf_record_form_init (PfRecordForm *self)
{
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_record_field_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 24);
}

GtkWidget *
pf_record_form_new (const PfEntryGroup *groups, GListModel *sites)
{
  PfRecordForm *self = g_object_new (PF_TYPE_RECORD_FORM, NULL);

  g_set_object (&self->sites, sites);
  self->groups = groups;
  for (; groups->title != NULL; groups++)
    add_group (self, groups);
  return GTK_WIDGET (self);
}

void
pf_record_form_set_record (PfRecordForm *self, gpointer record, gpointer edited)
{
  g_return_if_fail (PF_IS_RECORD_FORM (self) && PF_IS_RECORD (record));

  g_set_object (&self->record, record);
  self->is_filling = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    {
      PfRecordField *field = g_ptr_array_index (self->fields, i);

      pf_record_field_kinds[field->entry->kind].fill (self, field,
                                                      edited != NULL ? edited : record);
      pf_record_field_set_hint (field, NULL, FALSE);
    }
  self->is_filling = FALSE;
}

gpointer
pf_record_form_get_record (PfRecordForm *self)
{
  gpointer record;

  g_return_val_if_fail (PF_IS_RECORD_FORM (self) && self->record != NULL, NULL);

  record = pf_merge_patch_copy (self->record);
  for (guint i = 0; i < self->fields->len; i++)
    {
      PfRecordField *field = g_ptr_array_index (self->fields, i);

      pf_record_field_kinds[field->entry->kind].read (self, field, record);
    }
  return record;
}

gboolean
pf_record_form_is_unreadable (PfRecordForm *self)
{
  g_return_val_if_fail (PF_IS_RECORD_FORM (self), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    if (pf_record_field_is_unreadable (g_ptr_array_index (self->fields, i)))
      return TRUE;
  return FALSE;
}

gboolean
pf_record_form_check (PfRecordForm *self, PfDay today)
{
  gboolean is_right = TRUE;

  g_return_val_if_fail (PF_IS_RECORD_FORM (self), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    {
      PfRecordField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *fault = pf_record_field_find_fault (field, today);

      pf_record_field_set_hint (field, fault, TRUE);
      if (fault != NULL && is_right)
        gtk_widget_grab_focus (field->widget);
      is_right = is_right && fault == NULL;
    }
  return is_right;
}

gboolean
pf_record_form_mark_missing (PfRecordForm *self, GPtrArray *missing)
{
  gboolean is_some = FALSE;

  g_return_val_if_fail (PF_IS_RECORD_FORM (self) && missing != NULL, FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    {
      PfRecordField *field = g_ptr_array_index (self->fields, i);
      gboolean is_missing =
          field->entry->want != NULL &&
          g_ptr_array_find_with_equal_func (missing, field->entry->want, g_str_equal, NULL);

      if (is_missing)
        {
          pf_record_field_set_hint (field, _("The town still asks for this."), FALSE);
          gtk_widget_add_css_class (field->widget, "missing");
        }
      else
        gtk_widget_remove_css_class (field->widget, "missing");
      is_some = is_some || is_missing;
    }
  return is_some;
}

/* As people read a field's value. */
static char *
describe_value (PfRecordForm *self, PfRecordField *field)
{
  GtkWidget *widget = field->widget;
  GObject *selected;

  if (GTK_IS_EDITABLE (widget))
    return pf_record_field_dup_text (widget);
  if (!ADW_IS_COMBO_ROW (widget))
    return g_strdup ("…");
  selected = adw_combo_row_get_selected_item (ADW_COMBO_ROW (widget));
  return g_strdup (selected != NULL ? gtk_string_object_get_string (GTK_STRING_OBJECT (selected))
                                    : "");
}

gboolean
pf_record_form_needs_agent (PfRecordForm *self, gpointer record, gpointer edited)
{
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (PF_IS_RECORD_FORM (self), FALSE);

  names = pf_merge_patch_list_members (record, edited);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const PfRecordField *field = g_ptr_array_index (self->fields, i);

      if (field->entry->needs_agent &&
          g_ptr_array_find_with_equal_func (names, field->entry->name, g_str_equal, NULL))
        return TRUE;
    }
  return FALSE;
}

void
pf_record_form_show_town_values (PfRecordForm *self, gpointer record)
{
  g_autoptr (PfRecord) mine = NULL;
  g_autoptr (GPtrArray) names = NULL;

  g_return_if_fail (PF_IS_RECORD_FORM (self) && PF_IS_RECORD (record));

  mine = pf_record_form_get_record (self);
  names = pf_merge_patch_list_members (record, mine);
  self->is_filling = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    {
      PfRecordField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *value = NULL;
      g_autofree char *text = NULL;

      if (!g_ptr_array_find_with_equal_func (names, field->entry->name, g_str_equal, NULL))
        continue;
      pf_record_field_kinds[field->entry->kind].fill (self, field, record);
      value = describe_value (self, field);
      pf_record_field_kinds[field->entry->kind].fill (self, field, mine);
      text = g_strdup_printf (_("The town now has: %s"), *value != '\0' ? value : _("nothing"));
      pf_record_field_set_hint (field, text, FALSE);
    }
  self->is_filling = FALSE;
}

gboolean
pf_record_form_point_at (PfRecordForm *self, const char *pointer, const char *words)
{
  const char *name = pointer != NULL ? strrchr (pointer, '/') : NULL;

  g_return_val_if_fail (PF_IS_RECORD_FORM (self), FALSE);

  for (guint i = 0; name != NULL && i < self->fields->len; i++)
    {
      PfRecordField *field = g_ptr_array_index (self->fields, i);

      if (strcmp (field->entry->name, name + 1) != 0)
        continue;
      pf_record_field_set_hint (field, words, TRUE);
      gtk_widget_grab_focus (field->widget);
      return TRUE;
    }
  return FALSE;
}

gboolean
pf_record_form_focus_want (PfRecordForm *self, const char *want)
{
  g_return_val_if_fail (PF_IS_RECORD_FORM (self), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    {
      PfRecordField *field = g_ptr_array_index (self->fields, i);

      if (g_strcmp0 (field->entry->want, want) != 0)
        continue;
      if (ADW_IS_EXPANDER_ROW (field->widget))
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (field->widget), TRUE);
      gtk_widget_grab_focus (field->widget);
      return TRUE;
    }
  return FALSE;
}

const char *
pf_want_text (const char *want)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wants); i++)
    if (g_strcmp0 (wants[i].id, want) == 0)
      return _(wants[i].text);
  return want;
}

const char *
pf_allergen_text (const char *id)
{
  int index = pf_allergen_from_id (id);

  return index >= 0 ? _(allergen_texts[index]) : id;
}
