# shellcheck shell=bash disable=SC2034,SC2154 # sourced by openstack, which sets lab and here
# What a lab was started with: its ports, its hosts, and the files that tell its services.

services=(db rabbit standin keystone placement conductor api scheduler)

need_lab() {
  [[ -e $lab/affinity-openstack ]] || fail "there is no lab in $lab; start one with: openstack up"
  # shellcheck source=/dev/null
  . "$lab/affinity-openstack"
  set_ports
}

# The folder is a lab's if it has this file.
write_settings() {
  local name
  for name in port_base host_count host_memory host_vcpus libvirt_lab libvirt_hosts; do
    printf '%s=%q\n' "$name" "${!name}"
  done >"$lab/settings.new"
  mv "$lab/settings.new" "$lab/affinity-openstack"
}

set_ports() {
  keystone_port=$port_base nova_port=$((port_base + 1)) placement_port=$((port_base + 2)) standin_port=$((port_base + 3))
  rabbit_port=$((port_base + 4)) erlang_port=$((port_base + 5)) epmd_port=$((port_base + 6))
  watcher_port=$((port_base + 7)) gnocchi_port=$((port_base + 8))
}

# Below the ports from which a machine takes those of its own connections. Another folder begins elsewhere.
find_ports() {
  local sum tries
  sum=$(cksum <<<"$lab" | cut -d ' ' -f 1)
  for ((tries = 0; tries < 100; tries++)); do
    port_base=$((10000 + (sum + tries) % 2200 * 10))
    ! ports_taken >/dev/null || continue
    return
  done
  fail "no ten ports in a row are free"
}

# Prints one of the ports that something else listens at.
ports_taken() {
  local port
  for ((port = port_base; port < port_base + 10; port++)); do
    if listens "$port"; then
      echo "$port"
      return
    fi
  done
  return 1
}

hosts() {
  local i
  for ((i = 1; i <= host_count; i++)); do echo "node$i"; done
  [[ -z $libvirt_hosts ]] || xargs -n 1 <<<"$libvirt_hosts"
}

check_host() { # HOST
  [[ $'\n'$(hosts)$'\n' == *$'\n'"$1"$'\n'* ]] || fail "'$1' is no host of this lab, only $(hosts | xargs)" 2
}

check_service() { # SERVICE
  [[ " ${services[*]} " == *" $1 "* || $'\n'$(hosts)$'\n' == *$'\n'"$1"$'\n'* ]] \
    || fail "'$1' is no service of this lab, only ${services[*]} $(hosts | xargs)" 2
}

check_number() { # WHAT VALUE LEAST MOST
  if [[ $2 =~ ^(0|[1-9][0-9]{0,8})$ ]] && (($2 >= $3 && $2 <= $4)); then return; fi
  fail "$1 is '$2'; it must be a number from $3 to $4" 2
}

database_url() { echo "mysql+pymysql://root@localhost/$1?unix_socket=$lab/db.sock&charset=utf8"; } # DATABASE

# How a service introduces itself to Keystone.
service_user() {
  printf '%s\n' "auth_type = password" "auth_url = http://127.0.0.1:$keystone_port/v3" "username = admin" "password = lab" \
    "project_name = admin" "user_domain_id = default" "project_domain_id = default" "region_name = lab"
}

# Fills a template of conf.
fill() { # NAME [HOST ADDRESS]
  local text
  text=$(<"$here/conf/$1")
  text=${text//@LAB@/"$lab"}
  text=${text//@CONF@/"$here/conf"}
  text=${text//@SERVICE_USER@/"$(service_user)"}
  text=${text//@KEYSTONE@/"http://127.0.0.1:$keystone_port/v3"}
  text=${text//@STANDIN@/"http://127.0.0.1:$standin_port"}
  text=${text//@NOVA_PORT@/"$nova_port"}
  text=${text//@RABBIT_PORT@/"$rabbit_port"}
  text=${text//@KEYSTONE_DATABASE@/"$(database_url keystone)"}
  text=${text//@PLACEMENT_DATABASE@/"$(database_url placement)"}
  text=${text//@API_DATABASE@/"$(database_url nova_api)"}
  text=${text//@CELL_DATABASE@/"$(database_url nova)"}
  text=${text//@WATCHER_DATABASE@/"$(database_url watcher)"}
  text=${text//@WATCHER_PORT@/"$watcher_port"}
  text=${text//@HOST@/"${2:-}"}
  text=${text//@ADDRESS@/"${3:-}"}
  printf '%s\n' "$text"
}

write_configuration() {
  local name
  for name in keystone placement nova nova-databases rabbitmq; do
    fill "$name.conf" >"$lab/conf/$name.conf"
  done
  echo '[].' >"$lab/conf/enabled_plugins"
}

env_facts() {
  cat <<FACTS
OS_AUTH_URL=http://127.0.0.1:$keystone_port/v3
OS_USERNAME=admin
OS_PASSWORD=lab
OS_PROJECT_NAME=admin
OS_USER_DOMAIN_NAME=Default
OS_PROJECT_DOMAIN_NAME=Default
OS_REGION_NAME=lab
NOVA_URL=http://127.0.0.1:$nova_port/v2.1
PLACEMENT_URL=http://127.0.0.1:$placement_port
STANDIN_URL=http://127.0.0.1:$standin_port
WATCHER_URL=http://127.0.0.1:$watcher_port
GNOCCHI_URL=http://127.0.0.1:$gnocchi_port
HOSTS=$(hosts | paste -sd ,)
HOST_VCPUS=$host_vcpus
IMAGE=11111111-1111-1111-1111-111111111111
REAL_IMAGE=22222222-2222-2222-2222-222222222222
LAB=$lab
COMMAND=$here/openstack
FACTS
}

# Runs one of the lab's programs in Python, which finds these facts in its environment.
python_with_facts() { # PROGRAM ARGUMENT...
  local program=$1 facts
  shift
  mapfile -t facts < <(env_facts)
  env -i PATH="$PATH" LC_ALL=C.UTF-8 PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE=1 "${facts[@]}" \
    /usr/bin/python3 "$here/python/$program" "$@" </dev/null
}

client() { python_with_facts client.py "$@"; } # COMMAND ARGUMENT...
