/* SPDX-License-Identifier: GPL-3.0-or-later
 * The languages a town speaks with its families: chosen by each request or guardian, so not by the
 * process's locale. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PfsLanguage: what problems and mails are told in. */
typedef enum {
  PFS_LANGUAGE_FRENCH,
  PFS_LANGUAGE_ENGLISH,
} PfsLanguage;

#define PFS_N_LANGUAGES (PFS_LANGUAGE_ENGLISH + 1)

/** @accept_language: (nullable): the header, or a tag. Returns: the language that is wanted most;
 * French where none is named. */
PfsLanguage pfs_language_choose (const char *accept_language);
/** Returns: "fr", "en". */
const char *pfs_language_get_tag (PfsLanguage language);
/** Returns: the one of two sentences that is in @language. */
const char *pfs_language_say (PfsLanguage language, const char *french, const char *english);

G_END_DECLS
