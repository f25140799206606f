/* SPDX-License-Identifier: GPL-3.0-or-later
 * The members of records: papers asked for, sent and handed out. */
#include "config.h"

#include "pf-record-papers.h"

#include "pf-codec-private.h"
#include "pf-codec-tables.h"

static const char *const paper_state_words[] = {
  [PF_PAPER_MISSING] = "missing",
  [PF_PAPER_RECEIVED] = "received",
  [PF_PAPER_VALIDATED] = "validated",
  [PF_PAPER_REFUSED] = "refused",
};
static const PfWords paper_states = PF_WORDS (paper_state_words, PF_PAPER_RECEIVED);

static const char *const paper_kind_words[] = {
  [PF_PAPER_KIND_TOWN] = "town",
  [PF_PAPER_KIND_PERSONAL] = "personal",
};
static const PfWords paper_kinds = PF_WORDS (paper_kind_words, PF_PAPER_KIND_TOWN);

static const PfMember requirement_members[] = {
  PF_MEMBER ("name", name, PfRequirement, name, TRUE),
  PF_MEMBER ("child", id, PfRequirement, child),
  PF_MEMBER ("explanation", text, PfRequirement, explanation),
  PF_MEMBER ("form", id, PfRequirement, form),
  PF_MEMBER ("mandatory", boolean, PfRequirement, is_mandatory),
  PF_MEMBER ("yearly", boolean, PfRequirement, is_yearly),
  PF_MEMBER ("due", day, PfRequirement, due),
  PF_MEMBER ("state", word, PfRequirement, state, FALSE, .fallback = PF_PAPER_MISSING,
             .words = &paper_states),
  PF_MEMBER ("reason", text, PfRequirement, reason),
  PF_MEMBER ("expires", day, PfRequirement, expires),
  PF_MEMBER ("document", id, PfRequirement, document),
};
const PfMemberTable pf_requirement_table = PF_MEMBER_TABLE (requirement_members, PfRequirement);

static const PfMember document_members[] = {
  PF_MEMBER ("name", name, PfDocument, name, TRUE),
  PF_MEMBER ("requirement", id, PfDocument, requirement),
  PF_MEMBER ("child", id, PfDocument, child),
  PF_MEMBER ("sent_at", moment, PfDocument, sent_at),
  PF_MEMBER ("state", word, PfDocument, state, FALSE, .fallback = PF_PAPER_RECEIVED,
             .words = &paper_states),
  PF_MEMBER ("reason", text, PfDocument, reason),
  PF_MEMBER ("expires", day, PfDocument, expires),
  PF_MEMBER ("files", list, PfDocument, files, TRUE, .table = &pf_file_table),
};
const PfMemberTable pf_document_table = PF_MEMBER_TABLE (document_members, PfDocument);

static const PfMember paper_members[] = {
  PF_MEMBER ("name", name, PfPaper, name, TRUE),
  PF_MEMBER ("kind", word, PfPaper, kind, FALSE, .fallback = PF_PAPER_KIND_TOWN,
             .words = &paper_kinds),
  PF_MEMBER ("category", text, PfPaper, category),
  PF_MEMBER ("child", id, PfPaper, child),
  PF_MEMBER ("at", moment, PfPaper, at),
  PF_MEMBER ("file", structure, PfPaper, file, FALSE, .table = &pf_file_table),
};
const PfMemberTable pf_paper_table = PF_MEMBER_TABLE (paper_members, PfPaper);

static const PfMember new_file_members[] = {
  PF_MEMBER ("name", name, PfFile, name, TRUE),
  PF_MEMBER ("media_type", name, PfFile, media_type, TRUE),
  PF_MEMBER ("size", big, PfFile, size, TRUE, .max = PF_JSON_MAX_INTEGER),
  PF_MEMBER ("digest", digest, PfFile, digest, TRUE),
};
static const PfMemberTable new_file_table = PF_MEMBER_TABLE (new_file_members, PfFile);

static const PfMember new_document_members[] = {
  PF_MEMBER ("name", name, PfDocument, name, TRUE),
  PF_MEMBER ("requirement", id, PfDocument, requirement),
  PF_MEMBER ("child", id, PfDocument, child),
  PF_MEMBER ("files", list, PfDocument, files, TRUE, .table = &new_file_table),
};

PfDocument *
pf_codec_decode_new_document (GBytes *body, GError **error)
{
  g_autoptr (PfJson) json = pf_json_new (body, error);
  g_autoptr (PfDocument) document = NULL;

  if (json == NULL)
    return NULL;
  document = pf_record_new (PF_TYPE_DOCUMENT, "new");
  pf_members_read (json, pf_json_get_root (json), PF_MEMBERS (new_document_members), document);
  return pf_json_finish (json, error) ? g_steal_pointer (&document) : NULL;
}
