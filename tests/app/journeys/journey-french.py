#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The app in French: the town's own words, dates and amounts as one writes them in France, and no English left."""
import datetime
import os
import re
import subprocess
import sys

from portail import LOGIN, PASSWORD, Town, begin, check, run

# A Saturday at noon; the demo town lays its days around it.
NOW = datetime.datetime(2026, 11, 21, 11, 0, tzinfo=datetime.timezone.utc)
NBSP = "\u00a0"

# How a parent of the demo town hears a day to book, and one to cancel on the first of a month.
DAYS = (
    f"Lundi 30 novembre, Léna, Restaurant scolaire{NBSP}: réservable jusqu’au mardi 24 novembre à 23{NBSP}h{NBSP}59",
    f"Mardi 1er décembre, Léna, Restaurant scolaire{NBSP}: "
    f"réservé, annulable jusqu’au mardi 24 novembre à 23{NBSP}h{NBSP}59",
)

# The town's legend: short name, sentence.
LEGEND = (
    ("Réservé", "Enfant inscrit, possibilité d’annuler au besoin"),
    ("Réservé, non annulable", "Enfant inscrit, annulation impossible"),
    ("Réservable", "Vous pouvez réserver"),
    ("Hors délai, majoré", "Oups\u202f! Hors délais, l’inscription sera majorée"),
    ("Annulé", "Inscription annulée, pas de majoration"),
    ("Complet", "Inscriptions complètes"),
    ("Liste d’attente", "Inscription sur la liste d’attente de l’activité"),
    ("À valider", "Inscription soumise à validation par un agent de la collectivité"),
)


def sign_in(app, uri):
    app.type("Adresse web de la commune", uri)
    app.click("push button", "Continuer")
    app.type("Identifiant", LOGIN)
    app.type("Mot de passe", PASSWORD)
    app.click("push button", "Se connecter")
    app.see("check box")


def books_in_french(folder, ending):
    """A French parent signs in, hears the days, books one and sends it: words, dates and amounts are French"""
    town, app = begin(folder, ending, NOW, "fr")
    sign_in(app, town.uri)
    app.see("label", "Novembre 2026")
    for day in DAYS:
        app.see("check box", day)

    app.click("check box", DAYS[0])
    app.see("check box", re.compile(f"^Lundi 30 novembre, Léna, Restaurant scolaire{NBSP}: réservé, annulable"
                                    " jusqu’au mardi 24 novembre .*Dans le panier, pas encore envoyé"))
    app.see("list item", f"Panier, 1{NBSP}changement non envoyé")

    app.open_page(3)
    app.see("list item", f"Léna, Lundi 30 novembre · Restaurant scolaire, Réserver, 2,60{NBSP}€")
    app.see("label", f"Total{NBSP}: 2,60{NBSP}€")
    app.see("label", "Vérifié par la commune")
    app.click("push button", "Envoyer")
    app.see("list item", f"Léna, Lundi 30 novembre · Restaurant scolaire, Réservé, 2,60{NBSP}€")
    app.see("label", re.compile(f"^Reçu R-.*, \\d+{NBSP}h{NBSP}\\d\\d$"))


def explains_in_french(folder, ending):
    """The legend is the town's own, word by word; the pages and a wrong password are told in French"""
    town, app = begin(folder, ending, NOW, "fr")
    app.type("Adresse web de la commune", town.uri)
    app.click("push button", "Continuer")
    app.type("Identifiant", LOGIN)
    app.type("Mot de passe", "faux")
    app.click("push button", "Se connecter")
    app.see("label", re.compile("^L’identifiant ou le mot de passe est incorrect"))
    app.type("Mot de passe", PASSWORD)
    app.click("push button", "Se connecter")
    app.see("check box")

    for page in ("Accueil", "Planning", "Panier"):
        app.see("list item", page)
    app.open_page(2)
    app.click("push button", "Légende")
    for name, sentence in LEGEND:
        app.see("push button", re.compile(f"^{name}{NBSP}: {re.escape(sentence)}, \\d+{NBSP}jours?$"))


def answers_in_french(folder, _):
    """The agents' commands answer in French"""
    town = Town(folder / "town", NOW)
    french = dict(os.environ, LC_ALL="fr_FR.UTF-8", LANGUAGE="fr")
    for words, expected in (
        (["agent", "families", "--database", town.database], "Identifiants"),
        (["agent", "nonsense"], f"La commande «{NBSP}agent nonsense{NBSP}» n’existe pas."),
    ):
        done = subprocess.run(["portail-famille-server", *map(str, words)], env=french, capture_output=True, text=True)
        check(expected in done.stdout + done.stderr, f"{words} answered {done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(run([books_in_french, explains_in_french, answers_in_french]))
