/* SPDX-License-Identifier: GPL-3.0-or-later
 * Preferences: each row is bound to its setting; what the desktop must agree to is set once it has.
 */
#include "config.h"

#include "pf-preferences-window.h"

#include "common/pf-date-text.h"
#include "common/pf-settings.h"
#include "pf-background.h"
#include "pf-forget.h"
#include "pf-reminder-settings.h"
#include "pf-window.h"

#include <glib/gi18n-lib.h>

#define HOUR 60
#define DAY (24 * HOUR)
#define QUIET_STEP 30 /* minutes between two choices */
#define MAX_CHOICES 8

struct _PfPreferencesWindow {
  AdwPreferencesWindow parent_instance;

  PfHub *hub;                /* (owned) */
  GSettings *settings;       /* (owned) (nullable): NULL where they are not installed */
  GCancellable *cancellable; /* (owned): until it is closed */
  gboolean is_asking;        /* the desktop has not answered yet */

  GtkWidget *deadlines_row;
  GtkWidget *invoices_row;
  GtkWidget *papers_row;
  GtkWidget *refusals_switch;
  GtkWidget *messages_switch;
  GtkWidget *quiet_switch;
  GtkWidget *quiet_from_row;
  GtkWidget *quiet_to_row;
  GtkWidget *snooze_row;
  GtkSwitch *background_switch;
  AdwActionRow *sync_row;
  GtkWidget *interval_row;
  AdwPreferencesGroup *school_group;
  GtkWidget *forget_group;
};

G_DEFINE_FINAL_TYPE (PfPreferencesWindow, pf_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* A row of choices, in the order in which its template names them. */
typedef struct {
  gsize row; /* offset of the member */
  const char *key;
  int n_values;
  int values[MAX_CHOICES];
} Choice;

#define ROW(member) G_STRUCT_OFFSET (PfPreferencesWindow, member)

static const Choice choices[] = {
  { ROW (deadlines_row),
    "remind-deadlines",
    7,
    { PF_REMINDER_NEVER, 2 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY } },
  { ROW (invoices_row),
    "remind-invoices",
    5,
    { PF_REMINDER_NEVER, DAY, 3 * DAY, 7 * DAY, 14 * DAY } },
  { ROW (papers_row),
    "remind-papers",
    5,
    { PF_REMINDER_NEVER, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY } },
  { ROW (snooze_row), PF_SNOOZE_KEY, 4, { HOUR, 3 * HOUR, 6 * HOUR, DAY } },
  { ROW (interval_row), PF_SYNC_INTERVAL_KEY, 6, { 0, 15, HOUR, 4 * HOUR, DAY, PF_PULL_ASKED } },
};

/* From a setting to a row and back */

/* A value that somebody else has set shows as the last choice below it. */
static gboolean
get_choice (GValue *value, GVariant *variant, gpointer user_data)
{
  const Choice *choice = user_data;
  int wanted = g_variant_get_int32 (variant);
  guint selected = 0;

  for (int i = 0; i < choice->n_values; i++)
    if (choice->values[i] == wanted || (choice->values[i] > 0 && choice->values[i] <= wanted))
      selected = i;
  g_value_set_uint (value, selected);
  return TRUE;
}

static GVariant *
set_choice (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const Choice *choice = user_data;
  guint selected = g_value_get_uint (value);

  return (int) selected < choice->n_values ? g_variant_new_int32 (choice->values[selected]) : NULL;
}

static gboolean
get_switch (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_boolean (value, g_variant_get_int32 (variant) != PF_REMINDER_NEVER);
  return TRUE;
}

static GVariant *
set_switch (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_int32 (g_value_get_boolean (value) ? 0 : PF_REMINDER_NEVER);
}

static gboolean
get_quiet_time (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_uint (value, (guint) g_variant_get_int32 (variant) / QUIET_STEP);
  return TRUE;
}

static GVariant *
set_quiet_time (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint selected = g_value_get_uint (value);

  return selected < DAY / QUIET_STEP ? g_variant_new_int32 ((int) selected * QUIET_STEP) : NULL;
}

static void
fill_quiet_times (AdwComboRow *row)
{
  g_autoptr (GtkStringList) times = gtk_string_list_new (NULL);

  for (int minute = 0; minute < DAY; minute += QUIET_STEP)
    {
      g_autofree char *time = pf_date_text_minute (minute);

      gtk_string_list_append (times, time);
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (times));
}

static void
bind_settings (PfPreferencesWindow *self)
{
  const struct {
    const char *key;
    GtkWidget *row;
  } quiet_times[] = {
    { PF_QUIET_FROM_KEY, self->quiet_from_row },
    { PF_QUIET_TO_KEY, self->quiet_to_row },
  };
  const struct {
    PfReminderKind kind;
    GtkWidget *row;
  } switches[] = {
    { PF_REMINDER_REFUSED, self->refusals_switch },
    { PF_REMINDER_MESSAGE, self->messages_switch },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    g_settings_bind_with_mapping (self->settings, choices[i].key,
                                  G_STRUCT_MEMBER (gpointer, self, choices[i].row), "selected",
                                  G_SETTINGS_BIND_DEFAULT, get_choice, set_choice,
                                  (gpointer) &choices[i], NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    g_settings_bind_with_mapping (self->settings, pf_reminder_settings_keys[switches[i].kind],
                                  switches[i].row, "active", G_SETTINGS_BIND_DEFAULT, get_switch,
                                  set_switch, NULL, NULL);
  g_settings_bind (self->settings, PF_QUIET_HOURS_KEY, self->quiet_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  for (gsize i = 0; i < G_N_ELEMENTS (quiet_times); i++)
    {
      g_object_bind_property (self->quiet_switch, "active", quiet_times[i].row, "sensitive",
                              G_BINDING_SYNC_CREATE);
      g_settings_bind_with_mapping (self->settings, quiet_times[i].key, quiet_times[i].row,
                                    "selected", G_SETTINGS_BIND_DEFAULT, get_quiet_time,
                                    set_quiet_time, NULL, NULL);
    }
}

/* The background, to which the desktop has to agree */

static void
show_background (PfPreferencesWindow *self)
{
  gboolean is_on = g_settings_get_boolean (self->settings, PF_BACKGROUND_KEY);

  if (!self->is_asking)
    gtk_switch_set_active (self->background_switch, is_on);
}

static void
tell (PfPreferencesWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, 0); /* to be read */
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), toast);
}

static void
background_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfPreferencesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = pf_background_set_finish (result, &error);

  self->is_asking = FALSE;
  if (self->settings == NULL)
    return; /* closed meanwhile */
  if (!is_done)
    tell (self, error->message);
  show_background (self);
}

/* Only what differs from the setting is a wish of the person's. */
static void
background_switched_cb (PfPreferencesWindow *self)
{
  gboolean is_wanted = gtk_switch_get_active (self->background_switch);

  if (self->is_asking || is_wanted == g_settings_get_boolean (self->settings, PF_BACKGROUND_KEY))
    return;
  self->is_asking = TRUE;
  pf_background_set_async (is_wanted, self->cancellable, background_set_cb, g_object_ref (self));
}

/* What the towns say */

static void
update_sync (PfPreferencesWindow *self)
{
  g_autoptr (PfSession) session = g_list_model_get_item (pf_hub_get_sessions (self->hub), 0);
  PfTown *town = session != NULL ? pf_session_get_town (session) : NULL;
  PfMoment synced_at = pf_hub_get_synced_at (self->hub);
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;

  if (synced_at == PF_MOMENT_NONE || town == NULL)
    {
      adw_action_row_set_subtitle (self->sync_row, _("Not yet"));
      return;
    }
  moment = pf_date_text_past_moment (synced_at, pf_hub_get_now (self->hub), town->zone);
  /* Translators: %s is a moment such as “Tuesday 18:02”. */
  text = g_strdup_printf (_("Last: %s"), moment);
  adw_action_row_set_subtitle (self->sync_row, text);
}

/* Returns: (transfer full) (nullable): the holidays that are, or come next. */
static char *
describe_holidays (PfSession *session, PfTown *town)
{
  GPtrArray *holidays = pf_calendar_get_school_holidays (town->calendar);
  PfDay today = pf_session_get_today (session);

  for (guint i = 0; i < holidays->len; i++)
    {
      const PfPeriod *period = holidays->pdata[i];
      g_autofree char *first = NULL;
      g_autofree char *last = NULL;

      if (period->last < today)
        continue;
      first = pf_date_text_day (period->first, today);
      last = pf_date_text_day (period->last, today);
      /* Translators: school holidays by name, then their first and last day. */
      return g_strdup_printf (_("%1$s: from %2$s to %3$s"),
                              period->name != NULL ? period->name : _("Holidays"), first, last);
    }
  return NULL;
}

static void
add_school_row (PfPreferencesWindow *self, PfSession *session, PfTown *town)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *holidays = describe_holidays (session, town);
  g_autofree char *title = NULL;

  if (town->school_zone != NULL)
    /* Translators: a town, and its zone of school holidays: A, B or C. */
    title = g_strdup_printf (_("%1$s: zone %2$s"), town->name, town->school_zone);
  else
    title = g_strdup (town->name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               holidays != NULL ? holidays : _("The town tells no holidays"));
  adw_preferences_group_add (self->school_group, row);
}

static void
fill_school (PfPreferencesWindow *self)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);
  gboolean has_rows = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      PfTown *town = pf_session_get_town (session);

      if (town == NULL)
        continue;
      add_school_row (self, session, town);
      has_rows = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->school_group), has_rows);
}

/* What the person does */

static void
parent_active_cb (PfWindow *parent)
{
  g_signal_handlers_disconnect_by_func (parent, parent_active_cb, NULL);
  pf_window_show_legend (parent);
}

/* What opens over a window before it has the keyboard keeps it from having it. */
static void
show_legend_cb (PfPreferencesWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (PF_IS_WINDOW (parent))
    g_signal_connect (parent, "notify::is-active", G_CALLBACK (parent_active_cb), NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
forget_cb (PfPreferencesWindow *self)
{
  pf_forget_ask (GTK_WINDOW (self), self->hub, NULL);
}

/* GObject */

static void
pf_preferences_window_dispose (GObject *object)
{
  PfPreferencesWindow *self = PF_PREFERENCES_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_preferences_window_parent_class)->dispose (object);
}

static void
pf_preferences_window_finalize (GObject *object)
{
  g_object_unref (PF_PREFERENCES_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (pf_preferences_window_parent_class)->finalize (object);
}

static void
pf_preferences_window_class_init (PfPreferencesWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_preferences_window_dispose;
  G_OBJECT_CLASS (class)->finalize = pf_preferences_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, deadlines_row);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, invoices_row);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, papers_row);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, refusals_switch);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, messages_switch);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, quiet_switch);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, quiet_from_row);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, quiet_to_row);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, snooze_row);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, background_switch);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, sync_row);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, interval_row);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, school_group);
  gtk_widget_class_bind_template_child (widget_class, PfPreferencesWindow, forget_group);
  gtk_widget_class_bind_template_callback (widget_class, show_legend_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
}

static void
pf_preferences_window_init (PfPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  fill_quiet_times (ADW_COMBO_ROW (self->quiet_from_row));
  fill_quiet_times (ADW_COMBO_ROW (self->quiet_to_row));
}

static PfPreferencesWindow *
find_shown (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (PF_IS_PREFERENCES_WINDOW (window))
        return PF_PREFERENCES_WINDOW (window); /* the list keeps it */
    }
  return NULL;
}

static PfPreferencesWindow *
create (PfHub *hub)
{
  PfPreferencesWindow *self = g_object_new (PF_TYPE_PREFERENCES_WINDOW, NULL);

  self->hub = g_object_ref (hub);
  self->settings = pf_settings_open (PF_SYNC_INTERVAL_KEY);
  if (self->settings != NULL)
    {
      bind_settings (self);
      show_background (self);
      g_signal_connect_object (self->settings, "changed::" PF_BACKGROUND_KEY,
                               G_CALLBACK (show_background), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->background_switch, "notify::active",
                               G_CALLBACK (background_switched_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (hub, "notify::synced-at", G_CALLBACK (update_sync), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (hub, "has-accounts", self->forget_group, "visible",
                          G_BINDING_SYNC_CREATE);
  update_sync (self);
  fill_school (self);
  return self;
}

void
pf_preferences_window_present (GtkWindow *parent, PfHub *hub)
{
  PfPreferencesWindow *self = find_shown ();

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (PF_IS_HUB (hub));

  if (self == NULL)
    {
      self = create (hub);
      gtk_window_set_transient_for (GTK_WINDOW (self), parent);
    }
  gtk_window_present (GTK_WINDOW (self));
}
