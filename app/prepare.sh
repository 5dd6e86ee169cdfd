# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by app/run and tests/run: installs Debian packages that are missing, and builds a preset quietly.
# Everything it says goes to standard error. The caller sets top to the source folder.

# What the console needs to be built and run.
app_packages=(
    cmake ninja-build g++ mold
    qt6-base-dev qt6-svg-dev qt6-charts-dev libqt6opengl6-dev qt6-websockets-dev qtkeychain-qt6-dev
    libsimdjson-dev zlib1g-dev
    libssl-dev libqt6sql6-sqlite
    fonts-dejavu-core
)

# What the tests need besides: formatter, sanitizers and fuzzer; real brokers; clients by others.
test_packages=(
    git ccache python3 clang clang-format-14 libclang-rt-dev
    activemq libxstream-java libjettison-java default-jre-headless rabbitmq-server
    python3-stomp ruby-stomp libnet-stomp-perl openssl gnome-keyring libsecret-tools dbus
)
# For clients from npm: Debian's, unless there is a Node.js already (its npm and Debian's exclude each other).
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    test_packages+=(nodejs npm)
fi

say() { echo "$(basename "$(dirname "$0")")/$(basename "$0"): $*" >&2; }

fail() {
    say "$*"
    exit 1
}

# missing_packages PACKAGE...: prints those that are not installed.
missing_packages() {
    local package
    for package; do
        [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] \
            || echo "$package"
    done
}

# install_packages PACKAGE...: with apt. Services that come with them neither start now nor at the
# next boot: the tests start brokers of their own.
install_packages() {
    local log as_root=() unit new_units=() status=0
    log=$(mktemp)
    if ((EUID != 0)); then
        command -v sudo >/dev/null \
            || fail "these packages are missing, and only root (or sudo) can install them: $*"
        say "sudo may ask for your password, to install packages"
        sudo -v || fail "these packages are missing, and sudo refused to install them: $*"
        as_root=(sudo)
    fi
    for unit in rabbitmq-server.service epmd.service epmd.socket activemq.service; do
        unit_exists "$unit" || new_units+=("$unit")
    done
    say "installing with apt: $*"
    apt_install "$@" </dev/null >"$log" 2>&1 || status=$?
    for unit in "${new_units[@]}"; do
        if unit_exists "$unit" && command -v systemctl >/dev/null; then
            "${as_root[@]}" systemctl --quiet disable "$unit" >>"$log" 2>&1 || true
        fi
    done
    if ((status != 0)); then
        tail -n 30 "$log" >&2
        fail "apt could not install the packages; all of its output is in $log"
    fi
    rm -f "$log"
}

unit_exists() { [[ -e /lib/systemd/system/$1 || -e /etc/systemd/system/$1 ]]; }

# A subshell, so that its trap removes the policy however it ends. Debian's packages ask
# policy-rc.d whether they may start a service.
apt_install() (
    policy=/usr/sbin/policy-rc.d
    if [[ ! -e $policy ]]; then
        trap '"${as_root[@]}" rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
        "${as_root[@]}" chmod +x "$policy"
    fi
    "${as_root[@]}" apt-get -qq -o Acquire::Retries=3 update || true
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=3 \
        -o DPkg::Lock::Timeout=300 --no-install-recommends install "$@"
)

# need_packages PACKAGE...: installs what is missing; does not touch apt when nothing is.
need_packages() {
    local missing
    command -v dpkg-query >/dev/null \
        || fail "this script knows Debian and its relatives only; see README for what is needed"
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]})); then
        install_packages "${missing[@]}"
    fi
}

# build_preset PRESET [TARGET...]: configures and builds build/PRESET; output only if that fails.
build_preset() {
    local preset=$1 folder=$top/build/$1 log cached
    shift
    log=$folder/build.log
    mkdir -p "$folder"
    cached=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$folder/CMakeCache.txt" 2>/dev/null || true)
    if [[ -n $cached && ! $cached -ef $top ]]; then
        rm -rf "${folder:?}"/* # made when the source stood elsewhere
    fi
    if [[ ! -e $folder/build.ninja || $top/CMakePresets.json -nt $folder/build.ninja ]]; then
        quietly "$log" cmake --preset "$preset" -S "$top" || return 1
    fi
    quietly "$log" cmake --build "$folder" ${1+--target "$@"}
}

# quietly LOG COMMAND...: its output goes to LOG, and is shown when it fails.
quietly() {
    local log=$1
    shift
    if ! (cd "$top" && "$@") </dev/null >"$log" 2>&1; then
        tail -n 100 "$log" >&2
        say "failed: $*; all of its output is in $log"
        return 1
    fi
}
