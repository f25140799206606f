/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables of members: one row says how a member of a JSON object and a member of a C structure
 * become each other, so that reading and writing cannot drift apart. Private to protocol. */
#pragma once

#include "pf-json.h"

G_BEGIN_DECLS

typedef struct _PfMember PfMember;

/** PfMemberType: how values of one C type are read and written. */
typedef struct {
  /* Sets @field from @node, which is NULL where the member is missing. */
  void (*read) (PfJson *json, const PfJsonNode *node, const PfMember *member, gpointer field);
  /* Writes the member, or nothing where it has its default and is not required. */
  void (*write) (GString *text, const PfMember *member, gconstpointer field);
} PfMemberType;

/** PfWords: an enumeration's words, by value. */
typedef struct {
  const char *const *words; /* a NULL word has no place in JSON */
  int n_words;
  int unknown; /* what a word that is not there is read as, -1 = a fault */
} PfWords;

/** PF_WORDS: the words of a static array. */
#define PF_WORDS(array, unknown_value)                                                             \
  {                                                                                                \
    (array), G_N_ELEMENTS (array), (unknown_value)                                                 \
  }

/** PfMemberTable: the members of a structure. */
typedef struct {
  const PfMember *members;
  gsize n_members;
  gsize size; /* of the structure, where lists hold it */
} PfMemberTable;

struct _PfMember {
  const char *name;
  const PfMemberType *type;
  gsize offset;
  gboolean is_required;
  gint64 fallback;
  gint64 min;                 /* integers */
  gint64 max;                 /* integers; bits: the bit */
  const PfWords *words;       /* words */
  const PfMemberTable *table; /* structures */
};

/** PF_MEMBER: a row of a table; the rest are further members of PfMember, `is_required` first. */
#define PF_MEMBER(json_name, type_name, Structure, field, ...)                                     \
  {                                                                                                \
    (json_name), &pf_member_##type_name, G_STRUCT_OFFSET (Structure, field), __VA_ARGS__           \
  }
/** PF_MEMBER_TABLE: a PfMemberTable of a static array. */
#define PF_MEMBER_TABLE(array, Structure)                                                          \
  {                                                                                                \
    (array), G_N_ELEMENTS (array), sizeof (Structure)                                              \
  }
/** PF_MEMBERS: a table and its length. */
#define PF_MEMBERS(table) (table), G_N_ELEMENTS (table)

/** The types, by their C type. */
extern const PfMemberType pf_member_text;      /* char *: any text */
extern const PfMemberType pf_member_name;      /* char *: a text that is not empty */
extern const PfMemberType pf_member_id;        /* char * */
extern const PfMemberType pf_member_token;     /* char *: a state, a secret, a receipt */
extern const PfMemberType pf_member_digest;    /* char *: a file's, see pf_digest_is_valid() */
extern const PfMemberType pf_member_currency;  /* char * */
extern const PfMemberType pf_member_boolean;   /* gboolean */
extern const PfMemberType pf_member_bit;       /* guint8: one bit of it */
extern const PfMemberType pf_member_integer;   /* int */
extern const PfMemberType pf_member_big;       /* gint64 */
extern const PfMemberType pf_member_price;     /* PfCents */
extern const PfMemberType pf_member_day;       /* PfDay */
extern const PfMemberType pf_member_month;     /* PfDay, a month's first */
extern const PfMemberType pf_member_moment;    /* PfMoment */
extern const PfMemberType pf_member_minute;    /* int */
extern const PfMemberType pf_member_weekdays;  /* guint, a mask */
extern const PfMemberType pf_member_word;      /* an enumeration, the size of int */
extern const PfMemberType pf_member_byte_word; /* guint8 holding an enumeration */
extern const PfMemberType pf_member_flags;     /* guint, a mask: a list of words, bit by value */
extern const PfMemberType pf_member_texts;     /* GPtrArray * of utf8, made where it is NULL */
extern const PfMemberType pf_member_list;      /* GPtrArray * of structures, `table` says which */
extern const PfMemberType pf_member_structure; /* a pointer to one structure, NULL = none */

/** PF_MEMBER_MAX_ITEMS: of one list. */
#define PF_MEMBER_MAX_ITEMS 2000

/** The longest state, token or receipt. */
#define PF_MEMBER_MAX_TOKEN 512
#define PF_MEMBER_MAX_ID 128

/** Reads @object's (nullable) members into @values. */
void pf_members_read (PfJson *json, const PfJsonNode *object, const PfMember *members,
                      gsize n_members, gpointer values);
/** Writes @values' members; the object is open. */
void pf_members_write (GString *text, const PfMember *members, gsize n_members,
                       gconstpointer values);
/** Returns: (transfer full): a document of nothing but @values' members. */
GBytes *pf_members_encode (const PfMember *members, gsize n_members, gconstpointer values);
/** Reads such a document into @values. Returns: FALSE with @error. */
gboolean pf_members_decode (GBytes *body, const PfMember *members, gsize n_members, gpointer values,
                            GError **error);
/** Returns: the value of the word at @node, @fallback where it is missing. */
int pf_words_read (PfJson *json, const PfJsonNode *node, const PfWords *words, int fallback);

G_END_DECLS
