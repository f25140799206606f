/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a family writes to the town hall: the bodies of POST /v1/messages and POST /v1/requests.
 * Half-written ones are read too, for drafts: what must be there is the town's rule to say. */
#pragma once

#include "pf-file.h"
#include "pf-moment.h"

G_BEGIN_DECLS

/** PF_MESSAGE_MAX_SUBJECT, PF_MESSAGE_MAX_TEXT: in characters. */
#define PF_MESSAGE_MAX_SUBJECT 200
#define PF_MESSAGE_MAX_TEXT 20000

/** PfMessageBody: a message. All members are owned, and nullable where not said. */
typedef struct {
  char *thread;  /* answered; NULL = it begins a new one: then @service … @subject count */
  char *service; /* a service's id */
  char *topic;   /* one of its topics' ids */
  char *subject;
  char *text;
  gboolean wants_copy; /* by mail, to the guardian who writes */
  GPtrArray *files;    /* (element-type PfFile), not NULL */
} PfMessageBody;

PfMessageBody *pf_message_body_new (void);
void pf_message_body_free (PfMessageBody *body);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfMessageBody, pf_message_body_free)

/** PfFieldValue: an answer to a form's field. */
typedef struct {
  char *field; /* its id, not NULL */
  char *value; /* text; a number in digits; "2026-11-25"; "true" or "false"; a child's id */
} PfFieldValue;
void pf_field_value_free (PfFieldValue *value);

/** PfRequestBody: a form filled in, or what completes a request of which the town wanted more. */
typedef struct {
  char *form;           /* its id; NULL where it completes */
  char *request;        /* completed; NULL = a new one */
  char *text;           /* said to what the town wanted */
  PfMoment appointment; /* wished, PF_MOMENT_NONE = none */
  GPtrArray *values;    /* (element-type PfFieldValue), not NULL */
  GPtrArray *files; /* (element-type PfFile): each @id is the form's paper that it is; not NULL */
} PfRequestBody;

PfRequestBody *pf_request_body_new (void);
void pf_request_body_free (PfRequestBody *body);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfRequestBody, pf_request_body_free)
/** Returns: (transfer none) (nullable): the value given to a field. */
const char *pf_request_body_get_value (const PfRequestBody *body, const char *field);
/** @value: (nullable): NULL takes it away. */
void pf_request_body_set_value (PfRequestBody *body, const char *field, const char *value);

/** As the functions of pf-codec.h. */
GBytes *pf_codec_encode_message_body (const PfMessageBody *body);
PfMessageBody *pf_codec_decode_message_body (GBytes *json, GError **error);
GBytes *pf_codec_encode_request_body (const PfRequestBody *body);
PfRequestBody *pf_codec_decode_request_body (GBytes *json, GError **error);

/** A town's own description of what it offers: {"services": [Service…], "forms": [Form…]}, both
 * optional. @services: (element-type PfService); @forms: (element-type PfForm); both (out)
 * (transfer full). Returns: FALSE with @error. */
gboolean pf_codec_decode_desk (GBytes *json, GPtrArray **services, GPtrArray **forms,
                               GError **error);

G_END_DECLS
