/* SPDX-License-Identifier: GPL-3.0-or-later
 * Serving a town until it is told to stop: what the commands `serve` and `demo` share. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PfsServeOptions: a plain value. */
typedef struct {
  const char *database;
  const char *address;     /* numeric */
  int port;                /* 0 = any free one */
  const char *certificate; /* (nullable) file, with @key; NULL = plain HTTP */
  const char *key;         /* (nullable) file */
  const char *clock;       /* (nullable) file: see pfs_clock_new() */
  gboolean is_behind_proxy;
  const char *public_url;  /* (nullable) what families type; NULL = where it listens */
  const char *smtp;        /* (nullable) smtp:// or smtps://; NULL = mails are files of a folder */
  const char *smtp_login;  /* (nullable) file: see pfs_mail_transport_new_smtp() */
  const char *smtp_ca;     /* (nullable) file */
  const char *mail_folder; /* (nullable) NULL = DATABASE.mail */
  const char *mail_from;   /* (nullable) needed with @smtp */
  gboolean until_eof;      /* also stops when the standard input ends */
} PfsServeOptions;

/**
 * Opens the database, listens, prints "Listening on URL" on a line of its own, then @more
 * (nullable) as it is, and serves until SIGTERM or SIGINT. Returns: FALSE with a sentence for a
 * clerk in @error where it could not begin.
 */
gboolean pfs_serve (const PfsServeOptions *options, const char *more, GError **error);

G_END_DECLS
