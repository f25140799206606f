/* SPDX-License-Identifier: GPL-3.0-or-later
 * The card of one day's menu. */
#include "config.h"

#include "pf-menu-day.h"

#include "common/pf-date-text.h"
#include "pf-menu-text.h"

#include <glib/gi18n-lib.h>

struct _PfMenuDay {
  GtkWidget parent_instance;

  GtkBox *box;
  GtkLabel *day_label;
  GtkWidget *today_label;
  GtkLabel *remark_label;
  GtkWidget *missing_label;
};

G_DEFINE_FINAL_TYPE (PfMenuDay, pf_menu_day, GTK_TYPE_WIDGET)

PfChildAllergens *
pf_child_allergens_new (PfChild *child, GPtrArray *allergens)
{
  PfChildAllergens *of = g_new0 (PfChildAllergens, 1);

  of->child = g_object_ref (child);
  of->allergens = g_ptr_array_ref (allergens);
  return of;
}

void
pf_child_allergens_free (PfChildAllergens *of)
{
  g_object_unref (of->child);
  g_ptr_array_unref (of->allergens);
  g_free (of);
}

static GtkWidget *
append_label (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return label;
}

/* "Léna: peanuts", with a symbol: never the colour alone. */
static void
append_warning (GtkBox *box, PfChild *child, const char *clash)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  /* TRANSLATORS: a child's first name, and the allergens of a dish that it must not eat */
  g_autofree char *text = g_strdup_printf (_("%s: %s"), child->first_name, clash);
  g_autofree char *spoken =
      /* TRANSLATORS: a child's first name, and the allergens of a dish that it must not eat */
      g_strdup_printf (_("Caution, %s is allergic: %s"), child->first_name, clash);
  GtkWidget *label;

  gtk_widget_add_css_class (line, "menu-warning");
  gtk_box_append (GTK_BOX (line), icon);
  label = append_label (GTK_BOX (line), text, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_box_append (box, line);
}

static void
append_dish (PfMenuDay *self, const PfDish *dish, GPtrArray *known)
{
  g_autofree char *labels = pf_menu_text_join (dish->labels, pf_menu_text_label);
  g_autofree char *allergens = pf_menu_text_join (dish->allergens, pf_menu_text_allergen);

  append_label (self->box, dish->name, NULL);
  if (*labels != '\0')
    append_label (self->box, labels, "menu-labels");
  if (*allergens != '\0')
    {
      /* TRANSLATORS: followed by allergens */
      g_autofree char *text = g_strdup_printf (_("Contains: %s"), allergens);

      append_label (self->box, text, "menu-allergens");
    }
  for (guint i = 0; i < known->len; i++)
    {
      const PfChildAllergens *of = g_ptr_array_index (known, i);
      g_autofree char *clash = pf_menu_text_clash (dish, of->allergens);

      if (clash != NULL)
        append_warning (self->box, of->child, clash);
    }
}

static void
show_menu (PfMenuDay *self, PfMenu *menu, GPtrArray *known)
{
  const PfDish *before = NULL;
  guint n_declared = 0;

  gtk_widget_set_visible (GTK_WIDGET (self->remark_label), menu->remark != NULL);
  gtk_label_set_label (self->remark_label, menu->remark != NULL ? menu->remark : "");
  for (guint i = 0; i < menu->dishes->len; i++)
    {
      const PfDish *dish = g_ptr_array_index (menu->dishes, i);
      const char *course = pf_menu_text_course (dish->course);

      if (course != NULL && (before == NULL || before->course != dish->course))
        append_label (self->box, course, "menu-course");
      append_dish (self, dish, known);
      n_declared += dish->allergens != NULL ? dish->allergens->len : 0;
      before = dish;
    }
  /* No mark must not look like no danger. */
  if (n_declared == 0 && known->len > 0)
    append_label (self->box, _("The town declares no allergens for this menu"), "menu-allergens");
}

static void
pf_menu_day_dispose (GObject *object)
{
  PfMenuDay *self = PF_MENU_DAY (object);

  g_clear_pointer ((GtkWidget **) &self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (pf_menu_day_parent_class)->dispose (object);
}

static void
pf_menu_day_class_init (PfMenuDayClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_menu_day_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-menu-day.ui");
  gtk_widget_class_bind_template_child (widget_class, PfMenuDay, box);
  gtk_widget_class_bind_template_child (widget_class, PfMenuDay, day_label);
  gtk_widget_class_bind_template_child (widget_class, PfMenuDay, today_label);
  gtk_widget_class_bind_template_child (widget_class, PfMenuDay, remark_label);
  gtk_widget_class_bind_template_child (widget_class, PfMenuDay, missing_label);
}

static void
pf_menu_day_init (PfMenuDay *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_menu_day_new (PfDay day, PfDay today, PfMenu *menu, GPtrArray *known)
{
  PfMenuDay *self = g_object_new (PF_TYPE_MENU_DAY, NULL);
  g_autofree char *heading = pf_date_text_day_heading (day, today);

  gtk_label_set_label (self->day_label, heading);
  gtk_widget_set_visible (self->today_label, day == today);
  if (day == today)
    gtk_widget_add_css_class (GTK_WIDGET (self->box), "today");
  gtk_widget_set_visible (self->missing_label, menu == NULL);
  if (menu != NULL)
    show_menu (self, menu, known);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  return GTK_WIDGET (self);
}
