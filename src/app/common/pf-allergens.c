/* SPDX-License-Identifier: GPL-3.0-or-later
 * Children's allergens, read when a page wants them. */
#include "config.h"

#include "pf-allergens.h"

#include "pf-record-family.h"

#define DATA "pf-allergens"

/* What is known of one child. */
typedef struct {
  PfSession *session;   /* (owned) */
  PfHealthSheet *sheet; /* (owned) (nullable) until it was read */
  gboolean is_asking;
  gboolean is_loaded; /* what is kept sealed was looked for */
} Entry;

struct _PfAllergens {
  GObject parent_instance;

  PfHub *hub;                /* (unowned): it owns this */
  GHashTable *entries;       /* (owned) (element-type utf8 Entry): by make_key() */
  GCancellable *cancellable; /* (owned) */
  gboolean is_wanted;
};

G_DEFINE_FINAL_TYPE (PfAllergens, pf_allergens, G_TYPE_OBJECT)

/* A reading under way. */
typedef struct {
  PfAllergens *self; /* (owned) */
  char *key;
  char *child;
  gint64 version; /* that the town has told of */
} Reading;

static guint changed_signal;

static void
free_entry (Entry *entry)
{
  g_clear_object (&entry->sheet);
  g_object_unref (entry->session);
  g_free (entry);
}

static void
free_reading (Reading *reading)
{
  g_object_unref (reading->self);
  g_free (reading->key);
  g_free (reading->child);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, free_reading)

/* Returns: whether @child is to be read: the town has a sheet, and another one than is known. */
static gboolean
is_stale (const Entry *entry, gint64 version)
{
  return version > 0 && (entry->sheet == NULL || entry->sheet->version != version);
}

/* Keeps @sheet (nullable: none was read). @is_last: nobody else is asked now. */
static void
take_sheet (Reading *reading, Entry *entry, PfHealthSheet *sheet, gboolean is_last)
{
  if (sheet != NULL)
    g_set_object (&entry->sheet, sheet);
  entry->is_asking = !is_last;
  if (sheet != NULL || is_last)
    g_signal_emit (reading->self, changed_signal, 0);
}

/* Returns: (nullable): the entry, unless it has gone meanwhile. */
static Entry *
find_entry (Reading *reading)
{
  return g_hash_table_lookup (reading->self->entries, reading->key);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfHealthSheet) sheet =
      pf_town_service_fetch_health_sheet_finish (PF_TOWN_SERVICE (source), result, &error);
  Entry *entry = find_entry (reading);

  /* It is asked again once the town can be reached; until then pages say that it is not known. */
  if (error != NULL)
    g_debug ("%s", error->message);
  if (entry != NULL)
    take_sheet (reading, entry, sheet, TRUE);
}

/* @reading: (transfer full) */
static void
fetch (Reading *reading, PfSession *session)
{
  pf_town_service_fetch_health_sheet_async (pf_session_get_service (session), reading->child,
                                            reading->self->cancellable, fetched_cb, reading);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfHealthSheet) sheet =
      pf_session_load_health_sheet_finish (PF_SESSION (source), result, &error);
  Entry *entry = find_entry (reading);
  gboolean goes_on;

  if (error != NULL)
    g_debug ("%s", error->message);
  if (entry == NULL)
    return;
  entry->is_loaded = TRUE;
  goes_on = sheet == NULL || sheet->version != reading->version;
  take_sheet (reading, entry, sheet, !goes_on);
  if (goes_on)
    fetch (g_steal_pointer (&reading), PF_SESSION (source));
}

/* Two towns may know the same child. Returns: (transfer full) */
static char *
make_key (PfSession *session, const char *child)
{
  return g_strdup_printf ("%p %s", (gpointer) session, child);
}

static void
read_child (PfAllergens *self, PfChild *child)
{
  const char *id = pf_record_get_id (PF_RECORD (child));
  PfSession *session = pf_hub_find_session (self->hub, child);
  g_autofree char *key = make_key (session, id);
  Entry *entry = g_hash_table_lookup (self->entries, key);
  Reading *reading;

  if (session == NULL)
    return;
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->session = g_object_ref (session);
      g_hash_table_insert (self->entries, g_strdup (key), entry);
    }
  if (entry->is_asking || !is_stale (entry, child->health_version) ||
      (entry->is_loaded && pf_session_get_sync_state (session) != PF_SYNC_IDLE))
    return;
  entry->is_asking = TRUE;
  reading = g_new0 (Reading, 1);
  reading->self = g_object_ref (self);
  reading->key = g_steal_pointer (&key);
  reading->child = g_strdup (id);
  reading->version = child->health_version;
  if (entry->is_loaded)
    fetch (reading, session);
  else
    pf_session_load_health_sheet_async (session, id, self->cancellable, loaded_cb, reading);
}

static gboolean
is_gone (gpointer id, gpointer entry, gpointer user_data)
{
  GListModel *sessions = pf_hub_get_sessions (user_data);

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      if (session == ((const Entry *) entry)->session)
        return FALSE;
    }
  return TRUE;
}

static void
read_all (PfAllergens *self)
{
  GListModel *children = pf_hub_get_children (self->hub);

  for (guint i = 0; self->is_wanted && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);

      read_child (self, child);
    }
}

/* Nothing of a household that was forgotten stays; a town that can be reached again is asked. */
static void
sessions_changed_cb (GListModel *sessions, guint at, guint n_gone, guint n_new, PfAllergens *self)
{
  if (n_gone > 0)
    g_hash_table_foreach_remove (self->entries, is_gone, self->hub);
  for (guint i = at; i < at + n_new; i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      g_signal_connect_object (session, "notify::sync-state", G_CALLBACK (read_all), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
pf_allergens_dispose (GObject *object)
{
  g_cancellable_cancel (PF_ALLERGENS (object)->cancellable);
  G_OBJECT_CLASS (pf_allergens_parent_class)->dispose (object);
}

static void
pf_allergens_finalize (GObject *object)
{
  PfAllergens *self = PF_ALLERGENS (object);

  g_hash_table_unref (self->entries);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (pf_allergens_parent_class)->finalize (object);
}

static void
pf_allergens_class_init (PfAllergensClass *class)
{
  G_OBJECT_CLASS (class)->dispose = pf_allergens_dispose;
  G_OBJECT_CLASS (class)->finalize = pf_allergens_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
pf_allergens_init (PfAllergens *self)
{
  self->cancellable = g_cancellable_new ();
  self->entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_entry);
}

PfAllergens *
pf_allergens_get (PfHub *hub)
{
  GListModel *sessions;
  PfAllergens *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  sessions = pf_hub_get_sessions (hub);
  self = g_object_get_data (G_OBJECT (hub), DATA);
  if (self != NULL)
    return self;
  self = g_object_new (PF_TYPE_ALLERGENS, NULL);
  self->hub = hub;
  g_object_set_data_full (G_OBJECT (hub), DATA, self, g_object_unref);
  g_signal_connect_object (pf_hub_get_children (hub), "items-changed", G_CALLBACK (read_all), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sessions, "items-changed", G_CALLBACK (sessions_changed_cb), self, 0);
  sessions_changed_cb (sessions, 0, 0, g_list_model_get_n_items (sessions), self);
  return self;
}

void
pf_allergens_ask (PfAllergens *self)
{
  g_return_if_fail (PF_IS_ALLERGENS (self));

  self->is_wanted = TRUE;
  read_all (self);
}

PfAllergy
pf_allergens_find (PfAllergens *self, PfChild *child, GPtrArray **named)
{
  g_autofree char *key = NULL;
  const Entry *entry;
  PfHealthSheet *sheet;

  g_return_val_if_fail (PF_IS_ALLERGENS (self) && PF_IS_CHILD (child), PF_ALLERGY_UNKNOWN);

  key = make_key (pf_hub_find_session (self->hub, child), pf_record_get_id (PF_RECORD (child)));
  entry = g_hash_table_lookup (self->entries, key);
  sheet = entry != NULL ? entry->sheet : NULL;
  if (named != NULL)
    *named = sheet != NULL ? sheet->allergens : NULL;
  if (sheet == NULL)
    return entry != NULL && entry->is_asking ? PF_ALLERGY_READING : PF_ALLERGY_UNKNOWN;
  if (sheet->allergens != NULL && sheet->allergens->len > 0)
    return PF_ALLERGY_NAMED;
  if (sheet->has_allergies == PF_CONSENT_YES)
    return PF_ALLERGY_OTHER;
  return sheet->has_allergies == PF_CONSENT_NO ? PF_ALLERGY_NONE : PF_ALLERGY_UNKNOWN;
}
