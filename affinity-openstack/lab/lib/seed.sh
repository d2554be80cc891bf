# shellcheck shell=bash disable=SC2154 # sourced by openstack, which sets lab, here and the ports
# The first databases, with all tables, users and a catalog. They take minutes to make, so they are kept for the next lab,
# whatever folder and ports that has.

# What a seed is made by: another version of a package makes another one.
seed_name() {
  local sum
  sum=$({
    dpkg-query --show mariadb-server-core python3-keystone python3-placement python3-nova 2>/dev/null || true
    cat "$here/lib/seed.sh" "$here/python/catalog.py"
  } | md5sum)
  echo "seed-${sum:0:12}.tar.gz"
}

# Copies the seed into the lab; makes it first, if there is none.
plant() { # SEED_FOLDER
  local kept
  kept=$1/$(seed_name)
  mkdir -p "$1"
  exec 8<"$1"
  # Another lab may be making it.
  flock 8
  if [[ -e $kept ]]; then
    tar -xzf "$kept" -C "$lab"
  else
    rm -f "$1"/seed-*.tar.gz*
    echo "openstack: making the first databases, which takes two minutes or more and is done once"
    make_seed
    tar -cf - -C "$lab" db keys credentials | gzip -1 >"$kept.$$"
    mv "$kept.$$" "$kept"
  fi
  exec 8<&-
}

make_seed() {
  local log=$lab/log/seed.log database
  logged mariadb-install-db --no-defaults --user=root --datadir="$lab/db" --auth-root-authentication-method=normal --skip-test-db
  start_db
  for database in keystone placement nova_api nova nova_cell0; do sql "create database $database"; done
  make_keystone
  logged placement-manage --config-file "$lab/conf/placement.conf" db sync
  logged nova_manage api_db sync
  logged nova_manage cell_v2 map_cell0
  logged nova_manage db sync
  logged nova_manage cell_v2 create_cell --name cell1
  begin_service keystone
  wait_until_it_works keystone 0
  logged python_with_facts catalog.py
  end_service keystone
  stop_db
}

make_keystone() {
  local url=http://127.0.0.1:$keystone_port/v3 manage=(keystone-manage --config-file "$lab/conf/keystone.conf")
  make_keys fernet
  make_keys credential
  logged "${manage[@]}" db_sync
  logged "${manage[@]}" bootstrap --bootstrap-password lab --bootstrap-region-id lab \
    --bootstrap-public-url "$url" --bootstrap-internal-url "$url" --bootstrap-admin-url "$url"
}

make_keys() { # fernet|credential
  logged keystone-manage --config-file "$lab/conf/keystone.conf" "$1_setup" --keystone-user root --keystone-group root
}

# Says nothing unless it fails.
logged() { # COMMAND...
  local log=$lab/log/seed.log
  PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE=1 OS_KEYSTONE_CONFIG_DIR=$lab/conf "$@" >>"$log" 2>&1 </dev/null && return
  tail -n 15 "$log" | cut -c 1-300 >&2
  fail "$1 $2 has failed; the lines above are the last of $log"
}

# The seed may have been made in another folder, with other ports.
move_in() {
  local service
  for service in identity:$keystone_port/v3 compute:$nova_port/v2.1 placement:$placement_port network:$standin_port image:$standin_port; do
    sql "update keystone.endpoint e join keystone.service s on e.service_id = s.id
      set e.url = 'http://127.0.0.1:${service#*:}' where s.type = '${service%%:*}'"
  done
  sql "update nova_api.cell_mappings set transport_url = 'rabbit://guest:guest@127.0.0.1:$rabbit_port/',
    database_connection = '$(database_url nova)' where name = 'cell1'"
  sql "update nova_api.cell_mappings set database_connection = '$(database_url nova_cell0)' where name = 'cell0'"
}
