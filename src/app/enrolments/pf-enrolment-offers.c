/* SPDX-License-Identifier: GPL-3.0-or-later
 * The first step of the wizard: what the towns offer, by kind. */
#include "config.h"

#include "pf-enrolment-offers.h"

#include "common/pf-rows.h"
#include "pf-enrolment-text.h"

typedef struct {
  AdwPreferencesPage *page;
  PfEnrolmentChosen chosen;
  gpointer user_data;
} Offers;

static void
activated_cb (AdwActionRow *row, gpointer user_data)
{
  Offers *offers = user_data;

  offers->chosen (g_object_get_data (G_OBJECT (row), "session"),
                  g_object_get_data (G_OBJECT (row), "activity"), offers->user_data);
}

/* Returns: why no child of the family can be enrolled, NONE where one can. */
static PfEnrolmentRefusal
judge_activity (PfSession *session, PfActivity *activity)
{
  GListModel *children = pf_session_get_children (session);
  PfDay today = pf_session_get_today (session);
  PfEnrolmentRefusal refusal = pf_activity_check_child (activity, NULL, today);

  for (guint i = 0; refusal == PF_ENROLMENT_REFUSAL_NONE && i < g_list_model_get_n_items (children);
       i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);

      if (pf_activity_check_child (activity, child, today) == PF_ENROLMENT_REFUSAL_NONE)
        return PF_ENROLMENT_REFUSAL_NONE;
      if (i + 1 == g_list_model_get_n_items (children))
        refusal = pf_activity_check_child (activity, child, today);
    }
  return refusal;
}

static void
add_activity (Offers *offers, AdwPreferencesGroup *group, PfSession *session, PfActivity *activity)
{
  PfDay today = pf_session_get_today (session);
  PfEnrolmentRefusal refusal = judge_activity (session, activity);
  g_autofree char *why = pf_enrolment_text_refusal (refusal, activity, today);
  PfSite *site = pf_session_find_record (session, PF_COLLECTION_SITES, activity->site);
  const char *subtitle = refusal != PF_ENROLMENT_REFUSAL_NONE ? why
                         : site != NULL                       ? site->name
                                                              : "";
  GtkWidget *row = pf_rows_new (activity->name, subtitle);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), refusal == PF_ENROLMENT_REFUSAL_NONE);
  gtk_widget_set_sensitive (row, refusal == PF_ENROLMENT_REFUSAL_NONE);
  g_object_set_data_full (G_OBJECT (row), "activity", g_object_ref (activity), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "session", g_object_ref (session), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (activated_cb), offers);
  adw_preferences_group_add (group, row);
}

/* One group for each kind of each town; what nobody can ask for here is left out. */
static void
add_activities (Offers *offers, PfSession *session, gboolean has_several_towns)
{
  GListModel *activities = pf_session_get_activities (session);

  for (PfKind kind = PF_KIND_PERI; kind <= PF_KIND_SPORT; kind++)
    {
      AdwPreferencesGroup *group = NULL;

      for (guint i = 0; i < g_list_model_get_n_items (activities); i++)
        {
          g_autoptr (PfActivity) activity = g_list_model_get_item (activities, i);

          if (activity->kind != kind || !activity->takes_enrolments)
            continue;
          if (group == NULL)
            {
              PfTown *town = pf_session_get_town (session);

              group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
              adw_preferences_group_set_title (group, pf_enrolment_text_kind (kind));
              if (has_several_towns && town != NULL)
                {
                  g_autofree char *name = g_markup_escape_text (town->name, -1);

                  adw_preferences_group_set_description (group, name);
                }
              adw_preferences_page_add (offers->page, group);
            }
          add_activity (offers, group, session, activity);
        }
    }
}

void
pf_enrolment_offers_fill (AdwPreferencesPage *page,
                          PfHub              *hub,
                          PfEnrolmentChosen   chosen,
                          gpointer            user_data)
{
  GListModel *sessions;
  Offers *offers;
  guint n_sessions;

  g_return_if_fail (ADW_IS_PREFERENCES_PAGE (page));
  g_return_if_fail (PF_IS_HUB (hub));

  offers = g_new (Offers, 1);
  *offers = (Offers){ page, chosen, user_data };
  g_object_set_data_full (G_OBJECT (page), "offers", offers, g_free);
  sessions = pf_hub_get_sessions (hub);
  n_sessions = g_list_model_get_n_items (sessions);
  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      add_activities (offers, session, n_sessions > 1);
    }
}
