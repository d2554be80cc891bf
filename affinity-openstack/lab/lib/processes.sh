# shellcheck shell=bash disable=SC2154 # sourced by openstack, which sets lab and patience
# Starts, finds and ends the processes of a lab.

# What a service starts inherits its environment. So all of its processes are found there, whatever became of the script
# that started it.
mark_of_lab() { echo "AFFINITY_OPENSTACK_LAB=$lab"; }
mark_of() { echo "AFFINITY_OPENSTACK_SERVICE=$lab/$1"; } # SERVICE

# Prints process ids; those that have ended and that nobody has collected yet have no environment any more.
marked() { # MARK
  { grep -lszxF -- "$1" /proc/[0-9]*/environ || true; } | cut -d / -f 3
}

pids_of() { marked "$(mark_of "$1")"; } # SERVICE

runs() { [[ -n $(pids_of "$1") ]]; } # SERVICE

# Runs, and does not stand still.
moves() { # SERVICE
  local pids
  pids=$(pids_of "$1")
  [[ -n $pids && $(ps -o state= -p "${pids//$'\n'/,}") != *T* ]]
}

log_of() { echo "$lab/log/$1.log"; } # SERVICE

# With nothing of the environment that this script was called with: no proxy, no settings of Python.
start_process() { # SERVICE [VARIABLE=VALUE...] COMMAND...
  local name=$1
  shift
  env -i "$(mark_of_lab)" "$(mark_of "$name")" PATH="$PATH" HOME="$lab/home" LC_ALL=C.UTF-8 PYTHONWARNINGS=ignore \
    PYTHONDONTWRITEBYTECODE=1 setsid env "$@" >>"$(log_of "$name")" 2>&1 </dev/null 8>&- 9>&- &
  disown
  # Until it has become what it shall be, it cannot be told from this script.
  until runs "$name" || ! kill -0 $! 2>/dev/null; do sleep 0.02; done
}

end_marked() { # MARK
  local pids
  while true; do
    pids=$(marked "$1")
    [[ -n $pids ]] || return 0
    # shellcheck disable=SC2086 # a word for each process
    kill -KILL $pids 2>/dev/null || true
    sleep 0.02
  done
}

end_service() { end_marked "$(mark_of "$1")"; } # SERVICE

signal_service() { # SERVICE SIGNAL
  local pids
  pids=$(pids_of "$1")
  [[ -n $pids ]] || fail "$1 does not run"
  # shellcheck disable=SC2086 # a word for each process
  kill -"$2" $pids
}

# Its last words are the reason, if it has ended.
wait_for() { # SERVICE WHAT COMMAND...
  local name=$1 what=$2 until=$((SECONDS + patience))
  shift 2
  until "$@" >/dev/null 2>&1; do
    runs "$name" || last_words "$name has ended" "$name"
    ((SECONDS < until)) || last_words "$what, not within $patience s" "$name"
    sleep 0.2
  done
}

last_words() { # MESSAGE SERVICE
  tail -n 15 "$(log_of "$2")" | cut -c 1-300 >&2 || true
  fail "$1; the lines above are the last of $(log_of "$2")"
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; } # PORT
