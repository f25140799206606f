-- SPDX-License-Identifier: GPL-3.0-or-later
-- News and menus.

CREATE TABLE news (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  service TEXT,
  words TEXT,
  at INTEGER NOT NULL,
  until INTEGER,
  link TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE menus (
  site TEXT NOT NULL, -- '' = all canteens
  day INTEGER NOT NULL,
  remark TEXT,
  PRIMARY KEY (site, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX menus_day ON menus (day);

-- In the order of the meal; allergens and labels one a line.
CREATE TABLE dishes (
  site TEXT NOT NULL,
  day INTEGER NOT NULL,
  position INTEGER NOT NULL,
  course INTEGER NOT NULL,
  name TEXT NOT NULL,
  allergens TEXT NOT NULL,
  labels TEXT NOT NULL,
  PRIMARY KEY (site, day, position),
  FOREIGN KEY (site, day) REFERENCES menus (site, day) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
