# shellcheck shell=bash disable=SC2154 # sourced by openstack, which sets lab, here and the ports
# Watcher, OpenStack's own service for such work, with a stand-in for the store of its measurements.

watcher_services=(gnocchi watcher-api watcher-engine watcher-applier)

watcher() { # install|up|audit|overload ARGUMENT...
  local command=$1
  shift
  case $command in
    install) install_watcher ;;
    up) watcher_up ;;
    audit) python_with_facts audit.py "$@" ;;
    overload) python_with_facts overload.py "$@" ;;
    *) fail "'$command' is nothing that can be done with Watcher, only install, up, audit and overload" 2 ;;
  esac
}

has_watcher() { [[ -e /usr/lib/python3/dist-packages/watcher/cmd/api.py ]]; }

install_watcher() {
  install_packages
  ! has_watcher || return 0
  echo "openstack: installing python3-watcher"
  apt_get update
  (without_services && apt_get install --no-install-recommends --no-upgrade python3-watcher)
}

watcher_up() {
  local name
  has_watcher || fail "Watcher is not installed; run: openstack watcher install" 77
  fill watcher.conf >"$lab/conf/watcher.conf"
  if [[ -z $(sql "show databases like 'watcher'") ]]; then
    sql "create database watcher"
    logged watcher_command dbmanage create_schema
    python_with_facts audit.py catalog
  fi
  for name in "${watcher_services[@]}"; do
    runs "$name" || begin_watcher "$name"
  done
  wait_for gnocchi "the stand-in for Gnocchi listens" listens "$gnocchi_port"
  wait_for watcher-api "Watcher answers" listens "$watcher_port"
  wait_for watcher-engine "Watcher knows its strategies" watcher_knows_strategies
  echo "openstack: Watcher is up"
}

begin_watcher() { # SERVICE
  case $1 in
    gnocchi) start_process gnocchi LAB="$lab" HOST_VCPUS="$host_vcpus" "$python" "$here/python/gnocchi.py" "$gnocchi_port" ;;
    watcher-api) start_process "$1" "$python" -c "$(watcher_start api)" --config-file "$lab/conf/watcher.conf" ;;
    watcher-engine) start_process "$1" "$python" -c "$(watcher_start decisionengine)" --config-file "$lab/conf/watcher.conf" ;;
    watcher-applier) start_process "$1" "$python" -c "$(watcher_start applier)" --config-file "$lab/conf/watcher.conf" ;;
  esac
}

watcher_start() { # MODULE
  echo "import sys; from watcher.cmd.$1 import main; sys.argv[0] = 'watcher-$1'; sys.exit(main())"
}

watcher_command() { # MODULE ARGUMENT...
  "$python" -c "$(watcher_start "$1")" --config-file "$lab/conf/watcher.conf" "${@:2}"
}

watcher_knows_strategies() {
  [[ $(sql "select count(*) from watcher.strategies where name = 'workload_stabilization'") != 0 ]]
}
