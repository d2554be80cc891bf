# Part of selftest: what needs no rights.

test_jar() {
  local jar=$packages/affinity.jar begun ended folder=$work/jar
  expect "the jar knows its version" test "$("$JAVA_HOME/bin/java" -jar "$jar" --version)" = "affinity $version"
  "$JAVA_HOME/bin/java" -jar "$jar" --help >/dev/null || fail "the jar does not help"
  begun=$(date +%s%N)
  "$JAVA_HOME/bin/java" -jar "$jar" --help >/dev/null
  ended=$(date +%s%N)
  said "affinity.jar --help takes $(((ended - begun) / 1000000)) ms here, by the clock"
  mkdir -p "$folder"
  (cd "$folder" && "$JAVA_HOME/bin/jar" xf "$jar" META-INF)
  expect "the jar has its license" cmp -s "$root/LICENSE" "$folder/META-INF/LICENSE"
  expect "the jar has its notice" cmp -s "$root/NOTICE" "$folder/META-INF/NOTICE"
  # Each module has some, and none replaces another's.
  expect "the jar has all services" test "$(wanted_services)" = "$(cd "$folder/META-INF/services" && grep -h . io.affinity.* | sort)"
  (cd "$folder" && "$JAVA_HOME/bin/java" -jar "$jar" simulate --hosts 10 --policy none,reactive --no-report >"$work/simulated" 2>&1) \
    || { cat "$work/simulated" && fail "the jar does not simulate"; }
  said "the jar simulates"
}

wanted_services() {
  cat "$root"/affinity-*/src/main/resources/META-INF/services/io.affinity.* | grep . | sort
}

test_contents() {
  local tree=$work/tree command
  dpkg-deb -x "$deb" "$tree"
  expect "the package runs on its own Java" test "$("$tree/usr/bin/affinity" --version)" = "affinity $version"
  expect "bash completes commands" test "$(completed "$tree" affinity sim)" = simulate
  expect "bash completes options" test "$(completed "$tree" affinity run --conf)" = --config
  for command in $(completed "$tree" affinity ''); do
    [[ $command == -* || -s $tree/usr/share/man/man1/affinity-$command.1.gz ]] || fail "no page of the manual for affinity $command"
  done
  said "each command has a page of the manual"
  if command -v systemd-analyze >/dev/null; then
    mkdir -p "$work/unit"
    # The program is not installed here.
    sed 's|^ExecStart=/usr/bin/affinity|ExecStart=/bin/true|; /^Documentation=/d' "$tree/lib/systemd/system/affinity.service" >"$work/unit/affinity.service"
    expect "systemd understands the unit" systemd-analyze verify --man=no "$work/unit/affinity.service"
    expect "the unit is locked up: $(exposure)" quietly systemd-analyze security --offline=true --threshold=25 "$work/unit/affinity.service"
  else
    left_out "whether systemd understands the unit, as there is no systemd-analyze"
  fi
}

exposure() {
  systemd-analyze security --offline=true --no-pager "$work/unit/affinity.service" | sed -n 's/.*exposure level[^:]*: *\([0-9.]*\).*/\1 of 10/p'
}

completed() { # TREE WORD...
  bash -c '. "$1/usr/share/bash-completion/completions/affinity"; shift
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE=$* COMP_POINT=${#COMP_LINE}
    $(complete -p affinity | sed "s/.* -F \([^ ]*\) .*/\1/") affinity "${COMP_WORDS[COMP_CWORD]}" ""
    printf "%s\n" "${COMPREPLY[@]}"' _ "$@" 2>/dev/null | sort -u | xargs
}
