/* SPDX-License-Identifier: GPL-3.0-or-later
 * A paper with all that is known of it, in words. */
#include "config.h"

#include "pf-document-item.h"

#include "common/pf-date-text.h"
#include "pf-codec.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PfDocumentItem, pf_document_item, G_TYPE_OBJECT)

static const struct {
  const char *icon;
  const char *css_class;
} states[PF_N_DOCUMENT_STATES] = {
  [PF_DOCUMENT_TO_SEND] = { "mail-send-symbolic", "accent" },
  [PF_DOCUMENT_DRAFT] = { "document-edit-symbolic", "accent" },
  [PF_DOCUMENT_QUEUED] = { "mail-send-symbolic", "dim-label" },
  [PF_DOCUMENT_UNTAKEN] = { "dialog-warning-symbolic", "error" },
  [PF_DOCUMENT_RECEIVED] = { "mail-unread-symbolic", "dim-label" },
  [PF_DOCUMENT_VALIDATED] = { "emblem-ok-symbolic", "success" },
  [PF_DOCUMENT_EXPIRING] = { "alarm-symbolic", "warning" },
  [PF_DOCUMENT_REFUSED] = { "dialog-warning-symbolic", "error" },
  [PF_DOCUMENT_EXPIRED] = { "alarm-symbolic", "error" },
};

static void
pf_document_item_finalize (GObject *object)
{
  PfDocumentItem *self = PF_DOCUMENT_ITEM (object);

  g_clear_object (&self->session);
  g_clear_object (&self->requirement);
  g_clear_object (&self->document);
  g_clear_object (&self->submission);
  g_clear_object (&self->child);
  g_free (self->name);
  G_OBJECT_CLASS (pf_document_item_parent_class)->finalize (object);
}

static void
pf_document_item_class_init (PfDocumentItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = pf_document_item_finalize;
}

static void
pf_document_item_init (PfDocumentItem *self)
{
}

/* Where a document without requirement stands. */
static PfPaperState
get_document_state (PfDocument *document, PfDay today)
{
  gboolean counts = document->state == PF_PAPER_RECEIVED || document->state == PF_PAPER_VALIDATED;

  return counts && document->expires != PF_DAY_NONE && document->expires < today ? PF_PAPER_EXPIRED
                                                                                 : document->state;
}

static PfDay
get_expires (PfDocumentItem *self)
{
  if (self->requirement != NULL)
    return self->requirement->expires;
  return self->document != NULL ? self->document->expires : PF_DAY_NONE;
}

static const char *
get_reason (PfDocumentItem *self)
{
  if (self->requirement != NULL)
    return self->requirement->reason;
  return self->document != NULL ? self->document->reason : NULL;
}

static PfDocumentState
derive_town_state (PfDocumentItem *self)
{
  static const PfDocumentState derived[] = {
    [PF_PAPER_MISSING] = PF_DOCUMENT_TO_SEND,     [PF_PAPER_RECEIVED] = PF_DOCUMENT_RECEIVED,
    [PF_PAPER_VALIDATED] = PF_DOCUMENT_VALIDATED, [PF_PAPER_REFUSED] = PF_DOCUMENT_REFUSED,
    [PF_PAPER_EXPIRED] = PF_DOCUMENT_EXPIRED,
  };
  PfDay today = pf_session_get_today (self->session);
  PfDay expires = get_expires (self);
  PfPaperState state = PF_PAPER_MISSING;

  if (self->requirement != NULL)
    state = pf_requirement_get_state (self->requirement, today);
  else if (self->document != NULL)
    state = get_document_state (self->document, today);
  if (state == PF_PAPER_VALIDATED && expires != PF_DAY_NONE && expires - today <= PF_DOCUMENT_SOON)
    return PF_DOCUMENT_EXPIRING;
  return derived[state];
}

static PfDocumentState
derive_state (PfDocumentItem *self)
{
  if (self->submission == NULL)
    return derive_town_state (self);
  switch (self->submission->state)
    {
    case PF_SUBMISSION_STATE_DRAFT:
      return PF_DOCUMENT_DRAFT;
    case PF_SUBMISSION_STATE_QUEUED:
      return PF_DOCUMENT_QUEUED;
    default:
      return pf_submission_is_refused (self->submission) ? PF_DOCUMENT_UNTAKEN
                                                         : derive_town_state (self);
    }
}

PfDocumentItem *
pf_document_item_new (PfSession     *session,
                      PfRequirement *requirement,
                      PfDocument    *document,
                      PfSubmission  *submission)
{
  PfDocumentItem *self = g_object_new (PF_TYPE_DOCUMENT_ITEM, NULL);
  g_autoptr (PfDocument) wish = submission != NULL ? pf_document_item_read (submission) : NULL;
  PfDocument *said = document != NULL ? document : wish;
  const char *child;

  self->session = g_object_ref (session);
  g_set_object (&self->requirement, requirement);
  g_set_object (&self->document, document);
  g_set_object (&self->submission, submission);
  self->name = g_strdup (requirement != NULL ? requirement->name : said != NULL ? said->name : "");
  child = requirement != NULL ? requirement->child : said != NULL ? said->child : NULL;
  g_set_object (&self->child, child != NULL
                                  ? pf_session_find_record (session, PF_COLLECTION_CHILDREN, child)
                                  : NULL);
  self->state = derive_state (self);
  return self;
}

gboolean
pf_document_item_equal (PfDocumentItem *a, PfDocumentItem *b)
{
  return a->session == b->session && a->requirement == b->requirement &&
         a->document == b->document && a->submission == b->submission && a->child == b->child &&
         a->state == b->state;
}

PfDocument *
pf_document_item_read (PfSubmission *submission)
{
  if (submission->kind != PF_SUBMISSION_DOCUMENT)
    return NULL;
  return pf_codec_decode_new_document (submission->body, NULL);
}

gboolean
pf_document_item_is_mandatory (PfDocumentItem *self)
{
  return self->requirement != NULL && self->requirement->is_mandatory;
}

gboolean
pf_document_item_is_to_do (PfDocumentItem *self)
{
  return self->requirement != NULL && self->state != PF_DOCUMENT_QUEUED &&
         self->state != PF_DOCUMENT_RECEIVED && self->state != PF_DOCUMENT_VALIDATED;
}

char *
pf_document_item_describe (PfDocumentItem *self)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  PfDay today = pf_session_get_today (self->session);

  g_strv_builder_add (parts,
                      self->child != NULL ? self->child->first_name : _("For the household"));
  if (pf_document_item_is_mandatory (self))
    /* Translators: of a paper. */
    g_strv_builder_add (parts, C_("paper", "mandatory"));
  if (self->requirement != NULL && self->requirement->due != PF_DAY_NONE &&
      pf_document_item_is_to_do (self))
    {
      g_autofree char *day = pf_date_text_day (self->requirement->due, today);
      g_autofree char *text = g_strdup_printf (_("to be sent by %s"), day);

      g_strv_builder_add (parts, text);
    }
  texts = g_strv_builder_end (parts);
  return g_strjoinv (" · ", texts);
}

/* Returns: (transfer full): a queued one's: how much of it is there, or what it waits for. */
static char *
describe_queued (PfDocumentItem *self)
{
  double progress = pf_session_get_upload_progress (self->session, self->submission);

  if (progress >= 0)
    return g_strdup_printf (_("Being sent: %d %%"), (int) (progress * 100));
  if (pf_session_is_submission_stuck (self->session, self->submission))
    return g_strdup (_("The town has failed to take it again and again. It is still tried."));
  return g_strdup (_("Kept here; it will be sent by itself as soon as the town is reached."));
}

static char *
describe_untaken (PfDocumentItem *self)
{
  const PfSubmissionAnswer *answer = self->submission->answer;
  const char *why = answer->detail != NULL ? answer->detail : answer->title;

  return why != NULL ? g_strdup_printf (_("The town did not take it: %s"), why)
                     : g_strdup (_("The town did not take it."));
}

static char *
describe_validated (PfDocumentItem *self)
{
  PfDay today = pf_session_get_today (self->session);
  PfDay expires = get_expires (self);
  g_autofree char *day = expires != PF_DAY_NONE ? pf_date_text_day (expires, today) : NULL;
  g_autofree char *left = NULL;

  if (day == NULL)
    return g_strdup (_("Validated by the town"));
  if (self->state == PF_DOCUMENT_VALIDATED)
    return g_strdup_printf (_("Validated by the town, counts until %s"), day);
  left = pf_date_text_relative_day (expires, today);
  if (self->state == PF_DOCUMENT_EXPIRED)
    /* Translators: a day, then "30 days ago". */
    return g_strdup_printf (_("It counted until %s (%s): send a new one"), day, left);
  /* Translators: a day, then "in 3 days". */
  return g_strdup_printf (_("Counts until %s (%s): send the next one"), day, left);
}

char *
pf_document_item_describe_state (PfDocumentItem *self)
{
  const char *reason = get_reason (self);

  g_return_val_if_fail (PF_IS_DOCUMENT_ITEM (self), NULL);

  switch (self->state)
    {
    case PF_DOCUMENT_TO_SEND:
      return g_strdup (_("Not sent yet"));
    case PF_DOCUMENT_DRAFT:
      return g_strdup (_("Files are chosen, but not sent"));
    case PF_DOCUMENT_QUEUED:
      return describe_queued (self);
    case PF_DOCUMENT_UNTAKEN:
      return describe_untaken (self);
    case PF_DOCUMENT_RECEIVED:
      return g_strdup (_("The town has it; somebody will look at it"));
    case PF_DOCUMENT_REFUSED:
      return reason != NULL ? g_strdup_printf (_("Refused: %s"), reason) : g_strdup (_("Refused"));
    case PF_DOCUMENT_VALIDATED:
    case PF_DOCUMENT_EXPIRING:
    case PF_DOCUMENT_EXPIRED:
      return describe_validated (self);
    default:
      g_return_val_if_reached (NULL);
    }
}

const char *
pf_document_state_get_icon (PfDocumentState state)
{
  return states[state].icon;
}

const char *
pf_document_state_get_css_class (PfDocumentState state)
{
  return states[state].css_class;
}
