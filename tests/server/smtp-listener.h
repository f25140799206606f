/* SPDX-License-Identifier: GPL-3.0-or-later
 * A small SMTP server in this process: it keeps what it is sent, and answers as a test wants. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SmtpListener SmtpListener;

/** SmtpManner: how it speaks. */
typedef enum {
  SMTP_PLAIN,
  SMTP_LOGIN,    /* offers AUTH PLAIN */
  SMTP_STARTTLS, /* offers STARTTLS, and AUTH PLAIN after it */
  SMTP_TLS,      /* TLS from the first byte on */
} SmtpManner;

/** @certificate: (nullable): its own, for TLS. */
SmtpListener *smtp_listener_new (SmtpManner manner, GTlsCertificate *certificate);
void smtp_listener_free (SmtpListener *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmtpListener, smtp_listener_free)

/** Returns: (transfer full): "smtp://HOST:PORT", or smtps. */
char *smtp_listener_get_url (SmtpListener *self, const char *host);
/** From now on RCPT TO is answered by @answer; NULL: "250 OK". Static. */
void smtp_listener_set_answer (SmtpListener *self, const char *answer);
/** Returns: how many mails came whole. */
guint smtp_listener_get_n_mails (SmtpListener *self);
/** Returns: how many of them came through TLS. */
guint smtp_listener_get_n_secret (SmtpListener *self);
/** Returns: how often RCPT TO was heard. */
guint smtp_listener_get_n_tries (SmtpListener *self);
/** Returns: (transfer full): the @i-th mail as it was sent, its dots undoubled. */
char *smtp_listener_dup_mail (SmtpListener *self, guint i);
/** Returns: (transfer full) (nullable): what followed AUTH PLAIN, decoded, its zero bytes as
 * "|". */
char *smtp_listener_dup_login (SmtpListener *self);

G_END_DECLS
