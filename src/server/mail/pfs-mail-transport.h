/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a mail leaves: by SMTP, or as a file in a folder. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PFS_MAIL_ERROR (pfs_mail_error_quark ())
GQuark pfs_mail_error_quark (void);

typedef enum {
  PFS_MAIL_ERROR_LATER,   /* not now: network, a busy or wrongly set up server */
  PFS_MAIL_ERROR_REFUSED, /* never: this mail or its address is not taken */
} PfsMailError;

/** PfsSmtpOptions: a plain value. */
typedef struct {
  const char *url;        /* smtp://HOST[:PORT], smtps://HOST[:PORT]; no name or password in it */
  const char *login_file; /* (nullable): its first line is the name, its second the password */
  const char *ca_file;    /* (nullable): authorities to trust in place of the machine's */
} PfsSmtpOptions;

/** PfsMailTransport: sends one mail at a time. */
#define PFS_TYPE_MAIL_TRANSPORT (pfs_mail_transport_get_type ())
G_DECLARE_FINAL_TYPE (PfsMailTransport, pfs_mail_transport, PFS, MAIL_TRANSPORT, GObject)

/** Writes each mail as FOLDER/MESSAGE-ID.eml, once whatever the number of tries. */
PfsMailTransport *pfs_mail_transport_new_folder (const char *folder);
/**
 * Sends by SMTP. Name and password come from the file, or else from the environment
 * (PORTAIL_FAMILLE_SMTP_USER and PORTAIL_FAMILLE_SMTP_PASSWORD). Beyond loopback nothing is said
 * without TLS. Returns: (transfer full): NULL with a sentence for a clerk in @error.
 */
PfsMailTransport *pfs_mail_transport_new_smtp (const PfsSmtpOptions *options, GError **error);

/** @message_id: the left half. @from, @to: addresses. @mail: of pfs_mime_write(). */
void pfs_mail_transport_send_async (PfsMailTransport *self, const char *message_id,
                                    const char *from, const char *to, const char *mail,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
/** Returns: TRUE once the mail has left; FALSE with @error of PFS_MAIL_ERROR, or cancelled. */
gboolean pfs_mail_transport_send_finish (PfsMailTransport *self, GAsyncResult *result,
                                         GError **error);

G_END_DECLS
