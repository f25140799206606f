/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opening one thing: at once, or as soon as its household was read from the disk. */
#include "config.h"

#include "pf-open-actions.h"

#include "pf-window.h"

/* An action that waits for what it needs; the application keeps it. */
typedef struct {
  GtkApplication *application; /* (unowned) */
  PfHub *hub;                  /* (owned) */
  GVariant *wanted;            /* (owned) (nullable): what has not been opened yet */
  gulong handler;
} Opening;

/* Each returns whether it is done: nothing more is to be waited for. */

static gboolean
open_record (PfWindow *window, PfSession *session, const char *name, const char *id)
{
  int collection = pf_collection_from_name (name);

  if (g_str_equal (name, PF_OPEN_PAGE))
    pf_window_show_page (window, id);
  else if (collection < 0 || collection == PF_COLLECTION_SHEETS)
    return TRUE;
  else if (!pf_session_has_records (session, collection))
    {
      pf_session_get_records (session, collection); /* to be read */
      return FALSE;
    }
  else
    pf_window_open (window, session, collection, id);
  return TRUE;
}

static gboolean
open_days (PfWindow *window, PfSession *session, GVariant *wanted)
{
  const char *child, *activity;
  int day;

  if (!pf_session_has_records (session, PF_COLLECTION_CHILDREN))
    return FALSE;
  g_variant_get (wanted, "(&s&s&si)", NULL, &child, &activity, &day);
  if (pf_day_is_valid (day))
    pf_window_show_days (window, day,
                         pf_session_find_record (session, PF_COLLECTION_CHILDREN, child),
                         pf_session_find_record (session, PF_COLLECTION_ACTIVITIES, activity));
  return TRUE;
}

static void
try_cb (Opening *opening)
{
  g_autoptr (GVariant) wanted = g_steal_pointer (&opening->wanted);
  PfWindow *window = pf_window_find (gtk_application_get_active_window (opening->application));
  const char *account, *name, *id;
  PfAccount *owner;
  PfSession *session;
  gboolean is_done = TRUE;

  if (wanted == NULL || window == NULL)
    return;
  g_variant_get_child (wanted, 0, "&s", &account);
  owner = pf_hub_find_account (opening->hub, account);
  session = owner != NULL ? pf_hub_get_session (opening->hub, owner) : NULL;
  if (session != NULL && g_variant_is_of_type (wanted, G_VARIANT_TYPE ("(sss)")))
    {
      g_variant_get (wanted, "(&s&s&s)", NULL, &name, &id);
      is_done = open_record (window, session, name, id);
    }
  else if (session != NULL)
    is_done = open_days (window, session, wanted);
  if (!is_done)
    opening->wanted = g_steal_pointer (&wanted);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Opening *opening = user_data;

  g_application_activate (G_APPLICATION (opening->application));
  g_clear_pointer (&opening->wanted, g_variant_unref);
  opening->wanted = g_variant_ref (parameter);
  try_cb (opening);
}

static void
opening_free (Opening *opening)
{
  g_clear_signal_handler (&opening->handler, opening->hub);
  g_clear_pointer (&opening->wanted, g_variant_unref);
  g_object_unref (opening->hub);
  g_free (opening);
}

void
pf_open_actions_add (GtkApplication *application, PfHub *hub)
{
  static const struct {
    const char *name;
    const char *type;
  } actions[] = {
    { "open", "(sss)" },
    { "open-days", "(sssi)" },
  };

  g_return_if_fail (GTK_IS_APPLICATION (application));
  g_return_if_fail (PF_IS_HUB (hub));

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GSimpleAction) action =
          g_simple_action_new (actions[i].name, G_VARIANT_TYPE (actions[i].type));
      Opening *opening = g_new0 (Opening, 1);

      opening->application = application;
      opening->hub = g_object_ref (hub);
      opening->handler =
          g_signal_connect_swapped (hub, "records-loaded", G_CALLBACK (try_cb), opening);
      g_signal_connect_data (action, "activate", G_CALLBACK (open_cb), opening,
                             (GClosureNotify) opening_free, 0);
      g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
    }
}
