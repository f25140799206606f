/* SPDX-License-Identifier: GPL-3.0-or-later
 * Money: integer cents of one currency a town. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PfCents: an amount in hundredths of the town's currency; negative for a refund. */
typedef gint64 PfCents;

/** PF_CENTS_UNKNOWN: the town did not say. Never added, never shown as 0. */
#define PF_CENTS_UNKNOWN G_MININT64

/** Adds without overflow: saturates at the ends of the type; unknown plus anything is unknown. */
PfCents pf_cents_add (PfCents a, PfCents b);
/** Reads an amount that a person typed: "12", "12.5", "12,50", with a currency's sign or spaces
 * around it. Returns: cents; PF_CENTS_UNKNOWN for what is none, or below 0. */
PfCents pf_cents_parse (const char *text);
/**
 * pf_cents_format:
 * @currency: ISO 4217 code, "EUR"
 *
 * Returns: (transfer full): the amount as the current LC_MONETARY/LC_NUMERIC locale writes it:
 * "3,40 €", "€3.40"; what is below zero with a minus, not a hyphen. For people: tables that
 * programs read write their own.
 */
char *pf_cents_format (PfCents amount, const char *currency);
/** Returns: (transfer full): the amount alone, "3,40" or "3.40", as a person of the current locale
 * would type it: pf_cents_parse() reads it again. */
char *pf_cents_format_plain (PfCents amount);

G_END_DECLS
