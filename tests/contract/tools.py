# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings the tools that package-lock.json names, once for each build folder; private to the contract's tests."""
import os
import pathlib
import shutil
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parent
DATA = SOURCE.parent.parent / "data"
CONTRACT = DATA / "portail-famille.openapi.yaml"
SKIPPED = 77


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


def bring():
    """Returns the folder of the tools' programs, or skips the test."""
    folder = pathlib.Path(os.environ.get("CONTRACT_TOOLS") or sys.exit("run me by: meson test --suite contract"))
    lock = SOURCE / "package-lock.json"
    brought = folder / "brought"
    if not shutil.which("npm"):
        skip("npm is not installed, and the contract's tools come from it")
    if not brought.exists() or brought.read_bytes() != lock.read_bytes():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(SOURCE / "package.json", folder)
        shutil.copy(lock, folder)
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            why = [line for line in done.stderr.splitlines() if line.startswith(("npm error", "npm ERR!"))]
            skip(f"npm could not bring the contract's tools: {'; '.join(why[:3])}")
        shutil.copy(lock, brought)
    return folder / "node_modules" / ".bin"
