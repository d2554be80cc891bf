# Part of ./package: the Java that is installed along.

# Beside what jdeps finds: certificates with elliptic curves, recordings, and tools to look into a running program.
extra_modules=jdk.crypto.ec,jdk.jfr,jdk.jcmd

make_runtime() { # FOLDER
  local modules
  # Libraries name classes that are not there, for what is not used here.
  modules=$("$JAVA_HOME/bin/jdeps" --ignore-missing-deps --multi-release 17 --print-module-deps "$output/affinity.jar") \
    || fail "jdeps does not say what affinity.jar needs: $modules"
  "$JAVA_HOME/bin/jlink" --add-modules "$modules,$extra_modules" --strip-java-debug-attributes --no-header-files \
    --no-man-pages --vm=server --output "$1"
}
