/* SPDX-License-Identifier: GPL-3.0-or-later
 * How record types are defined. Private to core. */
#pragma once

#include "pf-record.h"

G_BEGIN_DECLS

/* Defines a final record type; NAME_clear() frees its members, NAME_init() gives them what a new
 * record holds. */
#define DEFINE_RECORD(Type, name)                                                                  \
  static void name##_clear (Type *self);                                                           \
  G_DEFINE_FINAL_TYPE (Type, name, PF_TYPE_RECORD)                                                 \
  static void name##_finalize (GObject *object)                                                    \
  {                                                                                                \
    name##_clear ((Type *) object);                                                                \
    G_OBJECT_CLASS (name##_parent_class)->finalize (object);                                       \
  }                                                                                                \
  static void name##_class_init (Type##Class *klass)                                               \
  {                                                                                                \
    G_OBJECT_CLASS (klass)->finalize = name##_finalize;                                            \
  }

/** Frees the texts that the arguments, up to a NULL, point to. */
void pf_free_texts (char **first, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
