/* SPDX-License-Identifier: GPL-3.0-or-later
 * The first reading of a plan: its progress, what keeps it from going on, and two ways out. */
#include "config.h"

#include "pf-first-reading.h"

#include "common/pf-error-text.h"

struct _PfFirstReading {
  GtkWidget parent_instance;

  PfSession *session; /* (owned) (nullable): while watched */

  GtkWidget *box;
  GtkWidget *waiting;
  GtkProgressBar *progress;
  GtkLabel *error;
  GtkWidget *retry_button;
};

G_DEFINE_FINAL_TYPE (PfFirstReading, pf_first_reading, GTK_TYPE_WIDGET)

enum {
  DONE,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update (PfFirstReading *self)
{
  PfSyncState state = pf_session_get_sync_state (self->session);
  const GError *error = pf_session_get_sync_error (self->session);
  gboolean is_stuck = state == PF_SYNC_OFFLINE || state == PF_SYNC_SIGNED_OUT ||
                      state == PF_SYNC_FAILED;
  g_autofree char *text = is_stuck && error != NULL ? pf_error_text (error) : NULL;

  if (pf_session_get_synced_at (self->session) != PF_MOMENT_NONE && state != PF_SYNC_LOADING &&
      state != PF_SYNC_FIRST)
    {
      pf_first_reading_stop (self);
      g_signal_emit (self, signals[DONE], 0);
      return;
    }
  gtk_widget_set_visible (self->retry_button, is_stuck);
  gtk_widget_set_visible (self->waiting, !is_stuck);
  gtk_label_set_label (self->error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), text != NULL);
  if (is_stuck)
    gtk_widget_grab_focus (self->retry_button);
}

static gboolean
pulse_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PfFirstReading *self = PF_FIRST_READING (widget);

  if (self->session == NULL)
    return G_SOURCE_REMOVE;
  gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

/* Where the desktop moves nothing the words alone say that one waits. */
static void
begin_pulse (PfFirstReading *self)
{
  gboolean is_animated;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &is_animated,
                NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_animated);
  if (is_animated)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), pulse_cb, NULL, NULL);
}

static void
retry_cb (PfFirstReading *self)
{
  pf_session_sync_now (self->session);
}

static void
cancel_cb (PfFirstReading *self)
{
  pf_first_reading_stop (self);
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
pf_first_reading_dispose (GObject *object)
{
  PfFirstReading *self = PF_FIRST_READING (object);

  pf_first_reading_stop (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (pf_first_reading_parent_class)->dispose (object);
}

static void
pf_first_reading_class_init (PfFirstReadingClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_first_reading_dispose;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-first-reading.ui");
  gtk_widget_class_bind_template_child (widget_class, PfFirstReading, box);
  gtk_widget_class_bind_template_child (widget_class, PfFirstReading, waiting);
  gtk_widget_class_bind_template_child (widget_class, PfFirstReading, progress);
  gtk_widget_class_bind_template_child (widget_class, PfFirstReading, error);
  gtk_widget_class_bind_template_child (widget_class, PfFirstReading, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
pf_first_reading_init (PfFirstReading *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pf_first_reading_watch (PfFirstReading *self, PfSession *session)
{
  g_return_if_fail (PF_IS_FIRST_READING (self));
  g_return_if_fail (PF_IS_SESSION (session));

  pf_first_reading_stop (self);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::sync-state", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::synced-at", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  begin_pulse (self);
  pf_session_sync_now (session);
  /* A plan that was read before ends it at once. */
  if (self->session != NULL)
    update (self);
}

void
pf_first_reading_stop (PfFirstReading *self)
{
  g_return_if_fail (PF_IS_FIRST_READING (self));

  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->session, update, self);
  g_clear_object (&self->session);
}
