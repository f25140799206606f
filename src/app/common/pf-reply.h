/* SPDX-License-Identifier: GPL-3.0-or-later
 * An answer to something that the town has, in a place to write: kept while it is written, found
 * again when the program starts, sent, and mended where the town refused it. */
#pragma once

#include "pf-hub.h"
#include "pf-writing.h"

G_BEGIN_DECLS

/** PfReplyKind: how answers of a kind are written as submissions. */
typedef struct {
  PfSubmissionKind kind;
  /* Returns: (transfer full): @text and @files (element-type PfFile) as an answer to @target. */
  GBytes *(*encode) (const char *target, const char *text, GPtrArray *files);
  /* Returns: (transfer full) (nullable): the text of @body where it is an answer to @target. */
  char *(*read) (const char *target, GBytes *body);
  /* Returns: (transfer full) (nullable): what speaks against sending, its files left aside. */
  char *(*check) (PfWriting *writing);
} PfReplyKind;

#define PF_TYPE_REPLY (pf_reply_get_type ())
G_DECLARE_FINAL_TYPE (PfReply, pf_reply, PF, REPLY, GObject)

/** Takes over @writing, with what is kept of an answer to @target. @kind: static */
PfReply *pf_reply_new (PfHub *hub, PfSession *session, const PfReplyKind *kind, const char *target,
                       PfWriting *writing);
/** Returns: a list of the answers that wait or were refused; it must go before @self does. */
GtkWidget *pf_reply_create_list (PfReply *self);
/** Keeps at once what is written. */
void pf_reply_flush (PfReply *self);

G_END_DECLS
