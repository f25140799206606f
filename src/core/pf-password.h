/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a password must be: the same rules for the page that shows them and the town that applies
 * them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PfPasswordRules: a set of rules. */
typedef enum {
  PF_PASSWORD_LENGTH = 1 << 0, /* at least PF_PASSWORD_SHORTEST characters */
  PF_PASSWORD_DIGIT = 1 << 1,
  PF_PASSWORD_LOWER = 1 << 2,
  PF_PASSWORD_UPPER = 1 << 3,
  PF_PASSWORD_SPECIAL = 1 << 4, /* a sign or a space */
} PfPasswordRules;

#define PF_PASSWORD_RULES_ALL 0x1fu
#define PF_PASSWORD_SHORTEST 8
/** In bytes: a longer one is none. */
#define PF_PASSWORD_LONGEST 1024

/** Returns: the rules that @password keeps; none where it is too long or no UTF-8. */
PfPasswordRules pf_password_check (const char *password);

G_END_DECLS
