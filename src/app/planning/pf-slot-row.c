/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fills a row with pf-slot-text's sentences; what has nothing to say takes no room. */
#include "config.h"

#include "pf-slot-row.h"

#include <glib/gi18n-lib.h>

#include "common/pf-state-mark.h"
#include "pf-slot-text.h"

#define RESOURCE "/org/example/PortailFamille/planning/pf-slot-row.ui"

struct _PfSlotRow {
  GtkWidget parent_instance;
  PfPlanItem *item; /* (owned) (nullable) */
  PfAction action;

  PfStateMark *mark;
  GtkBox *body;
  GtkLabel *name;
  GtkLabel *price;
  GtkLabel *state;
  GtkLabel *facts;
  GtkLabel *deadline;
  GtkLabel *change;
  GtkLabel *warning;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (PfSlotRow, pf_slot_row, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static char *
join_sentences (const char *one, const char *other)
{
  if (one == NULL || other == NULL)
    return g_strdup (one != NULL ? one : other);
  return g_strdup_printf ("%s\n%s", one, other);
}

static void
button_clicked_cb (PfSlotRow *self)
{
  g_signal_emit_by_name (self, "change", self->item, (int) self->action);
}

static void
pf_slot_row_dispose (GObject *object)
{
  PfSlotRow *self = PF_SLOT_ROW (object);
  GtkWidget *child;

  g_clear_object (&self->item);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pf_slot_row_parent_class)->dispose (object);
}

static void
pf_slot_row_class_init (PfSlotRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_slot_row_dispose;
  g_signal_new ("change", PF_TYPE_SLOT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                PF_TYPE_PLAN_ITEM, G_TYPE_INT);
  g_type_ensure (PF_TYPE_STATE_MARK);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, PfSlotRow, mark);
  gtk_widget_class_bind_template_child (widget_class, PfSlotRow, body);
  gtk_widget_class_bind_template_child (widget_class, PfSlotRow, name);
  gtk_widget_class_bind_template_child (widget_class, PfSlotRow, price);
  gtk_widget_class_bind_template_child (widget_class, PfSlotRow, state);
  gtk_widget_class_bind_template_child (widget_class, PfSlotRow, facts);
  gtk_widget_class_bind_template_child (widget_class, PfSlotRow, deadline);
  gtk_widget_class_bind_template_child (widget_class, PfSlotRow, change);
  gtk_widget_class_bind_template_child (widget_class, PfSlotRow, warning);
  gtk_widget_class_bind_template_child (widget_class, PfSlotRow, button);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked_cb);
}

static void
pf_slot_row_init (PfSlotRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_slot_row_new (gboolean is_narrow)
{
  PfSlotRow *self = g_object_new (PF_TYPE_SLOT_ROW, NULL);

  if (is_narrow)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body), GTK_ORIENTATION_VERTICAL);
  return GTK_WIDGET (self);
}

void
pf_slot_row_set_slot (PfSlotRow *self, const PfPlanSlot *slot, PfMoment now, PfDay today)
{
  g_autofree char *price = NULL, *facts = NULL, *deadline = NULL, *after = NULL, *mark = NULL,
                  *action = NULL, *limits = NULL, *remarks = NULL, *spoken = NULL, *whole = NULL,
                  *warning = NULL, *what = NULL;
  gboolean is_refused;

  g_return_if_fail (PF_IS_SLOT_ROW (self));

  g_set_object (&self->item, slot->item);
  self->action = slot->action;
  price = pf_slot_text_price (slot);
  facts = pf_slot_text_facts (slot);
  deadline = pf_slot_text_deadline (slot, now, today);
  after = pf_slot_text_after (slot, now, today);
  mark = pf_slot_text_mark (slot, now);
  action = pf_slot_text_action (slot);
  limits = join_sentences (deadline, after);
  warning = pf_slot_text_warning (slot);
  what = pf_slot_text_what (slot->item, slot->names_town);

  pf_state_mark_set_state (self->mark, slot->state);
  set_text (self->name, what);
  set_text (self->price, price);
  set_text (self->state, pf_state_get_name (slot->state));
  set_text (self->facts, facts);
  set_text (self->deadline, limits);
  /* A refusal is a warning; a change on its way is good news. */
  is_refused = slot->item->mark == PF_MARK_REFUSED;
  remarks = join_sentences (is_refused ? mark : NULL, warning);
  set_text (self->change, is_refused ? NULL : mark);
  set_text (self->warning, remarks);
  gtk_widget_set_visible (GTK_WIDGET (self->button), action != NULL);
  whole = pf_slot_text_describe (slot, now, today);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  if (action == NULL)
    return;
  gtk_button_set_label (self->button, action);
  /* Translators: a button and what it acts on, for screen readers: "Book: Léna, Canteen". */
  spoken = g_strdup_printf (_("%s: %s, %s"), action, slot->item->child->first_name, what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}
