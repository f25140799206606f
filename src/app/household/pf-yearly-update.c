/* SPDX-License-Identifier: GPL-3.0-or-later
 * The checklist of the yearly update; what is ticked is kept as a draft. */
#include "config.h"

#include "pf-yearly-update.h"

#include "common/pf-date-text.h"
#include "common/pf-error-text.h"
#include "common/pf-rows.h"
#include "common/pf-toast.h"
#include "pf-merge-patch.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *id;
  const char *title;
  const char *subtitle;
} parts[] = {
  { "address", N_("Address and telephones"), N_("On this page") },
  { "guardians", N_("Guardians"), N_("On this page") },
  { "children", N_("Children’s sheets"), N_("On the page Children") },
  { "contacts", N_("Authorised persons"), N_("On this page") },
  { "finances", N_("Quotient and direct debit"), N_("On this page") },
};

/* It lives as long as its group. */
typedef struct {
  GtkWidget *group;   /* (unowned) */
  PfSession *session; /* (owned) */
  GtkWidget *checks[G_N_ELEMENTS (parts)];
  GtkWidget *send;
  char *year; /* (owned) (nullable) */
  gboolean is_filling;
} Update;

static void
free_update (gpointer data)
{
  Update *update = data;

  g_clear_object (&update->session);
  g_free (update->year);
  g_free (update);
}

/* Returns: (transfer full) (nullable): the draft of this year's. */
static PfSubmission *
find_draft (Update *update, PfSubmissionState state)
{
  GListModel *submissions = pf_session_get_submissions (update->session);

  for (guint i = 0; i < g_list_model_get_n_items (submissions); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (submissions, i);

      if (submission->kind == PF_SUBMISSION_YEARLY_UPDATE && submission->state == state)
        return g_steal_pointer (&submission);
    }
  return NULL;
}

static PfSubmission *
make_submission (Update *update)
{
  g_autoptr (PfYearlyUpdate) body = pf_yearly_update_new ();
  g_autoptr (PfSubmission) draft = find_draft (update, PF_SUBMISSION_STATE_DRAFT);
  g_autoptr (GBytes) json = NULL;
  PfSubmission *submission;

  body->year = g_strdup (update->year);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (update->checks[i])))
      g_ptr_array_add (body->confirmed, g_strdup (parts[i].id));
  json = pf_codec_encode_yearly_update (body);
  submission = pf_submission_new (PF_SUBMISSION_YEARLY_UPDATE, NULL, 0, json, NULL);
  submission->id = draft != NULL ? draft->id : 0;
  return submission;
}

static void
show_failure (GtkWidget *group, const GError *error)
{
  g_autofree char *text = pf_error_text (error);

  pf_toast_show (group, text, NULL, NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) group = user_data;
  g_autoptr (GError) error = NULL;

  if (pf_session_save_draft_finish (PF_SESSION (source), result, &error) <= 0 && error != NULL)
    show_failure (group, error);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) group = user_data;
  g_autoptr (GError) error = NULL;

  if (pf_session_submit_finish (PF_SESSION (source), result, &error) <= 0)
    show_failure (group, error);
  else
    gtk_widget_set_visible (group, FALSE);
}

static void
update_send (Update *update)
{
  gboolean is_whole = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    is_whole = is_whole && gtk_check_button_get_active (GTK_CHECK_BUTTON (update->checks[i]));
  gtk_widget_set_sensitive (update->send, is_whole);
}

static void
toggled_cb (Update *update)
{
  g_autoptr (PfSubmission) draft = NULL;

  update_send (update);
  if (update->is_filling)
    return;
  draft = make_submission (update);
  pf_session_save_draft_async (update->session, draft, NULL, saved_cb,
                               g_object_ref (update->group));
}

static void
send_cb (Update *update)
{
  g_autoptr (PfSubmission) submission = make_submission (update);

  pf_session_submit_async (update->session, submission, NULL, sent_cb,
                           g_object_ref (update->group));
}

static void
add_check (Update *update, gsize index)
{
  GtkWidget *check;
  GtkWidget *row = pf_rows_new_check (_(parts[index].title), _(parts[index].subtitle), &check);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (update->group), row);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), update);
  update->checks[index] = check;
}

GtkWidget *
pf_yearly_update_group_new (PfSession *session)
{
  Update *update = g_new0 (Update, 1);

  update->group = adw_preferences_group_new ();
  update->session = g_object_ref (session);
  g_object_set_data_full (G_OBJECT (update->group), "update", update, free_update);
  gtk_widget_set_visible (update->group, FALSE);
  update->send = gtk_button_new_with_label (_("Confirm the File"));
  gtk_widget_add_css_class (update->send, "suggested-action");
  gtk_widget_set_halign (update->send, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (update->send, 12);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    add_check (update, i);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (update->group), update->send);
  g_signal_connect_swapped (update->send, "clicked", G_CALLBACK (send_cb), update);
  return update->group;
}

static void
fill_draft (Update *update)
{
  g_autoptr (PfSubmission) draft = find_draft (update, PF_SUBMISSION_STATE_DRAFT);
  g_autoptr (PfYearlyUpdate) body =
      draft != NULL ? pf_codec_decode_yearly_update (draft->body, NULL) : NULL;

  update->is_filling = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (update->checks[i]),
                                 body != NULL && g_strcmp0 (body->year, update->year) == 0 &&
                                     g_ptr_array_find_with_equal_func (body->confirmed, parts[i].id,
                                                                       g_str_equal, NULL));
  update->is_filling = FALSE;
  update_send (update);
}

void
pf_yearly_update_show (GtkWidget *group, PfHousehold *household)
{
  Update *update = g_object_get_data (G_OBJECT (group), "update");
  g_autoptr (PfSubmission) queued = find_draft (update, PF_SUBMISSION_STATE_QUEUED);
  g_autofree char *day = NULL;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (group, household->update_due != PF_DAY_NONE && queued == NULL);
  if (household->update_due == PF_DAY_NONE)
    return;
  day = pf_date_text_day (household->update_due, pf_session_get_today (update->session));
  title = g_strdup_printf (_("Update of the Year %s"), household->update_year);
  text = household->update_sent
             ? g_strdup (_("You have confirmed your file. The town hall has to accept it."))
             : g_strdup_printf (_("Look through your file and confirm it before %s."), day);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), text);
  gtk_widget_set_visible (update->send, !household->update_sent);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_sensitive (update->checks[i], !household->update_sent);
  if (g_strcmp0 (update->year, household->update_year) == 0)
    return;
  g_free (update->year);
  update->year = g_strdup (household->update_year);
  fill_draft (update);
}
