/* SPDX-License-Identifier: GPL-3.0-or-later
 * The members of records: households, guardians, children, contacts and health sheets. */
#include "config.h"

#include "pf-record-family.h"

#include "pf-codec-tables.h"

static const char *const household_state_words[] = {
  [PF_HOUSEHOLD_VALIDATED] = "validated",
  [PF_HOUSEHOLD_INCOMPLETE] = "incomplete",
  [PF_HOUSEHOLD_SUBMITTED] = "submitted",
  [PF_HOUSEHOLD_REFUSED] = "refused",
};
static const PfWords household_states = PF_WORDS (household_state_words, PF_HOUSEHOLD_VALIDATED);

static const char *const consent_words[] = {
  [PF_CONSENT_UNKNOWN] = "unknown",
  [PF_CONSENT_YES] = "yes",
  [PF_CONSENT_NO] = "no",
};
static const PfWords consents = PF_WORDS (consent_words, PF_CONSENT_UNKNOWN);

static const char *const diet_words[] = {
  [PF_DIET_NONE] = "none",       [PF_DIET_NO_PORK] = "no-pork",
  [PF_DIET_NO_MEAT] = "no-meat", [PF_DIET_VEGETARIAN] = "vegetarian",
  [PF_DIET_OTHER] = "other",
};
static const PfWords diets = PF_WORDS (diet_words, PF_DIET_OTHER);

static const PfMember household_members[] = {
  PF_MEMBER ("name", text, PfHousehold, name),
  PF_MEMBER ("number", text, PfHousehold, number),
  PF_MEMBER ("quotient", price, PfHousehold, quotient),
  PF_MEMBER ("version", big, PfHousehold, version, FALSE, .max = PF_JSON_MAX_INTEGER),
  PF_MEMBER ("state", word, PfHousehold, state, FALSE, .fallback = PF_HOUSEHOLD_VALIDATED,
             .words = &household_states),
  PF_MEMBER ("reason", text, PfHousehold, reason),
  PF_MEMBER ("quotient_of", day, PfHousehold, quotient_of),
  PF_MEMBER ("street", text, PfHousehold, street),
  PF_MEMBER ("postcode", text, PfHousehold, postcode),
  PF_MEMBER ("city", text, PfHousehold, city),
  PF_MEMBER ("phone", text, PfHousehold, phone),
  PF_MEMBER ("caf_consent", boolean, PfHousehold, caf_consent),
  PF_MEMBER ("caf_number", text, PfHousehold, caf_number),
  PF_MEMBER ("iban", text, PfHousehold, iban),
  PF_MEMBER ("iban_hint", text, PfHousehold, iban_hint),
  PF_MEMBER ("account_holder", text, PfHousehold, account_holder),
  PF_MEMBER ("mandate", text, PfHousehold, mandate),
  PF_MEMBER ("mandate_of", day, PfHousehold, mandate_of),
  PF_MEMBER ("update_due", day, PfHousehold, update_due),
  PF_MEMBER ("update_year", text, PfHousehold, update_year),
  PF_MEMBER ("update_sent", boolean, PfHousehold, update_sent),
  PF_MEMBER ("can_register", boolean, PfHousehold, can_register),
};
const PfMemberTable pf_household_table = PF_MEMBER_TABLE (household_members, PfHousehold);

static const PfMember guardian_members[] = {
  PF_MEMBER ("civility", text, PfGuardian, civility),
  PF_MEMBER ("first_name", name, PfGuardian, first_name, TRUE),
  PF_MEMBER ("last_name", name, PfGuardian, last_name, TRUE),
  PF_MEMBER ("email", text, PfGuardian, email),
  PF_MEMBER ("is_self", boolean, PfGuardian, is_self),
  PF_MEMBER ("version", big, PfGuardian, version, FALSE, .max = PF_JSON_MAX_INTEGER),
  PF_MEMBER ("mobile", text, PfGuardian, mobile),
  PF_MEMBER ("phone", text, PfGuardian, phone),
  PF_MEMBER ("work_phone", text, PfGuardian, work_phone),
  PF_MEMBER ("profession", text, PfGuardian, profession),
  PF_MEMBER ("employer", text, PfGuardian, employer),
  PF_MEMBER ("last_sign_in", moment, PfGuardian, last_sign_in),
};
const PfMemberTable pf_guardian_table = PF_MEMBER_TABLE (guardian_members, PfGuardian);

static const PfMember child_members[] = {
  PF_MEMBER ("first_name", name, PfChild, first_name, TRUE),
  PF_MEMBER ("last_name", name, PfChild, last_name, TRUE),
  PF_MEMBER ("birth_date", day, PfChild, birth_date),
  PF_MEMBER ("school_site", id, PfChild, school_site),
  PF_MEMBER ("class_name", text, PfChild, class_name),
  PF_MEMBER ("version", big, PfChild, version, FALSE, .max = PF_JSON_MAX_INTEGER),
  PF_MEMBER ("image_rights", word, PfChild, image_rights, FALSE, .fallback = PF_CONSENT_UNKNOWN,
             .words = &consents),
  PF_MEMBER ("leaves_alone", word, PfChild, leaves_alone, FALSE, .fallback = PF_CONSENT_UNKNOWN,
             .words = &consents),
  PF_MEMBER ("swims", word, PfChild, swims, FALSE, .fallback = PF_CONSENT_UNKNOWN,
             .words = &consents),
  PF_MEMBER ("health_version", big, PfChild, health_version, FALSE, .max = PF_JSON_MAX_INTEGER),
  PF_MEMBER ("missing", texts, PfChild, missing),
  PF_MEMBER ("wanted", integer, PfChild, n_wanted, FALSE, .max = 1000000),
};
const PfMemberTable pf_child_table = PF_MEMBER_TABLE (child_members, PfChild);

static const PfMember contact_members[] = {
  PF_MEMBER ("child", id, PfContact, child),
  PF_MEMBER ("first_name", name, PfContact, first_name, TRUE),
  PF_MEMBER ("last_name", name, PfContact, last_name, TRUE),
  PF_MEMBER ("phone", text, PfContact, phone),
  PF_MEMBER ("relation", text, PfContact, relation),
  PF_MEMBER ("may_fetch", boolean, PfContact, may_fetch),
  PF_MEMBER ("is_emergency", boolean, PfContact, is_emergency),
  PF_MEMBER ("version", big, PfContact, version, FALSE, .max = PF_JSON_MAX_INTEGER),
};
const PfMemberTable pf_contact_table = PF_MEMBER_TABLE (contact_members, PfContact);

static const PfMember vaccine_members[] = {
  PF_MEMBER ("name", name, PfVaccine, name, TRUE),
  PF_MEMBER ("day", day, PfVaccine, day),
};
static const PfMemberTable vaccine_table = PF_MEMBER_TABLE (vaccine_members, PfVaccine);

static const PfMember health_sheet_members[] = {
  PF_MEMBER ("version", big, PfHealthSheet, version, FALSE, .max = PF_JSON_MAX_INTEGER),
  PF_MEMBER ("allergens", texts, PfHealthSheet, allergens),
  PF_MEMBER ("has_allergies", word, PfHealthSheet, has_allergies, FALSE,
             .fallback = PF_CONSENT_UNKNOWN, .words = &consents),
  PF_MEMBER ("allergies", text, PfHealthSheet, allergies),
  PF_MEMBER ("diet", word, PfHealthSheet, diet, FALSE, .fallback = PF_DIET_NONE, .words = &diets),
  PF_MEMBER ("diet_text", text, PfHealthSheet, diet_text),
  PF_MEMBER ("has_pai", word, PfHealthSheet, has_pai, FALSE, .fallback = PF_CONSENT_UNKNOWN,
             .words = &consents),
  PF_MEMBER ("pai_until", day, PfHealthSheet, pai_until),
  PF_MEMBER ("has_glasses", word, PfHealthSheet, has_glasses, FALSE, .fallback = PF_CONSENT_UNKNOWN,
             .words = &consents),
  PF_MEMBER ("doctor", text, PfHealthSheet, doctor),
  PF_MEMBER ("doctor_phone", text, PfHealthSheet, doctor_phone),
  PF_MEMBER ("vaccines", list, PfHealthSheet, vaccines, FALSE, .table = &vaccine_table),
  PF_MEMBER ("remarks", text, PfHealthSheet, remarks),
};
const PfMemberTable pf_health_sheet_table = PF_MEMBER_TABLE (health_sheet_members, PfHealthSheet);
