/* SPDX-License-Identifier: GPL-3.0-or-later
 * The kinds of fields of a form: how each makes, fills and reads its widget. */
#include "config.h"

#include "pf-record-field-private.h"

#include "pf-check.h"
#include "pf-error-text.h"
#include "pf-merge-patch.h"
#include "pf-money.h"
#include "pf-record-news.h"
#include "pf-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const consents[] = { N_("Not said yet"), N_("Yes"), N_("No"), NULL };
static const char *const civilities[] = { NULL, "mme", "m" };
static const char *const civility_labels[] = { N_("Not said"), N_("Mrs"), N_("Mr"), NULL };
/* As a child's health record prints them, and as the town hears of them: in every language. */
static const char *const usual_vaccines[] = { "DTP",        "Coqueluche",  "ROR",         "Hib",
                                              "Hépatite B", "Pneumocoque", "Méningocoque" };

void
pf_record_field_free (PfRecordField *field)
{
  g_clear_pointer (&field->parts, g_ptr_array_unref);
  g_free (field);
}

#define VALUE(Type, record, entry) G_STRUCT_MEMBER (Type, record, (entry)->offset)

/* Days are typed as a family writes them: 21/02/2021. */
static char *
format_day (PfDay day)
{
  int year, month, day_of_month;

  if (day == PF_DAY_NONE)
    return g_strdup ("");
  pf_day_get_ymd (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%02d/%02d/%04d", day_of_month, month, year);
}

/* Returns: whether @text is a day, or nothing at all. */
static gboolean
parse_day (const char *text, PfDay *day)
{
  int year, month, day_of_month;
  char rest;

  *day = PF_DAY_NONE;
  if (*text == '\0')
    return TRUE;
  *day = pf_day_parse (text);
  if (*day == PF_DAY_NONE &&
      sscanf (text, "%2d/%2d/%4d%c", &day_of_month, &month, &year, &rest) == 3)
    *day = pf_day_new (year, month, day_of_month);
  return *day != PF_DAY_NONE;
}

char *
pf_record_field_dup_text (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

void
pf_record_field_set_hint (PfRecordField *field, const char *text, gboolean is_wrong)
{
  GtkWidget *label = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (field->hint));

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (field->hint, text != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (field->widget), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong && text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (is_wrong && text != NULL)
    {
      gtk_widget_add_css_class (field->widget, "error");
      gtk_widget_add_css_class (label, "error");
    }
  else
    {
      gtk_widget_remove_css_class (field->widget, "error");
      gtk_widget_remove_css_class (label, "error");
    }
}

/* What is wrong with a field as it stands; NULL: nothing. */
/* What is wrong with the days of vaccinations. */
static char *
find_fault_of_parts (PfRecordField *field)
{
  for (guint i = 0; i < field->parts->len; i++)
    {
      g_autofree char *text = pf_record_field_dup_text (g_ptr_array_index (field->parts, i));
      PfDay day;

      if (!parse_day (text, &day))
        return g_strdup_printf (
            /* Translators: a vaccination. */
            _("%s: write the day as 21/02/2021."),
            adw_preferences_row_get_title (g_ptr_array_index (field->parts, i)));
    }
  return NULL;
}

gboolean
pf_record_field_is_unreadable (PfRecordField *field)
{
  g_autofree char *text = NULL;
  g_autofree char *fault = NULL;

  if (field->entry->kind == PF_ENTRY_VACCINES)
    {
      fault = find_fault_of_parts (field);
      return fault != NULL;
    }
  if (field->entry->kind != PF_ENTRY_DAY && field->entry->kind != PF_ENTRY_PAST_DAY &&
      field->entry->kind != PF_ENTRY_EUROS)
    return FALSE;
  text = pf_record_field_dup_text (field->widget);
  fault = *text != '\0' ? pf_record_field_find_fault (field, PF_DAY_NONE) : NULL;
  return fault != NULL;
}

char *
pf_record_field_find_fault (PfRecordField *field, PfDay today)
{
  const PfEntry *entry = field->entry;
  g_autofree char *text = NULL;
  PfDay day;
  PfCheck check = PF_CHECK_OK;

  if (entry->kind == PF_ENTRY_VACCINES)
    return find_fault_of_parts (field);
  if (entry->kind != PF_ENTRY_TEXT && entry->kind != PF_ENTRY_DAY &&
      entry->kind != PF_ENTRY_PAST_DAY && entry->kind != PF_ENTRY_EUROS)
    return NULL;
  text = pf_record_field_dup_text (field->widget);
  if (*text == '\0')
    return entry->is_required ? g_strdup (_("This is required.")) : NULL;
  if (entry->kind == PF_ENTRY_TEXT)
    check = pf_check_member (entry->name, text);
  else if (entry->kind == PF_ENTRY_EUROS)
    return g_ascii_string_to_signed (text, 10, 0, 1000000, NULL, NULL)
               ? NULL
               : g_strdup (_("A quotient is a number of whole euros."));
  else if (!parse_day (text, &day))
    return g_strdup (_("Write the day as 21/02/2021."));
  else if (entry->kind == PF_ENTRY_PAST_DAY && today != PF_DAY_NONE)
    check = pf_check_birth_date (day, today);
  return pf_error_text_for_check (check);
}

static void
check_typed_cb (GtkWidget *row, PfRecordField *field)
{
  g_autofree char *fault = pf_record_field_find_fault (field, PF_DAY_NONE);

  if (fault == NULL || gtk_widget_get_visible (field->hint))
    pf_record_field_set_hint (field, fault, TRUE);
}

/* What is wrong is told once the person has left the field: nobody has typed all of it before. */
static void
left_cb (GtkEventControllerFocus *controller, PfRecordField *field)
{
  g_autofree char *fault = pf_record_field_find_fault (field, PF_DAY_NONE);

  if (fault != NULL && *gtk_editable_get_text (GTK_EDITABLE (field->widget)) != '\0')
    pf_record_field_set_hint (field, fault, TRUE);
}

static char *
make_label (const PfEntry *entry)
{
  const char *label = _(entry->label);

  /* Translators: a field of a form that must be filled in. */
  return entry->is_required ? g_strdup_printf (_("%s *"), label) : g_strdup (label);
}

static GtkWidget *
make_entry (PfRecordForm *self, PfRecordField *field)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *label = make_label (field->entry);
  GtkEventController *controller = gtk_event_controller_focus_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  g_signal_connect (row, "changed", G_CALLBACK (check_typed_cb), field);
  g_signal_connect_object (row, "changed", G_CALLBACK (pf_record_form_emit_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (controller, "leave", G_CALLBACK (left_cb), field);
  gtk_widget_add_controller (row, controller);
  return row;
}

static GtkWidget *
make_combo (PfRecordForm *self, PfRecordField *field, const char *const *labels)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *label = make_label (field->entry);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (; *labels != NULL; labels++)
    gtk_string_list_append (list, _(*labels));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  pf_rows_show_choice (ADW_COMBO_ROW (row));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (pf_record_form_emit_changed), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
make_switch (PfRecordForm *self, PfRecordField *field)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();
  g_autofree char *label = make_label (field->entry);

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (pf_record_form_emit_changed), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
make_site (PfRecordForm *self, PfRecordField *field)
{
  static const char *const none[] = { N_("Not said"), NULL };
  GtkWidget *row = make_combo (self, field, none);
  GtkStringList *list = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (row)));

  for (guint i = 0; self->sites != NULL && i < g_list_model_get_n_items (self->sites); i++)
    {
      g_autoptr (PfSite) site = g_list_model_get_item (self->sites, i);

      gtk_string_list_append (list, site->name);
    }
  return row;
}

static GtkWidget *
make_expander (PfRecordField *field)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *label = make_label (field->entry);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  field->parts = g_ptr_array_new ();
  return row;
}

static GtkWidget *
make_allergens (PfRecordForm *self, PfRecordField *field)
{
  GtkWidget *row = make_expander (field);

  for (int i = 0; i < PF_N_ALLERGENS; i++)
    {
      GtkWidget *check;
      GtkWidget *part = pf_rows_new_check (pf_allergen_text (pf_allergen_get_id (i)), NULL, &check);

      g_signal_connect_object (check, "toggled", G_CALLBACK (pf_record_form_emit_changed), self,
                               G_CONNECT_SWAPPED);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), part);
      g_ptr_array_add (field->parts, check);
    }
  return row;
}

static GtkWidget *
add_vaccine (PfRecordForm *self, PfRecordField *field, GtkWidget *row, const char *name)
{
  GtkWidget *part = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (part), name);
  g_signal_connect_object (part, "changed", G_CALLBACK (pf_record_form_emit_changed), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), part);
  g_ptr_array_add (field->parts, part);
  return part;
}

static GtkWidget *
make_vaccines (PfRecordForm *self, PfRecordField *field)
{
  GtkWidget *row = make_expander (field);

  for (gsize i = 0; i < G_N_ELEMENTS (usual_vaccines); i++)
    add_vaccine (self, field, row, usual_vaccines[i]);
  return row;
}

static GtkWidget *
make_consent (PfRecordForm *self, PfRecordField *field)
{
  return make_combo (self, field, consents);
}

static GtkWidget *
make_choice (PfRecordForm *self, PfRecordField *field)
{
  return make_combo (self, field, field->entry->choices);
}

static GtkWidget *
make_civility (PfRecordForm *self, PfRecordField *field)
{
  return make_combo (self, field, civility_labels);
}

/* Filling */

static void
fill_text (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  const char *text = VALUE (char *, record, field->entry);

  gtk_editable_set_text (GTK_EDITABLE (field->widget), text != NULL ? text : "");
}

static void
fill_day (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  g_autofree char *text = format_day (VALUE (PfDay, record, field->entry));

  gtk_editable_set_text (GTK_EDITABLE (field->widget), text);
}

static void
fill_euros (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  gint64 cents = VALUE (gint64, record, field->entry);
  g_autofree char *text = cents == PF_CENTS_UNKNOWN
                              ? g_strdup ("")
                              : g_strdup_printf ("%" G_GINT64_FORMAT, cents / 100);

  gtk_editable_set_text (GTK_EDITABLE (field->widget), text);
}

static void
fill_combo (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (field->widget),
                              (guint) VALUE (int, record, field->entry));
}

static void
fill_civility (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  const char *value = VALUE (char *, record, field->entry);
  guint selected = 0;

  for (guint i = 1; i < G_N_ELEMENTS (civilities); i++)
    if (g_strcmp0 (value, civilities[i]) == 0)
      selected = i;
  adw_combo_row_set_selected (ADW_COMBO_ROW (field->widget), selected);
}

static GtkWidget *
get_switch (PfRecordField *field)
{
  return adw_action_row_get_activatable_widget (ADW_ACTION_ROW (field->widget));
}

static void
fill_switch (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  gtk_switch_set_active (GTK_SWITCH (get_switch (field)), VALUE (gboolean, record, field->entry));
}

static void
fill_site (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  const char *id = VALUE (char *, record, field->entry);
  guint selected = 0;

  for (guint i = 0; self->sites != NULL && i < g_list_model_get_n_items (self->sites); i++)
    {
      g_autoptr (PfRecord) site = g_list_model_get_item (self->sites, i);

      if (g_strcmp0 (pf_record_get_id (site), id) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (field->widget), selected);
}

static void
fill_allergens (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  GPtrArray *ids = VALUE (GPtrArray *, record, field->entry);

  for (guint i = 0; i < field->parts->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (field->parts, i),
                                 g_ptr_array_find_with_equal_func (ids, pf_allergen_get_id (i),
                                                                   g_str_equal, NULL));
}

static GtkWidget *
find_vaccine (PfRecordField *field, const char *name)
{
  for (guint i = 0; i < field->parts->len; i++)
    if (g_strcmp0 (adw_preferences_row_get_title (g_ptr_array_index (field->parts, i)), name) == 0)
      return g_ptr_array_index (field->parts, i);
  return NULL;
}

static void
fill_vaccines (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  GPtrArray *vaccines = VALUE (GPtrArray *, record, field->entry);

  for (guint i = 0; i < field->parts->len; i++)
    gtk_editable_set_text (g_ptr_array_index (field->parts, i), "");
  for (guint i = 0; i < vaccines->len; i++)
    {
      const PfVaccine *vaccine = g_ptr_array_index (vaccines, i);
      GtkWidget *part = find_vaccine (field, vaccine->name);
      g_autofree char *day = format_day (vaccine->day);

      if (part == NULL)
        part = add_vaccine (self, field, field->widget, vaccine->name);
      gtk_editable_set_text (GTK_EDITABLE (part), day);
    }
}

/* Reading */

static void
set_text (gpointer record, const PfEntry *entry, char *text)
{
  g_free (VALUE (char *, record, entry));
  VALUE (char *, record, entry) = text;
}

static void
read_text (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  g_autofree char *text = pf_record_field_dup_text (field->widget);

  set_text (record, field->entry, *text != '\0' ? g_steal_pointer (&text) : NULL);
}

static void
read_day (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  g_autofree char *text = pf_record_field_dup_text (field->widget);
  PfDay day;

  if (parse_day (text, &day))
    VALUE (PfDay, record, field->entry) = day;
}

static void
read_euros (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  g_autofree char *text = pf_record_field_dup_text (field->widget);
  gint64 *cents = &VALUE (gint64, record, field->entry);
  gint64 euros;

  if (*text == '\0')
    *cents = PF_CENTS_UNKNOWN;
  else if (g_ascii_string_to_signed (text, 10, 0, 1000000, &euros, NULL) &&
           (*cents == PF_CENTS_UNKNOWN || *cents / 100 != euros))
    *cents = euros * 100;
}

static void
read_combo (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  VALUE (int, record, field->entry) =
      (int) adw_combo_row_get_selected (ADW_COMBO_ROW (field->widget));
}

static void
read_civility (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (field->widget));

  set_text (record, field->entry, g_strdup (civilities[selected]));
}

static void
read_switch (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  VALUE (gboolean, record, field->entry) = gtk_switch_get_active (GTK_SWITCH (get_switch (field)));
}

static void
read_site (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (field->widget));
  g_autoptr (PfRecord) site = selected > 0 && self->sites != NULL
                                  ? g_list_model_get_item (self->sites, selected - 1)
                                  : NULL;

  set_text (record, field->entry, site != NULL ? g_strdup (pf_record_get_id (site)) : NULL);
}

static void
read_allergens (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  GPtrArray *ids = VALUE (GPtrArray *, record, field->entry);

  g_ptr_array_set_size (ids, 0);
  for (guint i = 0; i < field->parts->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (field->parts, i)))
      g_ptr_array_add (ids, g_strdup (pf_allergen_get_id (i)));
}

static void
read_vaccines (PfRecordForm *self, PfRecordField *field, gpointer record)
{
  GPtrArray *vaccines = VALUE (GPtrArray *, record, field->entry);

  g_ptr_array_set_size (vaccines, 0);
  for (guint i = 0; i < field->parts->len; i++)
    {
      GtkWidget *part = g_ptr_array_index (field->parts, i);
      g_autofree char *text = pf_record_field_dup_text (part);
      PfVaccine *vaccine;
      PfDay day;

      if (!parse_day (text, &day) || day == PF_DAY_NONE)
        continue;
      vaccine = g_new0 (PfVaccine, 1);
      vaccine->name = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (part)));
      vaccine->day = day;
      g_ptr_array_add (vaccines, vaccine);
    }
}

const PfRecordFieldKind pf_record_field_kinds[] = {
  [PF_ENTRY_TEXT] = { make_entry, fill_text, read_text },
  [PF_ENTRY_DAY] = { make_entry, fill_day, read_day },
  [PF_ENTRY_PAST_DAY] = { make_entry, fill_day, read_day },
  [PF_ENTRY_CONSENT] = { make_consent, fill_combo, read_combo },
  [PF_ENTRY_CHOICE] = { make_choice, fill_combo, read_combo },
  [PF_ENTRY_SWITCH] = { make_switch, fill_switch, read_switch },
  [PF_ENTRY_EUROS] = { make_entry, fill_euros, read_euros },
  [PF_ENTRY_SITE] = { make_site, fill_site, read_site },
  [PF_ENTRY_CIVILITY] = { make_civility, fill_civility, read_civility },
  [PF_ENTRY_ALLERGENS] = { make_allergens, fill_allergens, read_allergens },
  [PF_ENTRY_VACCINES] = { make_vaccines, fill_vaccines, read_vaccines },
};

GtkWidget *
pf_record_field_make_hint (void)
{
  GtkWidget *row = adw_preferences_row_new (); /* no other stands in a group's list */
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "form-hint");
  gtk_widget_add_css_class (label, "caption");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_visible (row, FALSE);
  return row;
}
