# Part of ./package: files where they are installed, for the .deb and for the image.

jna_platform() {
  case $(uname -m) in
    x86_64) echo linux-x86-64 ;;
    aarch64) echo linux-aarch64 ;;
    *) fail "packages with a run-time are made on x86_64 and aarch64, not on $(uname -m)" ;;
  esac
}

make_tree() { # FOLDER
  local home=$1/usr/lib/affinity platform
  platform=$(jna_platform)
  install -d "$home/jna" "$1/usr/bin"
  cp -a "$work/runtime" "$home/runtime"
  install -m 644 "$output/affinity.jar" "$root/.ci/class-path.sh" "$home"
  (cd "$work" && "$JAVA_HOME/bin/jar" xf "$output/affinity.jar" "com/sun/jna/$platform")
  install -m 644 "$work/com/sun/jna/$platform/"* "$home/jna"
  install -m 755 "$root/packages/deb/affinity" "$1/usr/bin"
  install_documents "$1/usr/share"
}

install_documents() { # SHARE
  local page
  install -d "$1/man/man1" "$1/doc/affinity" "$1/bash-completion/completions"
  for page in "$from"/man/*.1; do
    gzip -9n <"$page" >"$1/man/man1/${page##*/}.gz"
  done
  install -m 644 "$from/affinity.bash" "$1/bash-completion/completions/affinity"
  install -m 644 "$output/affinity.cdx.json" "$1/doc/affinity"
  gzip -9n <"$root/CHANGELOG.md" >"$1/doc/affinity/changelog.gz"
  copyright >"$1/doc/affinity/copyright"
}

copyright() {
  cat "$root/NOTICE"
  echo
  echo "On Debian systems the text of that license is in /usr/share/common-licenses/Apache-2.0."
  echo
  echo "Licenses of the run-time of Java are in /usr/lib/affinity/runtime/legal. Libraries inside affinity.jar:"
  echo
  grep -v '^#' "$from/classes/META-INF/licenses/LIST.txt"
  local text
  while read -r text; do
    printf '\n--- %s\n\n' "$text"
    cat "$from/classes/META-INF/licenses/$text"
  done < <(cd "$from/classes/META-INF/licenses" && find . -mindepth 2 -type f ! -name AL2.0 | sed 's|^\./||' | sort)
}
