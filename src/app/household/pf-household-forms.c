/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables of the fields of households and guardians. */
#include "config.h"

#include "pf-household-forms.h"

#include <glib/gi18n-lib.h>

#define FIELD(Type, name) G_STRUCT_OFFSET (Type, name)
#define GROUP(title, text, entries)                                                                \
  {                                                                                                \
    (title), (text), (entries), G_N_ELEMENTS (entries)                                             \
  }

static const PfEntry address[] = {
  { "street", N_("Street"), PF_ENTRY_TEXT, FIELD (PfHousehold, street), NULL, TRUE, TRUE },
  { "postcode", N_("Postcode"), PF_ENTRY_TEXT, FIELD (PfHousehold, postcode), NULL, TRUE, TRUE },
  { "city", N_("Town"), PF_ENTRY_TEXT, FIELD (PfHousehold, city), NULL, TRUE, TRUE },
};

static const PfEntry contact[] = {
  { "phone", N_("Telephone at home"), PF_ENTRY_TEXT, FIELD (PfHousehold, phone) },
};

static const PfEntry caf[] = {
  { "caf_consent", N_("The town may ask the CAF for our quotient"), PF_ENTRY_SWITCH,
    FIELD (PfHousehold, caf_consent) },
  { "caf_number", N_("CAF number"), PF_ENTRY_TEXT, FIELD (PfHousehold, caf_number) },
  { "quotient", N_("Family quotient, in euros"), PF_ENTRY_EUROS, FIELD (PfHousehold, quotient),
    NULL, FALSE, TRUE },
};

static const PfEntry account[] = {
  { "account_holder", N_("Account holder"), PF_ENTRY_TEXT, FIELD (PfHousehold, account_holder) },
  { "iban", N_("New IBAN"), PF_ENTRY_TEXT, FIELD (PfHousehold, iban) },
};

static const PfEntry new_account[] = {
  { "account_holder", N_("Account holder"), PF_ENTRY_TEXT, FIELD (PfHousehold, account_holder) },
  { "iban", N_("IBAN"), PF_ENTRY_TEXT, FIELD (PfHousehold, iban) },
};

static const PfEntry guardian[] = {
  { "mobile", N_("Mobile telephone"), PF_ENTRY_TEXT, FIELD (PfGuardian, mobile) },
  { "phone", N_("Telephone"), PF_ENTRY_TEXT, FIELD (PfGuardian, phone) },
  { "work_phone", N_("Telephone at work"), PF_ENTRY_TEXT, FIELD (PfGuardian, work_phone) },
  { "profession", N_("Profession"), PF_ENTRY_TEXT, FIELD (PfGuardian, profession) },
  { "employer", N_("Employer"), PF_ENTRY_TEXT, FIELD (PfGuardian, employer) },
};

/* clang-format off */
#define PERSON                                                                                     \
  { "civility", N_("Civility"), PF_ENTRY_CIVILITY, FIELD (PfGuardian, civility) },                 \
  { "first_name", N_("First name"), PF_ENTRY_TEXT, FIELD (PfGuardian, first_name), NULL, TRUE },   \
  { "last_name", N_("Last name"), PF_ENTRY_TEXT, FIELD (PfGuardian, last_name), NULL, TRUE }
/* clang-format on */

static const PfEntry new_guardian[] = {
  PERSON,
  { "mobile", N_("Mobile telephone"), PF_ENTRY_TEXT, FIELD (PfGuardian, mobile), NULL, TRUE },
  { "work_phone", N_("Telephone at work"), PF_ENTRY_TEXT, FIELD (PfGuardian, work_phone) },
  { "profession", N_("Profession"), PF_ENTRY_TEXT, FIELD (PfGuardian, profession) },
  { "employer", N_("Employer"), PF_ENTRY_TEXT, FIELD (PfGuardian, employer) },
};

static const PfEntry new_other_guardian[] = {
  PERSON,
  { "email", N_("E-mail"), PF_ENTRY_TEXT, FIELD (PfGuardian, email) },
  { "mobile", N_("Mobile telephone"), PF_ENTRY_TEXT, FIELD (PfGuardian, mobile) },
  { "profession", N_("Profession"), PF_ENTRY_TEXT, FIELD (PfGuardian, profession) },
};

static const PfEntry new_child[] = {
  { "first_name", N_("First name"), PF_ENTRY_TEXT, FIELD (PfChild, first_name), NULL, TRUE },
  { "last_name", N_("Last name"), PF_ENTRY_TEXT, FIELD (PfChild, last_name), NULL, TRUE },
  { "birth_date", N_("Birth date"), PF_ENTRY_PAST_DAY, FIELD (PfChild, birth_date), NULL, TRUE },
  { "school_site", N_("School"), PF_ENTRY_SITE, FIELD (PfChild, school_site) },
  { "class_name", N_("Class"), PF_ENTRY_TEXT, FIELD (PfChild, class_name) },
};

const PfEntryGroup pf_household_groups[] = {
  GROUP (N_("Address"), N_("A change waits until the town hall has agreed."), address),
  GROUP (N_("Telephone"), NULL, contact),
  GROUP (N_("CAF and Quotient"),
         N_("The quotient decides the prices; a change waits until the town hall has agreed."),
         caf),
  GROUP (N_("Direct Debit"),
         N_("The town never tells an IBAN back. Another account needs another mandate, which the "
            "town hall makes."),
         account),
  { NULL },
};

const PfEntryGroup pf_guardian_groups[] = {
  GROUP (N_("Telephones and Profession"), NULL, guardian),
  { NULL },
};

const PfEntryGroup pf_new_address_groups[] = {
  GROUP (N_("Address"), NULL, address),
  { NULL },
};

const PfEntryGroup pf_new_guardian_groups[] = {
  GROUP (N_("You"), N_("What has a star is needed."), new_guardian),
  { NULL },
};

const PfEntryGroup pf_new_other_guardian_groups[] = {
  GROUP (N_("The Other Guardian"), NULL, new_other_guardian),
  { NULL },
};

const PfEntryGroup pf_new_child_groups[] = {
  GROUP (N_("Child"), NULL, new_child),
  { NULL },
};

const PfEntryGroup pf_new_finances_groups[] = {
  GROUP (N_("CAF and Quotient"),
         N_("Without a quotient the town asks its highest prices. This can be said later."), caf),
  GROUP (N_("Direct Debit"), N_("Only if the town is to take payments from an account."),
         new_account),
  { NULL },
};
