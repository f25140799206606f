/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing compact JSON at the end of a GString. Private to protocol. @name is a member's name, one
 * of the contract's, or NULL in an array. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void pf_json_begin_object (GString *text, const char *name);
void pf_json_end_object (GString *text);
void pf_json_begin_array (GString *text, const char *name);
void pf_json_end_array (GString *text);
void pf_json_write_null (GString *text, const char *name);
void pf_json_write_boolean (GString *text, const char *name, gboolean value);
void pf_json_write_integer (GString *text, const char *name, gint64 value);
/** @value: UTF-8; bytes that are not become U+FFFD. */
void pf_json_write_text (GString *text, const char *name, const char *value);
/** @day: a PfDay. */
void pf_json_write_day (GString *text, const char *name, gint32 day);
/** @moment: a PfMoment, PF_MOMENT_NONE being null. */
void pf_json_write_moment (GString *text, const char *name, gint64 moment);
/** @amount: PfCents, PF_CENTS_UNKNOWN being null. */
void pf_json_write_price (GString *text, const char *name, gint64 amount);

/** Returns: (transfer full): what was written; @text (transfer full) is gone. */
GBytes *pf_json_finish_text (GString *text);
/** The same for a text that holds secrets: it is wiped when the bytes are freed. */
GBytes *pf_json_finish_secret_text (GString *text);

G_END_DECLS
