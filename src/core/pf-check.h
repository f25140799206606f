/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a family types has a shape: bank accounts, telephone numbers, postcodes… The app checks it
 * as it is typed, the town when it comes. */
#pragma once

#include "pf-day.h"

G_BEGIN_DECLS

/** PfCheck: what is wrong with a text; the app and the town each have their sentence for it. */
typedef enum {
  PF_CHECK_OK,
  PF_CHECK_IBAN_CHARACTERS, /* something that no IBAN holds */
  PF_CHECK_IBAN_COUNTRY,    /* not of a country that takes SEPA debits */
  PF_CHECK_IBAN_LENGTH,     /* too short or too long for its country */
  PF_CHECK_IBAN_SUM,        /* a typing mistake: the checksum says so */
  PF_CHECK_CAF_NUMBER,
  PF_CHECK_PHONE,
  PF_CHECK_POSTCODE,
  PF_CHECK_EMAIL,
  PF_CHECK_BORN_LATER,    /* a birth date that is still to come */
  PF_CHECK_BORN_LONG_AGO, /* no child any more */
} PfCheck;

#define PF_N_CHECKS (PF_CHECK_BORN_LONG_AGO + 1)

/** Checks @text as an IBAN (ISO 13616): its characters, its country's length, its checksum (ISO
 * 7064 MOD 97-10). Spaces and case do not count. */
PfCheck pf_check_iban (const char *text);
/** Returns: (transfer full): the IBAN without spaces, in capitals: as it is kept. */
char *pf_iban_normalize (const char *text);
/** Returns: (transfer full): the IBAN in groups of four: as people read it. */
char *pf_iban_format (const char *text);

/** Checks @text as the number of a family at the CAF: seven digits, and the letter that some write
 * after them. */
PfCheck pf_check_caf_number (const char *text);
/** Checks @text as a telephone number: ten digits beginning with 0, or + and 8 to 15 digits.
 * Spaces, dots, hyphens and parentheses do not count. */
PfCheck pf_check_phone (const char *text);
/** Checks @text as a French postcode. */
PfCheck pf_check_postcode (const char *text);
/** Checks @text as an address to write to: one @, a host with a dot, at most 254 characters, no
 * space. */
PfCheck pf_check_email (const char *text);
/** Checks that a child can be born on @day, seen from @today. */
PfCheck pf_check_birth_date (PfDay day, PfDay today);

/**
 * pf_check_member:
 * @name: the contract's name of a member
 * @text: (nullable): its value; nothing at all is right
 *
 * Checks @text by what the member holds; any text is right where nothing is known of it.
 */
PfCheck pf_check_member (const char *name, const char *text);

G_END_DECLS
