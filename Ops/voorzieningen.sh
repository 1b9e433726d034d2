# Installs what building and running need and what is missing here. Sourced by demo, test, chaos and bench.
#
# Needed besides a Swift toolchain: libpq with its headers, pkg-config, PostgreSQL 15 or newer, setpriv and curl.

zeg() { printf '\n== %s\n' "$*"; }

mis() {
    printf 'FOUT: %s\n' "$*" >&2
    exit 1
}

# The folder of the newest PostgreSQL server that is installed, 15 or newer; nothing when there is none.
postgres_map() {
    local map versie
    for map in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) $(dirname "$(command -v postgres || echo /)"); do
        [ -x "$map/postgres" ] && [ -x "$map/initdb" ] || continue
        versie=$("$map/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
        [ "${versie:-0}" -ge 15 ] && { echo "$map"; return; }
    done
}

# The Debian packages that are missing here; programs that are named are wanted as well, each in a package of its name or of
# the name after an equals sign.
ontbrekende_pakketten() {
    local programma
    command -v pkg-config >/dev/null || echo pkg-config
    { command -v pkg-config >/dev/null && pkg-config --exists libpq; } || echo libpq-dev
    [ -n "$(postgres_map)" ] || echo postgresql
    command -v setpriv >/dev/null || echo util-linux
    command -v curl >/dev/null || echo curl
    for programma in "$@"; do command -v "${programma%%=*}" >/dev/null || echo "${programma##*=}"; done
}

# Installs what is missing, and the programs that are named.
voorzie() {
    command -v swift >/dev/null || mis "er is geen Swift op dit systeem; nodig is Swift 6.2 of nieuwer (swift.org/install)."
    local pakketten
    pakketten=$(ontbrekende_pakketten "$@" | tr '\n' ' ')
    [ -n "${pakketten// /}" ] || return 0
    installeer "$pakketten"
    [ -z "$(ontbrekende_pakketten "$@")" ] || mis "na het installeren ontbreekt nog: $(ontbrekende_pakketten "$@")"
}

# Installs these Debian packages.
installeer() {
    local pakketten=$1 alsroot=""
    zeg "Installeren wat ontbreekt: $pakketten"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || mis "installeer eerst (als root): apt-get install $pakketten"
        alsroot=sudo
    fi
    command -v apt-get >/dev/null || mis "installeer eerst met uw eigen pakketbeheer: $pakketten"
    $alsroot apt-get update -qq
    # shellcheck disable=SC2086
    $alsroot env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $pakketten >/dev/null
}
