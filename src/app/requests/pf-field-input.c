/* SPDX-License-Identifier: GPL-3.0-or-later
 * The place to answer one field of a form: one line of a table for each kind. */
#include "config.h"

#include "pf-field-input.h"

#include "common/pf-date-text.h"
#include "common/pf-rows.h"
#include "planning/pf-date-button.h"

#include <glib/gi18n-lib.h>

struct _PfFieldInput {
  GObject parent_instance;

  PfSession *session; /* (owned) */
  PfForm *form;       /* (owned): holds the field */
  const PfField *field;
  GtkWidget *row;      /* (owned) */
  GtkWidget *input;    /* in the row, or the row itself */
  GtkWidget *switcher; /* (nullable): whether an optional day is answered */
};

G_DEFINE_FINAL_TYPE (PfFieldInput, pf_field_input, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (PfFieldInput *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
name_widget (PfFieldInput *self, GtkWidget *widget)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->field->label, -1);
}

/* A line of text */

static void
create_text (PfFieldInput *self)
{
  self->row = self->input = adw_entry_row_new ();
  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
create_number (PfFieldInput *self)
{
  create_text (self);
  gtk_text_set_input_purpose (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->row))),
                              GTK_INPUT_PURPOSE_DIGITS);
}

static char *
get_text (PfFieldInput *self)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->input))));

  return *text != '\0' ? text : (g_free (text), NULL);
}

static void
set_text (PfFieldInput *self, const char *value)
{
  gtk_editable_set_text (GTK_EDITABLE (self->input), value);
}

/* Returns: (transfer full): the question, starred where it must be answered. */
static char *
make_title (PfFieldInput *self)
{
  return self->field->is_required
             ? g_strdup_printf (C_("required field", "%s *"), self->field->label)
             : g_strdup (self->field->label);
}

/* Several lines */

static void
create_long_text (PfFieldInput *self)
{
  GtkBuilder *builder = gtk_builder_new_from_resource (RESOURCES "/pf-long-text-row.ui");
  GtkLabel *label = GTK_LABEL (gtk_builder_get_object (builder, "label"));
  g_autofree char *title = make_title (self);

  self->row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  self->input = GTK_WIDGET (gtk_builder_get_object (builder, "text"));
  gtk_label_set_text (label, title);
  g_object_ref_sink (self->row);
  g_object_unref (builder);
  name_widget (self, self->input);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input)), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static char *
get_long_text (PfFieldInput *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
  GtkTextIter start;
  GtkTextIter end;
  char *text;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  return *text != '\0' ? text : (g_free (text), NULL);
}

static void
set_long_text (PfFieldInput *self, const char *value)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input)), value, -1);
}

/* A day: today until another is chosen; one that may be left out has a switch */

static void
add_suffix (PfFieldInput *self, GtkWidget *widget)
{
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), widget);
  name_widget (self, widget);
}

static void
create_day (PfFieldInput *self)
{
  self->row = adw_action_row_new ();
  self->input = g_object_new (PF_TYPE_DATE_BUTTON, NULL);
  pf_date_button_set_day (PF_DATE_BUTTON (self->input), pf_session_get_today (self->session));
  add_suffix (self, self->input);
  g_signal_connect_object (self->input, "notify::day", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (self->field->is_required)
    return;
  self->switcher = gtk_switch_new ();
  add_suffix (self, self->switcher);
  g_object_bind_property (self->switcher, "active", self->input, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->switcher, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static char *
get_day (PfFieldInput *self)
{
  if (self->switcher != NULL && !gtk_switch_get_active (GTK_SWITCH (self->switcher)))
    return NULL;
  return pf_day_format (pf_date_button_get_day (PF_DATE_BUTTON (self->input)));
}

static void
set_day (PfFieldInput *self, const char *value)
{
  PfDay day = pf_day_parse (value);

  if (day == PF_DAY_NONE)
    return;
  pf_date_button_set_day (PF_DATE_BUTTON (self->input), day);
  if (self->switcher != NULL)
    gtk_switch_set_active (GTK_SWITCH (self->switcher), TRUE);
}

static char *
describe_day (PfFieldInput *self, const char *value)
{
  return pf_date_text_day_heading (pf_day_parse (value), pf_session_get_today (self->session));
}

/* One of a list: the first line is no answer */

static void
create_list (PfFieldInput *self, GtkStringList *names)
{
  g_autoptr (GtkStringList) owned = names;

  self->row = self->input = adw_combo_row_new ();
  pf_rows_show_choice (ADW_COMBO_ROW (self->row));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (owned));
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
create_choice (PfFieldInput *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, C_("choice not made", "–"));
  for (guint i = 0; i < self->field->choices->len; i++)
    gtk_string_list_append (names, g_ptr_array_index (self->field->choices, i));
  create_list (self, names);
}

static char *
get_choice (PfFieldInput *self)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (self->input));

  return position > 0 && position <= self->field->choices->len
             ? g_strdup (g_ptr_array_index (self->field->choices, position - 1))
             : NULL;
}

static void
set_choice (PfFieldInput *self, const char *value)
{
  for (guint i = 0; i < self->field->choices->len; i++)
    if (g_str_equal (g_ptr_array_index (self->field->choices, i), value))
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->input), i + 1);
}

static void
create_child (PfFieldInput *self)
{
  GListModel *children = pf_session_get_children (self->session);
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, C_("choice not made", "–"));
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);

      gtk_string_list_append (names, child->first_name);
    }
  create_list (self, names);
}

static char *
get_child (PfFieldInput *self)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (self->input));
  g_autoptr (PfRecord) child =
      position > 0 && position != GTK_INVALID_LIST_POSITION
          ? g_list_model_get_item (pf_session_get_children (self->session), position - 1)
          : NULL;

  return child != NULL ? g_strdup (pf_record_get_id (child)) : NULL;
}

static void
set_child (PfFieldInput *self, const char *value)
{
  GListModel *children = pf_session_get_children (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PfRecord) child = g_list_model_get_item (children, i);

      if (g_str_equal (pf_record_get_id (child), value))
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->input), i + 1);
    }
}

static char *
describe_child (PfFieldInput *self, const char *value)
{
  PfChild *child = pf_session_find_record (self->session, PF_COLLECTION_CHILDREN, value);

  return g_strdup (child != NULL ? child->first_name : value);
}

/* Yes or no */

static void
create_boolean (PfFieldInput *self)
{
  self->row = adw_action_row_new ();
  self->input = gtk_switch_new ();
  add_suffix (self, self->input);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->input);
  g_signal_connect_object (self->input, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static char *
get_boolean (PfFieldInput *self)
{
  gboolean is_on = gtk_switch_get_active (GTK_SWITCH (self->input));

  if (!is_on && self->field->is_required)
    return NULL;
  return g_strdup (is_on ? "true" : "false");
}

static void
set_boolean (PfFieldInput *self, const char *value)
{
  gtk_switch_set_active (GTK_SWITCH (self->input), g_str_equal (value, "true"));
}

static char *
describe_boolean (PfFieldInput *self, const char *value)
{
  return g_strdup (g_str_equal (value, "true") ? C_("answer", "Yes") : C_("answer", "No"));
}

static const struct {
  void (*create) (PfFieldInput *self);
  char *(*get) (PfFieldInput *self);
  void (*set) (PfFieldInput *self, const char *value);
  char *(*describe) (PfFieldInput *self, const char *value); /* (nullable): as it is */
} kinds[] = {
  [PF_FIELD_TEXT] = { create_text, get_text, set_text, NULL },
  [PF_FIELD_LONG_TEXT] = { create_long_text, get_long_text, set_long_text, NULL },
  [PF_FIELD_NUMBER] = { create_number, get_text, set_text, NULL },
  [PF_FIELD_DAY] = { create_day, get_day, set_day, describe_day },
  [PF_FIELD_CHOICE] = { create_choice, get_choice, set_choice, NULL },
  [PF_FIELD_BOOLEAN] = { create_boolean, get_boolean, set_boolean, describe_boolean },
  [PF_FIELD_CHILD] = { create_child, get_child, set_child, describe_child },
};

static void
pf_field_input_dispose (GObject *object)
{
  PfFieldInput *self = PF_FIELD_INPUT (object);

  g_clear_object (&self->row);
  g_clear_object (&self->form);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (pf_field_input_parent_class)->dispose (object);
}

static void
pf_field_input_class_init (PfFieldInputClass *class)
{
  G_OBJECT_CLASS (class)->dispose = pf_field_input_dispose;
  signals[CHANGED] = g_signal_new ("changed", PF_TYPE_FIELD_INPUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
pf_field_input_init (PfFieldInput *self)
{
}

/* The question, starred where it must be answered, and what helps to. */
static void
label_row (PfFieldInput *self)
{
  g_autofree char *title = make_title (self);

  if (ADW_IS_PREFERENCES_ROW (self->row))
    pf_rows_set_text (self->row, title, NULL);
  if (self->field->hint != NULL && ADW_IS_ACTION_ROW (self->row))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), self->field->hint);
  else if (self->field->hint != NULL)
    gtk_widget_set_tooltip_text (self->row, self->field->hint);
}

PfFieldInput *
pf_field_input_new (PfSession *session, PfForm *form, const PfField *field)
{
  PfFieldInput *self;

  g_return_val_if_fail (PF_IS_SESSION (session) && PF_IS_FORM (form), NULL);
  g_return_val_if_fail ((gsize) field->kind < G_N_ELEMENTS (kinds), NULL);

  self = g_object_new (PF_TYPE_FIELD_INPUT, NULL);
  self->session = g_object_ref (session);
  self->form = g_object_ref (form);
  self->field = field;
  kinds[field->kind].create (self);
  if (g_object_is_floating (self->row))
    g_object_ref_sink (self->row);
  label_row (self);
  return self;
}

GtkWidget *
pf_field_input_get_row (PfFieldInput *self)
{
  g_return_val_if_fail (PF_IS_FIELD_INPUT (self), NULL);

  return self->row;
}

const PfField *
pf_field_input_get_field (PfFieldInput *self)
{
  g_return_val_if_fail (PF_IS_FIELD_INPUT (self), NULL);

  return self->field;
}

char *
pf_field_input_get_value (PfFieldInput *self)
{
  g_return_val_if_fail (PF_IS_FIELD_INPUT (self), NULL);

  return kinds[self->field->kind].get (self);
}

void
pf_field_input_set_value (PfFieldInput *self, const char *value)
{
  g_return_if_fail (PF_IS_FIELD_INPUT (self));

  if (value != NULL)
    kinds[self->field->kind].set (self, value);
}

char *
pf_field_input_describe (PfFieldInput *self)
{
  g_autofree char *value = pf_field_input_get_value (self);

  if (value == NULL)
    return g_strdup ("–");
  return kinds[self->field->kind].describe != NULL ? kinds[self->field->kind].describe (self, value)
                                                   : g_steal_pointer (&value);
}
