/* SPDX-License-Identifier: GPL-3.0-or-later
 * What agents do with families' messages: read what waits, answer, close. */
#include "config.h"

#include "pfs-agent.h"

#include "pf-file-type.h"
#include "pfs-storage-desk.h"
#include "pfs-storage-families.h"
#include "pfs-storage-files.h"
#include "pfs-threads.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What the options say. */
static gboolean shows_all;
static char **file_names;

static const PfsColumn thread_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },         { "at", N_("Last word"), PFS_COLUMN_TEXT },
  { "family", N_("Family"), PFS_COLUMN_TEXT }, { "service", N_("Service"), PFS_COLUMN_TEXT },
  { "topic", N_("Topic"), PFS_COLUMN_TEXT },   { "subject", N_("Subject"), PFS_COLUMN_TEXT },
  { "closed", N_("Closed"), PFS_COLUMN_TEXT }, { NULL },
};

static const PfsColumn message_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },       { "at", N_("When"), PFS_COLUMN_TEXT },
  { "author", N_("Who"), PFS_COLUMN_TEXT },  { "text", N_("Text"), PFS_COLUMN_TEXT },
  { "files", N_("Files"), PFS_COLUMN_TEXT }, { NULL },
};

static const char *
find_topic (PfService *service, const char *id)
{
  for (guint i = 0; id && i < service->topics->len; i++)
    {
      const PfTopic *topic = g_ptr_array_index (service->topics, i);

      if (g_str_equal (topic->id, id))
        return topic->name;
    }
  return id;
}

static gboolean
add_thread (PfsAgent *agent, PfsTable *table, PfThread *thread, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (thread));
  g_autofree char *owner = pfs_storage_get_thread_household (agent->storage, id, error);
  g_autoptr (PfHousehold) household =
      owner ? pfs_storage_load_household (agent->storage, owner, error) : NULL;
  g_autoptr (PfService) service = pfs_storage_load_service (agent->storage, thread->service, NULL);

  if (!household)
    return FALSE;
  pfs_table_take_row (table, g_strdup (id), pfs_agent_format_moment (agent, thread->last_at),
                      g_strdup (household->name),
                      g_strdup (service ? service->name : thread->service),
                      g_strdup (service ? find_topic (service, thread->topic) : thread->topic),
                      g_strdup (thread->subject),
                      thread->is_closed ? g_strdup (C_("thread", "closed")) : NULL);
  return TRUE;
}

static gboolean
list_threads (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (thread_columns);
  g_autoptr (GPtrArray) threads =
      pfs_storage_list_threads (agent->storage, shows_all ? PFS_THREADS_ALL : PFS_THREADS_WAITING,
                                error);

  for (guint i = 0; threads && i < threads->len; i++)
    if (!add_thread (agent, table, g_ptr_array_index (threads, i), error))
      return FALSE;
  if (!threads)
    return FALSE;
  pfs_agent_print (agent, table, _("No family waits for an answer."));
  return TRUE;
}

static char *
join_names (GPtrArray *files)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((const PfFile *) g_ptr_array_index (files, i))->name);
  return g_strdup (names->str);
}

/* As letters, one under the other: a table would not hold them. */
static void
print_message (PfsAgent *agent, PfMessage *message)
{
  g_autofree char *at = pfs_agent_format_moment (agent, message->at);
  g_autofree char *files = join_names (message->files);

  printf ("%s, %s\n\n%s\n", message->author ? message->author : "–", at, message->text);
  if (*files != '\0')
    printf ("\n%s: %s\n", _("Files"), files);
  printf ("\n");
}

static gboolean
show_thread (PfsAgent *agent, GError **error)
{
  const char *id = agent->arguments[0];
  g_autoptr (PfsTable) table = pfs_table_new (message_columns);
  g_autoptr (PfThread) thread = pfs_storage_load_thread (agent->storage, id, error);
  g_autoptr (GPtrArray) messages = thread ? pfs_storage_list_messages (agent->storage, id, error)
                                          : NULL;

  for (guint i = 0; messages && i < messages->len; i++)
    {
      PfMessage *message = g_ptr_array_index (messages, i);

      if (!agent->options->json)
        print_message (agent, message);
      pfs_table_take_row (table, g_strdup (pf_record_get_id (PF_RECORD (message))),
                          pfs_agent_format_moment (agent, message->at), g_strdup (message->author),
                          g_strdup (message->text), join_names (message->files));
    }
  if (messages && agent->options->json)
    pfs_agent_print (agent, table, "");
  return messages != NULL;
}

/* Keeps a file of the town's own. */
static gboolean
keep_file (PfsAgent *agent, const char *path, GPtrArray *files, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *media_type;
  PfFileType type;
  char *contents;
  gsize size;

  if (!g_file_get_contents (path, &contents, &size, error))
    return FALSE;
  bytes = g_bytes_new_take (contents, size);
  type = pf_file_type_sniff ((const guint8 *) contents, size);
  if (!pf_file_type_is_accepted (type) || size > PF_UPLOAD_MAX)
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                   _("“%s” cannot be attached: a PDF, JPEG or PNG of at most 6 MB can."), path);
      return FALSE;
    }
  media_type = pf_file_type_get_media_type (type);
  digest = pfs_storage_put_file (agent->storage, media_type, bytes, error);
  if (!digest)
    return FALSE;
  g_ptr_array_add (files, pf_file_new (NULL, name, media_type, (gint64) size, digest));
  return TRUE;
}

static gboolean
answer_thread (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (thread_columns);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfThread) thread = NULL;
  g_autofree char *id = NULL;
  const char *text = agent->arguments[1];

  if (*text == '\0')
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE, _("The answer is empty."));
      return FALSE;
    }
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  if (!transaction)
    return FALSE;
  for (char **name = file_names; name && *name; name++)
    if (!keep_file (agent, *name, files, error))
      return FALSE;
  id = pfs_threads_answer (agent->storage, agent->arguments[0], text, files, agent->now, error);
  if (!id || !pfs_transaction_commit (transaction, error))
    return FALSE;
  thread = pfs_storage_load_thread (agent->storage, agent->arguments[0], error);
  if (!thread || !add_thread (agent, table, thread, error))
    return FALSE;
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
set_closed (PfsAgent *agent, gboolean is_closed, GError **error)
{
  const char *id = agent->arguments[0];
  g_autoptr (PfsTable) table = pfs_table_new (thread_columns);
  g_autoptr (PfThread) thread = NULL;
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (agent->storage, agent->now, error);

  if (!transaction || !pfs_storage_set_thread_closed (agent->storage, id, is_closed, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  thread = pfs_storage_load_thread (agent->storage, id, error);
  if (!thread || !add_thread (agent, table, thread, error))
    return FALSE;
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
close_thread (PfsAgent *agent, GError **error)
{
  return set_closed (agent, TRUE, error);
}

static gboolean
open_thread (PfsAgent *agent, GError **error)
{
  return set_closed (agent, FALSE, error);
}

static const GOptionEntry list_options[] = {
  { "all", 'a', 0, G_OPTION_ARG_NONE, &shows_all, N_("Also those that were answered or closed"),
    NULL },
  { NULL },
};

static const GOptionEntry answer_options[] = {
  { "file", 'f', 0, G_OPTION_ARG_FILENAME_ARRAY, &file_names,
    N_("Attach FILE, a PDF or a picture; may be given several times"), N_("FILE") },
  { NULL },
};

const PfsAgentCommand pfs_agent_thread_commands[] = {
  { "messages", "[--all]", N_("Show the conversations in which a family waits for an answer"), 0, 0,
    list_threads, list_options },
  { "thread", N_("THREAD"), N_("Show what was written in a conversation"), 1, 1, show_thread },
  { "answer", N_("THREAD TEXT [--file FILE]"), N_("Answer a family; it hears of it by mail"), 2, 2,
    answer_thread, answer_options },
  { "close-thread", N_("THREAD"), N_("Close a conversation: the family can write no more in it"), 1,
    1, close_thread },
  { "open-thread", N_("THREAD"), N_("Open a conversation that was closed"), 1, 1, open_thread },
  { NULL },
};
