# shellcheck shell=bash disable=SC2154 # sourced by openstack, which sets lab
# What goes wrong on demand, and its repair.

start_again() { # SERVICE
  local since
  since=$(date +%s)
  ! runs "$1" || return 0
  begin_service "$1"
  wait_until_it_works "$1" "$since"
  # Those that all others report through; who has not reported counts as dead for a while.
  case $1 in db | rabbit | conductor) wait_until_all_report "$since" ;; esac
}

# Those that run and do not stand still; whoever was killed is not waited for.
wait_until_all_report() { # SINCE_SECONDS_OF_THE_EPOCH
  local name
  for name in rabbit db conductor; do
    moves "$name" || return 0
  done
  for name in conductor scheduler $(hosts); do
    ! moves "$name" || wait_until_it_works "$name" "$1"
  done
}

migration_seconds() { # SECONDS
  [[ $1 =~ ^[0-9]{1,6}(\.[0-9]{1,3})?$ ]] || fail "the seconds of a migration are '$1'; they must be a number such as 5 or 0.5" 2
  tell migration-seconds "$1"
}

fail_migration() { # MODE
  [[ $1 =~ ^(none|fail|error|refuse|hang)$ ]] || fail "the mode is '$1'; it must be none, fail, error, refuse or hang" 2
  tell fail-migration "$1"
}

# Hypervisors read it at any moment.
tell() { # NAME VALUE
  echo "$2" >"$lab/control/$1.new"
  mv "$lab/control/$1.new" "$lab/control/$1"
}

# A line for each change, so that the time that a processor has been busy can be told at any moment, on any host.
load() { # SERVER_ID PERCENT
  [[ $1 =~ ^[0-9a-f-]{36}$ ]] || fail "'$1' is no id of a server" 2
  check_number PERCENT "$2" 0 100
  echo "$(date +%s.%N) $2" >>"$lab/control/load/$1"
}

# New keys in place of those that tokens were made with. Nothing keeps what a token was worth (see conf/nova.conf).
expire_tokens() {
  local number
  rm -rf "$lab/keys.new" "$lab/keys.old"
  mkdir -m 700 "$lab/keys.new"
  for number in 0 1; do
    printf %s "$(head -c 32 /dev/urandom | base64 | tr +/ -_)" >"$lab/keys.new/$number"
  done
  mv "$lab/keys" "$lab/keys.old"
  mv "$lab/keys.new" "$lab/keys"
  rm -rf "$lab/keys.old"
}

mend() {
  local name since
  # What has reported since then works.
  since=$(($(date +%s) - 5))
  tell migration-seconds 5
  tell fail-migration none
  [[ -z $libvirt_hosts ]] || libvirt_command mend
  for name in "${services[@]}" $(hosts); do
    if runs "$name"; then signal_service "$name" CONT; fi
  done
  for name in "${services[@]}" $(hosts); do
    runs "$name" || start_again "$name"
  done
  wait_until_all_report "$since"
  client mend
  sql "update nova.migrations m join nova.instances i on i.uuid = m.instance_uuid set m.status = 'error'
    where i.task_state is null and m.status in ('accepted', 'queued', 'preparing', 'running', 'pre-migrating', 'migrating')"
}
