/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be searched of records. */
#include "config.h"

#include "pf-search.h"

#include "pf-record-family.h"
#include "pf-record-mail.h"
#include "pf-record-money.h"
#include "pf-record-news.h"
#include "pf-record-papers.h"

#include <string.h>

/* Text: being put together. */
typedef struct {
  GString *title;
  GString *words;
} Text;

#define M(Type, member) G_STRUCT_OFFSET (Type, member)
#define N_MEMBERS 2

/* Searched: what can be searched of one collection's records. */
typedef struct {
  goffset title[N_MEMBERS]; /* of members that are text; 0: none */
  goffset words[N_MEMBERS];
  void (*add_more) (gpointer record, Text *text); /* (nullable) */
} Searched;

static void
add (GString *to, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (to, "%s%s", to->len > 0 ? " " : "", text);
}

static void
add_members (GString *to, PfRecord *record, const goffset *offsets)
{
  for (int i = 0; i < N_MEMBERS && offsets[i] != 0; i++)
    add (to, G_STRUCT_MEMBER (char *, record, offsets[i]));
}

static void
add_files (Text *text, GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    add (text->words, ((const PfFile *) g_ptr_array_index (files, i))->name);
}

static void
add_pages (gpointer record, Text *text)
{
  add_files (text, ((PfDocument *) record)->files);
}

static void
add_attachments (gpointer record, Text *text)
{
  add_files (text, ((PfMessage *) record)->files);
}

static void
add_news_files (gpointer record, Text *text)
{
  add_files (text, ((PfNews *) record)->files);
}

static void
add_paper_file (gpointer record, Text *text)
{
  PfPaper *paper = record;

  if (paper->file != NULL)
    add (text->words, paper->file->name);
}

static void
add_lines (gpointer record, Text *text)
{
  PfInvoice *invoice = record;

  for (guint i = 0; i < invoice->lines->len; i++)
    add (text->words, ((const PfInvoiceLine *) g_ptr_array_index (invoice->lines, i))->label);
}

static void
add_topics (gpointer record, Text *text)
{
  PfService *service = record;

  for (guint i = 0; i < service->topics->len; i++)
    add (text->words, ((const PfTopic *) g_ptr_array_index (service->topics, i))->name);
}

static void
add_dishes (gpointer record, Text *text)
{
  PfMenu *menu = record;
  g_autofree char *day = pf_day_format (menu->day);

  add (text->title, day);
  for (guint i = 0; i < menu->dishes->len; i++)
    {
      if (i > 0)
        g_string_append_c (text->words, ',');
      add (text->words, ((const PfDish *) g_ptr_array_index (menu->dishes, i))->name);
    }
  add (text->words, menu->remark);
}

/* Those without a line are not searched by their words. What the family answered in a request
 * stays out: it may be about health. */
static const Searched searched[PF_N_COLLECTIONS] = {
  [PF_COLLECTION_GUARDIANS] = { { M (PfGuardian, first_name), M (PfGuardian, last_name) },
                                { M (PfGuardian, email) } },
  [PF_COLLECTION_CHILDREN] = { { M (PfChild, first_name), M (PfChild, last_name) },
                               { M (PfChild, class_name) } },
  [PF_COLLECTION_ACTIVITIES] = { { M (PfActivity, name) }, { M (PfActivity, description) } },
  [PF_COLLECTION_CONTACTS] = { { M (PfContact, first_name), M (PfContact, last_name) },
                               { M (PfContact, relation) } },
  [PF_COLLECTION_REQUIREMENTS] = { { M (PfRequirement, name) },
                                   { M (PfRequirement, explanation), M (PfRequirement, reason) } },
  [PF_COLLECTION_DOCUMENTS] = { { M (PfDocument, name) }, { M (PfDocument, reason) }, add_pages },
  [PF_COLLECTION_PAPERS] = { { M (PfPaper, name) }, { M (PfPaper, category) }, add_paper_file },
  [PF_COLLECTION_INVOICES] = { { M (PfInvoice, label), M (PfInvoice, number) }, { 0 }, add_lines },
  [PF_COLLECTION_PAYMENTS] = { { M (PfPayment, label) }, { M (PfPayment, reference) } },
  [PF_COLLECTION_SERVICES] = { { M (PfService, name) }, { 0 }, add_topics },
  [PF_COLLECTION_THREADS] = { { M (PfThread, subject) } },
  [PF_COLLECTION_MESSAGES] = { { M (PfMessage, author) },
                               { M (PfMessage, text) },
                               add_attachments },
  [PF_COLLECTION_FORMS] = { { M (PfForm, name) },
                            { M (PfForm, category), M (PfForm, description) } },
  [PF_COLLECTION_REQUESTS] = { { M (PfRequest, name) }, { M (PfRequest, category) } },
  [PF_COLLECTION_NEWS] = { { M (PfNews, title) }, { M (PfNews, text) }, add_news_files },
  [PF_COLLECTION_MENUS] = { { 0 }, { 0 }, add_dishes },
};

PfSearchText *
pf_search_text_new (PfCollection collection, PfRecord *record)
{
  const Searched *row;
  PfSearchText *result;
  Text text;

  g_return_val_if_fail (collection < PF_N_COLLECTIONS, NULL);
  g_return_val_if_fail (PF_IS_RECORD (record), NULL);

  row = &searched[collection];
  if (row->title[0] == 0 && row->add_more == NULL)
    return NULL;
  text.title = g_string_new (NULL);
  text.words = g_string_new (NULL);
  add_members (text.title, record, row->title);
  add_members (text.words, record, row->words);
  if (row->add_more != NULL)
    row->add_more (record, &text);
  result = g_new0 (PfSearchText, 1);
  result->title = g_string_free (text.title, FALSE);
  result->words = g_string_free (text.words, FALSE);
  return result;
}

void
pf_search_text_free (PfSearchText *text)
{
  g_free (text->title);
  g_free (text->words);
  g_free (text);
}

PfSearchHit *
pf_search_hit_new (PfCollection collection, const char *id)
{
  PfSearchHit *hit = g_new0 (PfSearchHit, 1);

  hit->collection = collection;
  hit->id = g_strdup (id);
  hit->titles = g_array_new (FALSE, FALSE, sizeof (PfSearchRange));
  hit->texts = g_array_new (FALSE, FALSE, sizeof (PfSearchRange));
  return hit;
}

void
pf_search_hit_free (PfSearchHit *hit)
{
  g_free (hit->id);
  g_free (hit->title);
  g_free (hit->text);
  g_array_unref (hit->titles);
  g_array_unref (hit->texts);
  g_free (hit);
}

/* Every query without a word would match: no word of it is missing anywhere. */
static gboolean
has_words (const char *text)
{
  g_auto (GStrv) words = g_str_tokenize_and_fold (text, NULL, NULL);

  return words[0] != NULL;
}

gboolean
pf_search_match (const char *query, const char *text)
{
  g_autofree char *plain = NULL;

  g_return_val_if_fail (query != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (!has_words (query))
    return FALSE;
  if (g_str_match_string (query, text, TRUE))
    return TRUE;
  /* GLib forgives an accent that the query lacks, not one that it has too many. */
  plain = g_str_to_ascii (query, NULL);
  return has_words (plain) && strchr (plain, '?') == NULL && g_str_match_string (plain, text, TRUE);
}
