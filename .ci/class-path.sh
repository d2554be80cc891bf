# Sourced by launch.sh, and by the installed /usr/bin/affinity; never run. Expects a function fail MESSAGE [EXIT_CODE].

# Takes --class-path PATH out of the arguments: sets $arguments, and $plugins to the elements to append.
take_class_path() { # ARGUMENT...
  arguments=()
  plugins=${AFFINITY_CLASSPATH:-}
  while (($# > 0)); do
    case $1 in
      --class-path)
        (($# > 1)) || fail "--class-path needs a value: jars or folders, separated by ':'" 2
        plugins+=${plugins:+:}$2
        shift 2
        ;;
      --class-path=*)
        plugins+=${plugins:+:}${1#--class-path=}
        shift
        ;;
      --)
        arguments+=("$@")
        break
        ;;
      *)
        arguments+=("$1")
        shift
        ;;
    esac
  done
  local elements element
  IFS=: read -r -a elements <<<"$plugins"
  for element in ${elements[@]+"${elements[@]}"}; do
    if [[ -n $element && ! -e ${element%/\*} ]]; then
      fail "no such class path element: $element" 2
    fi
  done
}
