/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of papers. */
#include "config.h"

#include "pfs-storage-papers.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-files.h"
#include "pfs-storage-private.h"

#define SELECT_REQUIREMENTS                                                                        \
  "SELECT r.id, r.name, r.child, r.explanation, r.form, r.mandatory, r.yearly, r.due, r.document," \
  " d.state, d.reason, d.expires FROM requirements r LEFT JOIN documents d ON d.id = r.document"
/* SQLite seeks by an index only what no OR makes optional. */
#define LIST_REQUIREMENTS(whose)                                                                   \
  SELECT_REQUIREMENTS " WHERE " whose " AND (?2 IS NULL OR r.child = ?2)"                          \
                      " ORDER BY r.household, r.child, r.name, r.id"
#define SELECT_DOCUMENTS                                                                           \
  "SELECT id, name, requirement, child, sent_at, state, reason, expires FROM documents"
#define SELECT_PAPERS "SELECT id, name, category, child, at, household FROM papers"
/* What is asked of all, told to each. */
#define INSERT_ASKED                                                                               \
  "INSERT OR IGNORE INTO requirements"                                                             \
  " (id, household, child, name, explanation, form, mandatory, yearly, due)"
#define ASK_HOUSEHOLDS(which)                                                                      \
  INSERT_ASKED                                                                                     \
  " SELECT a.id || ':' || h.id, h.id, NULL, a.name, a.explanation, a.form, a.mandatory, a.yearly," \
  " a.due FROM asked_papers a, households h WHERE NOT a.of_children AND " which                    \
  " RETURNING household, id"
#define ASK_CHILDREN(which)                                                                        \
  INSERT_ASKED                                                                                     \
  " SELECT a.id || ':' || k.id, k.household, k.id, a.name, a.explanation, a.form, a.mandatory,"    \
  " a.yearly, a.due FROM asked_papers a, children k WHERE a.of_children AND " which                \
  " RETURNING household, id"

static gpointer
read_requirement (PfsRows *rows)
{
  PfRequirement *requirement = pfs_rows_record (rows, PF_TYPE_REQUIREMENT);

  requirement->name = pfs_rows_text (rows, 1);
  requirement->child = pfs_rows_text (rows, 2);
  requirement->explanation = pfs_rows_text (rows, 3);
  requirement->form = pfs_rows_text (rows, 4);
  requirement->is_mandatory = pfs_rows_integer (rows, 5) != 0;
  requirement->is_yearly = pfs_rows_integer (rows, 6) != 0;
  requirement->due = pfs_rows_day (rows, 7);
  requirement->document = pfs_rows_text (rows, 8);
  requirement->state = requirement->document != NULL ? (PfPaperState) pfs_rows_integer (rows, 9)
                                                     : PF_PAPER_MISSING;
  requirement->reason = pfs_rows_text (rows, 10);
  requirement->expires = pfs_rows_day (rows, 11);
  return requirement;
}

static gpointer
read_document (PfsRows *rows)
{
  PfDocument *document = pfs_rows_record (rows, PF_TYPE_DOCUMENT);

  document->name = pfs_rows_text (rows, 1);
  document->requirement = pfs_rows_text (rows, 2);
  document->child = pfs_rows_text (rows, 3);
  document->sent_at = (PfMoment) pfs_rows_integer (rows, 4);
  document->state = (PfPaperState) pfs_rows_integer (rows, 5);
  document->reason = pfs_rows_text (rows, 6);
  document->expires = pfs_rows_day (rows, 7);
  return document;
}

static gpointer
read_paper (PfsRows *rows)
{
  PfPaper *paper = pfs_rows_record (rows, PF_TYPE_PAPER);
  g_autofree char *household = pfs_rows_text (rows, 5);

  paper->name = pfs_rows_text (rows, 1);
  paper->category = pfs_rows_text (rows, 2);
  paper->child = pfs_rows_text (rows, 3);
  paper->at = (PfMoment) pfs_rows_integer (rows, 4);
  paper->kind = *household == '\0' ? PF_PAPER_KIND_TOWN : PF_PAPER_KIND_PERSONAL;
  return paper;
}

/* Tells each record that a statement returns (household, id). */
static gboolean
touch_returned (PfsStorage  *self,
                PfsRows     *rows,
                PfCollection collection,
                gboolean     is_removed,
                GError     **error)
{
  while (pfs_rows_next (rows))
    {
      g_autofree char *household = pfs_rows_text (rows, 0);
      g_autofree char *id = pfs_rows_text (rows, 1);

      if (!pfs_touch_record (self, household, collection, id, is_removed, error))
        return FALSE;
    }
  return pfs_rows_check (rows, error);
}

/* Asks what is asked of all of a household (NULL = of each), but of none that was asked already. */
static gboolean
ask_households (PfsStorage *self, const char *household, GError **error)
{
  g_autoptr (PfsRows) rows = pfs_rows_begin (self,
                                             household != NULL ? ASK_HOUSEHOLDS ("h.id = ?1")
                                                               : ASK_HOUSEHOLDS ("?1 IS NULL"),
                                             "s", household);

  return touch_returned (self, rows, PF_COLLECTION_REQUIREMENTS, FALSE, error);
}

static gboolean
ask_children (PfsStorage *self, const char *child, GError **error)
{
  g_autoptr (PfsRows) rows = pfs_rows_begin (
      self, child != NULL ? ASK_CHILDREN ("k.id = ?1") : ASK_CHILDREN ("?1 IS NULL"), "s", child);

  return touch_returned (self, rows, PF_COLLECTION_REQUIREMENTS, FALSE, error);
}

gboolean
pfs_storage_put_asked_paper (PfsStorage    *self,
                             PfRequirement *asked,
                             PfsAskedOf     whom,
                             GError       **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_REQUIREMENT (asked), FALSE);

  id = pf_record_get_id (PF_RECORD (asked));
  return pfs_storage_check_id (id, error) &&
         pfs_rows_write (self, error,
                         "INSERT INTO asked_papers (id, of_children, name, explanation, form,"
                         " mandatory, yearly, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                         "snsssnnd", id, whom == PFS_ASKED_OF_CHILDREN, asked->name,
                         asked->explanation, asked->form, asked->is_mandatory, asked->is_yearly,
                         asked->due) &&
         ask_households (self, NULL, error) && ask_children (self, NULL, error);
}

gboolean
pfs_storage_ask_papers (PfsStorage *self, const char *household, const char *child, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL, FALSE);

  return child != NULL ? ask_children (self, child, error)
                       : ask_households (self, household, error);
}

gboolean
pfs_storage_forget_papers (PfsStorage *self, const char *child, GError **error)
{
  static const struct {
    PfCollection collection;
    gboolean is_removed;
    const char *note;
    const char *forget;
  } steps[] = {
    { PF_COLLECTION_DOCUMENTS, FALSE, "SELECT household, id FROM documents WHERE child = ?",
      "UPDATE documents SET child = NULL, requirement = NULL WHERE child = ?" },
    { PF_COLLECTION_PAPERS, FALSE, "SELECT household, id FROM papers WHERE child = ?",
      "UPDATE papers SET child = NULL WHERE child = ?" },
    { PF_COLLECTION_REQUIREMENTS, TRUE, "SELECT household, id FROM requirements WHERE child = ?",
      "DELETE FROM requirements WHERE child = ?" },
  };

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (child != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (PfsRows) rows = pfs_rows_begin (self, steps[i].note, "s", child);

      if (!touch_returned (self, rows, steps[i].collection, steps[i].is_removed, error) ||
          !pfs_rows_write (self, error, steps[i].forget, "s", child))
        return FALSE;
    }
  return TRUE;
}

gboolean
pfs_storage_put_requirement (PfsStorage    *self,
                             const char    *household,
                             PfRequirement *requirement,
                             GError       **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_REQUIREMENT (requirement), FALSE);

  id = pf_record_get_id (PF_RECORD (requirement));
  return pfs_storage_check_id (id, error) &&
         pfs_rows_write (self, error,
                         "INSERT INTO requirements (id, household, child, name, explanation, form,"
                         " mandatory, yearly, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT DO UPDATE SET name = excluded.name,"
                         " explanation = excluded.explanation, form = excluded.form,"
                         " mandatory = excluded.mandatory, yearly = excluded.yearly,"
                         " due = excluded.due",
                         "ssssssnnd", id, household, requirement->child, requirement->name,
                         requirement->explanation, requirement->form, requirement->is_mandatory,
                         requirement->is_yearly, requirement->due) &&
         pfs_touch_record (self, household, PF_COLLECTION_REQUIREMENTS, id, FALSE, error);
}

PfRequirement *
pfs_storage_load_requirement (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, SELECT_REQUIREMENTS " WHERE r.id = ?", "s", id);
  return pfs_rows_one (rows, _("No such paper is asked for"), id, error) ? read_requirement (rows)
                                                                         : NULL;
}

GPtrArray *
pfs_storage_list_requirements (PfsStorage *self,
                               const char *household,
                               const char *child,
                               GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self,
                         household != NULL ? LIST_REQUIREMENTS ("r.household = ?1")
                                           : LIST_REQUIREMENTS ("?1 IS NULL"),
                         "ss", household, child);
  return pfs_rows_list (rows, read_requirement, g_object_unref, error);
}

gboolean
pfs_storage_answer_requirement (PfsStorage *self,
                                const char *id,
                                const char *document,
                                GError    **error)
{
  g_autofree char *household = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  household = pfs_storage_get_requirement_household (self, id, error);
  return household != NULL &&
         pfs_rows_write (self, error, "UPDATE requirements SET document = ? WHERE id = ?", "ss",
                         document, id) &&
         pfs_touch_record (self, household, PF_COLLECTION_REQUIREMENTS, id, FALSE, error);
}

char *
pfs_storage_get_requirement_household (PfsStorage *self, const char *id, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return pfs_rows_find_text (self, "SELECT household FROM requirements WHERE id = ?",
                             _("No such paper is asked for"), id, error);
}

/* Attaches a record's files, in place of those that it had. */
static gboolean
put_files (PfsStorage  *self,
           const char  *household,
           PfCollection collection,
           const char  *id,
           GPtrArray   *files,
           GError     **error)
{
  if (!pfs_storage_detach (self, collection, id, error))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const PfFile *file = g_ptr_array_index (files, i);

      if (!pfs_storage_attach (self, household, collection, id, (int) i, file->name, file->digest,
                               error))
        return FALSE;
    }
  return TRUE;
}

gboolean
pfs_storage_put_document (PfsStorage *self,
                          const char *household,
                          PfDocument *document,
                          GError    **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_DOCUMENT (document), FALSE);

  id = pf_record_get_id (PF_RECORD (document));
  return pfs_storage_check_id (id, error) &&
         pfs_rows_write (self, error,
                         "INSERT INTO documents (id, household, child, requirement, name, sent_at,"
                         " state, reason, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT DO UPDATE SET state = excluded.state,"
                         " reason = excluded.reason, expires = excluded.expires",
                         "sssssinsd", id, household, document->child, document->requirement,
                         document->name, (gint64) document->sent_at, (int) document->state,
                         document->reason, document->expires) &&
         put_files (self, household, PF_COLLECTION_DOCUMENTS, id, document->files, error) &&
         pfs_touch_record (self, household, PF_COLLECTION_DOCUMENTS, id, FALSE, error) &&
         (document->requirement == NULL ||
          pfs_touch_record (self, household, PF_COLLECTION_REQUIREMENTS, document->requirement,
                            FALSE, error));
}

/* Adds its files. */
static gboolean
load_files (PfsStorage *self, PfDocument *document, GError **error)
{
  g_ptr_array_unref (document->files);
  document->files = pfs_storage_list_attachments (self, PF_COLLECTION_DOCUMENTS,
                                                  pf_record_get_id (PF_RECORD (document)), error);
  if (document->files != NULL)
    return TRUE;
  document->files = g_ptr_array_new ();
  return FALSE;
}

PfDocument *
pfs_storage_load_document (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;
  g_autoptr (PfDocument) document = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, SELECT_DOCUMENTS " WHERE id = ?", "s", id);
  if (!pfs_rows_one (rows, _("There is no document"), id, error))
    return NULL;
  document = read_document (rows);
  return load_files (self, document, error) ? g_steal_pointer (&document) : NULL;
}

GPtrArray *
pfs_storage_list_documents (PfsStorage *self, PfPaperState state, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;
  g_autoptr (GPtrArray) documents = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self, SELECT_DOCUMENTS " WHERE state = ? ORDER BY sent_at, id", "n",
                         (int) state);
  documents = pfs_rows_list (rows, read_document, g_object_unref, error);
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    if (!load_files (self, g_ptr_array_index (documents, i), error))
      return NULL;
  return g_steal_pointer (&documents);
}

char *
pfs_storage_get_document_household (PfsStorage *self, const char *id, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return pfs_rows_find_text (self, "SELECT household FROM documents WHERE id = ?",
                             _("There is no document"), id, error);
}

gboolean
pfs_storage_put_paper (PfsStorage *self, const char *household, PfPaper *paper, GError **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_PAPER (paper), FALSE);

  id = pf_record_get_id (PF_RECORD (paper));
  return pfs_storage_check_id (id, error) &&
         pfs_rows_write (
             self, error,
             "INSERT INTO papers (id, household, name, category, child, at)"
             " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name,"
             " category = excluded.category, at = excluded.at",
             "sssssi", id, household, paper->name, paper->category, paper->child,
             (gint64) paper->at) &&
         (paper->file == NULL ||
          pfs_storage_attach (self, household, PF_COLLECTION_PAPERS, id, 0, paper->file->name,
                              paper->file->digest, error)) &&
         pfs_touch_record (self, household, PF_COLLECTION_PAPERS, id, FALSE, error);
}

PfPaper *
pfs_storage_load_paper (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;
  g_autoptr (PfPaper) paper = NULL;
  g_autoptr (GPtrArray) files = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, SELECT_PAPERS " WHERE id = ?", "s", id);
  if (!pfs_rows_one (rows, _("There is no paper"), id, error))
    return NULL;
  paper = read_paper (rows);
  files = pfs_storage_list_attachments (self, PF_COLLECTION_PAPERS, id, error);
  if (files == NULL)
    return NULL;
  if (files->len > 0)
    paper->file = pf_file_copy (g_ptr_array_index (files, 0));
  return g_steal_pointer (&paper);
}

GPtrArray *
pfs_storage_list_town_papers (PfsStorage *self, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self, SELECT_PAPERS " WHERE household = '' ORDER BY category, name", "");
  return pfs_rows_list (rows, read_paper, g_object_unref, error);
}

gboolean
pfs_storage_remove_paper (PfsStorage *self, const char *id, GError **error)
{
  g_autofree char *household = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  household = pfs_rows_find_text (self, "SELECT household FROM papers WHERE id = ?",
                                  _("There is no paper"), id, error);
  return household != NULL && pfs_storage_detach (self, PF_COLLECTION_PAPERS, id, error) &&
         pfs_rows_write (self, error, "DELETE FROM papers WHERE id = ?", "s", id) &&
         pfs_touch_record (self, household, PF_COLLECTION_PAPERS, id, TRUE, error);
}
