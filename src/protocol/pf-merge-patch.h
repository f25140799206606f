/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON merge patches (RFC 7396) of records, by the same tables of members that read and write whole
 * records: what the family changed becomes a patch, and a patch becomes a record that is
 * changed. */
#pragma once

#include "pf-record-family.h"

G_BEGIN_DECLS

/** PF_MERGE_PATCH_MAX_TEXT: the longest text of a patch, in bytes. */
#define PF_MERGE_PATCH_MAX_TEXT 4000

/**
 * pf_merge_patch_apply:
 * @members: (nullable): the members that may be changed, NULL-terminated; NULL = all
 * @error: PF_CODEC_ERROR
 *
 * Members that the contract does not know are ignored; one that may not be changed is a fault, and
 * so is a word it does not know. @record itself stays as it is.
 *
 * Returns: (transfer full): the record as @patch makes it; NULL with @error.
 */
gpointer pf_merge_patch_apply (gpointer record, GBytes *patch, const char *const *members,
                               GError **error);
/**
 * pf_merge_patch_diff:
 * @members: (nullable): what counts, NULL-terminated; NULL = all
 *
 * Returns: (transfer full) (nullable): the patch that makes @after of @before, two records of one
 * type; NULL where nothing differs. Wiped when it is freed.
 */
GBytes *pf_merge_patch_diff (gpointer before, gpointer after, const char *const *members);
/** Returns: (transfer container) (element-type utf8): the names of the members in which two records
 * of one type differ, in the order of the contract. */
GPtrArray *pf_merge_patch_list_members (gpointer before, gpointer after);
/** Returns: (transfer full): a record that says the same. */
gpointer pf_merge_patch_copy (gpointer record);
/** Returns: (transfer full): @patch with @files (element-type PfFile) beside what it says; wiped
 * when it is freed. */
GBytes *pf_merge_patch_add_files (GBytes *patch, GPtrArray *files);
/** Returns: (transfer full) (element-type PfFile): what the `files` of a body say; NULL with
 * @error.
 */
GPtrArray *pf_merge_patch_read_files (GBytes *body, GError **error);

/** PfRegistration: what a new family's wizard sends in one. */
typedef struct {
  PfHousehold *household; /* (owned) */
  GPtrArray *guardians;   /* (element-type PfGuardian) (owned): the one who is signed in first */
  GPtrArray *children;    /* (element-type PfChild) (owned) */
  gboolean is_confirmed;
} PfRegistration;

PfRegistration *pf_registration_new (void);
void pf_registration_free (PfRegistration *registration);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfRegistration, pf_registration_free)

/** Returns: (transfer full): the body of POST /v1/household/registration, or a draft of it. */
GBytes *pf_codec_encode_registration (const PfRegistration *registration);
/** What is not there yet is left out: names may be NULL. Returns: (transfer full): NULL with
 * @error. */
PfRegistration *pf_codec_decode_registration (GBytes *body, GError **error);

/** PfYearlyUpdate: the family says that its file holds for a year. */
typedef struct {
  char *year;           /* "2026-2027" */
  GPtrArray *confirmed; /* (element-type utf8) (owned): the parts that were looked through */
  char *remark;         /* (nullable) */
  GPtrArray *files;     /* (element-type PfFile) (owned): proofs */
} PfYearlyUpdate;

/** The parts of a file that a yearly update confirms, NULL-terminated: "address"… */
extern const char *const pf_yearly_parts[];

PfYearlyUpdate *pf_yearly_update_new (void);
void pf_yearly_update_free (PfYearlyUpdate *update);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfYearlyUpdate, pf_yearly_update_free)

/** Returns: (transfer full): the body of POST /v1/household/yearly-update, or a draft of it. */
GBytes *pf_codec_encode_yearly_update (const PfYearlyUpdate *update);
PfYearlyUpdate *pf_codec_decode_yearly_update (GBytes *body, GError **error);

G_END_DECLS
