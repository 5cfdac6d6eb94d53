#!/bin/sh
# Make the environment .venv, or make it anew where it is half made or its Python is another one by now.
#
#   sh scripts/make_venv.sh PYTHON VERSION...
#
# PYTHON is what the user asked for, or empty: then an environment that works is kept, whichever Python it has.
set -e
asked=$1
shift
of='import sys; print("%d.%d" % sys.version_info[:2])'

supported() {  # whether the first argument is among the others
  version=$1
  shift
  for each; do
    if [ "$each" = "$version" ]; then return 0; fi
  done
  return 1
}

wanted=""
if [ -n "$asked" ]; then wanted=$("$asked" -c "$of" 2> /dev/null) || wanted="not there"; fi

now=$(.venv/bin/python -c "$of" 2> /dev/null) || now=""
if supported "$now" "$@" && [ "${wanted:-$now}" = "$now" ] && [ -d ".venv/lib/python$now/site-packages/pip" ] &&
    grep -q "^version = $now\." .venv/pyvenv.cfg; then
  exit 0
fi

python=${asked:-python3}
found=${wanted:-$("$python" -c "$of" 2> /dev/null || echo "not there")}
if ! supported "$found" "$@"; then
  echo "Python $* is needed (one of these), and '$python' is $found. Name one that is: make PYTHON=python3.12" >&2
  exit 1
fi
echo "Making .venv with Python $found"
"$python" -m venv --clear .venv || {
  echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv" >&2
  exit 1
}
