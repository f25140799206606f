/* SPDX-License-Identifier: GPL-3.0-or-later
 * Submissions: one thing that the family wrote for the town (a message, a document, a change to a
 * child's sheet …), as it is kept in the outbox until the town has answered. */
#pragma once

#include "pf-file.h"
#include "pf-moment.h"

G_BEGIN_DECLS

/** PfSubmissionKind: what is written. @target is whom or what it is about, as said here. */
typedef enum {
  PF_SUBMISSION_MESSAGE,         /* none: the body names the thread or the service */
  PF_SUBMISSION_REQUEST,         /* none */
  PF_SUBMISSION_ENROLMENT,       /* none */
  PF_SUBMISSION_DOCUMENT,        /* none */
  PF_SUBMISSION_HOUSEHOLD,       /* none; a merge patch */
  PF_SUBMISSION_GUARDIAN,        /* the guardian's id; a merge patch */
  PF_SUBMISSION_CHILD,           /* the child's id; a merge patch */
  PF_SUBMISSION_HEALTH_SHEET,    /* the child's id; a merge patch */
  PF_SUBMISSION_CONTACT,         /* the contact's id and a merge patch; none for a new one */
  PF_SUBMISSION_CONTACT_REMOVAL, /* the contact's id; the body is empty: {} */
  PF_SUBMISSION_READ_MARK,       /* the thread's id */
  PF_SUBMISSION_REGISTRATION,    /* none */
  PF_SUBMISSION_YEARLY_UPDATE,   /* none */
} PfSubmissionKind;

#define PF_N_SUBMISSION_KINDS (PF_SUBMISSION_YEARLY_UPDATE + 1)

/** Returns: (transfer none): the kind's identifier: "health-sheet". */
const char *pf_submission_kind_get_id (PfSubmissionKind kind);
/** Returns: the kind, -1 for an identifier that it does not know. */
int pf_submission_kind_from_id (const char *id);

/** PfSubmissionState: a submission's life. */
typedef enum {
  PF_SUBMISSION_STATE_DRAFT,   /* being written; saved as it is typed */
  PF_SUBMISSION_STATE_QUEUED,  /* the family pressed Send; has a key; goes as soon as the network
                                  allows, and again until answered */
  PF_SUBMISSION_STATE_SETTLED, /* the town answered; kept until the family has seen the outcome */
} PfSubmissionState;

/** PfSubmissionOutcome: the town's answer. */
typedef enum {
  PF_SUBMISSION_OUTCOME_DONE,      /* @id: what it made, if it made something */
  PF_SUBMISSION_OUTCOME_REQUESTED, /* an agent will look; @id: the request to follow */
  PF_SUBMISSION_OUTCOME_REFUSED,   /* @title, @detail, @pointer say why */
  PF_SUBMISSION_OUTCOME_CHANGED,   /* nothing done: @version is no longer the town's */
} PfSubmissionOutcome;

typedef struct {
  PfSubmissionOutcome outcome;
  char *id;      /* (nullable) */
  char *title;   /* (nullable): REFUSED, CHANGED: the town's own words, plain text */
  char *detail;  /* (nullable): the town's own words, plain text */
  char *pointer; /* (nullable): REFUSED: JSON pointer into the body */
  PfMoment at;   /* when it was heard, by the town's clock */
} PfSubmissionAnswer;

#define PF_TYPE_SUBMISSION_ANSWER (pf_submission_answer_get_type ())
GType pf_submission_answer_get_type (void);
/** Returns: (transfer full): an answer that says no more than @outcome. */
PfSubmissionAnswer *pf_submission_answer_new (PfSubmissionOutcome outcome);
PfSubmissionAnswer *pf_submission_answer_copy (const PfSubmissionAnswer *answer);
void pf_submission_answer_free (PfSubmissionAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfSubmissionAnswer, pf_submission_answer_free)

/** PfSubmission: immutable once shared; the store hands out new ones when something changes. */
#define PF_TYPE_SUBMISSION (pf_submission_get_type ())
G_DECLARE_FINAL_TYPE (PfSubmission, pf_submission, PF, SUBMISSION, GObject)
struct _PfSubmission {
  GObject parent_instance;
  gint64 id; /* order of writing; 0 = not kept yet */
  PfSubmissionKind kind;
  char *target;     /* (nullable) */
  gint64 version;   /* of what it changes, as the family saw it; 0 = no matter */
  GBytes *body;     /* JSON as the contract says, not NULL: see PfPatch */
  GPtrArray *files; /* (element-type PfFile) (owned): to send along; not NULL */
  PfSubmissionState state;
  char *key;                  /* (nullable): the idempotency key, from QUEUED on */
  PfMoment decided_at;        /* last written, or sent; PF_MOMENT_NONE = not kept yet */
  PfSubmissionAnswer *answer; /* (owned) (nullable): SETTLED */
};

/**
 * pf_submission_new:
 * @target: (nullable)
 * @body: JSON
 * @files: (nullable) (element-type PfFile): copied
 *
 * Returns: (transfer full): a draft that is not kept yet; whoever builds another fills the other
 * members before sharing it. To write a draft anew, give the new one the draft's @id.
 */
PfSubmission *pf_submission_new (PfSubmissionKind kind, const char *target, gint64 version,
                                 GBytes *body, GPtrArray *files);
/** Returns: whether both say the same in the same state. */
gboolean pf_submission_equal (PfSubmission *a, PfSubmission *b);
/** Returns: whether the town has answered that it will not: refused, or the facts had changed. */
gboolean pf_submission_is_refused (PfSubmission *self);

G_END_DECLS
