-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a household and its members are, beyond their names.

ALTER TABLE households ADD COLUMN state INTEGER NOT NULL DEFAULT 0;
ALTER TABLE households ADD COLUMN reason TEXT;
ALTER TABLE households ADD COLUMN quotient_of INTEGER;
ALTER TABLE households ADD COLUMN street TEXT;
ALTER TABLE households ADD COLUMN postcode TEXT;
ALTER TABLE households ADD COLUMN city TEXT;
ALTER TABLE households ADD COLUMN phone TEXT;
ALTER TABLE households ADD COLUMN caf_consent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE households ADD COLUMN caf_number TEXT;
ALTER TABLE households ADD COLUMN iban TEXT;
ALTER TABLE households ADD COLUMN account_holder TEXT;
ALTER TABLE households ADD COLUMN mandate TEXT;
ALTER TABLE households ADD COLUMN mandate_of INTEGER;
ALTER TABLE households ADD COLUMN update_due INTEGER;
ALTER TABLE households ADD COLUMN update_year TEXT;
ALTER TABLE households ADD COLUMN update_sent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE households ADD COLUMN update_blocks INTEGER NOT NULL DEFAULT 0; -- no booking before an agent has accepted it

ALTER TABLE guardians ADD COLUMN mobile TEXT;
ALTER TABLE guardians ADD COLUMN phone TEXT;
ALTER TABLE guardians ADD COLUMN work_phone TEXT;
ALTER TABLE guardians ADD COLUMN profession TEXT;
ALTER TABLE guardians ADD COLUMN employer TEXT;
ALTER TABLE guardians ADD COLUMN signed_in_at INTEGER;     -- the last time
ALTER TABLE guardians ADD COLUMN signed_in_before INTEGER; -- the time before

ALTER TABLE children ADD COLUMN image_rights INTEGER NOT NULL DEFAULT 0;
ALTER TABLE children ADD COLUMN leaves_alone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE children ADD COLUMN swims INTEGER NOT NULL DEFAULT 0;

CREATE TABLE contacts (
  id TEXT PRIMARY KEY,
  household TEXT NOT NULL REFERENCES households (id),
  child TEXT REFERENCES children (id) ON DELETE CASCADE, -- NULL = all
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  phone TEXT,
  relation TEXT,
  may_fetch INTEGER NOT NULL,
  is_emergency INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_household ON contacts (household);

CREATE TABLE health_sheets (
  child TEXT PRIMARY KEY REFERENCES children (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  allergens TEXT NOT NULL, -- by spaces
  has_allergies INTEGER NOT NULL,
  allergies TEXT,
  diet INTEGER NOT NULL,
  diet_text TEXT,
  has_pai INTEGER NOT NULL,
  pai_until INTEGER,
  has_glasses INTEGER NOT NULL,
  doctor TEXT,
  doctor_phone TEXT,
  remarks TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE vaccines (
  child TEXT NOT NULL REFERENCES health_sheets (child) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  day INTEGER,
  PRIMARY KEY (child, position)
) STRICT, WITHOUT ROWID;
