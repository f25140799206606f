/* SPDX-License-Identifier: GPL-3.0-or-later
 * Words the next deadline; children whose days go by the same deadline of the same activity
 * share the line. */
#include "config.h"

#include "pf-deadline-strip.h"

#include <glib/gi18n-lib.h>

#include "common/pf-date-text.h"
#include "common/pf-fold-box.h"
#include "pf-plan-index.h"

#define DAYS_AHEAD 14
#define RESOURCE "/org/example/PortailFamille/planning/pf-deadline-strip.ui"

struct _PfDeadlineStrip {
  GtkWidget parent_instance;
  PfHub *hub;            /* (owned) (nullable) */
  GListModel *deadlines; /* (owned) (nullable): made when the first frame is out */
  guint create_id;

  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (PfDeadlineStrip, pf_deadline_strip, GTK_TYPE_WIDGET)

/* "Léna", "Léna and Hugo", "Léna, Hugo and Inès". */
static char *
join_names (GPtrArray *names)
{
  g_autoptr (GString) text = g_string_new (g_ptr_array_index (names, 0));

  for (guint i = 1; i + 1 < names->len; i++)
    g_string_append_printf (text, _(", %s"), (char *) g_ptr_array_index (names, i));
  if (names->len > 1)
    /* Translators: the last of several names. */
    g_string_append_printf (text, _(" and %s"), (char *) g_ptr_array_index (names, names->len - 1));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A day with several things to book is one day. */
static guint
count_days (PfDeadlineItem *deadline)
{
  PfDay last = PF_DAY_NONE;
  guint n_days = 0;

  for (guint i = 0; i < deadline->items->len; i++)
    {
      PfDay day = ((PfPlanItem *) deadline->items->pdata[i])->slot.day;

      n_days += day != last;
      last = day;
    }
  return n_days;
}

/* The first deadline with days at stake. Returns: (transfer full) (nullable). */
static PfDeadlineItem *
find_first (GListModel *deadlines, guint *position)
{
  for (*position = 0; *position < g_list_model_get_n_items (deadlines); (*position)++)
    {
      g_autoptr (PfDeadlineItem) item = g_list_model_get_item (deadlines, *position);

      if (item->items->len > 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* Returns: the session that the days at stake are of. */
static gpointer
get_session (PfDeadlineItem *deadline)
{
  return deadline->items->len > 0 ? ((PfPlanItem *) deadline->items->pdata[0])->session : NULL;
}

/* What is at stake, with its town where others have deadlines too. */
static char *
describe_activity (GListModel *deadlines, PfDeadlineItem *first)
{
  for (guint i = 0; i < g_list_model_get_n_items (deadlines); i++)
    {
      g_autoptr (PfDeadlineItem) item = g_list_model_get_item (deadlines, i);

      if (item->items->len > 0 && get_session (item) != get_session (first))
        return g_strdup_printf (C_("activity and town", "%1$s, %2$s"), first->activity->name,
                                first->town->name);
    }
  return g_strdup (first->activity->name);
}

static void
show_clicked_cb (PfDeadlineStrip *self)
{
  g_autofree char *text = NULL;
  g_autoptr (PfDeadlineItem) first = NULL;
  guint position, n_merged;

  if (self->deadlines == NULL)
    return;
  first = find_first (self->deadlines, &position);
  if (first == NULL)
    return;
  text = pf_deadline_strip_make_text (self->deadlines, pf_hub_get_today (self->hub), &n_merged);
  g_signal_emit_by_name (self, "show-days",
                         (int) ((PfPlanItem *) g_ptr_array_index (first->items, 0))->slot.day,
                         n_merged == 1 ? first->child : NULL, first->activity);
}

static void
create_deadlines_cb (gpointer data)
{
  PfDeadlineStrip *self = data;

  self->create_id = 0;
  self->deadlines = pf_hub_create_deadlines (self->hub, DAYS_AHEAD);
  g_signal_connect_object (self->deadlines, "items-changed", G_CALLBACK (pf_deadline_strip_update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hub, "notify::synced-at", G_CALLBACK (pf_deadline_strip_update),
                           self, G_CONNECT_SWAPPED);
  pf_deadline_strip_update (self);
}

static void
pf_deadline_strip_dispose (GObject *object)
{
  PfDeadlineStrip *self = PF_DEADLINE_STRIP (object);
  GtkWidget *child;

  g_clear_handle_id (&self->create_id, g_source_remove);
  g_clear_object (&self->deadlines);
  g_clear_object (&self->hub);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pf_deadline_strip_parent_class)->dispose (object);
}

static void
pf_deadline_strip_class_init (PfDeadlineStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_deadline_strip_dispose;
  g_signal_new ("show-days", PF_TYPE_DEADLINE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 3, G_TYPE_INT, PF_TYPE_CHILD, PF_TYPE_ACTIVITY);
  g_type_ensure (PF_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE);
  gtk_widget_class_bind_template_child (widget_class, PfDeadlineStrip, label);
  gtk_widget_class_bind_template_child (widget_class, PfDeadlineStrip, button);
  gtk_widget_class_bind_template_callback (widget_class, show_clicked_cb);
}

static void
pf_deadline_strip_init (PfDeadlineStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pf_deadline_strip_set_hub (PfDeadlineStrip *self, PfHub *hub)
{
  g_return_if_fail (PF_IS_DEADLINE_STRIP (self));
  g_return_if_fail (self->hub == NULL);

  self->hub = g_object_ref (hub);
  self->create_id = g_idle_add_once (create_deadlines_cb, self);
}

void
pf_deadline_strip_update (PfDeadlineStrip *self)
{
  g_autofree char *text = NULL;
  guint n_merged;

  g_return_if_fail (PF_IS_DEADLINE_STRIP (self));

  if (self->deadlines == NULL)
    return;
  text = pf_deadline_strip_make_text (self->deadlines, pf_hub_get_today (self->hub), &n_merged);
  if (text != NULL)
    gtk_label_set_label (self->label, text);
  else if (pf_hub_get_sync_state (self->hub) == PF_SYNC_FAILED)
    gtk_label_set_label (self->label, _("The deadlines cannot be read now"));
  else if (pf_hub_get_synced_at (self->hub) != PF_MOMENT_NONE)
    gtk_label_set_label (self->label, _("Nothing to decide in the next two weeks"));
  else
    gtk_label_set_label (self->label, ""); /* who has read nothing promises nothing */
  gtk_widget_set_visible (GTK_WIDGET (self),
                          *gtk_label_get_label (self->label) != '\0' ||
                              pf_hub_get_sync_state (self->hub) == PF_SYNC_LOADING);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_widget_set_visible (GTK_WIDGET (self->button), text != NULL);
}

char *
pf_deadline_strip_make_text (GListModel *deadlines, PfDay today, guint *n_merged)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (PfDeadlineItem) first = NULL;
  g_autofree char *when = NULL, *who = NULL, *days = NULL, *what = NULL;
  guint position, n_days = 0;

  first = find_first (deadlines, &position);
  *n_merged = 0;
  if (first == NULL)
    return NULL;
  for (guint i = position; i < g_list_model_get_n_items (deadlines); i++)
    {
      g_autoptr (PfDeadlineItem) item = g_list_model_get_item (deadlines, i);

      if (item->until != first->until)
        break;
      if (item->items->len == 0 || get_session (item) != get_session (first) ||
          !pf_activity_is_same (item->activity, first->activity))
        continue;
      g_ptr_array_add (names, item->child->first_name);
      n_days += count_days (item);
      (*n_merged)++;
    }
  when = pf_date_text_moment (first->until, today, first->town->zone);
  who = join_names (names);
  days = g_strdup_printf (ngettext ("%u day not booked", "%u days not booked", n_days), n_days);
  what = describe_activity (deadlines, first);
  /* Translators: the next deadline: the moment, the activity, the children, what is at stake. */
  return g_strdup_printf (_("Until %s: %s, %s, %s"), when, what, who, days);
}
