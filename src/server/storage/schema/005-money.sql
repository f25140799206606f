-- SPDX-License-Identifier: GPL-3.0-or-later
-- Money: what is paid in advance, invoices, payments, wallets, links to pay.

CREATE TABLE invoices (
  id TEXT PRIMARY KEY,
  household TEXT NOT NULL REFERENCES households (id),
  number TEXT NOT NULL UNIQUE,
  label TEXT,
  first INTEGER NOT NULL, -- the period it bills
  last INTEGER NOT NULL,
  issued INTEGER NOT NULL,
  due INTEGER NOT NULL,
  total INTEGER NOT NULL,
  paid INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0,
  takes_parts INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX invoices_household ON invoices (household, issued);

CREATE TABLE invoice_lines (
  invoice TEXT NOT NULL REFERENCES invoices (id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  child TEXT,
  activity TEXT,
  quantity INTEGER NOT NULL,
  unit_price INTEGER NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (invoice, position)
) STRICT, WITHOUT ROWID;

-- What was asked for each booking already, and by what: an invoice, a prepayment or a wallet. What a booking costs
-- less what stands here is still to be billed; below zero it is to be given back.
CREATE TABLE billed (
  enrolment TEXT NOT NULL REFERENCES enrolments (id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  unit TEXT NOT NULL,
  by TEXT NOT NULL, -- the identifier of the invoice, prepayment or wallet
  amount INTEGER NOT NULL,
  PRIMARY KEY (enrolment, day, unit, by)
) STRICT, WITHOUT ROWID;
CREATE INDEX billed_by ON billed (by);

CREATE TABLE payments (
  id TEXT PRIMARY KEY,
  household TEXT NOT NULL REFERENCES households (id),
  invoice TEXT REFERENCES invoices (id),
  label TEXT,
  at INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  means INTEGER NOT NULL,
  reference TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX payments_household ON payments (household, at);

CREATE TABLE wallets (
  id TEXT PRIMARY KEY,
  household TEXT NOT NULL UNIQUE REFERENCES households (id),
  name TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 0,
  balance INTEGER NOT NULL DEFAULT 0 CHECK (balance >= 0),
  min_top_up INTEGER NOT NULL,
  max_top_up INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE wallet_activities (
  wallet TEXT NOT NULL REFERENCES wallets (id),
  activity TEXT NOT NULL REFERENCES activities (id),
  PRIMARY KEY (wallet, activity)
) STRICT, WITHOUT ROWID;

CREATE TABLE movements (
  id TEXT PRIMARY KEY,
  wallet TEXT NOT NULL REFERENCES wallets (id),
  label TEXT,
  at INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  balance INTEGER NOT NULL -- after it
) STRICT, WITHOUT ROWID;
CREATE INDEX movements_wallet ON movements (wallet, at);

CREATE TABLE prepayments (
  id TEXT PRIMARY KEY,
  household TEXT NOT NULL REFERENCES households (id),
  receipt TEXT,
  amount INTEGER NOT NULL,
  until INTEGER NOT NULL,
  state INTEGER NOT NULL,
  n_lines INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX prepayments_waiting ON prepayments (until) WHERE state = 0;
CREATE INDEX prepayments_household ON prepayments (household);

CREATE TABLE payment_links (
  hash BLOB PRIMARY KEY, -- of its secret
  household TEXT NOT NULL REFERENCES households (id),
  subject INTEGER NOT NULL,
  target TEXT NOT NULL, -- the identifier of the invoice, wallet or prepayment
  amount INTEGER NOT NULL,
  until INTEGER NOT NULL,
  used INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_links_until ON payment_links (until);
