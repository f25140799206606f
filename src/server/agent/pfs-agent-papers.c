/* SPDX-License-Identifier: GPL-3.0-or-later
 * What agents do with papers: ask families for them, look at what was sent, decide, and hand out
 * the town's own. Each command does all that it was asked, or nothing. */
#include "config.h"

#include "pfs-agent.h"

#include "pfs-papers.h"
#include "pfs-storage-families.h"
#include "pfs-storage-files.h"
#include "pfs-storage-papers.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* What the options say. */
static char *reason;
static char *until;
static char *due;
static char *explanation;
static char *form;
static char *category;
static gboolean is_mandatory;
static gboolean is_yearly;

typedef gboolean (*Decision) (PfsAgent *agent, const char *id, GError **error);

static const PfsColumn document_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "state", N_("State"), PFS_COLUMN_TEXT },
  { "sent", N_("Sent"), PFS_COLUMN_DAY },
  { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "pages", N_("Files"), PFS_COLUMN_NUMBER },
  { "child", N_("Child"), PFS_COLUMN_TEXT },
  { "family", N_("Family"), PFS_COLUMN_TEXT },
  { "until", N_("Counts until"), PFS_COLUMN_DAY },
  { NULL },
};

static const PfsColumn requirement_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "state", N_("State"), PFS_COLUMN_TEXT },
  { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "mandatory", N_("Mandatory"), PFS_COLUMN_TEXT },
  { "due", N_("Due"), PFS_COLUMN_DAY },
  { "child", N_("Child"), PFS_COLUMN_TEXT },
  { "family", N_("Family"), PFS_COLUMN_TEXT },
  { "document", N_("Document"), PFS_COLUMN_TEXT },
  { NULL },
};

static const PfsColumn paper_columns[] = {
  { "id", N_("ID"), PFS_COLUMN_TEXT },
  { "name", N_("Name"), PFS_COLUMN_TEXT },
  { "category", N_("Category"), PFS_COLUMN_TEXT },
  { "day", N_("Day"), PFS_COLUMN_DAY },
  { NULL },
};

static const PfsColumn file_columns[] = { { "file", N_("File"), PFS_COLUMN_TEXT }, { NULL } };

static const struct {
  const char *id;
  const char *name;
} states[] = {
  [PF_PAPER_MISSING] = { "missing", N_("missing") },
  [PF_PAPER_RECEIVED] = { "received", N_("received") },
  [PF_PAPER_VALIDATED] = { "validated", N_("validated") },
  [PF_PAPER_REFUSED] = { "refused", N_("refused") },
  [PF_PAPER_EXPIRED] = { "expired", N_("expired") },
};

static char *
format_state (PfsAgent *agent, PfPaperState state)
{
  return g_strdup (agent->options->json ? states[state].id : _(states[state].name));
}

static char *
format_day (PfDay day)
{
  return day != PF_DAY_NONE ? pf_day_format (day) : NULL;
}

/* The town's day is near enough to tell when something was sent. */
static char *
format_moment (PfMoment moment)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (moment);

  return g_date_time_format (time, "%Y-%m-%d");
}

/* Returns: (transfer full) (nullable): the first name of @child (nullable). */
static char *
name_child (PfsAgent *agent, const char *child)
{
  g_autoptr (PfChild) found = child != NULL ? pfs_storage_load_child (agent->storage, child, NULL)
                                            : NULL;

  return found != NULL ? g_strdup_printf ("%s %s", found->first_name, found->last_name) : NULL;
}

static char *
name_family (PfsAgent *agent, const char *household)
{
  g_autoptr (PfHousehold) found = pfs_storage_load_household (agent->storage, household, NULL);

  return g_strdup (found != NULL && found->name != NULL ? found->name : household);
}

static gboolean
add_document (PfsAgent *agent, PfsTable *table, PfDocument *document, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (document));
  g_autofree char *household = pfs_storage_get_document_household (agent->storage, id, error);

  if (!household)
    return FALSE;
  pfs_table_take_row (table, g_strdup (id), format_state (agent, document->state),
                      format_moment (document->sent_at), g_strdup (document->name),
                      g_strdup_printf ("%u", document->files->len),
                      name_child (agent, document->child), name_family (agent, household),
                      format_day (document->expires));
  return TRUE;
}

static gboolean
add_requirement (PfsAgent *agent, PfsTable *table, PfRequirement *requirement, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (requirement));
  g_autofree char *household = pfs_storage_get_requirement_household (agent->storage, id, error);

  if (!household)
    return FALSE;
  pfs_table_take_row (table, g_strdup (id),
                      format_state (agent, pf_requirement_get_state (requirement, agent->today)),
                      g_strdup (requirement->name),
                      g_strdup (!requirement->is_mandatory ? NULL
                                : agent->options->json     ? "yes"
                                                           : _("yes")),
                      format_day (requirement->due), name_child (agent, requirement->child),
                      name_family (agent, household), g_strdup (requirement->document));
  return TRUE;
}

static gboolean
run_papers (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (document_columns);
  g_autoptr (GPtrArray) documents =
      pfs_storage_list_documents (agent->storage, PF_PAPER_RECEIVED, error);

  for (guint i = 0; documents && i < documents->len; i++)
    if (!add_document (agent, table, g_ptr_array_index (documents, i), error))
      return FALSE;
  if (!documents)
    return FALSE;
  pfs_agent_print (agent, table, _("No paper waits for a look."));
  return TRUE;
}

/* Who is meant by @name: a household, or a child with its household. */
static gboolean
find_family (PfsAgent *agent, const char *name, char **household, char **child, GError **error)
{
  g_autoptr (PfHousehold) found = pfs_storage_load_household (agent->storage, name, NULL);
  g_autoptr (GPtrArray) households = NULL;

  if (found)
    {
      *household = g_strdup (name);
      return TRUE;
    }
  households = pfs_storage_list_households (agent->storage, error);
  for (guint i = 0; households && i < households->len; i++)
    {
      const char *id = pf_record_get_id (g_ptr_array_index (households, i));
      g_autoptr (GPtrArray) children = pfs_storage_list_children (agent->storage, id, error);

      for (guint k = 0; children && k < children->len; k++)
        if (g_str_equal (pf_record_get_id (g_ptr_array_index (children, k)), name))
          {
            *household = g_strdup (id);
            *child = g_strdup (name);
            return TRUE;
          }
      if (!children)
        return FALSE;
    }
  if (households)
    g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_DATA,
                 _("“%s” is no family and no child: “agent families” and “agent children” show "
                   "the IDs."),
                 name);
  return FALSE;
}

static gboolean
print_requirements (PfsAgent *agent, GPtrArray *requirements, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (requirement_columns);

  for (guint i = 0; requirements && i < requirements->len; i++)
    if (!add_requirement (agent, table, g_ptr_array_index (requirements, i), error))
      return FALSE;
  if (!requirements)
    return FALSE;
  pfs_agent_print (agent, table, _("Nothing is asked for."));
  return TRUE;
}

static gboolean
run_requirements (PfsAgent *agent, GError **error)
{
  g_autofree char *household = NULL;
  g_autofree char *child = NULL;
  g_autoptr (GPtrArray) requirements = NULL;

  if (agent->arguments[0] && !find_family (agent, agent->arguments[0], &household, &child, error))
    return FALSE;
  requirements = pfs_storage_list_requirements (agent->storage, household, child, error);
  return print_requirements (agent, requirements, error);
}

static gboolean
print_documents (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (document_columns);

  for (char **id = agent->arguments; *id; id++)
    {
      g_autoptr (PfDocument) document = pfs_storage_load_document (agent->storage, *id, error);

      if (!document || !add_document (agent, table, document, error))
        return FALSE;
    }
  pfs_agent_print (agent, table, "");
  return TRUE;
}

/* Decides on every argument, in one transaction. */
static gboolean
decide_all (PfsAgent *agent, Decision decide, GError **error)
{
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (agent->storage, agent->now, error);

  if (!transaction)
    return FALSE;
  for (char **id = agent->arguments; *id; id++)
    if (!decide (agent, *id, error))
      return FALSE;
  return pfs_transaction_commit (transaction, error);
}

static gboolean
validate (PfsAgent *agent, const char *id, GError **error)
{
  PfDay expires = until ? pfs_agent_parse_day (agent, until, error) : PF_DAY_NONE;

  return (!until || expires != PF_DAY_NONE) &&
         pfs_papers_validate (agent->storage, id, expires, agent->now, error);
}

static gboolean
run_validate (PfsAgent *agent, GError **error)
{
  return decide_all (agent, validate, error) && print_documents (agent, error);
}

static gboolean
refuse (PfsAgent *agent, const char *id, GError **error)
{
  return pfs_papers_refuse (agent->storage, id, reason, error);
}

static gboolean
run_refuse (PfsAgent *agent, GError **error)
{
  if (!reason || *reason == '\0')
    {
      g_set_error (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                   _("Tell the family why: --reason TEXT"));
      return FALSE;
    }
  return decide_all (agent, refuse, error) && print_documents (agent, error);
}

/* Writes one file of a document into @folder, under a name that cannot lead elsewhere. */
static gboolean
save_file (PfsAgent     *agent,
           const char   *folder,
           const char   *document,
           const PfFile *file,
           PfsTable     *table,
           GError      **error)
{
  g_autoptr (GBytes) bytes = pfs_storage_load_bytes (agent->storage, file->digest, error);
  g_autofree char *base = g_path_get_basename (file->name);
  g_autofree char *name = g_strdup_printf ("%s-%s-%s", document, file->id, base);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!bytes || !g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                           (gssize) g_bytes_get_size (bytes),
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;
  pfs_table_take_row (table, g_steal_pointer (&path));
  return TRUE;
}

static gboolean
run_save (PfsAgent *agent, GError **error)
{
  const char *id = agent->arguments[0];
  g_autoptr (PfDocument) document = pfs_storage_load_document (agent->storage, id, error);
  g_autoptr (PfsTable) table = pfs_table_new (file_columns);

  for (guint i = 0; document && i < document->files->len; i++)
    if (!save_file (agent, agent->arguments[1], id, g_ptr_array_index (document->files, i), table,
                    error))
      return FALSE;
  if (!document)
    return FALSE;
  pfs_agent_print (agent, table, "");
  return TRUE;
}

/* Returns: (transfer full): what the options ask for; NULL with @error. */
static PfRequirement *
make_requirement (PfsAgent *agent, GError **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *id = g_strconcat ("Q-", uuid, NULL);
  g_autoptr (PfRequirement) requirement = pf_record_new (PF_TYPE_REQUIREMENT, id);
  g_autoptr (PfPaper) filled = NULL;

  if (*agent->arguments[0] == '\0')
    {
      g_set_error_literal (error, PFS_AGENT_ERROR, PFS_AGENT_ERROR_USAGE,
                           _("Say which paper: it needs a name."));
      return NULL;
    }
  requirement->name = g_strdup (agent->arguments[0]);
  requirement->explanation = g_strdup (explanation);
  requirement->form = g_strdup (form);
  requirement->is_mandatory = is_mandatory;
  requirement->is_yearly = is_yearly;
  requirement->due = due ? pfs_agent_parse_coming_day (agent, due, error) : PF_DAY_NONE;
  if (due && requirement->due == PF_DAY_NONE)
    return NULL;
  if (form && !(filled = pfs_storage_load_paper (agent->storage, form, error)))
    return NULL;
  return g_steal_pointer (&requirement);
}

static gboolean
require (PfsAgent *agent, PfRequirement *requirement, GError **error)
{
  const char *whom = agent->arguments[1];
  g_autofree char *household = NULL;

  if (g_str_equal (whom, "families"))
    return pfs_storage_put_asked_paper (agent->storage, requirement, PFS_ASKED_OF_HOUSEHOLDS,
                                        error);
  if (g_str_equal (whom, "children"))
    return pfs_storage_put_asked_paper (agent->storage, requirement, PFS_ASKED_OF_CHILDREN, error);
  return find_family (agent, whom, &household, &requirement->child, error) &&
         pfs_storage_put_requirement (agent->storage, household, requirement, error);
}

static gboolean
run_require (PfsAgent *agent, GError **error)
{
  g_autoptr (PfRequirement) requirement = make_requirement (agent, error);
  g_autoptr (PfsTransaction) transaction =
      requirement ? pfs_storage_begin (agent->storage, agent->now, error) : NULL;
  g_autoptr (GPtrArray) all = NULL;

  if (!transaction || !require (agent, requirement, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  all = pfs_storage_list_requirements (agent->storage, NULL, NULL, error);
  for (guint i = 0; all && i < all->len;)
    if (g_str_has_prefix (pf_record_get_id (g_ptr_array_index (all, i)),
                          pf_record_get_id (PF_RECORD (requirement))))
      i++;
    else
      g_ptr_array_remove_index (all, i);
  return print_requirements (agent, all, error);
}

static void
add_paper (PfsTable *table, PfPaper *paper)
{
  pfs_table_take_row (table, g_strdup (pf_record_get_id (PF_RECORD (paper))),
                      g_strdup (paper->name), g_strdup (paper->category),
                      format_moment (paper->at));
}

/* Hands the first argument, a file, out to @household ("" = all) as the second one. */
static gboolean
hand_out (PfsAgent *agent, const char *household, const char *child, GError **error)
{
  const char *path = agent->arguments[0];
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *contents = NULL;
  gsize size;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PfPaper) paper = pf_record_new (PF_TYPE_PAPER, "new");
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfsTable) table = pfs_table_new (paper_columns);

  if (!g_file_get_contents (path, &contents, &size, error))
    return FALSE;
  bytes = g_bytes_new_take (g_steal_pointer (&contents), size);
  paper->name = g_strdup (agent->arguments[1]);
  paper->category = g_strdup (category);
  paper->child = g_strdup (child);
  transaction = pfs_storage_begin (agent->storage, agent->now, error);
  if (!transaction ||
      !pfs_papers_hand_out (agent->storage, household, paper, base, bytes, agent->now, error) ||
      !pfs_transaction_commit (transaction, error))
    return FALSE;
  add_paper (table, paper);
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
run_publish (PfsAgent *agent, GError **error)
{
  return hand_out (agent, "", NULL, error);
}

static gboolean
run_deliver (PfsAgent *agent, GError **error)
{
  g_autofree char *household = NULL;
  g_autofree char *child = NULL;

  return find_family (agent, agent->arguments[2], &household, &child, error) &&
         hand_out (agent, household, child, error);
}

static gboolean
run_certify (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (agent->storage, agent->now, error);
  g_autoptr (PfsTable) table = pfs_table_new (paper_columns);

  for (char **enrolment = agent->arguments; transaction && *enrolment; enrolment++)
    {
      g_autoptr (PfPaper) paper =
          pfs_papers_certify (agent->storage, *enrolment, agent->now, error);

      if (!paper)
        return FALSE;
      add_paper (table, paper);
    }
  if (!transaction || !pfs_transaction_commit (transaction, error))
    return FALSE;
  pfs_agent_print (agent, table, "");
  return TRUE;
}

static gboolean
run_town_papers (PfsAgent *agent, GError **error)
{
  g_autoptr (PfsTable) table = pfs_table_new (paper_columns);
  g_autoptr (GPtrArray) papers = pfs_storage_list_town_papers (agent->storage, error);

  for (guint i = 0; papers && i < papers->len; i++)
    add_paper (table, g_ptr_array_index (papers, i));
  if (!papers)
    return FALSE;
  pfs_agent_print (agent, table, _("The town hands out no paper yet."));
  return TRUE;
}

static gboolean
withdraw (PfsAgent *agent, const char *id, GError **error)
{
  return pfs_storage_remove_paper (agent->storage, id, error);
}

static gboolean
run_withdraw (PfsAgent *agent, GError **error)
{
  return decide_all (agent, withdraw, error);
}

static const GOptionEntry validate_options[] = {
  { "until", 0, 0, G_OPTION_ARG_STRING, &until,
    N_("The last day that the paper counts; a yearly one: 31 August"), N_("DAY") },
  { NULL },
};

static const GOptionEntry refuse_options[] = { PFS_AGENT_REASON (reason), { NULL } };

static const GOptionEntry require_options[] = {
  { "mandatory", 0, 0, G_OPTION_ARG_NONE, &is_mandatory,
    N_("Some enrolments and bookings wait for it"), NULL },
  { "yearly", 0, 0, G_OPTION_ARG_NONE, &is_yearly, N_("It counts for one school year"), NULL },
  { "due", 0, 0, G_OPTION_ARG_STRING, &due, N_("Until when it is to be sent"), N_("DAY") },
  { "explanation", 0, 0, G_OPTION_ARG_STRING, &explanation, N_("What the family is told"),
    N_("TEXT") },
  { "form", 0, 0, G_OPTION_ARG_STRING, &form, N_("A paper of the town to fill in"), N_("PAPER") },
  { NULL },
};

static const GOptionEntry category_options[] = {
  { "category", 0, 0, G_OPTION_ARG_STRING, &category, N_("What families find it under"),
    N_("TEXT") },
  { NULL },
};

const PfsAgentCommand pfs_agent_papers_commands[] = {
  { "papers", "", N_("List the papers that families sent and that wait for a look"), 0, 0,
    run_papers },
  { "save-paper", N_("DOCUMENT FOLDER"), N_("Write the files of a document into a folder"), 2, 2,
    run_save },
  { "validate-paper", N_("DOCUMENT… [--until DAY]"), N_("Accept papers that families sent"), 1, -1,
    run_validate, validate_options },
  { "refuse-paper", N_("DOCUMENT… --reason TEXT"),
    N_("Refuse papers; the family reads the reason and sends others"), 1, -1, run_refuse,
    refuse_options },
  { "requirements", N_("[FAMILY|CHILD]"),
    N_("List what is asked of families, and where each paper stands"), 0, 1, run_requirements },
  { "require-paper", N_("NAME FAMILY|CHILD|families|children"),
    N_("Ask one family, all families or each child for a paper"), 2, 2, run_require,
    require_options },
  { "town-papers", "", N_("List what the town hands out to all families"), 0, 0, run_town_papers },
  { "publish-paper", N_("FILE NAME [--category TEXT]"),
    N_("Hand a PDF or a picture out to all families"), 2, 2, run_publish, category_options },
  { "withdraw-paper", N_("PAPER…"), N_("Take papers of the town back"), 1, -1, run_withdraw },
  { "deliver-paper", N_("FILE NAME FAMILY|CHILD [--category TEXT]"),
    N_("Give one family a paper: an attestation, a confirmation"), 3, 3, run_deliver,
    category_options },
  { "certify", N_("ENROLMENT…"), N_("Give families the certificate of an enrolment, as PDF"), 1, -1,
    run_certify },
  { NULL },
};
