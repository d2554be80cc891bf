# Part of ./package: what Maven makes.

pom_value() { # PROPERTY
  sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" "$root/pom.xml" | head -n 1
}

version_of_pom() {
  sed -n 's|^  <version>\(.*\)</version>|\1|p' "$root/pom.xml"
}

# Anew, so that nothing of an earlier build is in it.
build_jar() {
  local log=$work/build.log
  built=target/package
  echo "package: building affinity..." >&2
  rm -rf "$root"/*/"$built"
  if ! (cd "$root" && ./mvnw -B -ntp -q -Dquick -Dpackages -Dbuild.folder="$built" -pl packages -am package) >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    fail "the build failed; see above"
  fi
}

# Each of our jars is a module that finds the others.
check_modules() {
  local said folder=$root/affinity-cli/$built
  said=$("$JAVA_HOME/bin/java" --module-path "$folder/lib:$(echo "$folder"/affinity-cli-*.jar)" \
    --module io.affinity.cli/io.affinity.cli.Affinity --version 2>&1) || true
  [[ $said == "affinity $version" ]] || fail "the jars are no modules that fit together: $said"
}

# A license is given for each library that is inside, and its text is there.
check_licenses() {
  local list=META-INF/licenses/LIST.txt artifact license folder missing=
  local folders=$from/classes/META-INF/licenses
  while read -r artifact; do
    read -r _ license folder < <(grep "^$artifact " "$folders/${list##*/}" || true) || true
    if [[ -z ${license:-} ]] || { [[ -n ${folder:-} ]] && [[ -z $(ls -A "$folders/$folder" 2>/dev/null) ]]; }; then
      missing+=" $artifact"
    fi
    license='' folder=''
  done < <(sed -n 's|.*"purl" : "pkg:maven/\([^@]*\)@.*|\1|p' "$from/affinity.cdx.json" | grep -v '^io\.affinity/' | sed 's|.*/||' | sort -u)
  [[ -z $missing ]] || fail "no license is listed in packages/src/main/resources/$list, or its text is missing:$missing"
}
