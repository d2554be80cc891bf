# shellcheck shell=bash disable=SC2154 # sourced by lab, which sets lab, here and network
# Finds the processes of a lab, and runs commands inside its hosts.

# Sets $words to the command line of a process; a process may end at any moment.
command_line() { # PID
  words=()
  { mapfile -d '' -t words <"/proc/$1/cmdline"; } 2>/dev/null || true
}

is_init() { # PID switch|HOST
  local words program=host-init
  [[ $2 == switch ]] && program=switch-init
  command_line "$1"
  [[ ${words[0]:-} == bash && ${words[1]:-} == */lib/$program && ${words[2]:-} == "$lab" ]] || return 1
  [[ $2 == switch || ${words[3]:-} == "$2" ]] || return 1
  # What it starts has its command line, too, until it becomes another program.
  [[ $(sed -n 's/^NSpid:.*[[:space:]]//p' "/proc/$1/status" 2>/dev/null) == 1 ]]
}

# Sets $pid to the first process of the switch or of a host, as seen from here.
find_init() { # switch|HOST
  local kept=$lab/$1.pid process
  if [[ -r $kept ]] && is_init "$(<"$kept")" "$1"; then
    pid=$(<"$kept")
    return
  fi
  [[ -d $lab ]] || return 1
  for process in /proc/[0-9]*; do
    if is_init "${process#/proc/}" "$1"; then
      pid=${process#/proc/}
      echo "$pid" >"$kept"
      return
    fi
  done
  return 1
}

need_init() { # switch|HOST
  find_init "$1" && return
  [[ $1 == switch ]] && fail "there is no lab in $lab; start one with: lab up"
  fail "host $1 is not running"
}

inside() { # HOST COMMAND...
  need_init "$1"
  shift
  nsenter --target "$pid" --mount --uts --net --pid -- "$@"
}

in_network() { # switch|HOST COMMAND...
  need_init "$1"
  shift
  nsenter --target "$pid" --net -- "$@"
}

# Sets $pid to the process of a host that runs a program with a text in its command line.
find_in_host() { # HOST PROGRAM [TEXT]
  local init process words
  need_init "$1"
  init=$pid
  for process in /proc/[0-9]*; do
    [[ $process/ns/pid -ef /proc/$init/ns/pid ]] || continue
    command_line "${process#/proc/}"
    if [[ ${words[0]:-} == *"$2" && " ${words[*]}" == *"${3:-}"* ]]; then
      pid=${process#/proc/}
      return
    fi
  done
  return 1
}

find_daemon() { find_in_host "$1" libvirtd; } # HOST

need_daemon() { # HOST
  find_daemon "$1" || fail "libvirtd of $1 is not running"
}

find_guest() { find_in_host "$1" qemu-system-x86_64 " guest=$2,"; } # HOST NAME

# A process that nobody has collected yet has ended all the same.
wait_until_gone() { # PID
  local state
  while { read -r _ _ state _ <"/proc/$1/stat"; } 2>/dev/null && [[ $state != Z ]]; do sleep 0.02; done
}
