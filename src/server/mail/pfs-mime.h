/* SPDX-License-Identifier: GPL-3.0-or-later
 * A mail as it travels: RFC 5322 headers, RFC 2047 words, quoted-printable text. */
#pragma once

#include "pf-moment.h"

G_BEGIN_DECLS

/** PfsMimeMail: a plain value; strings are the caller's. */
typedef struct {
  const char *from_name;  /* any text */
  const char *from;       /* an address */
  const char *to;         /* an address */
  const char *subject;    /* any text of one line */
  const char *language;   /* "fr" */
  const char *message_id; /* its left half */
  const char *body;       /* UTF-8, lines ended by LF */
  PfMoment date;
} PfsMimeMail;

/** Returns: (transfer full): the whole mail, lines ended by CRLF, no line longer than 76 characters
 * in what is encoded. */
char *pfs_mime_write (const PfsMimeMail *mail);

G_END_DECLS
