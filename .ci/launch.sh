# Functions shared by ./affinity, ./verify, ./package and benchmarks/bench; sourced, never run.
# They expect $root, the folder of the checkout.
. "$(dirname "${BASH_SOURCE[0]}")/class-path.sh"

fail() { # MESSAGE [EXIT_CODE]
  echo "$(basename "$0"): $1" >&2
  exit "${2:-1}"
}

java_major() { # JDK_HOME -> 17
  local version=
  if [[ -r $1/release ]]; then
    version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/release")
  fi
  if [[ -z $version ]]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  fi
  version=${version%%[!0-9]*}
  echo "${version:-0}"
}

is_jdk() { # JDK_HOME MINIMUM [MAXIMUM]
  [[ -x $1/bin/java && -x $1/bin/javac ]] || return 1
  local major
  major=$(java_major "$1")
  ((major >= $2 && major <= ${3:-999}))
}

# The first JDK of the wanted versions: JAVA_HOME, then the java on the PATH, then the usual folder of Linux.
find_jdk() { # MINIMUM [MAXIMUM] -> JDK_HOME
  local home java
  if [[ -n ${JAVA_HOME:-} ]] && is_jdk "$JAVA_HOME" "$@"; then
    echo "$JAVA_HOME"
    return
  fi
  if java=$(command -v javac); then
    home=$(dirname "$(dirname "$(readlink -f "$java")")")
    if is_jdk "$home" "$@"; then
      echo "$home"
      return
    fi
  fi
  for home in /usr/lib/jvm/*; do
    if [[ ! -L $home ]] && is_jdk "$home" "$@"; then
      echo "$home"
      return
    fi
  done
  return 1
}

use_jdk() {
  JAVA_HOME=$(find_jdk 17) || fail "needs a JDK 17 or newer: none in JAVA_HOME, on the PATH or under /usr/lib/jvm"
  export JAVA_HOME
}

newer_source() { # STAMP FOLDER_OF_A_MODULE...
  local stamp=$1 sources=("$root/pom.xml" "$root/.mvn") folder
  shift
  for folder in "$@"; do
    sources+=("$folder/pom.xml" "$folder/src/main")
  done
  # A module may not have sources yet.
  find "${sources[@]}" -newer "$stamp" -print -quit 2>/dev/null || true
}

# Builds MODULE and what it needs, without tests and checks, where a source is newer than the last build.
build_when_stale() { # MODULE FOLDER_OF_A_MODULE...
  local module=$1 target=$root/$1/target/quick reason="first run"
  local stamp=$target/built log=$target/build.log
  shift
  mkdir -p "$target"
  if command -v flock >/dev/null; then
    # Two runs at once must not build into the same folder.
    exec 9>"$target/lock"
    flock 9
  fi
  if [[ -e $stamp ]]; then
    reason="sources changed"
    if [[ -z $(newer_source "$stamp" "$@") ]]; then
      exec 9>&-
      return
    fi
  fi
  echo "building affinity ($reason)..." >&2
  rm -rf "$target/lib"
  # Dated before the build: what changes while it runs is seen by the next one.
  touch "$target/started"
  if ! (cd "$root" && ./mvnw -B -ntp -q -Dquick -pl "$module" -am package) >"$log" 2>&1 9>&-; then
    fail "the build failed; see $log"
  fi
  mv "$target/started" "$stamp"
  exec 9>&-
}

run_main() { # MODULE MAIN_CLASS ; uses $arguments and $plugins
  local target=$root/$1/target/quick options=()
  if (($(java_major "$JAVA_HOME") >= 22)); then
    # JNA loads libvirt; newer JDKs warn about native code that nobody allowed.
    options+=(--enable-native-access=ALL-UNNAMED)
  fi
  # Work comes in bursts, between which a pause harms nobody: throughput counts.
  options+=(-XX:+UseParallelGC)
  # AFFINITY_JAVA_OPTIONS is split at spaces on purpose.
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" ${options[@]+"${options[@]}"} ${AFFINITY_JAVA_OPTIONS:-} \
    -cp "$target/classes:$target/lib/*${plugins:+:$plugins}" "$2" ${arguments[@]+"${arguments[@]}"}
}
