"""The table of the rooms ("The house" in the README) as data."""

# Each room and the rooms whose headers it may include.
PURE = ["stomp/protocol", "stomp/payload", "stomp/dialect", "stomp/selector", "stomp/session",
        "stomp/framelog", "stomp/broker"]
PURE_ABOVE_BROKER = [room for room in PURE if room != "stomp/broker"]
CLIENT_SIDE = PURE_ABOVE_BROKER + ["stomp/messages", "stomp/client", "stomp/doctor"]
STOMP = CLIENT_SIDE + ["stomp/broker", "stomp/server", "stomp/trials"]
UI = ["ui/profiles", "ui/models", "ui/workspace"]

MAY_INCLUDE = {
    "stomp/protocol": [],
    "stomp/payload": [],
    "stomp/dialect": ["stomp/protocol"],
    "stomp/selector": ["stomp/protocol"],
    "stomp/session": ["stomp/protocol", "stomp/dialect"],
    "stomp/framelog": ["stomp/protocol"],
    "stomp/broker": ["stomp/protocol", "stomp/dialect", "stomp/selector"],
    "stomp/messages": ["stomp/protocol", "stomp/selector", "stomp/payload"],
    "stomp/client": ["stomp/protocol", "stomp/dialect", "stomp/session"],
    "stomp/server": ["stomp/protocol", "stomp/dialect", "stomp/broker"],
    "stomp/doctor": ["stomp/protocol", "stomp/dialect", "stomp/client"],
    "stomp/trials": CLIENT_SIDE,
    "ui/profiles": ["stomp/protocol", "stomp/dialect"],
    "ui/models": PURE_ABOVE_BROKER + ["stomp/messages"],
    "ui/workspace": STOMP + ["ui/models", "ui/profiles"],
    "ui/widgets": PURE_ABOVE_BROKER + ["stomp/messages", "resources"] + UI,
    "app": STOMP + UI + ["ui/widgets", "resources"],
    "resources": [],
}

# Qt modules whose headers and libraries a room may use; a room that is not here uses no Qt.
QT_MODULES = {
    "stomp/messages": ["Core"],
    "stomp/client": ["Core", "Network", "WebSockets"],
    "stomp/server": ["Core", "Network", "WebSockets", "Sql"],
    "stomp/doctor": ["Core", "Network"],
    "stomp/trials": ["Core"],
    "ui/profiles": ["Core"],
    "ui/models": ["Core"],
    "ui/workspace": ["Core"],
    "ui/widgets": ["Core", "Gui", "Widgets", "Svg", "SvgWidgets", "Charts"],
    "app": ["Core", "Network", "Gui", "Widgets"],
    "resources": ["Core"],
}

SOCKET_ROOMS = ["stomp/client", "stomp/server", "stomp/doctor"]
SOCKET_HEADERS = (r"Q(Tcp|Udp|Ssl|Sctp|Local|Abstract|Web)(Socket|Server)|Q?WebSocket\w*|QDtls\w*"
                  r"|QNetworkAccessManager|QNetworkReply|QNetworkRequest"
                  r"|sys/socket\.h|sys/un\.h|netinet/\S+|arpa/\S+")

# Further headers that belong to certain rooms, and what a message calls them.
LIBRARY_HEADERS = {
    r"simdjson\S*": ("simdjson", ["stomp/payload"]),
    r"(qt6)?keychain\S*": ("QtKeychain", ["ui/profiles"]),
    r"zlib\.h": ("zlib", ["stomp/payload"]),
    r"sqlite3\S*": ("SQLite", ["stomp/server"]),
    r"openssl/\S+": ("OpenSSL", ["stomp/server"]),
}
LIBRARY_TARGETS = {
    "simdjson::simdjson": ("simdjson", ["stomp/payload"]),
    "ZLIB::ZLIB": ("zlib", ["stomp/payload"]),
    "OpenSSL::Crypto": ("OpenSSL", ["stomp/server"]),
    "Qt6Keychain::Qt6Keychain": ("QtKeychain", ["ui/profiles"]),
}

# Files, sockets, threads and the terminal of the standard library and the system.
IMPURE_HEADERS = (r"fstream|iostream|filesystem|thread|stop_token|mutex|shared_mutex|future|semaphore"
                  r"|condition_variable|latch|barrier|unistd\.h|fcntl\.h|poll\.h|pthread\.h|sys/\S+"
                  r"|netinet/\S+|arpa/\S+")
# Clocks: durations are welcome, the time is an argument.
IMPURE_WORDS = (r"\b(steady|system|high_resolution|utc|tai|gps|file)_clock\b|\bstd::time\s*\("
                r"|\bstd::clock\b|\bclock_gettime\b|\bgettimeofday\b")

# Models give roles, never colours.
COLOUR_ROOMS = ["ui/models"]
COLOUR_WORDS = r"\bQ(Color|Brush|Palette|Icon|Pen|Pixmap)\b"

MOST_LINES = 400
# Longer files, each with its reason.
LONG_FILES = {}

# (file, header) pairs that break a rule above, each with its reason.
EXCEPTIONS = {
    ("app/lineoutput.cpp", "sys/socket.h"):
        "a standard output that is a socket is written to without blocking",
}
