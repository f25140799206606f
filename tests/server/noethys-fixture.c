/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes and counts databases like those of Noethys. */
#include "config.h"

#include "noethys-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

const char noethys_fixture_schema[] =
    "CREATE TABLE organisateur (IDorganisateur INTEGER PRIMARY KEY, nom VARCHAR, ville VARCHAR);"
    "CREATE TABLE parametres (IDparametre INTEGER PRIMARY KEY, categorie VARCHAR, nom VARCHAR, "
    "parametre VARCHAR);"
    "CREATE TABLE vacances (IDvacance INTEGER PRIMARY KEY, nom VARCHAR, annee INTEGER, date_debut "
    "DATE, date_fin DATE);"
    "CREATE TABLE familles (IDfamille INTEGER PRIMARY KEY, date_creation DATE);"
    "CREATE TABLE individus (IDindividu INTEGER PRIMARY KEY, IDcivilite INTEGER, nom VARCHAR, "
    "prenom VARCHAR,"
    " date_naiss DATE, mail VARCHAR, travail_mail VARCHAR, tel_mobile VARCHAR, deces INTEGER);"
    "CREATE TABLE rattachements (IDrattachement INTEGER PRIMARY KEY, IDindividu INTEGER, IDfamille "
    "INTEGER,"
    " IDcategorie INTEGER, titulaire INTEGER);"
    "CREATE TABLE ecoles (IDecole INTEGER PRIMARY KEY, nom VARCHAR, rue VARCHAR, cp VARCHAR, ville "
    "VARCHAR);"
    "CREATE TABLE classes (IDclasse INTEGER PRIMARY KEY, IDecole INTEGER, nom VARCHAR);"
    "CREATE TABLE scolarite (IDscolarite INTEGER PRIMARY KEY, IDindividu INTEGER, date_debut DATE, "
    "date_fin DATE,"
    " IDecole INTEGER, IDclasse INTEGER, IDniveau INTEGER);"
    "CREATE TABLE quotients (IDquotient INTEGER PRIMARY KEY, IDfamille INTEGER, date_debut DATE, "
    "date_fin DATE,"
    " quotient INTEGER);"
    "CREATE TABLE activites (IDactivite INTEGER PRIMARY KEY, nom VARCHAR, abrege VARCHAR,"
    " portail_reservations_limite VARCHAR);"
    "CREATE TABLE groupes (IDgroupe INTEGER PRIMARY KEY, IDactivite INTEGER, nom VARCHAR);"
    "CREATE TABLE unites (IDunite INTEGER PRIMARY KEY, IDactivite INTEGER, ordre INTEGER, nom "
    "VARCHAR, abrege VARCHAR,"
    " heure_debut DATE, heure_fin DATE);"
    "CREATE TABLE ouvertures (IDouverture INTEGER PRIMARY KEY, IDactivite INTEGER, IDunite "
    "INTEGER, IDgroupe INTEGER,"
    " date DATE);"
    "CREATE TABLE unites_remplissage_unites (IDunite_remplissage_unite INTEGER PRIMARY KEY, "
    "IDunite_remplissage INTEGER,"
    " IDunite INTEGER);"
    "CREATE TABLE remplissage (IDremplissage INTEGER PRIMARY KEY, IDactivite INTEGER, "
    "IDunite_remplissage INTEGER,"
    " IDgroupe INTEGER, date DATE, places INTEGER);"
    "CREATE TABLE tarifs (IDtarif INTEGER PRIMARY KEY, IDactivite INTEGER, type VARCHAR, methode "
    "VARCHAR,"
    " categories_tarifs VARCHAR, groupes VARCHAR, date_debut DATE);"
    "CREATE TABLE combi_tarifs_unites (IDcombi_tarif_unite INTEGER PRIMARY KEY, IDcombi_tarif "
    "INTEGER, IDtarif INTEGER,"
    " IDunite INTEGER);"
    "CREATE TABLE tarifs_lignes (IDligne INTEGER PRIMARY KEY, IDtarif INTEGER, num_ligne INTEGER, "
    "qf_min FLOAT,"
    " qf_max FLOAT, montant_unique FLOAT);"
    "CREATE TABLE inscriptions (IDinscription INTEGER PRIMARY KEY, IDindividu INTEGER, IDfamille "
    "INTEGER,"
    " IDactivite INTEGER, IDgroupe INTEGER, IDcategorie_tarif INTEGER, date_inscription DATE, "
    "parti INTEGER);"
    "CREATE TABLE prestations (IDprestation INTEGER PRIMARY KEY, montant FLOAT);"
    "CREATE TABLE consommations (IDconso INTEGER PRIMARY KEY, IDindividu INTEGER, IDinscription "
    "INTEGER,"
    " IDactivite INTEGER, date DATE, IDunite INTEGER, IDgroupe INTEGER, etat VARCHAR, date_saisie "
    "DATE,"
    " IDprestation INTEGER);"
    "CREATE TABLE factures (IDfacture INTEGER PRIMARY KEY, total FLOAT);";

const char noethys_fixture_rows[] =
    "INSERT INTO organisateur VALUES (1, '  Syndicat du Val ', 'VALBOURG');"
    "INSERT INTO parametres VALUES (1, 'vacances', 'zone', 'B'), (2, 'fichier', 'version', '1.0');"
    "INSERT INTO vacances VALUES (1, 'Toussaint', 2013, '2013-10-19', '2013-11-03'),"
    " (2, 'double', 2013, '2013-10-25', '2013-11-10'), (3, NULL, 2013, NULL, NULL);"
    "INSERT INTO familles VALUES (1, '2011-03-17'), (2, NULL), (3, NULL), (7, NULL);"
    /* 1 and 2 share one address; 5 writes none; 6 is a contact, 7 has no name, 8 is dead, 9
     * belongs nowhere; 10 is an adult who eats. */
    "INSERT INTO individus VALUES"
    " (1, 1, 'DURAND', ' Paul ', NULL, ' Paul.Durand@Example.org ', NULL, '06.23.45.67.89.', NULL),"
    " (2, 3, 'DURAND', 'Anne', NULL, 'paul.durand@example.org', NULL, '06.23.45.67.89.', 0),"
    " (3, 5, 'DURAND', 'Zoé', '2006-03-25', NULL, NULL, NULL, NULL),"
    " (4, 4, 'DURAND', 'Théo', '25/03/2004', NULL, NULL, NULL, NULL),"
    " (5, 2, 'NOBLET', 'Eve', NULL, 'pas d''adresse', 'eve@', NULL, NULL),"
    " (6, 1, 'ONCLE', 'Jean', NULL, NULL, NULL, NULL, NULL),"
    " (7, NULL, NULL, '  ', NULL, NULL, NULL, NULL, NULL),"
    " (8, 1, 'VIEUX', 'Luc', NULL, NULL, NULL, NULL, 1),"
    " (9, 1, 'SEUL', 'Tom', NULL, NULL, NULL, NULL, NULL),"
    " (10, 1, 'MAITRE', 'Alex', NULL, NULL, 'Alex@ecole.example', NULL, NULL);"
    "INSERT INTO rattachements VALUES (1, 1, 1, 1, 1), (2, 2, 1, 1, 0), (3, 3, 1, 2, 0), (4, 4, 1, "
    "2, 0),"
    " (5, 5, 2, 1, 1), (6, 3, 2, 2, 0), (7, 6, 1, 3, 0), (8, 7, 1, 2, 0), (9, 8, 1, 1, 0), (10, "
    "10, 7, 1, 1),"
    " (11, 3, 99, 2, 0), (12, 1, 1, 1, 1);"
    "INSERT INTO ecoles VALUES (1, 'École du Val', '1 rue Haute', '35000', 'VALBOURG'), (2, NULL, "
    "NULL, NULL, NULL);"
    "INSERT INTO classes VALUES (1, 1, 'CE1 – Mme HERVÉ'), (2, 1, 'CE2');"
    "INSERT INTO scolarite VALUES (1, 3, '2012-09-04', '2013-07-05', 1, 1, NULL), (2, 3, "
    "'2013-09-03', NULL, 1, 2, NULL),"
    " (3, 4, NULL, NULL, 9, 9, 9), (4, NULL, NULL, NULL, NULL, NULL, NULL);"
    "INSERT INTO quotients VALUES (1, 1, '2012-01-01', '2012-12-31', 450), (2, 1, '2013-01-01', "
    "'2013-12-31', 512),"
    " (3, 2, '2013-01-01', NULL, NULL), (4, 99, '2013-01-01', NULL, 700);"
    "INSERT INTO activites VALUES (1, 'Cantine', 'CANT', NULL), (2, 'Centre de loisirs', 'ALSH', "
    "'2#10:00#weekends,feries'),"
    " (3, 'Danse', NULL, NULL);"
    "INSERT INTO groupes VALUES (1, 1, 'Maternelle'), (2, 1, 'Élémentaire'), (3, 2, 'Tous'), (4, "
    "3, 'Danseurs'),"
    " (5, 88, 'Perdu');"
    "INSERT INTO unites VALUES (1, 1, 1, 'Repas', 'REPAS', '12:00', '13:00'),"
    " (2, 2, 1, 'Journée', 'J', '07:30:00', '18h30'), (3, 2, 2, 'Repas', 'J', NULL, ''), (4, 88, "
    "1, 'Perdue', NULL, NULL, NULL);"
    /* Monday 2 September 2013 and later; the day 2013-09-03 with a time; one without a date, one
     * twice, one of no group. */
    "INSERT INTO ouvertures VALUES (1, 1, 1, 1, '2013-09-02'), (2, 1, 1, 2, '2013-09-02'), (3, 1, "
    "1, 2, '2013-09-03 00:00:00'),"
    " (4, 1, 1, 2, NULL), (5, 1, 1, 2, '2013-09-02'), (6, 1, 1, 9, '2013-09-02'), (7, 2, 2, 3, "
    "'2013-10-21'),"
    " (8, 2, 3, NULL, '2013-10-21'), (9, 2, 1, 3, '2013-10-21'), (10, 1, 1, 2, '2013-09-05'), (11, "
    "1, 1, 2, '2013-09-06');"
    "INSERT INTO unites_remplissage_unites VALUES (1, 1, 1), (2, 2, 2), (3, 2, 3);"
    "INSERT INTO remplissage VALUES (1, 1, 1, 2, '2013-09-02', 20), (2, 1, 1, 0, '2013-09-02', 15),"
    " (3, 1, 1, 2, '2013-09-03', 0), (4, 2, 2, 3, '2013-10-21', '8'), (5, 2, 2, 3, '2013-12-25', "
    "8), (6, 2, 9, 3, '2013-10-21', 1);"
    "INSERT INTO tarifs VALUES (1, 1, 'JOURN', 'qf', '1', NULL, '2013-01-01'), (2, 1, 'JOURN', "
    "'qf', '2', NULL, '2013-01-01'),"
    " (3, 2, 'JOURN', 'montant_unique', NULL, NULL, NULL), (4, 2, 'JOURN', 'montant_unique', NULL, "
    "NULL, NULL),"
    " (5, 3, 'FORFAIT', 'montant_unique', NULL, NULL, NULL), (6, 2, 'JOURN', 'taux_qf', NULL, "
    "NULL, NULL),"
    " (7, 2, 'JOURN', 'qf', NULL, NULL, NULL);"
    "INSERT INTO combi_tarifs_unites VALUES (1, 1, 1, 1), (2, 2, 2, 1), (3, 3, 3, 2), (4, 4, 4, "
    "2), (5, 4, 4, 3), (6, 7, 7, 3);"
    "INSERT INTO tarifs_lignes VALUES (1, 1, 2, 600, 9999, 4.1), (2, 1, 0, 0, 399.99, 1.25), (3, "
    "1, 1, 400, 599.99, '2,50'),"
    " (4, 2, 0, 0, 9999, 6), (5, 3, 0, NULL, NULL, 12), (6, 4, 0, NULL, NULL, 14), (7, 7, 0, 0, "
    "999, NULL);"
    "INSERT INTO inscriptions VALUES (1, 3, 1, 1, 2, 1, '2013-09-03', 0), (2, 4, 1, 1, 2, 1, NULL, "
    "NULL),"
    " (3, 3, 2, 2, 3, NULL, '2013-10-01', 0), (4, 10, 7, 1, 2, 2, '2013-09-01', 0), (5, 9, 1, 1, "
    "2, 1, NULL, 0),"
    " (6, 3, 1, 3, 4, NULL, NULL, 0), (7, 3, 99, 1, 2, NULL, NULL, 0);"
    "INSERT INTO prestations VALUES (1, 2.5), (2, 12.0);"
    "INSERT INTO consommations VALUES"
    " (1, 3, 1, 1, '2013-09-02', 1, 2, 'present', '2013-08-20', 1), (2, 3, 1, 1, '2013-09-03', 1, "
    "2, 'absentj', NULL, NULL),"
    " (3, 3, 1, 1, '2013-09-05', 1, 2, 'absenti', NULL, NULL), (4, 3, 1, 1, '2013-09-06', 1, 2, "
    "'reservation', NULL, NULL),"
    " (5, 4, 2, 1, '2013-09-02', 1, 2, 'attente', NULL, NULL), (6, 4, 2, 1, '2013-09-03', 1, 2, "
    "'refus', NULL, NULL),"
    /* with another group than the enrolment's; without its number; not open; twice; no date; no
     * state; of a stranger */
    " (7, 4, 2, 1, '2013-09-02', 1, 1, 'reservation', NULL, NULL), (8, 4, NULL, 1, '2013-09-05', "
    "1, 2, 'reservation', NULL, NULL),"
    " (9, 4, 2, 1, '2013-09-09', 1, 2, 'reservation', NULL, NULL), (10, 4, 2, 1, '2013-09-05', 1, "
    "2, 'present', NULL, NULL),"
    " (11, 4, 2, 1, NULL, 1, 2, 'reservation', NULL, NULL), (12, 4, 2, 1, '2013-09-06', 1, 2, "
    "NULL, NULL, NULL),"
    " (13, 9, 5, 1, '2013-09-06', 1, 2, 'reservation', NULL, NULL), (14, 3, 3, 2, '2013-10-21', 2, "
    "3, 'reservation', NULL, 2),"
    " (15, 3, 3, 2, '2013-10-21', 3, 3, 'reservation', NULL, 2), (16, 10, 4, 1, '2013-09-06', 1, "
    "2, 'reservation', NULL, NULL);"
    "INSERT INTO factures VALUES (1, 12.5), (2, 3);";

void
noethys_fixture_set_up (NoethysFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("pfs noethys?XXXXXX", &error);
  g_assert_no_error (error);
  fixture->source = g_build_filename (fixture->folder, "val#1_DATA.dat", NULL);
  fixture->town = g_build_filename (fixture->folder, "town.sqlite", NULL);
}

void
noethys_fixture_tear_down (NoethysFixture *fixture, gconstpointer data)
{
  g_chmod (fixture->folder, 0700);
  g_unlink (fixture->source);
  g_unlink (fixture->town);
  g_rmdir (fixture->source);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->source);
  g_free (fixture->town);
}

void
noethys_fixture_fill (NoethysFixture *fixture, const char *more)
{
  noethys_fixture_write (fixture->source, noethys_fixture_schema);
  noethys_fixture_write (fixture->source, noethys_fixture_rows);
  if (more)
    noethys_fixture_write (fixture->source, more);
}

void
noethys_fixture_write (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *why = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, &why) != SQLITE_OK)
    g_error ("%s", why);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

int
noethys_fixture_count (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *rows = NULL;
  int count;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (rows), ==, SQLITE_ROW);
  count = sqlite3_column_int (rows, 0);
  sqlite3_finalize (rows);
  sqlite3_close (db);
  return count;
}
