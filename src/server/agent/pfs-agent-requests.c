/* SPDX-License-Identifier: GPL-3.0-or-later
 * What agents do with families' requests, and the desk: the services and forms that a town
 * offers. */
#include "config.h"

#include "pfs-agent.h"

#include "pfs-desk.h"
#include "pfs-requests.h"
#include "pfs-storage-desk.h"
#include "pfs-storage-families.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What the options say. */
static gboolean shows_all;

#define UNDECIDED (1u << PF_REQUEST_SENT | 1u << PF_REQUEST_STUDIED | 1u << PF_REQUEST_WANTED)

static const PfsColumn request_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "state", N_("State"), PFS_COLUMN_TEXT },
  { "sent", N_("Sent"), PFS_COLUMN_TEXT },
  { "family", N_("Family"), PFS_COLUMN_TEXT },
  { "name", N_("Request"), PFS_COLUMN_TEXT },
  { "appointment", N_("Appointment wished"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn detail_columns[] = {
  { "what", N_("What"), PFS_COLUMN_TEXT },
  { "text", N_("Text"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn service_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "topics", N_("Topics"), PFS_COLUMN_TEXT },
  { "files", N_("Files"), PFS_COLUMN_NUMBER },
  { NULL },
};

static const PfsColumn form_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "category", N_("Category"), PFS_COLUMN_TEXT },
  { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "fields", N_("Fields"), PFS_COLUMN_NUMBER },
  { NULL },
};

/* A request's state: in JSON, for people, and the agent's word for bringing it there. */
static const struct {
  const char *id;
  const char *name;
  const char *word; /* (nullable) */
} states[] = {
  [PF_REQUEST_SENT] = { "sent", N_("to look at"), NULL },
  [PF_REQUEST_STUDIED] = { "studied", N_("being looked at"), "study" },
  [PF_REQUEST_WANTED] = { "wanted", N_("waits for the family"), "ask" },
  [PF_REQUEST_ACCEPTED] = { "accepted", N_("accepted"), "accept" },
  [PF_REQUEST_REFUSED] = { "refused", N_("refused"), "refuse" },
  [PF_REQUEST_CLOSED] = { "closed", N_("closed"), "close" },
};

static const char *
get_state_name (PfsAgent *agent, PfRequestState state)
{
  return agent->options->json ? states[state].id : _(states[state].name);
}

static gboolean
add_request (PfsAgent *agent, PfsTable *table, PfRequest *request, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (request));
  g_autoptr (PfsPending) pending = pfs_storage_load_pending (agent->storage, id, error);
  g_autoptr (PfHousehold) household =
      pending ? pfs_storage_load_household (agent->storage, pending->household, error) : NULL;

  if (!household)
    return FALSE;
  pfs_table_take_row (table, g_strdup (id), g_strdup (get_state_name (agent, request->state)),
                      pfs_agent_format_moment (agent, request->sent_at), g_strdup (household->name),
                      g_strdup (request->name),
                      pfs_agent_format_moment (agent, request->appointment));
  return TRUE;
}

static gboolean
list_requests (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (request_columns);
  g_autoptr (GPtrArray) requests =
      pfs_storage_list_requests (agent->storage, NULL, shows_all ? 0 : UNDECIDED, error);

  for (guint i = 0; requests && i < requests->len; i++)
    if (!add_request (agent, table, g_ptr_array_index (requests, i), error))
      return FALSE;
  if (!requests)
    return FALSE;
  pfs_agent_print (agent, table, _("No request waits."));
  return TRUE;
}

static void
add_details (PfsAgent *agent, PfsTable *table, PfRequest *request)
{
  for (guint i = 0; i < request->replies->len; i++)
    {
      const PfReplyLine *line = g_ptr_array_index (request->replies, i);

      pfs_table_take_row (table, g_strdup (line->label), g_strdup (line->text));
    }
  for (guint i = 0; i < request->files->len; i++)
    pfs_table_take_row (table, g_strdup (_("File")),
                        g_strdup (((const PfFile *) g_ptr_array_index (request->files, i))->name));
  for (guint i = 0; i < request->history->len; i++)
    {
      const PfRequestEvent *event = g_ptr_array_index (request->history, i);
      g_autofree char *at = pfs_agent_format_moment (agent, event->at);

      pfs_table_take_row (table,
                          g_strdup_printf ("%s, %s", at, get_state_name (agent, event->state)),
                          g_strdup (event->text));
    }
}

static gboolean
show_request (PfsAgent *agent, GError **error)
{
  g_autoptr (PfRequest) request =
      pfs_storage_load_request (agent->storage, agent->arguments[0], error);
  g_autoptr (PfsTable) heading = pfs_table_new (request_columns);
  g_autoptr (PfsTable) table = pfs_table_new (detail_columns);

  if (!request || !add_request (agent, heading, request, error))
    return FALSE;
  add_details (agent, table, request);
  if (!agent->options->json)
    {
      pfs_agent_print (agent, heading, "");
      printf ("\n");
    }
  pfs_agent_print (agent, table, "");
  return TRUE;
}

/* Returns: the state that the agent's word means, SENT with @error for any other. */
static PfRequestState
parse_decision (const char *word, GError **error)
{
  for (int i = PF_REQUEST_STUDIED; i < (int) G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].word, word))
      return (PfRequestState) i;
  g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
               _("“%s” is no decision: say study, ask, accept, refuse or close."), word);
  return PF_REQUEST_SENT;
}

static gboolean
run_request (PfsAgent *agent, GError **error)
{
  const char *id = agent->arguments[0];
  const char *words = agent->arguments[1] ? agent->arguments[2] : NULL;
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfsTable) table = pfs_table_new (request_columns);
  g_autoptr (PfRequest) request = NULL;
  PfRequestState state;

  if (!agent->arguments[1])
    return show_request (agent, error);
  state = parse_decision (agent->arguments[1], error);
  if (state == PF_REQUEST_SENT)
    return FALSE;
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  if (!transaction || !pfs_requests_decide (agent->storage, id, state, words, agent->now, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  request = pfs_storage_load_request (agent->storage, id, error);
  if (!request || !add_request (agent, table, request, error))
    return FALSE;
  pfs_agent_print (agent, table, "");
  return TRUE;
}

/* Takes the services and forms that a file describes; those with an identifier that is there
 * already are replaced. */
static gboolean
import_desk (PfsAgent *agent, const char *path, GError **error)
{
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (GPtrArray) services = NULL;
  g_autoptr (GPtrArray) forms = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *contents;
  gsize size;

  if (!g_file_get_contents (path, &contents, &size, error))
    return FALSE;
  bytes = g_bytes_new_take (contents, size);
  if (!pf_codec_decode_desk (bytes, &services, &forms, error))
    {
      g_prefix_error (error, _("%s: "), path);
      return FALSE;
    }
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  return transaction && pfs_desk_put (agent->storage, services, forms, error) &&
         pfs_transaction_commit (transaction, error);
}

/* Runs `services` and `forms`: with `import FILE` reads it, with `remove ID` takes one away. */
static gboolean
change_desk (PfsAgent *agent, gboolean (*remove) (PfsStorage *, const char *, GError **),
             GError **error)
{
  const char *word = agent->arguments[0];
  const char *what = word ? agent->arguments[1] : NULL;
  g_autoptr (PfsTransaction) transaction = NULL;

  if (!word)
    return TRUE;
  if (what && g_str_equal (word, "import"))
    return import_desk (agent, what, error);
  if (what && g_str_equal (word, "remove"))
    {
      transaction = pfs_storage_begin (agent->storage, agent->now, error);
      return transaction && remove (agent->storage, what, error) &&
             pfs_transaction_commit (transaction, error);
    }
  g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
               _("Say nothing more, or “import FILE”, or “remove ID”."));
  return FALSE;
}

static gboolean
run_services (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (service_columns);
  g_autoptr (GPtrArray) services = NULL;

  if (!change_desk (agent, pfs_storage_remove_service, error))
    return FALSE;
  services = pfs_storage_list_services (agent->storage, error);
  for (guint i = 0; services && i < services->len; i++)
    {
      PfService *service = g_ptr_array_index (services, i);
      g_autoptr (GString) topics = g_string_new (NULL);

      for (guint k = 0; k < service->topics->len; k++)
        g_string_append_printf (topics, "%s%s", k > 0 ? ", " : "",
                                ((const PfTopic *) g_ptr_array_index (service->topics, k))->name);
      pfs_table_take_row (table, g_strdup (pf_record_get_id (PF_RECORD (service))),
                          g_strdup (service->name), g_strdup (topics->str),
                          g_strdup_printf ("%d", service->max_files));
    }
  if (!services)
    return FALSE;
  pfs_agent_print (agent, table, _("The town has no service that families can write to."));
  return TRUE;
}

static gboolean
run_forms (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (form_columns);
  g_autoptr (GPtrArray) forms = NULL;

  if (!change_desk (agent, pfs_storage_remove_form, error))
    return FALSE;
  forms = pfs_storage_list_forms (agent->storage, error);
  for (guint i = 0; forms && i < forms->len; i++)
    {
      PfForm *form = g_ptr_array_index (forms, i);

      pfs_table_take_row (table, g_strdup (pf_record_get_id (PF_RECORD (form))),
                          g_strdup (form->category), g_strdup (form->name),
                          g_strdup_printf ("%u", form->fields->len));
    }
  if (!forms)
    return FALSE;
  pfs_agent_print (agent, table, _("The town has no form."));
  return TRUE;
}

static const GOptionEntry list_options[] = {
  { "all", 'a', 0, G_OPTION_ARG_NONE, &shows_all, N_("Also those that were decided"), NULL },
  { NULL },
};

const PfsAgentCommand pfs_agent_request_commands[] = {
  { "requests", "[--all]", N_("Show the requests that wait for a decision"), 0, 0, list_requests,
    list_options },
  { "request", N_("REQUEST [study|ask|accept|refuse|close [TEXT]]"),
    N_("Show a request, or say what becomes of it; the family reads TEXT"), 1, 3, run_request },
  { "services", N_("[import FILE|remove ID]"),
    N_("List the services that families write to; take them from a file, or take one away"), 0, 2,
    run_services },
  { "forms", N_("[import FILE|remove ID]"),
    N_("List the forms of requests; take them from a file, or take one away"), 0, 2, run_forms },
  { NULL },
};
