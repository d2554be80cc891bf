# Part of selftest: the package on a clean Debian.

test_installed() {
  local why
  if [[ $installed == never ]]; then
    left_out "the package on a clean Debian 12, as asked"
    return
  fi
  if ! why=$(needs_of_clean_root); then
    [[ $installed != always ]] || fail "$why"
    left_out "the package on a clean Debian 12, as $why"
    return
  fi
  make_clean_root "$work/root"
  start_clean_root "$work/root"
  files_there >"$work/before"
  test_installation
  test_operation
  test_upgrade
  test_removal
  end_clean_root
}

# Without what belongs to the system's own life.
files_there() {
  inside find / -xdev ! -path '/var/log/*' ! -path '/var/lib/dpkg/*' ! -path '/var/cache/*' ! -path '/var/lib/systemd/*' ! -path '/tmp/*' \
    ! -path '/var/tmp/*' ! -path '/etc/*-' ! -path '/root/*' ! -path '/etc/.pwd.lock' | sort
}

test_installation() {
  ! inside sh -c 'command -v java' >/dev/null || fail "the clean Debian has a Java"
  cp "$deb" "$clean_root/root/affinity.deb"
  inside dpkg -i /root/affinity.deb >"$work/dpkg.log" 2>&1 || { cat "$work/dpkg.log" && fail "dpkg -i failed; see above"; }
  said "dpkg -i installs the package, without Java and without a network"
  expect "the installed program knows its version" test "$(inside affinity --version)" = "affinity $version"
  expect "classes lie ready" test -s "$clean_root/usr/lib/affinity/affinity.jsa"
  expect "the user affinity owns its state" test "$(inside stat -c '%U %a' /var/lib/affinity)" = "affinity 750"
  local begun ended
  begun=$(date +%s%N)
  inside affinity --help >/dev/null
  ended=$(date +%s%N)
  said "affinity --help takes $(((ended - begun) / 1000000)) ms here, by the clock"
}

# As the documents say: one file is edited, then it is started.
test_operation() {
  local file=$clean_root/etc/affinity/affinity.yaml
  expect "the shipped file is right" quietly inside affinity check --offline --config /etc/affinity/affinity.yaml
  # The host that is built into libvirt's client library; a busy machine takes its time to answer.
  sed -i '/^hosts:/,/^$/c\hosts:\n  - name: pretended\n    uri: test:///default\n    resources: {memory: {overcommit: 3}}\nconnection: {call: 3m, opening: 3m}\n' "$file"
  expect "an edited file is right" quietly inside affinity check --config /etc/affinity/affinity.yaml
  if inside affinity run --help | grep -q -e --listen; then
    echo 'AFFINITY_RUN_OPTIONS="--listen 127.0.0.1:9464"' >>"$clean_root/etc/default/affinity"
  fi
  start_service
  expect "the loop runs, and writes its state" within_minutes test -s "$clean_root/var/lib/affinity/status.json"
  expect "the loop runs as its own user" test "$(inside ps -o user= -C java | sort -u)" = affinity
  expect "affinity status shows the host" within_minutes shows_host inside affinity
  test_metrics
  inside sh -c 'cd /tmp && affinity simulate --hosts 10 --policy none,reactive --no-report' >"$work/simulated" 2>&1 \
    || { cat "$work/simulated" && fail "the installed program does not simulate"; }
  said "the installed program simulates"
}

# Each try begins anew, and gives hosts three seconds for their first answer, which a busy machine may miss.
shows_host() { # PROGRAM...
  "$@" status --config /etc/affinity/affinity.yaml >"$work/status" 2>&1 && grep -q 'pretended *available' "$work/status"
}

test_metrics() {
  if ! grep -q -e '--listen' "$clean_root/etc/default/affinity"; then
    left_out "metrics, as affinity run knows no --listen"
    return
  fi
  expect "curl gets metrics" within_minutes answers http://127.0.0.1:9464/metrics
  expect "there are metrics" grep -q '^affinity' "$work/answer"
  expect "curl gets the health" within_minutes answers http://127.0.0.1:9464/health
  expect "curl gets the page" within_minutes answers http://127.0.0.1:9464/
  expect "the page is the one of the loop" grep -q '<title>affinity' "$work/answer"
}

answers() { # ADDRESS
  inside curl -fsS --max-time 20 "$1" >"$work/answer" 2>/dev/null
}

within_minutes() { # COMMAND...
  local try
  for ((try = 0; try < 1200; try++)); do
    ! "$@" || return 0
    sleep 0.5
  done
  return 1
}

start_service() {
  if [[ $first_process == systemd ]]; then
    inside systemctl enable --now affinity 2>/dev/null || { tell_service && fail "the unit does not start"; }
    said "the unit starts"
  else
    # What the unit says, without systemd.
    inside sh -c '. /etc/default/affinity; exec setpriv --reuid affinity --regid affinity --init-groups --no-new-privs \
      env HOME=/var/lib/affinity affinity run --config /etc/affinity/affinity.yaml $AFFINITY_RUN_OPTIONS' >"$work/service.log" 2>&1 &
    service=$!
  fi
}

tell_service() {
  inside journalctl --no-pager -u affinity -n 30 >&2 || true
}

is_running() {
  if [[ $first_process == systemd ]]; then
    inside systemctl --quiet is-active affinity
  else
    kill -0 "$service"
  fi
}

stop_service() {
  if [[ $first_process == systemd ]]; then
    inside systemctl stop affinity
    expect "it ends in good order" test "$(inside systemctl show -p Result --value affinity)" = success
  else
    inside pkill -TERM -u affinity java
    wait "$service" || true
  fi
}

service=

test_upgrade() {
  local next=$work/next number
  expect "the loop still runs" is_running
  inside sh -c 'echo kept >/var/lib/affinity/kept; chown affinity: /var/lib/affinity/kept'
  inside sh -c 'cd /var/lib/affinity && find . -type f ! -name status.json ! -name ".*" | sort' >"$work/state-before"
  [[ $first_process == systemd ]] || stop_service
  # So that what is written from now on is seen.
  inside touch -d 2001-01-01 /var/lib/affinity/status.json
  number=$(inside systemctl show -p MainPID --value affinity 2>/dev/null) || true
  dpkg-deb -R "$deb" "$next"
  sed -i 's/^\(Version: .*\)-[0-9]*$/\1-999/' "$next/DEBIAN/control"
  echo '# A newer default.' >>"$next/usr/share/doc/affinity/copyright"
  dpkg-deb --root-owner-group -Znone --build "$next" "$clean_root/root/next.deb" >/dev/null
  inside dpkg -i /root/next.deb >"$work/dpkg.log" 2>&1 || { cat "$work/dpkg.log" && fail "the upgrade failed; see above"; }
  expect "the upgrade is there" test "$(inside dpkg-query -W -f '${Version}' affinity | sed 's/.*-//')" = 999
  expect "the edited file is kept" grep -q 'test:///default' "$clean_root/etc/affinity/affinity.yaml"
  inside sh -c 'cd /var/lib/affinity && find . -type f ! -name status.json ! -name ".*" | sort' >"$work/state-after"
  expect "the state is kept" test -z "$(comm -23 "$work/state-before" "$work/state-after")"
  expect "classes lie ready again" test -s "$clean_root/usr/lib/affinity/affinity.jsa"
  if [[ $first_process == systemd ]]; then
    expect "the loop that ran was started anew" within_minutes is_another "$number"
  else
    start_service
  fi
  expect "the loop goes on with its state" within_minutes is_newer "$clean_root/var/lib/affinity/status.json" "$work/before"
  stop_service
}

is_another() { # PROCESS
  local now
  now=$(inside systemctl show -p MainPID --value affinity)
  [[ $now != 0 && $now != "$1" ]]
}

is_newer() { # FILE THAN
  [[ $1 -nt $2 ]]
}

test_removal() {
  inside dpkg -r affinity >"$work/dpkg.log" 2>&1 || { cat "$work/dpkg.log" && fail "dpkg -r failed; see above"; }
  expect "removal leaves no program" test ! -e "$clean_root/usr/lib/affinity" -a ! -e "$clean_root/usr/bin/affinity"
  expect "removal keeps file and state" test -e "$clean_root/etc/affinity/affinity.yaml" -a -e "$clean_root/var/lib/affinity/kept"
  inside dpkg -P affinity >"$work/dpkg.log" 2>&1 || { cat "$work/dpkg.log" && fail "dpkg -P failed; see above"; }
  files_there >"$work/after"
  diff "$work/before" "$work/after" || fail "purging left, or took, files; see above"
  said "purging leaves nothing"
  expect "purging takes the user along" test -z "$(inside getent passwd affinity)"
}
