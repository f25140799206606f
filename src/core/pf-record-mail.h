/* SPDX-License-Identifier: GPL-3.0-or-later
 * Records of writing to the town hall: services, threads and messages; forms and requests. All
 * texts are plain. */
#pragma once

#include "pf-file.h"
#include "pf-record.h"

G_BEGIN_DECLS

/** PfTopic: a plain value owned by its service. */
typedef struct {
  char *id;   /* unique in the service, not NULL */
  char *name; /* not NULL */
} PfTopic;
void pf_topic_free (PfTopic *topic);

/** PfService: one that a family can write to. */
#define PF_TYPE_SERVICE (pf_service_get_type ())
G_DECLARE_FINAL_TYPE (PfService, pf_service, PF, SERVICE, PfRecord)
struct _PfService {
  PfRecord parent_instance;
  char *name;        /* not NULL */
  char *contact;     /* address, opening hours, phone */
  GPtrArray *topics; /* (element-type PfTopic) (owned) */
  gboolean takes_messages;
  int max_files;    /* attachments of one message */
  gint64 max_bytes; /* of one attachment */
};

#define PF_TYPE_THREAD (pf_thread_get_type ())
G_DECLARE_FINAL_TYPE (PfThread, pf_thread, PF, THREAD, PfRecord)
struct _PfThread {
  PfRecord parent_instance;
  char *service; /* a service's id, not NULL */
  char *topic;   /* a topic's id */
  char *subject; /* not NULL */
  PfMoment last_at;
  int n_unread;       /* messages of the town that no guardian has read */
  gboolean is_closed; /* the town takes no answer any more */
};

#define PF_TYPE_MESSAGE (pf_message_get_type ())
G_DECLARE_FINAL_TYPE (PfMessage, pf_message, PF, MESSAGE, PfRecord)
struct _PfMessage {
  PfRecord parent_instance;
  char *thread; /* not NULL */
  gboolean is_from_town;
  char *author; /* a person's or a service's name */
  char *text;   /* not NULL */
  PfMoment at;
  gboolean is_read;
  GPtrArray *files; /* (element-type PfFile) (owned) */
};

/** PfFieldKind: what a form's field takes. */
typedef enum {
  PF_FIELD_TEXT,
  PF_FIELD_LONG_TEXT,
  PF_FIELD_NUMBER,
  PF_FIELD_DAY,
  PF_FIELD_CHOICE,
  PF_FIELD_BOOLEAN,
  PF_FIELD_CHILD, /* one of the household's */
} PfFieldKind;

/** PfField: a plain value owned by its form. */
typedef struct {
  char *id;    /* not NULL */
  char *label; /* not NULL */
  char *hint;
  PfFieldKind kind;
  gboolean is_required;
  GPtrArray *choices; /* (element-type utf8) (owned), CHOICE */
} PfField;
void pf_field_free (PfField *field);

/** PfFormPaper: an attachment that a form asks for. A plain value owned by its form. */
typedef struct {
  char *id;   /* not NULL */
  char *name; /* not NULL */
  gboolean is_required;
} PfFormPaper;
void pf_form_paper_free (PfFormPaper *paper);

/** PfFormPurpose: what the town does by itself when it accepts a request. The form's fields that
 * it needs for it have the identifiers said here. */
typedef enum {
  PF_FORM_OTHER,
  /* The days that the child was booked are excused and given back. Fields: "child" (CHILD),
   * "first", "last" (DAY; without "last" one day), "activity" (CHOICE of names; may be missing) */
  PF_FORM_ABSENCE,
  /* Somebody may fetch the child. Fields: "child" (CHILD; all where it is not answered),
   * "first_name", "last_name", "phone", "relation" (texts) */
  PF_FORM_CONTACT,
} PfFormPurpose;

/** PfForm: a request as the town describes it. */
#define PF_TYPE_FORM (pf_form_get_type ())
G_DECLARE_FINAL_TYPE (PfForm, pf_form, PF, FORM, PfRecord)
struct _PfForm {
  PfRecord parent_instance;
  char *name; /* not NULL */
  char *category;
  char *description;
  int minutes; /* it takes to fill in, 0 unknown */
  gboolean takes_appointment;
  PfFormPurpose purpose;
  int charged_days;  /* ABSENCE: so many first days stay charged */
  GPtrArray *fields; /* (element-type PfField) (owned) */
  GPtrArray *papers; /* (element-type PfFormPaper) (owned) */
};

typedef enum {
  PF_REQUEST_SENT,
  PF_REQUEST_STUDIED,
  PF_REQUEST_WANTED, /* something is missing: the history says what */
  PF_REQUEST_ACCEPTED,
  PF_REQUEST_REFUSED,
  PF_REQUEST_CLOSED,
} PfRequestState;

/** PfRequestEvent: one step of a request's history. A plain value owned by it. */
typedef struct {
  PfMoment at;
  PfRequestState state;
  char *text; /* the agent's words */
} PfRequestEvent;
void pf_request_event_free (PfRequestEvent *event);

/** PfReplyLine: what the family answered to a field, as text for people. */
typedef struct {
  char *label; /* not NULL */
  char *text;
} PfReplyLine;
void pf_reply_line_free (PfReplyLine *line);

/** PfRequest: a form that was sent, or a change that an agent has to look at. */
#define PF_TYPE_REQUEST (pf_request_get_type ())
G_DECLARE_FINAL_TYPE (PfRequest, pf_request, PF, REQUEST, PfRecord)
struct _PfRequest {
  PfRecord parent_instance;
  char *form; /* a form's id, NULL = a change of the file */
  char *name; /* not NULL */
  char *category;
  char *child; /* a child's id */
  PfMoment sent_at;
  PfRequestState state;
  PfMoment appointment; /* none = none was asked for */
  GPtrArray *replies;   /* (element-type PfReplyLine) (owned) */
  GPtrArray *history;   /* (element-type PfRequestEvent) (owned), oldest first */
  GPtrArray *files;     /* (element-type PfFile) (owned) */
};

/** Returns: whether nothing more will happen to a request in @state. */
gboolean pf_request_state_is_final (PfRequestState state);
/** Returns: (transfer none) (nullable): the field with @id. */
const PfField *pf_form_find_field (PfForm *self, const char *id);

G_END_DECLS
