/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be searched of records. */
#include "config.h"

#include "pf-search.h"

#include "pf-record-family.h"
#include "pf-record-mail.h"
#include "pf-record-money.h"
#include "pf-record-news.h"
#include "pf-record-papers.h"

/* Text: being put together. */
typedef struct {
  GString *title;
  GString *words;
} Text;

typedef void (*Describe) (gpointer record, Text *text);

static void
add (GString *to, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (to, "%s%s", to->len > 0 ? " " : "", text);
}

static void
add_files (Text *text, GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    add (text->words, ((const PfFile *) g_ptr_array_index (files, i))->name);
}

static void
describe_guardian (gpointer record, Text *text)
{
  PfGuardian *guardian = record;

  add (text->title, guardian->first_name);
  add (text->title, guardian->last_name);
  add (text->words, guardian->email);
}

static void
describe_child (gpointer record, Text *text)
{
  PfChild *child = record;

  add (text->title, child->first_name);
  add (text->title, child->last_name);
  add (text->words, child->class_name);
}

static void
describe_contact (gpointer record, Text *text)
{
  PfContact *contact = record;

  add (text->title, contact->first_name);
  add (text->title, contact->last_name);
  add (text->words, contact->relation);
}

static void
describe_activity (gpointer record, Text *text)
{
  PfActivity *activity = record;

  add (text->title, activity->name);
  add (text->words, activity->description);
}

static void
describe_requirement (gpointer record, Text *text)
{
  PfRequirement *requirement = record;

  add (text->title, requirement->name);
  add (text->words, requirement->explanation);
  add (text->words, requirement->reason);
}

static void
describe_document (gpointer record, Text *text)
{
  PfDocument *document = record;

  add (text->title, document->name);
  add (text->words, document->reason);
  add_files (text, document->files);
}

static void
describe_paper (gpointer record, Text *text)
{
  PfPaper *paper = record;

  add (text->title, paper->name);
  add (text->words, paper->category);
  if (paper->file != NULL)
    add (text->words, paper->file->name);
}

static void
describe_invoice (gpointer record, Text *text)
{
  PfInvoice *invoice = record;

  add (text->title, invoice->label);
  add (text->title, invoice->number);
  for (guint i = 0; i < invoice->lines->len; i++)
    add (text->words, ((const PfInvoiceLine *) g_ptr_array_index (invoice->lines, i))->label);
}

static void
describe_payment (gpointer record, Text *text)
{
  PfPayment *payment = record;

  add (text->title, payment->label);
  add (text->words, payment->reference);
}

static void
describe_service (gpointer record, Text *text)
{
  PfService *service = record;

  add (text->title, service->name);
  for (guint i = 0; i < service->topics->len; i++)
    add (text->words, ((const PfTopic *) g_ptr_array_index (service->topics, i))->name);
}

static void
describe_thread (gpointer record, Text *text)
{
  add (text->title, ((PfThread *) record)->subject);
}

static void
describe_message (gpointer record, Text *text)
{
  PfMessage *message = record;

  add (text->title, message->author);
  add (text->words, message->text);
  add_files (text, message->files);
}

static void
describe_form (gpointer record, Text *text)
{
  PfForm *form = record;

  add (text->title, form->name);
  add (text->words, form->category);
  add (text->words, form->description);
}

/* What the family answered stays out: it may be about health. */
static void
describe_request (gpointer record, Text *text)
{
  PfRequest *request = record;

  add (text->title, request->name);
  add (text->words, request->category);
}

static void
describe_news (gpointer record, Text *text)
{
  PfNews *news = record;

  add (text->title, news->title);
  add (text->words, news->text);
  add_files (text, news->files);
}

static void
describe_menu (gpointer record, Text *text)
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

/* Those without a line are not searched by their words. */
static const Describe describe[PF_N_COLLECTIONS] = {
  [PF_COLLECTION_GUARDIANS] = describe_guardian,
  [PF_COLLECTION_CHILDREN] = describe_child,
  [PF_COLLECTION_ACTIVITIES] = describe_activity,
  [PF_COLLECTION_CONTACTS] = describe_contact,
  [PF_COLLECTION_REQUIREMENTS] = describe_requirement,
  [PF_COLLECTION_DOCUMENTS] = describe_document,
  [PF_COLLECTION_PAPERS] = describe_paper,
  [PF_COLLECTION_INVOICES] = describe_invoice,
  [PF_COLLECTION_PAYMENTS] = describe_payment,
  [PF_COLLECTION_SERVICES] = describe_service,
  [PF_COLLECTION_THREADS] = describe_thread,
  [PF_COLLECTION_MESSAGES] = describe_message,
  [PF_COLLECTION_FORMS] = describe_form,
  [PF_COLLECTION_REQUESTS] = describe_request,
  [PF_COLLECTION_NEWS] = describe_news,
  [PF_COLLECTION_MENUS] = describe_menu,
};

PfSearchText *
pf_search_text_new (PfCollection collection, PfRecord *record)
{
  PfSearchText *result;
  Text text;

  g_return_val_if_fail (collection < PF_N_COLLECTIONS, NULL);
  g_return_val_if_fail (PF_IS_RECORD (record), NULL);

  if (describe[collection] == NULL)
    return NULL;
  text.title = g_string_new (NULL);
  text.words = g_string_new (NULL);
  describe[collection](record, &text);
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
