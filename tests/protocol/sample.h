/* SPDX-License-Identifier: GPL-3.0-or-later
 * Random values of everything that the protocol carries, from GTest's seed, and their description
 * as text to compare them by. */
#pragma once

#include "pf-messages.h"

G_BEGIN_DECLS

/** All return (transfer full). */
PfRecord *sample_record (PfCollection collection);
PfSheet *sample_sheet (const char *enrolment, PfDay month, guint n_units);
PfChanges *sample_changes (void);
GPtrArray *sample_lines (void);
PfAnswer *sample_answer (void);
PfDiscovery *sample_discovery (void);
PfTokens *sample_tokens (void);
PfProblem *sample_problem (void);
char *sample_text (void);
char *sample_token (gsize max);

/** Every member but none that JSON does not carry, one a line. */
char *describe_record (PfRecord *record);
char *describe_changes (const PfChanges *changes);
char *describe_lines (GPtrArray *lines);
char *describe_answer (const PfAnswer *answer);
char *describe_discovery (const PfDiscovery *discovery);
char *describe_tokens (const PfTokens *tokens);
char *describe_problem (const PfProblem *problem);

G_END_DECLS
