/* SPDX-License-Identifier: GPL-3.0-or-later
 * Choosing a password. */
#include "config.h"

#include "pf-new-password.h"

#include "pf-field-mark.h"
#include "pf-password.h"

#include <glib/gi18n-lib.h>

struct _PfNewPassword {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *password_row;
  GtkWidget *repeat_row;
  GtkBox *rules;
  GPtrArray *rule_images; /* (element-type GtkImage) (unowned) */
  GPtrArray *rule_labels; /* (element-type GtkLabel) (unowned) */
};

G_DEFINE_FINAL_TYPE (PfNewPassword, pf_new_password, GTK_TYPE_WIDGET)

static guint changed_signal;
static guint apply_signal;

static const struct {
  PfPasswordRules rule;
  const char *text;
} rules[] = {
  { PF_PASSWORD_LENGTH, N_("At least 8 characters") },
  { PF_PASSWORD_LOWER, N_("A small letter") },
  { PF_PASSWORD_UPPER, N_("A capital letter") },
  { PF_PASSWORD_DIGIT, N_("A digit") },
  { PF_PASSWORD_SPECIAL, N_("A sign, such as - or !") },
};

/* Shows which rules are kept: by the mark, by its colour, and in words to who cannot see them. */
static void
show_rules (PfNewPassword *self)
{
  PfPasswordRules kept = pf_password_check (pf_new_password_get_text (self));

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      GtkWidget *image = g_ptr_array_index (self->rule_images, i);
      GtkWidget *label = g_ptr_array_index (self->rule_labels, i);
      gboolean is_kept = (kept & rules[i].rule) != 0;
      g_autofree char *spoken = NULL;

      /* Translators: said of a password's rule, "A digit: done". */
      spoken = g_strdup_printf (is_kept ? _("%s: done") : _("%s: still missing"), _(rules[i].text));
      /* It keeps its place, so that nothing moves. */
      gtk_widget_set_opacity (image, is_kept ? 1 : 0);
      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      -1);
    }
}

static void
changed_cb (PfNewPassword *self)
{
  show_rules (self);
  pf_field_mark (self->password_row, NULL, FALSE);
  pf_field_mark (self->repeat_row, NULL, FALSE);
  g_signal_emit (self, changed_signal, 0);
}

static void
next_cb (PfNewPassword *self)
{
  gtk_widget_grab_focus (self->repeat_row);
}

static void
apply_cb (PfNewPassword *self)
{
  g_signal_emit (self, apply_signal, 0);
}

static void
add_rule (PfNewPassword *self, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name ("emblem-ok-symbolic");
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (image, "success");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->rules, row);
  g_ptr_array_add (self->rule_images, image);
  g_ptr_array_add (self->rule_labels, label);
}

static gboolean
pf_new_password_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PF_NEW_PASSWORD (widget)->password_row);
}

static void
pf_new_password_dispose (GObject *object)
{
  PfNewPassword *self = PF_NEW_PASSWORD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->rule_images, g_ptr_array_unref);
  g_clear_pointer (&self->rule_labels, g_ptr_array_unref);
  G_OBJECT_CLASS (pf_new_password_parent_class)->dispose (object);
}

static void
pf_new_password_class_init (PfNewPasswordClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_new_password_dispose;
  widget_class->grab_focus = pf_new_password_grab_focus;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  apply_signal = g_signal_new ("apply", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-new-password.ui");
  gtk_widget_class_bind_template_child (widget_class, PfNewPassword, box);
  gtk_widget_class_bind_template_child (widget_class, PfNewPassword, password_row);
  gtk_widget_class_bind_template_child (widget_class, PfNewPassword, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, PfNewPassword, rules);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
pf_new_password_init (PfNewPassword *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rule_images = g_ptr_array_new ();
  self->rule_labels = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    add_rule (self, _(rules[i].text));
  show_rules (self);
}

const char *
pf_new_password_get_text (PfNewPassword *self)
{
  g_return_val_if_fail (PF_IS_NEW_PASSWORD (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->password_row));
}

char *
pf_new_password_check (PfNewPassword *self, GtkLabel *label)
{
  const char *repeated;

  g_return_val_if_fail (PF_IS_NEW_PASSWORD (self), NULL);

  repeated = gtk_editable_get_text (GTK_EDITABLE (self->repeat_row));
  if (pf_password_check (pf_new_password_get_text (self)) != PF_PASSWORD_RULES_ALL)
    {
      pf_field_mark (self->password_row, label, TRUE);
      gtk_widget_grab_focus (self->password_row);
      return g_strdup (
          _("The password does not keep all the rules yet: those still missing are not "
            "ticked."));
    }
  if (g_strcmp0 (repeated, pf_new_password_get_text (self)) != 0)
    {
      pf_field_mark (self->repeat_row, label, TRUE);
      gtk_widget_grab_focus (self->repeat_row);
      return g_strdup (_("The two passwords are not the same: type it once more."));
    }
  return NULL;
}
