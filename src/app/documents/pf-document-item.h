/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line of the Documents page: a paper that the town asks for, or one that the family sent of
 * its own accord, with what is on its way; and how it is told in words. Pure but for reading
 * lists. */
#pragma once

#include "pf-record-papers.h"
#include "pf-session.h"

G_BEGIN_DECLS

/** PfDocumentState: where a line stands, seen by the family. */
typedef enum {
  PF_DOCUMENT_TO_SEND,
  PF_DOCUMENT_DRAFT,   /* files were chosen and not sent */
  PF_DOCUMENT_QUEUED,  /* on its way, or waiting for the town */
  PF_DOCUMENT_UNTAKEN, /* the town did not take it: unseen answer */
  PF_DOCUMENT_RECEIVED,
  PF_DOCUMENT_VALIDATED,
  PF_DOCUMENT_EXPIRING, /* validated, but not for long */
  PF_DOCUMENT_REFUSED,
  PF_DOCUMENT_EXPIRED,
} PfDocumentState;

#define PF_N_DOCUMENT_STATES (PF_DOCUMENT_EXPIRED + 1)
/** PF_DOCUMENT_SOON: so many days before a paper expires, the family is warned. */
#define PF_DOCUMENT_SOON 30

#define PF_TYPE_DOCUMENT_ITEM (pf_document_item_get_type ())
G_DECLARE_FINAL_TYPE (PfDocumentItem, pf_document_item, PF, DOCUMENT_ITEM, GObject)

struct _PfDocumentItem {
  GObject parent_instance;
  PfSession *session;         /* (owned) */
  PfRequirement *requirement; /* (owned) (nullable) */
  PfDocument *document;       /* (owned) (nullable): the last one sent */
  PfSubmission *submission;   /* (owned) (nullable): what is written or on its way */
  PfChild *child;             /* (owned) (nullable): the household's */
  char *name;                 /* not NULL */
  PfDocumentState state;
};

/** All (nullable) but @session and one of the others. */
PfDocumentItem *pf_document_item_new (PfSession *session, PfRequirement *requirement,
                                      PfDocument *document, PfSubmission *submission);
/** Returns: whether both would look the same. */
gboolean pf_document_item_equal (PfDocumentItem *a, PfDocumentItem *b);

/** Returns: (transfer full) (nullable): what @submission sends, where it sends a document. */
PfDocument *pf_document_item_read (PfSubmission *submission);
gboolean pf_document_item_is_mandatory (PfDocumentItem *self);
/** Returns: whether the family has something to do. */
gboolean pf_document_item_is_to_do (PfDocumentItem *self);
/** Returns: (transfer full): "Léna · mandatory · to be sent by Thursday 3 December". */
char *pf_document_item_describe (PfDocumentItem *self);
/** Returns: (transfer full): where it stands: "Refused: the page …". */
char *pf_document_item_describe_state (PfDocumentItem *self);
const char *pf_document_state_get_icon (PfDocumentState state);
/** Returns: a class of style.css. */
const char *pf_document_state_get_css_class (PfDocumentState state);

G_END_DECLS
