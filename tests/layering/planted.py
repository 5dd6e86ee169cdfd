#!/usr/bin/env python3
"""Plants one violation of each kind in a small tree and sees the checks find it, and only it.

    planted.py QT_HEADER_FOLDER CLANG_FORMAT_FILE
"""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import rules

HERE = Path(__file__).parent
QT_HEADERS, CLANG_FORMAT = sys.argv[1:3]

CLEAN = {
    "stomp/protocol/frame.h": "#pragma once\n#include <string>\n#include <chrono>\n",
    "stomp/protocol/frame.cpp": '#include "frame.h"\n// a steady_clock is no matter in a comment\n',
    "stomp/protocol/CMakeLists.txt": "console_room(stomp/protocol SOURCES frame.cpp)\n",
    "stomp/payload/json.cpp": "#include <simdjson.h>\n",
    "stomp/payload/CMakeLists.txt":
        "console_room(stomp/payload SOURCES json.cpp LIBRARIES simdjson::simdjson)\n",
    "stomp/dialect/dialect.cpp": "#include <stomp/protocol/frame.h>\n",
    "stomp/dialect/CMakeLists.txt":
        "console_room(stomp/dialect SOURCES dialect.cpp ROOMS stomp/protocol)\n",
    "stomp/broker/broker.cpp": "#include <stomp/protocol/frame.h>\n",
    "stomp/broker/CMakeLists.txt":
        "console_room(stomp/broker SOURCES broker.cpp\n  ROOMS stomp/dialect)  # protocol with it\n",
    "stomp/client/client.h": "#pragma once\n#include <QObject>\n#include <QTcpSocket>\n",
    "stomp/client/client.cpp": '#include "client.h"\n#include <stomp/protocol/frame.h>\n'
                               '#include <sys/socket.h>\n#include "client.moc"\n',
    "stomp/client/CMakeLists.txt": "console_room(stomp/client SOURCES client.cpp\n"
                                   "  ROOMS stomp/protocol LIBRARIES Qt6::Core Qt6::Network)\n",
    "ui/models/model.cpp": "#include <QAbstractItemModel>\n#include <QtCore/QHash>\n",
    "ui/models/CMakeLists.txt":
        "console_room(ui/models SOURCES model.cpp LIBRARIES Qt6::Core)\n",
    "ui/widgets/window.cpp": "#include <QColor>\n#include <QLabel>\n",
    "ui/widgets/CMakeLists.txt": "console_room(ui/widgets SOURCES window.cpp ROOMS ui/models\n"
                                 "    LIBRARIES Qt6::Widgets)\n",
    "app/main.cpp": "#include <stomp/client/client.h>\n#include <QApplication>\n",
    "app/CMakeLists.txt": "console_room(app SOURCES main.cpp ROOMS stomp/client)\n",
    "tests/tst_client.cpp": "#include <QTcpSocket>\n#include <stomp/client/client.h>\n"
                            "#include <fstream>\n",
}

# Name: what is added to which file, and what must be said about it.
PLANTED = {
    "upward include": ("stomp/protocol/frame.cpp", "#include <stomp/client/client.h>\n",
                       "stomp/protocol may not include stomp/client"),
    "sideways include": ("stomp/client/client.cpp", "#include <stomp/broker/broker.h>\n",
                         "stomp/client may not include stomp/broker"),
    "include with spaces": ("stomp/payload/json.cpp", "  #  include   <stomp/protocol/frame.h>\n",
                            "stomp/payload may not include stomp/protocol"),
    "path with ../": ("stomp/client/client.cpp", '#include "../protocol/frame.h"\n', "../"),
    "path with ../ in a test": ("tests/tst_client.cpp", '#include "../app/main.h"\n', "../"),
    "other room in quotes": ("stomp/client/client.cpp", '#include "stomp/protocol/frame.h"\n',
                             "another room is included with <>"),
    "own room in angle brackets": ("stomp/protocol/frame.cpp", "#include <stomp/protocol/frame.h>\n",
                                   "its own room is included with"),
    "header that is elsewhere": ("stomp/client/client.cpp", '#include "frame.h"\n',
                                 "not in its room"),
    "room without a line in the table": ("stomp/attic/old.cpp", "\n", "not a room of the table"),
    "room in a room": ("stomp/client/tls/tls.cpp", "\n", "not a room of the table"),
    "include of no room": ("app/main.cpp", "#include <stomp/attic/old.h>\n", "in no room"),
    "include of the tests": ("app/main.cpp", "#include <tests/support/x.h>\n", "in no room"),
    "Qt in protocol": ("stomp/protocol/frame.h", "#include <QString>\n", "Qt Core"),
    "Qt in payload": ("stomp/payload/json.cpp", "#include <QtGlobal>\n", "Qt Core"),
    "Qt in broker": ("stomp/broker/broker.cpp", "#include <QtCore/QHash>\n", "Qt Core"),
    "lower-case Qt header": ("stomp/broker/broker.cpp", "#include <qglobal.h>\n", "Qt Core"),
    "unknown Qt header": ("ui/models/model.cpp", "#include <QNoSuchThing>\n", "unknown module"),
    "thread in a pure room": ("stomp/broker/broker.cpp", "#include <mutex>\n", "is pure"),
    "file in a pure room": ("stomp/protocol/frame.cpp", "#include <fstream>\n", "is pure"),
    "clock in a pure room": ("stomp/broker/broker.cpp", "auto now = std::chrono::steady_clock::now();\n",
                             "steady_clock: in pure rooms"),
    "Qt socket in app": ("app/main.cpp", "#include <QTcpSocket>\n", "sockets are only in"),
    "Qt server in the window": ("ui/widgets/window.cpp", "#include <QtNetwork/QTcpServer>\n",
                                "sockets are only in"),
    "system socket in app": ("app/main.cpp", "#include <sys/socket.h>\n", "sockets are only in"),
    "network in a model": ("ui/models/model.cpp", "#include <QHostAddress>\n", "Qt Network"),
    "widget in a model": ("ui/models/model.cpp", "#include <QLabel>\n", "Qt Widgets"),
    "widget in the client": ("stomp/client/client.cpp", "#include <QtWidgets/QLabel>\n",
                             "Qt Widgets"),
    "colour in a model, by include": ("ui/models/model.cpp", "#include <QFont>\n", "Qt Gui"),
    "colour in a model, by name": ("ui/models/model.cpp", "class QBrush;\n",
                                   "QBrush: models give roles"),
    "simdjson in a model": ("ui/models/model.cpp", "#include <simdjson.h>\n",
                            "simdjson is only in stomp/payload"),
    "SQL in the client": ("stomp/client/client.cpp", "#include <QtSql/QSqlDatabase>\n", "Qt Sql"),
    "keychain in app": ("app/main.cpp", "#include <qt6keychain/keychain.h>\n",
                        "QtKeychain is only in ui/profiles"),
    "CMake links a forbidden room": ("stomp/dialect/CMakeLists.txt",
                                     "console_room(stomp/dialect SOURCES dialect.cpp\n"
                                     "    ROOMS stomp/protocol stomp/client)\n",
                                     "links stomp/client"),
    "CMake does not link what is included": ("stomp/client/CMakeLists.txt",
                                             "console_room(stomp/client LIBRARIES Qt6::Network)\n",
                                             "stomp/client/CMakeLists.txt does not have"),
    "CMake names another room": ("stomp/protocol/CMakeLists.txt",
                                 "console_room(stomp/frames SOURCES frame.cpp)\n",
                                 "calls console_room(stomp/frames)"),
    "CMake without console_room": ("stomp/protocol/CMakeLists.txt", "add_library(protocol)\n",
                                   "has no console_room()"),
    "CMake links a Qt module": ("stomp/protocol/CMakeLists.txt",
                                "console_room(stomp/protocol LIBRARIES Qt6::Core)\n",
                                "links Qt Core"),
    "CMake links a library": ("ui/models/CMakeLists.txt",
                              "console_room(ui/models LIBRARIES Qt6::Core simdjson::simdjson)\n",
                              "links simdjson"),
    "long file": ("stomp/broker/broker.cpp", "\n" * (rules.MOST_LINES + 1), "lines, more than 400"),
    "long test": ("tests/tst_client.cpp", "\n" * (rules.MOST_LINES + 1), "lines, more than 400"),
}


def write(top, files):
    for path, text in files.items():
        file = Path(top, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def run(script, *arguments):
    return subprocess.run([sys.executable, str(HERE / script), *map(str, arguments)],
                          capture_output=True, text=True, check=False)


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = folder.name
        write(self.top, CLEAN)


class Layering(Tree):
    def test_clean_tree_passes(self):
        checked = run("check.py", self.top, QT_HEADERS)
        self.assertEqual((checked.returncode, checked.stdout, checked.stderr), (0, "", ""))

    def test_empty_folder_fails(self):
        shutil.rmtree(self.top)
        Path(self.top).mkdir()
        self.assertEqual(run("check.py", self.top, QT_HEADERS).returncode, 1)

    def test_planted_violations_fail(self):
        for name, (path, text, says) in PLANTED.items():
            with self.subTest(name):
                replaces = path.endswith("CMakeLists.txt")
                write(self.top, {path: text if replaces else CLEAN.get(path, "") + text})
                checked = run("check.py", self.top, QT_HEADERS)
                if path in CLEAN:
                    write(self.top, {path: CLEAN[path]})
                else:
                    Path(self.top, path).unlink()
                self.assertEqual(checked.returncode, 1)
                self.assertEqual(len(checked.stdout.splitlines()), 1, checked.stdout)
                self.assertIn(says, checked.stdout)
                self.assertIn(path, checked.stdout)
        self.assertEqual(run("check.py", self.top, QT_HEADERS).returncode, 0)


class Format(Tree):
    def setUp(self):
        super().setUp()
        shutil.copy(CLANG_FORMAT, self.top)
        write(self.top, {path: "int answer()\n{\n    return 42;\n}\n" for path in CLEAN
                         if path.endswith(".cpp")})
        write(self.top, {path: "#pragma once\n" for path in CLEAN if path.endswith(".h")})

    def test_formatted_passes(self):
        checked = run("format.py", self.top)
        self.assertEqual((checked.returncode, checked.stderr), (0, ""))

    def test_unformatted_fails(self):
        for path in ("app/main.cpp", "stomp/client/client.h"):
            write(self.top, {path: "int  answer( ) {return 42;}\n"})
        checked = run("format.py", self.top)
        self.assertEqual(checked.returncode, 1)
        self.assertIn("app/main.cpp", checked.stderr)
        self.assertIn("stomp/client/client.h", checked.stderr)

    def test_missing_formatter_fails(self):
        checked = subprocess.run([sys.executable, str(HERE / "format.py"), self.top],
                                 capture_output=True, text=True, check=False,
                                 env={"PATH": self.top})
        self.assertEqual(checked.returncode, 1)
        self.assertIn("clang-format is missing", checked.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
