/* SPDX-License-Identifier: GPL-3.0-or-later
 * The protocol's other bodies: discovery, tokens, problems. */
#pragma once

#include "pf-batch.h"
#include "pf-changes.h"
#include "pf-submission.h"

G_BEGIN_DECLS

/** PfFeatures: what a town can do; pages follow. */
typedef enum {
  PF_FEATURE_NONE = 0,
  PF_FEATURE_DELTA = 1 << 0,
  PF_FEATURE_EVENTS = 1 << 1,
  PF_FEATURE_QUOTES = 1 << 2,
  PF_FEATURE_BOOKINGS = 1 << 3,
  PF_FEATURE_ENROLMENTS = 1 << 4, /* asking for an enrolment */
  PF_FEATURE_MESSAGES = 1 << 5,
  PF_FEATURE_REQUESTS = 1 << 6,
  PF_FEATURE_DOCUMENTS = 1 << 7,
  PF_FEATURE_PAYMENTS = 1 << 8,
  PF_FEATURE_ACCOUNTS = 1 << 9,   /* its password, from the app */
  PF_FEATURE_HOUSEHOLD = 1 << 10, /* changing the household, guardians, children, contacts */
  PF_FEATURE_SIGN_UP = 1 << 11,   /* making an account from the app */
} PfFeatures;

/** PfDiscovery: /.well-known/portail-famille. */
typedef struct {
  char *name;      /* not NULL */
  char *api_base;  /* absolute URL ending in "/v1", not NULL, same origin or https */
  char *time_zone; /* not NULL */
  char *currency;  /* not NULL */
  PfFeatures features;
  char **payment_hosts; /* not NULL */
  char *legal_url;      /* (nullable) https */
  char *contact;        /* (nullable) plain text */
} PfDiscovery;

#define PF_TYPE_DISCOVERY (pf_discovery_get_type ())
GType pf_discovery_get_type (void);
/** Returns: (transfer full): one that offers nothing: no feature, no payment host. */
PfDiscovery *pf_discovery_new (void);
PfDiscovery *pf_discovery_copy (const PfDiscovery *discovery);
void pf_discovery_free (PfDiscovery *discovery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfDiscovery, pf_discovery_free)

/** PfTokens: the answer of POST /v1/tokens. Secret: never logged, on disk only in the keyring. */
typedef struct {
  char *access_token;
  PfMoment access_until;
  char *refresh_token;
  char *household;               /* the household's id */
  gboolean must_change_password; /* and nothing else may be done before */
  PfMoment last_sign_in;         /* the one before; PF_MOMENT_NONE: it is the first */
} PfTokens;

PfTokens *pf_tokens_new (void);
/** Wipes the secrets before freeing them. */
void pf_tokens_free (PfTokens *tokens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfTokens, pf_tokens_free)

/** PfPaymentLink: where to pay, for minutes; never stored. */
typedef struct {
  char *uri;      /* not NULL */
  PfMoment until; /* PF_MOMENT_NONE = unknown */
} PfPaymentLink;

PfPaymentLink *pf_payment_link_new (const char *uri, PfMoment until);
void pf_payment_link_free (PfPaymentLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfPaymentLink, pf_payment_link_free)

/** PfProblemType: the stable URNs of RFC 9457 problems, "urn:portail-famille:problem:ID". */
typedef enum {
  PF_PROBLEM_OTHER,
  PF_PROBLEM_INVALID,           /* 400: a member is wrong; @pointer says which */
  PF_PROBLEM_BAD_CREDENTIALS,   /* 401 at POST /v1/tokens */
  PF_PROBLEM_TOKEN_EXPIRED,     /* 401 elsewhere: refresh once */
  PF_PROBLEM_TOKEN_REVOKED,     /* 401: sign in again */
  PF_PROBLEM_FORBIDDEN,         /* 403 */
  PF_PROBLEM_WEAK_PASSWORD,     /* 400: it does not keep the rules */
  PF_PROBLEM_WRONG_PASSWORD,    /* 403: not the present one */
  PF_PROBLEM_PASSWORD_NEEDED,   /* 403: a provisional one must be changed first */
  PF_PROBLEM_CODE_UNKNOWN,      /* 404: wrong, used, or too old */
  PF_PROBLEM_NOT_FOUND,         /* 404 */
  PF_PROBLEM_KEY_REUSED,        /* 409: same Idempotency-Key, other body */
  PF_PROBLEM_STATE_UNKNOWN,     /* 410: start afresh */
  PF_PROBLEM_TOO_LARGE,         /* 413 */
  PF_PROBLEM_UNSUPPORTED_FILE,  /* 415: an upload that is no PDF, JPEG or PNG */
  PF_PROBLEM_TOO_MANY_ATTEMPTS, /* 429, Retry-After */
  PF_PROBLEM_UNAVAILABLE,       /* 503, Retry-After */
  PF_PROBLEM_INTERNAL,          /* 500 */
  PF_PROBLEM_CHANGED,           /* 412: If-Match is not the present version */
  PF_PROBLEM_UNPROCESSABLE,     /* 422: a rule of the town speaks against it; @detail says which */
} PfProblemType;

typedef struct {
  PfProblemType type;
  int status;
  char *title;     /* in the user's language, plain text */
  char *detail;    /* (nullable) */
  char *pointer;   /* (nullable) JSON pointer into the request */
  int retry_after; /* seconds, -1 unknown */
} PfProblem;

PfProblem *pf_problem_new (PfProblemType type, int status, const char *title);
void pf_problem_free (PfProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfProblem, pf_problem_free)
const char *pf_problem_type_get_urn (PfProblemType type);
/** Returns: the type, PF_PROBLEM_OTHER for one it does not know. */
PfProblemType pf_problem_type_from_urn (const char *urn);

/** PF_VERSION_INVALID: what is no version at all. */
#define PF_VERSION_INVALID (-1)
/** Returns: (transfer full): a record's version as the value of If-Match. */
char *pf_version_format (gint64 version);
/** Returns: the version that @if_match (nullable) names, 0 where there is none, PF_VERSION_INVALID
 * for anything but one strong entity tag of a version. */
gint64 pf_version_parse (const char *if_match);

G_END_DECLS
