/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the desktop asks, answered from the caches. What a result is called by says itself what
 * opens it, so that another run can open it. */
#include "config.h"

#include "pf-search-provider.h"

#include "pf-search-result.h"

#define MOST_HITS 10 /* of each town */
#define ID_TYPE "(sv)"

/* The interface as gnome-shell states it. */
static const char interface_xml[] =
    "<node><interface name='org.gnome.Shell.SearchProvider2'>"
    "<method name='GetInitialResultSet'>"
    "<arg type='as' direction='in'/><arg type='as' direction='out'/></method>"
    "<method name='GetSubsearchResultSet'>"
    "<arg type='as' direction='in'/><arg type='as' direction='in'/>"
    "<arg type='as' direction='out'/></method>"
    "<method name='GetResultMetas'>"
    "<arg type='as' direction='in'/><arg type='aa{sv}' direction='out'/></method>"
    "<method name='ActivateResult'>"
    "<arg type='s' direction='in'/><arg type='as' direction='in'/><arg type='u' direction='in'/>"
    "</method>"
    "<method name='LaunchSearch'>"
    "<arg type='as' direction='in'/><arg type='u' direction='in'/></method>"
    "</interface></node>";

struct _PfSearchProvider {
  GObject parent_instance;

  GtkApplication *application; /* (unowned): it keeps us */
  PfHub *hub;                  /* (owned) (nullable) until the application has started */
  GPtrArray *waiting;          /* (owned) of GDBusMethodInvocation: the caches are being read */
  GPtrArray *found;            /* (owned) (nullable) of PfSearchResult: by the last search */
  guint registration;
};

G_DEFINE_FINAL_TYPE (PfSearchProvider, pf_search_provider, G_TYPE_OBJECT)

static guint launch_signal;

static char *
make_id (const PfSearchResult *result)
{
  g_autoptr (GVariant) id =
      g_variant_ref_sink (g_variant_new (ID_TYPE, result->action, result->target));

  return g_variant_print (id, FALSE);
}

/* Returns: (nullable): what the last search found under @id. */
static const PfSearchResult *
find_result (PfSearchProvider *self, const char *id)
{
  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    {
      g_autofree char *own = make_id (self->found->pdata[i]);

      if (g_str_equal (own, id))
        return self->found->pdata[i];
    }
  return NULL;
}

/* A search */

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  PfSearchProvider *self = g_dbus_method_invocation_get_user_data (invocation);
  g_autoptr (GError) error = NULL;
  GPtrArray *found = pf_search_results_finish (PF_HUB (source), result, &error);
  GVariantBuilder ids;

  g_variant_builder_init (&ids, G_VARIANT_TYPE ("as"));
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_variant_builder_add_value (&ids, g_variant_new_take_string (make_id (found->pdata[i])));
  if (found != NULL)
    {
      g_clear_pointer (&self->found, g_ptr_array_unref);
      self->found = found;
    }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", &ids));
  g_application_release (G_APPLICATION (self->application));
}

/* @index: of the words among what is given */
static char *
join_words (GDBusMethodInvocation *invocation, gsize index)
{
  g_autoptr (GVariant) words =
      g_variant_get_child_value (g_dbus_method_invocation_get_parameters (invocation), index);
  g_autofree const char **strings = g_variant_get_strv (words, NULL);

  return g_strjoinv (" ", (char **) strings);
}

static void
search (PfSearchProvider *self, GDBusMethodInvocation *invocation, gsize index)
{
  g_autofree char *text = join_words (invocation, index);

  g_application_hold (G_APPLICATION (self->application));
  pf_search_results_async (self->hub, text, MOST_HITS, NULL, searched_cb, invocation);
}

static void
get_initial (PfSearchProvider *self, GDBusMethodInvocation *invocation)
{
  search (self, invocation, 0);
}

static void
get_subsearch (PfSearchProvider *self, GDBusMethodInvocation *invocation)
{
  search (self, invocation, 1);
}

/* What it is */

static void
get_metas (PfSearchProvider *self, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariantIter) ids = NULL;
  g_autoptr (GIcon) icon = g_themed_icon_new (APPLICATION_ID);
  GVariantBuilder metas;
  const char *id;

  g_variant_get (g_dbus_method_invocation_get_parameters (invocation), "(as)", &ids);
  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  while (g_variant_iter_next (ids, "&s", &id))
    {
      const PfSearchResult *result = find_result (self, id);
      g_autofree char *description = NULL;

      if (result == NULL)
        continue;
      description = g_strdup_printf ("%s%s%s", result->town != NULL ? result->town : "",
                                     result->town != NULL && *result->text != '\0' ? " · " : "",
                                     result->text);
      g_variant_builder_open (&metas, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&metas, "{sv}", "id", g_variant_new_string (id));
      g_variant_builder_add (&metas, "{sv}", "name", g_variant_new_string (result->title));
      g_variant_builder_add (&metas, "{sv}", "description", g_variant_new_string (description));
      g_variant_builder_add (&metas, "{sv}", "icon", g_icon_serialize (icon));
      g_variant_builder_close (&metas);
    }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aa{sv})", &metas));
}

/* Opening */

static void
activate_result (PfSearchProvider *self, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GVariant) id = NULL;
  const GVariantType *type;
  const char *text, *action;

  g_variant_get_child (g_dbus_method_invocation_get_parameters (invocation), 0, "&s", &text);
  id = g_variant_parse (G_VARIANT_TYPE (ID_TYPE), text, NULL, NULL, NULL);
  if (id != NULL)
    {
      g_variant_get (id, "(&sv)", &action, &target);
      type = g_action_group_get_action_parameter_type (G_ACTION_GROUP (self->application), action);
    }
  if (id != NULL && type != NULL && g_variant_is_of_type (target, type))
    g_action_group_activate_action (G_ACTION_GROUP (self->application), action, target);
  else
    g_application_activate (G_APPLICATION (self->application));
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
launch_search (PfSearchProvider *self, GDBusMethodInvocation *invocation)
{
  g_autofree char *text = join_words (invocation, 0);

  g_signal_emit (self, launch_signal, 0, text);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static const struct {
  const char *name;
  void (*answer) (PfSearchProvider *self, GDBusMethodInvocation *invocation);
} methods[] = {
  { "GetInitialResultSet", get_initial }, { "GetSubsearchResultSet", get_subsearch },
  { "GetResultMetas", get_metas },        { "ActivateResult", activate_result },
  { "LaunchSearch", launch_search },
};

static void
answer (PfSearchProvider *self, GDBusMethodInvocation *invocation)
{
  const char *name = g_dbus_method_invocation_get_method_name (invocation);

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (methods[i].name, name))
      methods[i].answer (self, invocation);
}

/* What cannot be read at all is not waited for. */
static gboolean
is_ready (PfSearchProvider *self)
{
  return self->hub != NULL && (pf_hub_has_records (self->hub, PF_COLLECTION_CHILDREN) ||
                               pf_hub_get_sync_state (self->hub) == PF_SYNC_FAILED);
}

static void
answer_waiting (PfSearchProvider *self)
{
  g_autoptr (GPtrArray) waiting = NULL;

  if (!is_ready (self) || self->waiting->len == 0)
    return;
  waiting = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new ();
  for (guint i = 0; i < waiting->len; i++)
    {
      answer (self, waiting->pdata[i]);
      g_application_release (G_APPLICATION (self->application));
    }
}

static void
called_cb (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  PfSearchProvider *self = PF_SEARCH_PROVIDER (user_data);

  if (is_ready (self))
    {
      answer (self, invocation);
      return;
    }
  g_application_hold (G_APPLICATION (self->application));
  g_ptr_array_add (self->waiting, invocation);
}

static void
pf_search_provider_finalize (GObject *object)
{
  PfSearchProvider *self = PF_SEARCH_PROVIDER (object);

  g_clear_object (&self->hub);
  g_ptr_array_unref (self->waiting);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  G_OBJECT_CLASS (pf_search_provider_parent_class)->finalize (object);
}

static void
pf_search_provider_class_init (PfSearchProviderClass *class)
{
  G_OBJECT_CLASS (class)->finalize = pf_search_provider_finalize;
  launch_signal = g_signal_new ("launch-search", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pf_search_provider_init (PfSearchProvider *self)
{
  self->waiting = g_ptr_array_new ();
}

PfSearchProvider *
pf_search_provider_new (GtkApplication *application)
{
  PfSearchProvider *self = g_object_new (PF_TYPE_SEARCH_PROVIDER, NULL);

  self->application = application;
  return self;
}

void
pf_search_provider_set_hub (PfSearchProvider *self, PfHub *hub)
{
  g_return_if_fail (PF_IS_SEARCH_PROVIDER (self));

  self->hub = g_object_ref (hub);
  g_signal_connect_object (hub, "records-loaded", G_CALLBACK (answer_waiting), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::sync-state", G_CALLBACK (answer_waiting), self,
                           G_CONNECT_SWAPPED);
  answer_waiting (self);
}

gboolean
pf_search_provider_export (PfSearchProvider *self,
                           GDBusConnection  *connection,
                           const char       *path,
                           GError          **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, error);
  g_autofree char *own = g_strconcat (path, "/SearchProvider", NULL);

  g_return_val_if_fail (PF_IS_SEARCH_PROVIDER (self), FALSE);

  if (node == NULL)
    return FALSE;
  self->registration = g_dbus_connection_register_object (connection, own, node->interfaces[0],
                                                          &vtable, self, NULL, error);
  return self->registration != 0;
}

void
pf_search_provider_unexport (PfSearchProvider *self, GDBusConnection *connection)
{
  g_return_if_fail (PF_IS_SEARCH_PROVIDER (self));

  if (self->registration != 0)
    g_dbus_connection_unregister_object (connection, self->registration);
  self->registration = 0;
}
