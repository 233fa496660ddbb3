#!/usr/bin/env bash
# Whether a library can be loaded where pages have 16 KB: every part of it that is loaded is laid out for them.
set -euo pipefail
aligned=$(readelf -lW "$1" | awk '$1 == "LOAD" { print $NF }')
[[ -n $aligned ]] || { echo "$1: no library" >&2; exit 1; }
for one in $aligned; do
    (( one >= 16384 )) || { echo "$1: laid out for pages of $((one)) bytes" >&2; exit 1; }
done
echo "$(basename "$1"): laid out for pages of 16 KB"
