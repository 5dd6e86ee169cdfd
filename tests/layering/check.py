#!/usr/bin/env python3
"""Checks the rooms: who includes whom, Qt's modules, libraries, CMake lists, file lengths.

    check.py SOURCE_FOLDER QT_HEADER_FOLDER
"""

import re
import sys
from pathlib import Path

import rules

SOURCES = (".cpp", ".h")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
GENERATED = re.compile(r"(moc|ui|qrc)_\w+\.(cpp|h)$|\w+\.moc$")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
CMAKE_COMMENT = re.compile(r"#[^\n]*")


class Checker:
    def __init__(self, top, qt_headers):
        self.top = Path(top)
        self.qt_headers = Path(qt_headers)
        self.violations = []
        self.modules = {}  # Qt header -> modules that have it
        for folder in sorted(self.qt_headers.glob("Qt*")):
            for header in folder.iterdir():
                self.modules.setdefault(header.name, set()).add(folder.name[2:])

    def report(self, place, what):
        self.violations.append(f"{place}: {what}")

    def run(self):
        files = [file for folder in ("stomp", "ui", "app", "resources", "tests")
                 for file in sorted((self.top / folder).rglob("*")) if file.suffix in SOURCES]
        if not files:
            self.report(self.top, "there are no sources here")
        included = {}
        for file in files:
            path = file.relative_to(self.top).as_posix()
            text = file.read_text(encoding="utf-8")
            self.check_length(path, text)
            room = path.rpartition("/")[0]
            if path.startswith("tests/"):
                room = "tests"
            elif room not in rules.MAY_INCLUDE:
                self.report(path, f"{room} is not a room of the table in tests/layering/rules.py")
                continue
            for number, line in enumerate(text.splitlines(), 1):
                found = INCLUDE.match(line)
                if found:
                    other = self.check_include(f"{path}:{number}", file, room, *found.groups())
                    if other:
                        included.setdefault(room, {}).setdefault(other, f"{path}:{number}")
            self.check_words(path, room, text)
        self.check_cmake(included)
        for path, header in rules.EXCEPTIONS:
            file = self.top / path
            if file.exists() and f"<{header}>" not in file.read_text(encoding="utf-8"):
                self.report(path, f"is listed as an exception, but does not include <{header}>")
        return self.violations

    def check_length(self, path, text):
        lines = text.count("\n")
        if lines > rules.MOST_LINES and path not in rules.LONG_FILES:
            self.report(path, f"has {lines} lines, more than {rules.MOST_LINES}")
        if lines <= rules.MOST_LINES and path in rules.LONG_FILES:
            self.report(path, "is listed as a long file, but is not one")

    def check_include(self, place, file, room, quote, header):
        """Returns the other room that is included, if any, and rightly."""
        if "../" in header:
            self.report(place, f"includes {header}: a path with ../")
            return None
        if quote == '"':
            if "/" in header:
                self.report(place, f'includes "{header}": another room is included with <>')
            elif not GENERATED.match(header) and not (file.parent / header).exists():
                self.report(place, f'includes "{header}", which is not in its room')
            return None
        if room == "tests" or (file.relative_to(self.top).as_posix(), header) in rules.EXCEPTIONS:
            return None
        other = header.rpartition("/")[0]
        if header.split("/")[0] in ("stomp", "ui", "app", "tests", "resources"):
            if other == room:
                self.report(place, f'includes <{header}>: its own room is included with ""')
            elif other not in rules.MAY_INCLUDE:
                self.report(place, f"includes <{header}>, which is in no room of the table")
            elif other not in rules.MAY_INCLUDE[room]:
                self.report(place, f"includes <{header}>: {room} may not include {other}")
            else:
                return other
            return None
        self.check_foreign(place, room, header)
        return None

    def check_foreign(self, place, room, header):
        if room in rules.PURE and re.fullmatch(rules.IMPURE_HEADERS, header):
            self.report(place, f"includes <{header}>: {room} is pure")
            return
        name = header.rpartition("/")[2]
        if (room not in rules.SOCKET_ROOMS
                and re.fullmatch(rules.SOCKET_HEADERS, name if name.startswith("Q") else header)):
            self.report(place, f"includes <{header}>: sockets are only in "
                        + ", ".join(rules.SOCKET_ROOMS))
            return
        for pattern, (library, rooms) in rules.LIBRARY_HEADERS.items():
            if re.fullmatch(pattern, header) and room not in rooms:
                self.report(place, f"includes <{header}>: {library} is only in " + ", ".join(rooms))
                return
        modules = self.modules_of(header)
        if modules is not None and not modules & set(rules.QT_MODULES.get(room, [])):
            names = " or ".join("Qt " + module for module in sorted(modules)) or "an unknown module"
            self.report(place, f"includes <{header}> of {names}, which {room} may not use")

    def modules_of(self, header):
        """The Qt modules that have a header; None when it is none of Qt's."""
        folder, _, name = header.rpartition("/")
        if folder.startswith("Qt"):
            return {folder[2:].split("/")[0]}
        if folder:
            return None
        if re.match(r"Q[A-Za-z]", name) or name in self.modules:
            return self.modules.get(name, set())
        return None

    def check_words(self, path, room, text):
        code = COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)
        for rooms, pattern, why in (
                (rules.PURE, rules.IMPURE_WORDS, "in pure rooms the time is an argument"),
                (rules.COLOUR_ROOMS, rules.COLOUR_WORDS, "models give roles, never colours")):
            if room in rooms:
                for found in re.finditer(pattern, code):
                    line = code.count("\n", 0, found.start()) + 1
                    self.report(f"{path}:{line}", f"{found.group().strip('( ')}: {why}")

    def check_cmake(self, included):
        links = {}
        for room in rules.MAY_INCLUDE:
            file = self.top / room / "CMakeLists.txt"
            if not file.exists():
                if room in included:
                    self.report(room, "has sources, but no CMakeLists.txt")
                continue
            text = CMAKE_COMMENT.sub("", file.read_text(encoding="utf-8"))
            links[room] = self.check_console_room(room, text)
            self.check_libraries(room, text)
        for room, others in included.items():
            for other, place in others.items():
                if room in links and other not in self.reach(room, links):
                    self.report(place, f"includes {other}, which {room}/CMakeLists.txt does not "
                                "have under ROOMS")

    def check_console_room(self, room, text):
        call = re.search(r"\bconsole_room\s*\(([^)]*)\)", text)
        if not call:
            if room != "resources":
                self.report(f"{room}/CMakeLists.txt", "has no console_room()")
            return []
        words = call.group(1).split()
        if words[0] != room:
            self.report(f"{room}/CMakeLists.txt", f"calls console_room({words[0]})")
        rooms = []
        section = None
        for word in words[1:]:
            if word in ("SOURCES", "ROOMS", "LIBRARIES"):
                section = word
            elif section == "ROOMS":
                rooms.append(word)
                if word not in rules.MAY_INCLUDE[room]:
                    self.report(f"{room}/CMakeLists.txt", f"links {word}, which {room} may not "
                                "include")
        # A program beside the library, as in app, links rooms by their target names.
        return rooms + [other for other in rules.MAY_INCLUDE
                        if re.search(rf"\b{other.replace('/', '_')}\b", text)]

    def check_libraries(self, room, text):
        for module in re.findall(r"\bQt6?::(\w+)", text):
            if module.removesuffix("Private") not in rules.QT_MODULES.get(room, []):
                self.report(f"{room}/CMakeLists.txt", f"links Qt {module}, which {room} may not use")
        for target, (library, rooms) in rules.LIBRARY_TARGETS.items():
            if target in text and room not in rooms:
                self.report(f"{room}/CMakeLists.txt", f"links {library}, which is only in "
                            + ", ".join(rooms))

    def reach(self, room, links):
        seen = set()
        waiting = [room]
        while waiting:
            for other in links.get(waiting.pop(), []):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return seen


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    violations = Checker(sys.argv[1], sys.argv[2]).run()
    for violation in violations:
        print(violation)
    sys.exit(f"{len(violations)} violations" if violations else None)


if __name__ == "__main__":
    main()
