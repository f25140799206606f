/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON <-> core. The one place that knows the member names of data/portail-famille.openapi.yaml;
 * both programs use it. Reading is strict: a wrong type or a value out of range is a PF_CODEC_ERROR
 * whose message holds the member's path. Unknown members and collections are ignored; missing ones
 * take the contract's defaults. Bodies are UTF-8 JSON text in GBytes. */
#pragma once

#include "pf-account-form.h"
#include "pf-enrolment-rule.h"
#include "pf-messages.h"
#include "pf-record-family.h"
#include "pf-record-papers.h"

G_BEGIN_DECLS

#define PF_CODEC_ERROR (pf_codec_error_quark ())
GQuark pf_codec_error_quark (void);

typedef enum {
  PF_CODEC_ERROR_SYNTAX, /* not JSON at all, or empty */
  PF_CODEC_ERROR_MEMBER, /* JSON, but not what the contract says */
} PfCodecError;

/** PF_BATCH_MAX_LINES: how many lines one quote or booking may hold. */
#define PF_BATCH_MAX_LINES 1000

/** Returns: (nullable): the JSON pointer (RFC 6901) of the member that a PF_CODEC_ERROR_MEMBER is
 * about, valid as long as @error. */
const char *pf_codec_error_get_pointer (const GError *error);

/** Each encoder returns (transfer full) compact JSON; each decoder returns (transfer full), or NULL
 * with @error. Any thread may call them. */
/** @origin: the URL that the body came from; a relative `api_base` is resolved against it. */
GBytes *pf_codec_encode_discovery (const PfDiscovery *discovery);
PfDiscovery *pf_codec_decode_discovery (GBytes *body, const char *origin, GError **error);

GBytes *pf_codec_encode_record (PfRecord *record);
PfRecord *pf_codec_decode_record (PfCollection collection, GBytes *body, GError **error);
/** The answer of GET /v1/health-sheets/{child}; pf_codec_encode_record() writes it. */
PfHealthSheet *pf_codec_decode_health_sheet (GBytes *body, GError **error);

GBytes *pf_codec_encode_changes (const PfChanges *changes);
PfChanges *pf_codec_decode_changes (GBytes *body, GError **error);

/** POST /v1/quotes and /v1/bookings share the body: (element-type PfLine). */
GBytes *pf_codec_encode_lines (GPtrArray *lines);
GPtrArray *pf_codec_decode_lines (GBytes *body, GError **error);
GBytes *pf_codec_encode_answer (const PfAnswer *answer);
PfAnswer *pf_codec_decode_answer (GBytes *body, GError **error);

/** POST /v1/enrolments. */
GBytes *pf_codec_encode_enrolment_wish (const PfEnrolmentWish *wish);
PfEnrolmentWish *pf_codec_decode_enrolment_wish (GBytes *body, GError **error);

/** POST /v1/tokens: {"grant":"password","login","password"}, {"grant":"refresh","refresh_token"} */
GBytes *pf_codec_encode_password_grant (const char *login, const char *password);
GBytes *pf_codec_encode_refresh_grant (const char *refresh_token);
/** Exactly one of (@login, @password) and @refresh_token is set on success. */
gboolean pf_codec_decode_grant (GBytes *body, char **login, char **password, char **refresh_token,
                                GError **error);
GBytes *pf_codec_encode_tokens (const PfTokens *tokens);
PfTokens *pf_codec_decode_tokens (GBytes *body, GError **error);

/** What a family sends with POST /v1/documents: name, requirement, child and files, each with its
 * digest; the rest of the record is as it begins. */
PfDocument *pf_codec_decode_new_document (GBytes *body, GError **error);

/** The answer to any submission, DONE or REQUESTED; the town says the others by its status and a
 * problem. */
GBytes *pf_codec_encode_submission_answer (const PfSubmissionAnswer *answer);
PfSubmissionAnswer *pf_codec_decode_submission_answer (GBytes *body, GError **error);
/** Any answer with all that it says, as the outbox keeps it. */
GBytes *pf_codec_encode_kept_answer (const PfSubmissionAnswer *answer);
PfSubmissionAnswer *pf_codec_decode_kept_answer (GBytes *body, GError **error);

/** POST …/payment-link: {"amount"} in cents, at least 1. Decoding returns PF_CENTS_UNKNOWN with
 * @error. */
GBytes *pf_codec_encode_payment_amount (PfCents amount);
PfCents pf_codec_decode_payment_amount (GBytes *body, GError **error);
GBytes *pf_codec_encode_payment_link (const PfPaymentLink *link);
PfPaymentLink *pf_codec_decode_payment_link (GBytes *body, GError **error);

/** POST /v1/accounts and its like: what @form's step takes, and nothing else. */
GBytes *pf_codec_encode_account_form (const PfAccountForm *form);
PfAccountForm *pf_codec_decode_account_form (PfAccountStep step, GBytes *body, GError **error);
GBytes *pf_codec_encode_account_answer (const PfAccountAnswer *answer);
PfAccountAnswer *pf_codec_decode_account_answer (GBytes *body, GError **error);

GBytes *pf_codec_encode_problem (const PfProblem *problem);
/** Never fails: what is no problem+json becomes PF_PROBLEM_OTHER with @status. */
PfProblem *pf_codec_decode_problem (GBytes *body, int status);

/** The data of a server-sent event: {"state": "…"}. */
GBytes *pf_codec_encode_event (const char *state);
char *pf_codec_decode_event (GBytes *body, GError **error);

G_END_DECLS
