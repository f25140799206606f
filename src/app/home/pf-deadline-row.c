/* SPDX-License-Identifier: GPL-3.0-or-later
 * A coming deadline as a row. */
#include "config.h"

#include "pf-deadline-row.h"

#include "common/pf-date-text.h"
#include "common/pf-fold-box.h"

#include <glib/gi18n-lib.h>

#define URGENT (48 * 60 * 60) /* seconds */

struct _PfDeadlineRow {
  GtkListBoxRow parent_instance;

  PfDeadlineItem *deadline; /* (owned) */

  GtkLabel *title;
  GtkLabel *days;
  GtkLabel *until;
  GtkLabel *time_left;
  GtkButton *book_button;
};

G_DEFINE_FINAL_TYPE (PfDeadlineRow, pf_deadline_row, GTK_TYPE_LIST_BOX_ROW)

enum {
  CHOOSE,
  BOOK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Booking all is only offered where it needs no thought: one thing a day, at the normal price,
 * granted at once. */
static gboolean
is_obvious (PfDeadlineItem *deadline, GArray *days, PfMoment now)
{
  if (days->len != deadline->items->len)
    return FALSE;
  for (guint i = 0; i < deadline->items->len; i++)
    {
      PfPlanItem *item = deadline->items->pdata[i];

      if (pf_plan_item_get_state (item, now) != PF_STATE_OPEN ||
          (item->facts.flags & PF_SLOT_NEEDS_APPROVAL) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
show_days (PfDeadlineRow *self, GArray *days)
{
  g_autofree char *names = pf_date_text_days (days);
  g_autofree char *booked = NULL;
  g_autofree char *text = NULL;

  if (self->deadline->n_booked > 0)
    booked = g_strdup_printf (ngettext ("%u booked already", "%u booked already",
                                        self->deadline->n_booked),
                              self->deadline->n_booked);
  /* Translators: days not booked yet, then how many are: "Mon 7 Sep, Tue 8 Sep (3 booked
   * already)". */
  text = booked != NULL ? g_strdup_printf (_("%1$s (%2$s)"), names, booked) : g_strdup (names);
  gtk_label_set_label (self->days, text);
}

static void
show_deadline (PfDeadlineRow *self, PfMoment now, gboolean names_town)
{
  PfDeadlineItem *deadline = self->deadline;
  g_autoptr (GArray) days = pf_deadline_item_list_days (deadline);
  g_autofree char *title = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *until = NULL;
  g_autofree char *book = NULL;

  if (names_town)
    title = g_strdup_printf ("%s · %s · %s", deadline->child->first_name, deadline->activity->name,
                             deadline->town->name);
  else
    /* Translators: a child and an activity. */
    title =
        g_strdup_printf (_("%1$s · %2$s"), deadline->child->first_name, deadline->activity->name);
  gtk_label_set_label (self->title, title);
  show_days (self, days);
  moment = pf_date_text_moment (deadline->until, pf_moment_get_day (now, deadline->town->zone),
                                deadline->town->zone);
  /* Translators: %s is a day and a time. */
  until = g_strdup_printf (_("Until %s"), moment);
  gtk_label_set_label (self->until, until);

  if (!is_obvious (deadline, days, now))
    return;
  book = g_strdup_printf (ngettext ("Book This Day", "Book All %u Days", days->len), days->len);
  gtk_button_set_label (self->book_button, book);
  gtk_widget_set_visible (GTK_WIDGET (self->book_button), TRUE);
}

static void
choose_cb (PfDeadlineRow *self)
{
  g_signal_emit (self, signals[CHOOSE], 0);
}

static void
book_cb (PfDeadlineRow *self)
{
  g_signal_emit (self, signals[BOOK], 0);
}

static void
pf_deadline_row_dispose (GObject *object)
{
  g_clear_object (&PF_DEADLINE_ROW (object)->deadline);
  G_OBJECT_CLASS (pf_deadline_row_parent_class)->dispose (object);
}

static void
pf_deadline_row_class_init (PfDeadlineRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_deadline_row_dispose;
  signals[CHOOSE] = g_signal_new ("choose", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[BOOK] = g_signal_new ("book", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (PF_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-deadline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PfDeadlineRow, title);
  gtk_widget_class_bind_template_child (widget_class, PfDeadlineRow, days);
  gtk_widget_class_bind_template_child (widget_class, PfDeadlineRow, until);
  gtk_widget_class_bind_template_child (widget_class, PfDeadlineRow, time_left);
  gtk_widget_class_bind_template_child (widget_class, PfDeadlineRow, book_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, book_cb);
}

static void
pf_deadline_row_init (PfDeadlineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_deadline_row_new (PfDeadlineItem *deadline, PfMoment now, gboolean names_town)
{
  PfDeadlineRow *self;

  g_return_val_if_fail (PF_IS_DEADLINE_ITEM (deadline), NULL);

  self = g_object_new (PF_TYPE_DEADLINE_ROW, NULL);
  self->deadline = g_object_ref (deadline);
  show_deadline (self, now, names_town);
  pf_deadline_row_update (self, now);
  return GTK_WIDGET (self);
}

PfDeadlineItem *
pf_deadline_row_get_deadline (PfDeadlineRow *self)
{
  g_return_val_if_fail (PF_IS_DEADLINE_ROW (self), NULL);

  return self->deadline;
}

void
pf_deadline_row_update (PfDeadlineRow *self, PfMoment now)
{
  g_autofree char *left = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (PF_IS_DEADLINE_ROW (self));

  left = pf_date_text_time_left (self->deadline->until, now, self->deadline->town->zone);
  gtk_label_set_label (self->time_left, left);
  if (self->deadline->until - now < URGENT)
    gtk_widget_add_css_class (GTK_WIDGET (self->time_left), "warning");

  /* What a screen reader says of the whole row. */
  name = g_strjoin (", ", gtk_label_get_label (self->title), gtk_label_get_label (self->days),
                    gtk_label_get_label (self->until), left, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
