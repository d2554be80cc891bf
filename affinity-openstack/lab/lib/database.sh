# shellcheck shell=bash disable=SC2154 # sourced by openstack, which sets lab and patience
# MariaDB: reached through a socket in the lab's folder, and nowhere else.

# A SIGKILL loses nothing that was written, as the machine goes on; nothing here outlives a power failure, so no disk is
# waited for.
start_db() {
  start_process db /usr/sbin/mariadbd --no-defaults --user=root --datadir="$lab/db" --socket="$lab/db.sock" \
    --pid-file="$lab/db.pid" --tmpdir="$lab/state" --skip-networking --skip-log-bin --event-scheduler=ON \
    --innodb-flush-method=nosync --innodb-flush-log-at-trx-commit=2 --innodb-doublewrite=0 --innodb-log-file-size=16M \
    --innodb-buffer-pool-size=128M --innodb-use-native-aio=0 --character-set-server=utf8mb3 \
    --collation-server=utf8mb3_general_ci --max-connections=500
  wait_for db "the database answers" sql "select 1"
}

sql() { # STATEMENTS; prints values without names
  mariadb --no-defaults -uroot --socket="$lab/db.sock" --skip-column-names --batch --execute "$1"
}

# In order, so that its files can be copied.
stop_db() {
  local until=$((SECONDS + patience))
  sql shutdown
  while runs db; do
    ((SECONDS < until)) || last_words "the database does not end" db
    sleep 0.1
  done
}
