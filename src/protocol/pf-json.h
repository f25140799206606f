/* SPDX-License-Identifier: GPL-3.0-or-later
 * Strict reading of JSON: a reader of RFC 8259 text, and getters that latch the first fault with
 * its member's path. Private to protocol.
 *
 * json-glib's parser is not used for what comes from outside: it takes more than JSON, nests
 * without limit (and so overflows the stack), merges duplicate members, and needs five times as
 * long for a first sync. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PfJson: a document, its text and its first fault. Used by one thread at a time. */
typedef struct _PfJson PfJson;
/** PfJsonNode: a value inside a document, valid as long as it. NULL and JSON's null both mean "not
 * there". */
typedef struct _PfJsonNode PfJsonNode;

/** PfJsonIter: walks an array. */
typedef struct {
  const PfJsonNode *next;
  const PfJsonNode *end;
} PfJsonIter;

/** PF_JSON_MAX_INTEGER: the integers that every JSON reader holds exactly go from minus this to
 * this. */
#define PF_JSON_MAX_INTEGER G_GINT64_CONSTANT (9007199254740991)
#define PF_JSON_MAX_DEPTH 32
#define PF_JSON_MAX_ID 136

/** Returns: (transfer full) (nullable): the document, or NULL with PF_CODEC_ERROR_SYNTAX. */
PfJson *pf_json_new (GBytes *body, GError **error);
/** Frees the document and wipes its text, which may hold secrets. */
void pf_json_free (PfJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfJson, pf_json_free)

/** Returns: (nullable): the document's root, which must be an object. */
const PfJsonNode *pf_json_get_root (PfJson *json);
/** Returns: whether no getter has met a fault so far. */
gboolean pf_json_is_ok (PfJson *json);
/** Returns: TRUE, or FALSE with the first fault, a PF_CODEC_ERROR_MEMBER. */
gboolean pf_json_finish (PfJson *json, GError **error);
/** Latches a fault at @node: "PATH: WHAT". Only the first one is kept. */
void pf_json_fail (PfJson *json, const PfJsonNode *node, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/** Returns: (nullable): a member of @object (nullable); a fault where it is given twice. */
const PfJsonNode *pf_json_get (PfJson *json, const PfJsonNode *object, const char *name);
/** Returns: whether @object (nullable) has a member @name, be it null. */
gboolean pf_json_has (PfJson *json, const PfJsonNode *object, const char *name);
/** Like pf_json_get(), and a fault where it is not there. */
const PfJsonNode *pf_json_require (PfJson *json, const PfJsonNode *object, const char *name);

/** Starts walking @array (nullable); a fault where it is no array, or holds more than @max items.
 * Returns: how many items it holds. */
guint pf_json_iter_init (PfJson *json, PfJsonIter *iter, const PfJsonNode *array, guint max);
/** Returns: (nullable): the next item, NULL at the end; a fault where it is null. */
const PfJsonNode *pf_json_iter_next (PfJson *json, PfJsonIter *iter);
/** Returns: (nullable): the next item, NULL at the end; it may be null, which every pf_json_to_
 * function takes for missing. */
const PfJsonNode *pf_json_iter_next_or_null (PfJsonIter *iter);

/** What a node holds, or @fallback (NULL, PF_DAY_NONE …) where it is not there or is wrong, which
 * is a fault. Texts belong to the document. */
const PfJsonNode *pf_json_to_object (PfJson *json, const PfJsonNode *node);
gboolean pf_json_to_boolean (PfJson *json, const PfJsonNode *node, gboolean fallback);
gint64 pf_json_to_integer (PfJson *json, const PfJsonNode *node, gint64 min, gint64 max,
                           gint64 fallback);
const char *pf_json_to_text (PfJson *json, const PfJsonNode *node);
/** A text that is not empty. */
const char *pf_json_to_name (PfJson *json, const PfJsonNode *node);
/** Printable ASCII without spaces, 1 to @max bytes. */
const char *pf_json_to_token (PfJson *json, const PfJsonNode *node, gsize max);
/** "YYYY-MM-DD" as a PfDay. */
gint32 pf_json_to_day (PfJson *json, const PfJsonNode *node);
/** "YYYY-MM" as the PfDay of its first day. */
gint32 pf_json_to_month (PfJson *json, const PfJsonNode *node);
/** RFC 3339 as a PfMoment. */
gint64 pf_json_to_moment (PfJson *json, const PfJsonNode *node);
/** "HH:MM" as a minute of the day. */
int pf_json_to_minute (PfJson *json, const PfJsonNode *node, int fallback);

G_END_DECLS
