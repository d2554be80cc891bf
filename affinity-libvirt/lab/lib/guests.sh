# shellcheck shell=bash disable=SC2154 # sourced by lab, which sets lab, here and network
# Guests: their definition, their load and their heartbeat.

check_guest() { # NAME
  [[ $1 =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,40}$ ]] || fail "'$1' is no name of a guest: letters, digits, '.', '_', '-'" 2
}

check_number() { # WHAT VALUE LEAST MOST
  if [[ $2 =~ ^(0|[1-9][0-9]{0,8})$ ]] && (($2 >= $3 && $2 <= $4)); then return; fi
  fail "$1 is '$2'; it must be a number from $3 to $4" 2
}

# Prints the definition of a guest.
guest_xml() { # NAME OPTION...
  local name=$1 memory='' wss=8 dirty=0 cpu=0 beat=100 uuid='' metadata='' disk='' net='' option agent=''
  local linux=0 kernel balloon="<memballoon model='none'/>" cache=8 disk_bus="dev='hda' bus='ide'" net_model=e1000
  check_guest "$name"
  shift
  while (($# > 0)); do
    option=$1
    case $option in
      --net) net=1 ;;
      --linux | --agent)
        [[ $option == --linux ]] || agent=-agent
        linux=1 cache=32 disk_bus="dev='vda' bus='virtio'" net_model=virtio
        balloon="<memballoon model='virtio'><stats period='1'/></memballoon>"
        ;;
      --persistent | --paused) ;;
      --memory | --wss | --dirty | --cpu | --beat | --uuid | --metadata | --disk)
        (($# > 1)) || fail "$option needs a value" 2
        shift
        printf -v "${option#--}" %s "$1"
        ;;
      *) fail "unknown option of a guest: $option" 2 ;;
    esac
    shift
  done
  memory=${memory:-$((linux ? 128 : 32))}
  check_number --memory "$memory" 4 4096
  check_number --wss "$wss" 0 4094
  check_number --dirty "$dirty" 0 1000000
  check_number --cpu "$cpu" 0 100
  check_number --beat "$beat" 10 60000
  ((wss + 2 <= memory)) || fail "--wss $wss does not fit: --memory $memory leaves $((memory - 2)) MiB for it" 2
  kernel="<kernel>$lab/shared/beat.bin</kernel>"
  option="name=$name beat=$((beat / 10)) wss=$wss dirty=$dirty cpu=$cpu"
  if ((linux)); then
    kernel="<kernel>$lab/shared/linux/vmlinuz</kernel><initrd>$lab/shared/linux/initrd$agent.gz</initrd>"
    # Without no_timer_check a busy machine may make the kernel give up on its timer.
    option+=" console=ttyS0 quiet no_timer_check panic=-1"
  fi
  [[ -z $net ]] || net="<interface type='ethernet'><model type='$net_model'/></interface>"
  if [[ -n $agent ]]; then
    agent="<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"
  fi
  if [[ -n $disk ]]; then
    disk="<disk type='file' device='disk'><driver name='qemu' type='raw' cache='none'/>
      <source file='$disk'/><target $disk_bus/></disk>"
  fi
  cat <<XML
<domain type='qemu'>
  <name>$name</name>
  <uuid>${uuid:-$(uuid_of "guest $name")}</uuid>
  ${metadata:+<metadata>$(<"$metadata")</metadata>}
  <memory unit='MiB'>$memory</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='pc'>hvm</type>
    $kernel
    <cmdline>$option</cmdline>
  </os>
  <features><acpi/><tcg><tb-cache unit='MiB'>$cache</tb-cache></tcg></features>
  <cpu mode='custom' match='exact'><model>qemu64</model></cpu>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <controller type='usb' model='none'/>
    $balloon
    $disk
    $net
    $agent
    <serial type='file'>
      <source path='$lab/shared/$name.log' append='on'/><target type='isa-serial' port='0'/>
    </serial>
    <serial type='pipe'><source path='$lab/shared/$name'/><target type='isa-serial' port='1'/></serial>
  </devices>
</domain>
XML
}

guest() { # HOST NAME OPTION...
  local host=$1 name=$2 option persistent=0 flags=() definition found until began=${EPOCHREALTIME/[.,]/}
  check_host "$host"
  shift 2
  definition=$(guest_xml "$name" "$@")
  for option in "$@"; do
    [[ $option != --persistent ]] || persistent=1
    [[ $option != --paused ]] || flags+=(--paused)
    [[ $option != --linux ]] || make_linux
    [[ $option != --agent ]] || make_agent
  done
  found=$(active_hosts "$name")
  [[ -z $found ]] || fail "$name is active already, on $(xargs <<<"$found")"
  : >"$lab/shared/$name.log"
  [[ -p $lab/shared/$name.in ]] || mkfifo "$lab/shared/$name.in" "$lab/shared/$name.out"
  if ((persistent)); then
    virsh -q -c "$(unix_uri "$host")" define /dev/stdin <<<"$definition" >/dev/null
    virsh -q -c "$(unix_uri "$host")" start "$name" ${flags[@]+"${flags[@]}"} >/dev/null
  else
    virsh -q -c "$(unix_uri "$host")" create /dev/stdin ${flags[@]+"${flags[@]}"} <<<"$definition" >/dev/null
  fi
  if ((${#flags[@]} == 0)); then
    until=$((SECONDS + patience))
    until grep -q -m 1 '^READY' "$lab/shared/$name.log"; do
      ((SECONDS < until)) || fail "$name does not get ready; see $host.LOG of: lab env"
      sleep 0.02
    done
  fi
  echo "lab: $name runs on $host, after $(((${EPOCHREALTIME/[.,]/} - began) / 1000)) ms"
}

need_log() { # NAME
  check_guest "$1"
  [[ -e $lab/shared/$1.log ]] || fail "there is no guest $1 in this lab"
}

# Sets $beat to the words of the last complete beat: HB name beat tick cpu dirty
last_beat() { # NAME
  read -r -a beat < <(tail -n 3 "$lab/shared/$1.log" | grep -E '^HB [^ ]+( [0-9]+){4}$' | tail -n 1) || beat=()
}

# A word that is written while the guest moves may reach the copy that is not running yet, and be lost with it.
tell_guest() { # NAME LETTER VALUE FIELD_OF_THE_BEAT
  local tries beat until=$((SECONDS + patience))
  need_log "$1"
  for ((tries = 0; SECONDS < until; tries++)); do
    last_beat "$1"
    if [[ ${beat[$4]:-} == "$3" ]]; then
      echo "lab: $1 has taken it over, at beat ${beat[2]}"
      return
    fi
    ((tries % 20 > 0)) || echo "$2$3" 1<>"$lab/shared/$1.in"
    sleep 0.05
  done
  fail "$1 does not take it over: its last beat is '${beat[*]}'"
}

# Prints the names of the guests of a host; at once nothing where its daemon is gone or stands still.
list_guests() { # HOST
  local pid state
  find_daemon "$1" || return
  read -r _ _ state _ <"/proc/$pid/stat" || return
  [[ $state != T ]] && timeout "$patience" virsh -q -c "$(unix_uri "$1")" list --name
}

active_hosts() { # NAME
  local host names
  for host in $(running_hosts); do
    # Not into grep -q: it leaves at the first match, and a writer that loses its reader looks like a failure.
    names=$(list_guests "$host" 2>/dev/null) || continue
    [[ $'\n'$names$'\n' != *$'\n'"$1"$'\n'* ]] || echo "$host"
  done
}

need_only_host() { # NAME
  local found
  found=$(active_hosts "$1")
  [[ -n $found ]] || fail "$1 is active on no host that answers"
  [[ $found != *$'\n'* ]] || fail "$1 is active on more than one host: $(xargs <<<"$found")"
  echo "$found"
}

guest_stop() { # NAME...|--all
  local name host
  if [[ $1 == --all ]]; then
    for host in $(running_hosts); do
      for name in $(list_guests "$host"); do
        end_guest "$host" "$name"
      done
    done
    return
  fi
  for name in "$@"; do
    for host in $(active_hosts "$name"); do
      end_guest "$host" "$name"
    done
  done
}

# A guest may end by itself meanwhile, as one whose migration to the host has just failed.
end_guest() { # HOST NAME
  local said
  said=$(virsh -q -c "$(unix_uri "$1")" destroy "$2" 2>&1) && return
  [[ $'\n'$(virsh -q -c "$(unix_uri "$1")" list --name)$'\n' != *$'\n'"$2"$'\n'* ]] || fail "$2 does not end on $1: $said"
}

migrate() { # NAME HOST VIRSH_OPTION...
  local name=$1 target=$2 source began
  check_host "$target"
  shift 2
  source=$(need_only_host "$name")
  began=${EPOCHREALTIME/[.,]/}
  virsh -q -c "$(unix_uri "$source")" migrate --live --p2p "$name" "$(tcp_uri "$target")" "$@"
  echo "lab: $name went from $source to $target in $(((${EPOCHREALTIME/[.,]/} - began) / 1000)) ms"
}

# In guest time: a moving guest stands still and does not notice. So this finds lost, repeated and torn beats.
beats() { # NAME
  need_log "$1"
  awk -v name="$1" '
    $1 == "READY" { last = -1; resets++; next }
    $1 == "HB" && NF == 6 {
      count++
      if (last >= 0 && $3 != last + 1) breaks = breaks " " last "-" $3
      if (last >= 0 && $4 - tick > longest) longest = $4 - tick
      last = $3; tick = $4; line = $0
      next
    }
    { torn++ }
    END {
      printf "%s: beats %d, starts %d, breaks%s, other lines %d, longest step %d ms, last \"%s\"\n",
        name, count, resets, breaks == "" ? " none" : breaks, torn, longest * 10, line
      exit breaks != ""
    }' "$lab/shared/$1.log"
}

# As seen from here, so the time in which a moving guest stands still is in it.
watch_beats() { # SECONDS NAME
  need_log "$2"
  timeout "$1" tail -n 0 -F "$lab/shared/$2.log" 2>/dev/null | {
    local word name number rest now last=0 longest=0 at=- count=0 previous=0 breaks=0
    while read -r word name number rest; do
      now=${EPOCHREALTIME/[.,]/}
      [[ $word == HB && -n $rest ]] || continue
      if ((count > 0)); then
        ((number == previous + 1)) || breaks=$((breaks + 1))
        if ((now - last > longest)); then longest=$((now - last)) at=$number; fi
      fi
      last=$now previous=$number count=$((count + 1))
    done
    echo "$2: beats $count, breaks $breaks, longest silence $((longest / 1000)) ms before beat $at"
  } || true
}

heartbeat() { # [--watch SECONDS] NAME...
  local seconds="" name bad=0
  if [[ ${1:-} == --watch ]]; then
    seconds=${2:-}
    check_number --watch "$seconds" 1 86400
    shift 2
  fi
  (($# > 0)) || fail "heartbeat needs the name of a guest" 2
  for name in "$@"; do
    if [[ -n $seconds ]]; then
      watch_beats "$seconds" "$name" &
    else
      beats "$name" || bad=1
    fi
  done
  wait
  return "$bad"
}
