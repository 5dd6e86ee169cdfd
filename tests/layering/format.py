#!/usr/bin/env python3
"""Checks that all sources are formatted as .clang-format says (clang-format 14).

    format.py SOURCE_FOLDER
"""

import shutil
import subprocess
import sys
from pathlib import Path

FOLDERS = ("stomp", "ui", "app", "resources", "tests")
SUFFIXES = (".cpp", ".h")


def sources(top):
    """What git knows; in a folder without git, all there is."""
    listed = subprocess.run(["git", "-C", top, "ls-files", "-z", *(f"*{s}" for s in SUFFIXES)],
                            capture_output=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        files = [Path(top, name) for name in listed.stdout.decode().split("\0") if name]
    else:
        files = [file for folder in FOLDERS for file in Path(top, folder).rglob("*")
                 if file.suffix in SUFFIXES]
    return sorted(file for file in files if file.exists())


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    formatter = shutil.which("clang-format-14") or shutil.which("clang-format")
    if not formatter:
        sys.exit("clang-format is missing; Debian has it as clang-format-14")
    files = sources(sys.argv[1])
    if not files:
        sys.exit(f"there are no sources in {sys.argv[1]}")
    checked = subprocess.run([formatter, "--dry-run", "-Werror", *files],
                             capture_output=True, text=True, check=False)
    if checked.returncode != 0:
        wrong = sorted({line.split(":")[0] for line in checked.stderr.splitlines()
                        if ": error:" in line})
        print(checked.stderr[:4000], file=sys.stderr)
        sys.exit("to be formatted with clang-format-14 -i:\n" + "\n".join(wrong))
    print(f"{len(files)} files are formatted ({formatter})")


if __name__ == "__main__":
    main()
