/* SPDX-License-Identifier: GPL-3.0-or-later
 * Records of papers: what the town asks for, what the family sent, what the town hands out. */
#pragma once

#include "pf-file.h"
#include "pf-record.h"

G_BEGIN_DECLS

/** PfPaperState: where a paper stands. */
typedef enum {
  PF_PAPER_MISSING,
  PF_PAPER_RECEIVED, /* an agent has not looked yet */
  PF_PAPER_VALIDATED,
  PF_PAPER_REFUSED,
  PF_PAPER_EXPIRED, /* derived from @expires: never told by a town */
} PfPaperState;

/** PfRequirement: a paper that the town asks for, with where it stands as a fact. */
#define PF_TYPE_REQUIREMENT (pf_requirement_get_type ())
G_DECLARE_FINAL_TYPE (PfRequirement, pf_requirement, PF, REQUIREMENT, PfRecord)
struct _PfRequirement {
  PfRecord parent_instance;
  char *name;  /* not NULL: "Attestation d'assurance" */
  char *child; /* a child's id, NULL = the household's */
  char *explanation;
  char *form; /* the id of a town paper to fill in and send back */
  gboolean is_mandatory;
  gboolean is_yearly;
  PfDay due; /* to be sent by then */
  PfPaperState state;
  char *reason;   /* REFUSED: the agent's words */
  PfDay expires;  /* the last day that the paper sent counts */
  char *document; /* the id of the document that answers it */
};

/** PfDocument: what the family sent. */
#define PF_TYPE_DOCUMENT (pf_document_get_type ())
G_DECLARE_FINAL_TYPE (PfDocument, pf_document, PF, DOCUMENT, PfRecord)
struct _PfDocument {
  PfRecord parent_instance;
  char *name;        /* not NULL */
  char *requirement; /* a requirement's id */
  char *child;       /* a child's id, NULL = the household's */
  PfMoment sent_at;
  PfPaperState state;
  char *reason;
  PfDay expires;
  GPtrArray *files; /* (element-type PfFile) (owned): its pages, at least one */
};

typedef enum {
  PF_PAPER_KIND_TOWN,     /* for everybody: rules, bus timetable, forms to fill in */
  PF_PAPER_KIND_PERSONAL, /* for this family: attestation, certificate, confirmation */
} PfPaperKind;

/** PfPaper: what the town hands out. */
#define PF_TYPE_PAPER (pf_paper_get_type ())
G_DECLARE_FINAL_TYPE (PfPaper, pf_paper, PF, PAPER, PfRecord)
struct _PfPaper {
  PfRecord parent_instance;
  char *name; /* not NULL */
  PfPaperKind kind;
  char *category;
  char *child; /* a child's id */
  PfMoment at;
  PfFile *file; /* (owned) (nullable) */
};

/** Returns: where @requirement stands on @today: EXPIRED where what was received or validated
 * counts no more. */
PfPaperState pf_requirement_get_state (PfRequirement *requirement, PfDay today);
/** Returns: days until the paper expires, G_MAXINT where it never does or nothing is there. */
int pf_requirement_get_days_left (PfRequirement *requirement, PfDay today);

G_END_DECLS
