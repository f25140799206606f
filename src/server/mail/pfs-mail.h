/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mails to families: a template and what is put into it, written into the queue within the
 * transaction that causes it. pfs-mailer.h sends them afterwards.
 *
 * A template NAME is two files of templates/, NAME.fr.txt and NAME.en.txt, listed in
 * templates.gresource.xml. Its first line is "Subject: …", then comes an empty line and the text.
 * {word} stands for what was set under that name; a line of which a word was not set, or is empty,
 * is left out. Always there: {town}, {contact} (the town's, may be empty) and {name} (of the
 * guardian it goes to, where it goes to one). Days, moments and amounts are written in the
 * language of whom it goes to. A part is a template of its own, without a subject.
 */
#pragma once

#include "pf-money.h"
#include "pf-moment.h"
#include "pfs-language.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsMail: a mail as it is put together; it may be queued for several. */
typedef struct _PfsMail PfsMail;

PfsMail *pfs_mail_new (const char *template_name);
void pfs_mail_free (PfsMail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsMail, pfs_mail_free)

/** @text: (nullable): a name, a code, the town's own words. */
void pfs_mail_set_text (PfsMail *self, const char *name, const char *text);
/** The same thing in each language. Static strings, or what outlives the mail. */
void pfs_mail_set_words (PfsMail *self, const char *name, const char *const words[PFS_N_LANGUAGES]);
/** PF_DAY_NONE: not set. */
void pfs_mail_set_day (PfsMail *self, const char *name, PfDay day);
/** In the town's time zone; PF_MOMENT_NONE: not set. */
void pfs_mail_set_moment (PfsMail *self, const char *name, PfMoment moment);
/** In the town's currency; PF_CENTS_UNKNOWN: not set. */
void pfs_mail_set_cents (PfsMail *self, const char *name, PfCents amount);
/** What it says is void from then on: it is not sent any more, and its text is kept no longer. */
void pfs_mail_set_useless_after (PfsMail *self, PfMoment moment);
/** Adds a part: those of one name follow each other. @part: (transfer full) */
void pfs_mail_add_part (PfsMail *self, const char *name, PfsMail *part);

/** Queues the mail to an address; in a transaction. */
gboolean pfs_mail_queue (PfsMail *self, PfsStorage *storage, const char *to, PfsLanguage language,
                         GError **error);
/** Queues it to a guardian in their language; nothing where they have no e-mail. */
gboolean pfs_mail_queue_for_guardian (PfsMail *self, PfsStorage *storage, const char *guardian,
                                      GError **error);
/** Queues it to each guardian of a household who has an e-mail, each in their language. */
gboolean pfs_mail_queue_for_household (PfsMail *self, PfsStorage *storage, const char *household,
                                       GError **error);

/** Returns: whether @text can be an address to write to: one @, a host with a dot, at most 254
 * characters, and nothing that could begin another header. */
gboolean pfs_mail_is_address (const char *text);

G_END_DECLS
