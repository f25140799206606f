/* SPDX-License-Identifier: GPL-3.0-or-later
 * The members of records: services, threads, messages, forms and requests. */
#include "config.h"

#include "pf-record-mail.h"

#include "pf-codec-tables.h"

static const char *const field_kind_words[] = {
  [PF_FIELD_TEXT] = "text",   [PF_FIELD_LONG_TEXT] = "long-text", [PF_FIELD_NUMBER] = "number",
  [PF_FIELD_DAY] = "day",     [PF_FIELD_CHOICE] = "choice",       [PF_FIELD_BOOLEAN] = "boolean",
  [PF_FIELD_CHILD] = "child",
};
static const PfWords field_kinds = PF_WORDS (field_kind_words, PF_FIELD_TEXT);

static const char *const request_state_words[] = {
  [PF_REQUEST_SENT] = "sent",       [PF_REQUEST_STUDIED] = "studied",
  [PF_REQUEST_WANTED] = "wanted",   [PF_REQUEST_ACCEPTED] = "accepted",
  [PF_REQUEST_REFUSED] = "refused", [PF_REQUEST_CLOSED] = "closed",
};
static const PfWords request_states = PF_WORDS (request_state_words, PF_REQUEST_STUDIED);

static const PfMember topic_members[] = {
  PF_MEMBER ("id", id, PfTopic, id, TRUE),
  PF_MEMBER ("name", name, PfTopic, name, TRUE),
};
static const PfMemberTable topic_table = PF_MEMBER_TABLE (topic_members, PfTopic);

static const PfMember service_members[] = {
  PF_MEMBER ("name", name, PfService, name, TRUE),
  PF_MEMBER ("contact", text, PfService, contact),
  PF_MEMBER ("topics", list, PfService, topics, FALSE, .table = &topic_table),
  PF_MEMBER ("takes_messages", boolean, PfService, takes_messages),
  PF_MEMBER ("max_files", integer, PfService, max_files, FALSE, .max = 1000000),
  PF_MEMBER ("max_bytes", big, PfService, max_bytes, FALSE, .max = PF_JSON_MAX_INTEGER),
};
const PfMemberTable pf_service_table = PF_MEMBER_TABLE (service_members, PfService);

static const PfMember thread_members[] = {
  PF_MEMBER ("service", id, PfThread, service, TRUE),
  PF_MEMBER ("topic", id, PfThread, topic),
  PF_MEMBER ("subject", name, PfThread, subject, TRUE),
  PF_MEMBER ("last_at", moment, PfThread, last_at, TRUE),
  PF_MEMBER ("unread", integer, PfThread, n_unread, FALSE, .max = 1000000),
  PF_MEMBER ("closed", boolean, PfThread, is_closed),
};
const PfMemberTable pf_thread_table = PF_MEMBER_TABLE (thread_members, PfThread);

static const PfMember message_members[] = {
  PF_MEMBER ("thread", id, PfMessage, thread, TRUE),
  PF_MEMBER ("from_town", boolean, PfMessage, is_from_town),
  PF_MEMBER ("author", text, PfMessage, author),
  PF_MEMBER ("text", name, PfMessage, text, TRUE),
  PF_MEMBER ("at", moment, PfMessage, at, TRUE),
  PF_MEMBER ("read", boolean, PfMessage, is_read),
  PF_MEMBER ("files", list, PfMessage, files, FALSE, .table = &pf_file_table),
};
const PfMemberTable pf_message_table = PF_MEMBER_TABLE (message_members, PfMessage);

static const PfMember field_members[] = {
  PF_MEMBER ("id", id, PfField, id, TRUE),
  PF_MEMBER ("label", name, PfField, label, TRUE),
  PF_MEMBER ("hint", text, PfField, hint),
  PF_MEMBER ("kind", word, PfField, kind, FALSE, .fallback = PF_FIELD_TEXT, .words = &field_kinds),
  PF_MEMBER ("required", boolean, PfField, is_required),
  PF_MEMBER ("choices", texts, PfField, choices),
};
static const PfMemberTable field_table = PF_MEMBER_TABLE (field_members, PfField);

static const PfMember form_paper_members[] = {
  PF_MEMBER ("id", id, PfFormPaper, id, TRUE),
  PF_MEMBER ("name", name, PfFormPaper, name, TRUE),
  PF_MEMBER ("required", boolean, PfFormPaper, is_required),
};
static const PfMemberTable form_paper_table = PF_MEMBER_TABLE (form_paper_members, PfFormPaper);

static const char *const form_purpose_words[] = {
  [PF_FORM_OTHER] = "other",
  [PF_FORM_ABSENCE] = "absence",
  [PF_FORM_CONTACT] = "contact",
};
static const PfWords form_purposes = PF_WORDS (form_purpose_words, PF_FORM_OTHER);

static const PfMember form_members[] = {
  PF_MEMBER ("name", name, PfForm, name, TRUE),
  PF_MEMBER ("category", text, PfForm, category),
  PF_MEMBER ("description", text, PfForm, description),
  PF_MEMBER ("minutes", integer, PfForm, minutes, FALSE, .max = 1000000),
  PF_MEMBER ("takes_appointment", boolean, PfForm, takes_appointment),
  PF_MEMBER ("purpose", word, PfForm, purpose, FALSE, .fallback = PF_FORM_OTHER,
             .words = &form_purposes),
  PF_MEMBER ("charged_days", integer, PfForm, charged_days, FALSE, .max = 1000000),
  PF_MEMBER ("fields", list, PfForm, fields, FALSE, .table = &field_table),
  PF_MEMBER ("papers", list, PfForm, papers, FALSE, .table = &form_paper_table),
};
const PfMemberTable pf_form_table = PF_MEMBER_TABLE (form_members, PfForm);

static const PfMember reply_line_members[] = {
  PF_MEMBER ("label", name, PfReplyLine, label, TRUE),
  PF_MEMBER ("text", text, PfReplyLine, text),
};
static const PfMemberTable reply_line_table = PF_MEMBER_TABLE (reply_line_members, PfReplyLine);

static const PfMember request_event_members[] = {
  PF_MEMBER ("at", moment, PfRequestEvent, at, TRUE),
  PF_MEMBER ("state", word, PfRequestEvent, state, TRUE, .fallback = PF_REQUEST_SENT,
             .words = &request_states),
  PF_MEMBER ("text", text, PfRequestEvent, text),
};
static const PfMemberTable request_event_table =
    PF_MEMBER_TABLE (request_event_members, PfRequestEvent);

static const PfMember request_members[] = {
  PF_MEMBER ("form", id, PfRequest, form),
  PF_MEMBER ("name", name, PfRequest, name, TRUE),
  PF_MEMBER ("category", text, PfRequest, category),
  PF_MEMBER ("child", id, PfRequest, child),
  PF_MEMBER ("sent_at", moment, PfRequest, sent_at, TRUE),
  PF_MEMBER ("state", word, PfRequest, state, TRUE, .fallback = PF_REQUEST_SENT,
             .words = &request_states),
  PF_MEMBER ("appointment", moment, PfRequest, appointment),
  PF_MEMBER ("replies", list, PfRequest, replies, FALSE, .table = &reply_line_table),
  PF_MEMBER ("history", list, PfRequest, history, FALSE, .table = &request_event_table),
  PF_MEMBER ("files", list, PfRequest, files, FALSE, .table = &pf_file_table),
};
const PfMemberTable pf_request_table = PF_MEMBER_TABLE (request_members, PfRequest);
