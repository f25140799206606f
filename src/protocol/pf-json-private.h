/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a JSON document lies in memory: what its parser and its getters share. */
#pragma once

#include "pf-json.h"

G_BEGIN_DECLS

typedef enum {
  PF_JSON_NULL,
  PF_JSON_BOOLEAN,
  PF_JSON_INTEGER,
  PF_JSON_NUMBER, /* not an integer that fits: no member is one, its value is not kept */
  PF_JSON_STRING,
  PF_JSON_ARRAY,
  PF_JSON_OBJECT,
} PfJsonType;

/* All nodes lie in one array, each container before what it holds; an object's members are a string
 * node and the value's. */
struct _PfJsonNode {
  guint32 type; /* PfJsonType */
  guint32 size; /* nodes, itself and all that it holds */
  union {
    gint64 integer;   /* BOOLEAN, INTEGER */
    const char *text; /* STRING: unescaped, in the document's text */
    guint n_items;    /* ARRAY */
  };
};

struct _PfJson {
  char *text; /* (owned) a copy of the body; strings are unescaped in place */
  gsize length;
  PfJsonNode *nodes; /* (owned) */
  guint32 n_nodes;
  guint32 n_allocated;
  GError *fault; /* (owned) (nullable) */
};

G_END_DECLS
