/* SPDX-License-Identifier: GPL-3.0-or-later
 * Follows what was sent until the town has it. */
#include "config.h"

#include "pf-kept-page.h"

struct _PfKeptPage {
  AdwBin parent_instance;

  PfHub *hub; /* (owned) */
  PfSubmissionName name;
  gpointer user_data;
  PfCollection collection;
  PfSession *session; /* (owned) (nullable): the town that answered last */
  char *id;           /* (nullable): what it has made */
  gboolean is_over;   /* said so */

  GtkWidget *status;
};

G_DEFINE_FINAL_TYPE (PfKeptPage, pf_kept_page, ADW_TYPE_BIN)

enum {
  ARRIVED,
  GONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_meant (PfKeptPage *self, PfSubmission *submission)
{
  g_autofree char *name = self->name (submission, self->user_data);

  return name != NULL;
}

/* What the town answered is told once: its submission is put away soon after. */
static void
take_answer (PfKeptPage *self, PfSubmission *submission)
{
  PfSession *session = pf_hub_find_session (self->hub, submission);

  if (session == NULL || submission->answer == NULL || submission->answer->id == NULL ||
      pf_submission_is_refused (submission))
    return;
  g_set_object (&self->session, session);
  g_free (self->id);
  self->id = g_strdup (submission->answer->id);
}

static void
update (PfKeptPage *self)
{
  GListModel *all = pf_hub_get_submissions (self->hub);
  gboolean is_waiting = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (all, i);

      if (!is_meant (self, submission))
        continue;
      is_waiting |= submission->state == PF_SUBMISSION_STATE_QUEUED;
      if (submission->state == PF_SUBMISSION_STATE_SETTLED)
        take_answer (self, submission);
    }
  if (is_waiting || self->is_over)
    return;
  if (self->id == NULL)
    {
      self->is_over = TRUE;
      g_signal_emit (self, signals[GONE], 0);
    }
  else if (pf_session_find_record (self->session, self->collection, self->id) != NULL)
    {
      self->is_over = TRUE;
      g_signal_emit (self, signals[ARRIVED], 0, self->session, self->id);
    }
}

static void
pf_kept_page_dispose (GObject *object)
{
  PfKeptPage *self = PF_KEPT_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (pf_kept_page_parent_class)->dispose (object);
}

static void
pf_kept_page_class_init (PfKeptPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = pf_kept_page_dispose;
  signals[ARRIVED] = g_signal_new ("arrived", PF_TYPE_KEPT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, PF_TYPE_SESSION, G_TYPE_STRING);
  signals[GONE] = g_signal_new ("gone", PF_TYPE_KEPT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
pf_kept_page_init (PfKeptPage *self)
{
  self->status = adw_status_page_new ();
  adw_bin_set_child (ADW_BIN (self), self->status);
}

GtkWidget *
pf_kept_page_new (PfHub *hub, PfSubmissionName name, gpointer user_data, PfCollection collection)
{
  PfKeptPage *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (PF_TYPE_KEPT_PAGE, NULL);
  self->hub = g_object_ref (hub);
  self->name = name;
  self->user_data = user_data;
  self->collection = collection;
  g_signal_connect_object (pf_hub_get_submissions (hub), "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_records (hub, collection), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
pf_kept_page_set_text (PfKeptPage *self,
                       const char *icon_name,
                       const char *title,
                       const char *description)
{
  g_return_if_fail (PF_IS_KEPT_PAGE (self));

  g_object_set (self->status, "icon-name", icon_name, "title", title, "description", description,
                NULL);
}
