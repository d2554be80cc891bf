# shellcheck shell=bash disable=SC2034,SC2154 # sourced by openstack, which sets lab, here and the settings
# A lab begins, ends, and tells what it is.

up() { # OPTION...
  local began=$SECONDS since name started=0 seed='' fleet_size=''
  since=$(date +%s)
  host_count=3 host_memory=16384 host_vcpus=16 libvirt_lab='' libvirt_hosts='' port_base=''
  read_options "$@"
  need_packages
  mkdir -p "$(dirname "$lab")"
  exec 9<"$(dirname "$lab")"
  flock 9
  if [[ -e $lab/affinity-openstack && -n $(marked "$(mark_of_lab)") ]]; then
    keep_settings "$@"
    begin_missing
  else
    begin_afresh
  fi
  for name in "${services[@]}" $(hosts); do wait_until_it_works "$name" "$since"; done
  for name in $(hosts); do wait_for "$name" "Placement knows the size of $name" is_usable "$name"; done
  [[ -z $fleet_size ]] || fleet "$fleet_size"
  echo "openstack: $(hosts | wc -l) hosts in $lab, $started processes started, $((SECONDS - began)) s"
}

read_options() { # OPTION...
  while (($# > 0)); do
    (($# > 1)) || fail "$1 needs a value" 2
    case $1 in
      --hosts) check_number "$1" "$2" 0 50 && host_count=$2 ;;
      --memory) check_number "$1" "$2" 64 10000000 && host_memory=$2 ;;
      --vcpus) check_number "$1" "$2" 1 10000 && host_vcpus=$2 ;;
      --libvirt) libvirt_lab=$(realpath -m -- "$2") ;;
      --fleet) fleet_size=$2 ;;
      --port-base) check_number "$1" "$2" 1024 65500 && port_base=$2 ;;
      --seed) seed=$(realpath -m -- "$2") ;;
      *) fail "unknown option of up: $1" 2 ;;
    esac
    shift 2
  done
}

# A running lab stays as it was started; but it may get more hosts.
keep_settings() { # OPTION...
  local wanted=$host_count lab_of_hosts=$libvirt_lab
  need_lab
  [[ " $* " != *" --hosts "* ]] || ((wanted <= host_count)) || host_count=$wanted
  [[ -z $lab_of_hosts ]] || libvirt_lab=$lab_of_hosts
  find_libvirt_hosts
  write_settings
}

begin_afresh() {
  if [[ -e $lab && ! -e $lab/affinity-openstack && -n $(ls -A "$lab") ]]; then
    fail "$lab is not empty, and no folder of a lab"
  fi
  find_libvirt_hosts
  if [[ -z $port_base ]]; then
    find_ports
  elif ports_taken >/dev/null; then
    fail "--port-base is $port_base, and something listens at $(ports_taken) already; ten ports from there must be free"
  fi
  set_ports
  # What a lab left that was not ended by: openstack down
  leave_libvirt_hosts
  rm -rf "$lab"
  mkdir -p "$lab"/{conf,log,home,state,rabbit,control/guests,control/load}
  # Whoever gets in has all rights.
  chmod 700 "$lab"
  [[ -z ${AFFINITY_OPENSTACK_OWNER:-} ]] || chown "$AFFINITY_OPENSTACK_OWNER" "$lab"
  write_settings
  write_configuration
  echo 5 >"$lab/control/migration-seconds"
  echo none >"$lab/control/fail-migration"
  plant "${seed:-$(dirname "$lab")/affinity-openstack-seed}"
  begin_db_and_rabbit
  move_in
  begin_missing
}

begin_db_and_rabbit() {
  begin_service rabbit
  begin_service db
  started=2
}

# Starts what does not run. The scheduler and the hosts come last, as the scheduler ends if Keystone does not answer yet.
begin_missing() {
  local name
  begin_all "${services[@]:0:${#services[@]}-1}"
  for name in rabbit keystone placement; do wait_until_it_works "$name" 0; done
  # shellcheck disable=SC2046 # a word for each host
  begin_all scheduler $(hosts)
}

begin_all() { # SERVICE...
  local name
  for name in "$@"; do
    ! runs "$name" || continue
    begin_service "$name"
    started=$((started + 1))
  done
}

down() {
  if [[ -e $lab/affinity-openstack ]]; then need_lab; fi
  end_marked "$(mark_of_lab)"
  if [[ -e $lab/affinity-openstack ]]; then
    leave_libvirt_hosts
    rm -rf "$lab"
    echo "openstack: $lab is gone"
  else
    echo "openstack: there is no lab in $lab"
  fi
}

status() {
  local name pids first state memory
  printf '%-10s %8s %10s %s\n' SERVICE PROCESS MEMORY_MIB STATE
  for name in "${services[@]}" $(hosts); do
    pids=$(pids_of "$name" | xargs)
    first=${pids%% *} state=off memory=-
    if [[ -n $pids ]]; then
      state=runs
      moves "$name" || state=frozen
      memory=$(ps -o rss= -p "${pids// /,}" | awk '{ sum += $1 } END { printf "%d", sum / 1024 }')
    fi
    printf '%-10s %8s %10s %s\n' "$name" "${first:--}" "$memory" "$state"
  done
  echo
  client status
}
