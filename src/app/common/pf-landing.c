/* SPDX-License-Identifier: GPL-3.0-or-later
 * Widgets say which record they show; a page is searched for one, frame by frame, until it is laid
 * out. */
#include "config.h"

#include "pf-landing.h"

#define PATIENCE (5 * G_TIME_SPAN_SECOND)     /* for a list that is read from the disk */
#define SETTLING (2 * G_TIME_SPAN_SECOND)     /* for a list that is made anew meanwhile */
#define STILL (300 * G_TIME_SPAN_MILLISECOND) /* in which nobody scrolls away yet */

typedef struct {
  GQuark mark;
  char *place;       /* town and identifier */
  gint64 until;      /* by the frame clock, 0 before the first frame */
  gint64 still;      /* by the frame clock */
  GtkWidget *landed; /* (nullable) (unowned): what was focused, while it is there */
} Seeking;

static void
seeking_free (Seeking *seeking)
{
  g_clear_weak_pointer (&seeking->landed);
  g_free (seeking->place);
  g_free (seeking);
}

static GQuark
get_mark (PfCollection collection)
{
  g_autofree char *name = g_strdup_printf ("landing-%s", pf_collection_get_name (collection));

  return g_quark_from_string (name);
}

static char *
name_place (PfSession *session, const char *id)
{
  return g_strdup_printf ("%p/%s", (void *) session, id);
}

/* Returns: (nullable): the first one that is laid out. */
static GtkWidget *
find (GtkWidget *widget, const Seeking *seeking)
{
  const char *place = g_object_get_qdata (G_OBJECT (widget), seeking->mark);
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_strcmp0 (place, seeking->place) == 0 && gtk_widget_get_height (widget) > 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, seeking);
  return found;
}

static void
bring_into_sight (GtkWidget *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  graphene_rect_t place;
  GtkAdjustment *adjustment;
  double top;

  if (viewport == NULL || !gtk_widget_compute_bounds (widget, viewport, &place))
    return;
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  top = gtk_adjustment_get_value (adjustment) + place.origin.y;
  gtk_adjustment_clamp_page (adjustment, top, top + place.size.height);
}

static gboolean
tick_cb (GtkWidget *page, GdkFrameClock *clock, gpointer user_data)
{
  Seeking *seeking = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  GtkWidget *found;

  if (seeking->until == 0)
    seeking->until = now + PATIENCE;
  if (now > seeking->until || !gtk_widget_get_mapped (page))
    return G_SOURCE_REMOVE;
  found = find (page, seeking);
  if (found == NULL)
    return G_SOURCE_CONTINUE;
  if (seeking->landed != found) /* a list that is still being read may be made anew */
    {
      if (!gtk_widget_grab_focus (found))
        gtk_widget_child_focus (found, GTK_DIR_TAB_FORWARD);
      g_set_weak_pointer (&seeking->landed, found);
      seeking->until = now + SETTLING;
      seeking->still = now + STILL;
    }
  if (now < seeking->still)
    bring_into_sight (found);
  return G_SOURCE_CONTINUE;
}

void
pf_landing_mark (GtkWidget *widget, PfSession *session, PfCollection collection, const char *id)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PF_IS_SESSION (session) && collection < PF_N_COLLECTIONS && id != NULL);

  g_object_set_qdata_full (G_OBJECT (widget), get_mark (collection), name_place (session, id),
                           g_free);
}

void
pf_landing_seek (GtkWidget *page, PfSession *session, PfCollection collection, const char *id)
{
  Seeking *seeking;

  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (PF_IS_SESSION (session) && collection < PF_N_COLLECTIONS && id != NULL);

  seeking = g_new0 (Seeking, 1);
  seeking->mark = get_mark (collection);
  seeking->place = name_place (session, id);
  gtk_widget_add_tick_callback (page, tick_cb, seeking, (GDestroyNotify) seeking_free);
}
