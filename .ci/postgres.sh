# Sourced by scripts that need PostgreSQL: CHOPHIEN_TEST_POSTGRES names one to use; unset,
# start_postgres starts a throwaway one. $scratch is a directory; both are gone at the end.

scratch=$(mktemp -d)
stop_postgres=""
clean_up() {
    if [[ -n $stop_postgres ]]; then $stop_postgres || true; fi
    rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

postgres_bin() {
    { compgen -G '/usr/lib/postgresql/*/bin/initdb' || command -v initdb || true; } | sort -V | tail -1
}

as_postgres() { # PostgreSQL refuses to run as root
    if ((EUID)); then "$@"; else runuser -u postgres -- "$@"; fi
}

start_postgres() {
    [[ -z ${CHOPHIEN_TEST_POSTGRES:-} ]] || return 0
    local bin data="$scratch/postgres"
    bin=$(dirname "$(readlink -f "$(postgres_bin)")")
    mkdir "$data"
    chmod 711 "$scratch"
    ((EUID)) || chown postgres "$data"
    as_postgres "$bin/initdb" --pgdata="$data" --username=postgres --auth=trust --encoding=UTF8 \
        --locale=C.UTF-8 >"$scratch/initdb.log" || { cat "$scratch/initdb.log"; exit 1; }
    # Throwaway data: nothing is flushed to disk. Only a socket, so no port can be taken. Two test
    # processes with fifty buyers each need more connections than there are by default.
    as_postgres "$bin/pg_ctl" --pgdata="$data" --log="$data/log" --wait --silent start --options \
        "-c listen_addresses='' -c unix_socket_directories='$data' -c fsync=off -c full_page_writes=off \
        -c max_connections=300"
    stop_postgres="as_postgres $bin/pg_ctl --pgdata=$data --mode=immediate --silent stop"
    export CHOPHIEN_TEST_POSTGRES="postgres://postgres@${data//\//%2F}/postgres"
}
