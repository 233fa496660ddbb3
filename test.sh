#!/usr/bin/env bash
# Every check of this repository, cheap ones first: ./test.sh [fmt] [clippy] [test] [mutations] [python] [node] [mobile] [doc] [deny]; none: all
# A failing step does not stop the ones after it; all failures are listed at the end and the exit code is 1.
# Needs Rust, Python 3.10 or later with venv, Node 20.3 or later with npm, a JDK 17 or later with Maven, and the package
# registries; nothing else. What it installs goes under the target directory, but for node_modules.
set -euo pipefail
exec </dev/null

readonly all_steps=(fmt clippy test mutations python node mobile doc deny)
readonly deny_version=0.20.2

target=${CARGO_TARGET_DIR:-}
case $target in '' | /*) ;; *) target=$PWD/$target ;; esac # a relative one is meant from where the caller stands
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
export CARGO_TARGET_DIR=${target:-$PWD/target}
readonly cargo=${CARGO:-cargo} test_log=$CARGO_TARGET_DIR/test.log python_log=$CARGO_TARGET_DIR/python.log
readonly node_log=$CARGO_TARGET_DIR/node.log mobile_log=$CARGO_TARGET_DIR/mobile.log

# clippy, test and doc share one profile, so that C code and procedural macros are compiled once.
step_fmt() { "$cargo" fmt --all --check; }
step_clippy() { "$cargo" clippy --locked --workspace --all-targets --profile ci -- -D warnings; }
step_doc() { RUSTDOCFLAGS="-D warnings" "$cargo" doc --locked --workspace --no-deps --profile ci; }

step_test() { "$cargo" test --locked --workspace --profile ci --no-fail-fast 2>&1 | tee -a "$test_log"; }

# The simulator against an engine with faults put in on purpose: each must be found. Core and what builds on it are compiled
# once more for that, with the feature.
step_mutations() {
    "$cargo" test --locked --profile ci -p aftersync-tests --features mutations --test mutations 2>&1 | tee -a "$test_log"
}

# The binding built as a user gets it but with the profile of the tests, then its own checks.
step_python() {
    python_venv
    cd bindings/python
    maturin develop --quiet --profile ci
    local beside=(../../examples/python ../../benches/ffi/python ../mobile/swift)
    ruff check --config pyproject.toml . "${beside[@]}"
    ruff format --config pyproject.toml --check . "${beside[@]}"
    mypy --cache-dir "$CARGO_TARGET_DIR/python/mypy"
    python -m mypy.stubtest aftersync --mypy-config-file pyproject.toml --allowlist stubtest-allow.txt
    AFTERSYNC_PROFILE=ci pytest -p no:cacheprovider 2>&1 | tee "$python_log"
}

# Activates a virtual environment with a binding's pinned tools, made once and again when the pins change.
python_venv() {
    local venv=$CARGO_TARGET_DIR/${1:-python}/venv pins=bindings/${1:-python}/requirements-dev.txt
    if ! cmp -s "$pins" "$venv/pins.txt"; then
        rm -rf "$venv"
        "${PYTHON:-python3}" -m venv "$venv"
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$pins"
        cp "$pins" "$venv/pins.txt"
    fi
    export VIRTUAL_ENV=$venv PATH=$venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 RUFF_NO_CACHE=true
}

# The same for Node: its native half with the profile of the tests, then its own checks.
step_node() {
    cd bindings/node
    # The pinned tools, installed once and again when the pins change.
    if ! cmp -s package-lock.json node_modules/.pins; then
        npm ci --quiet --no-audit --no-fund
        cp package-lock.json node_modules/.pins
    fi
    node scripts/build.mjs --profile ci
    npx --no-install biome check --error-on-warnings .
    rm -rf build
    npx --no-install tsc -p tsconfig.test.json
    node --test --test-reporter=tap build/test/*.test.mjs 2>&1 | tee "$node_log"
}

# Kotlin on the JVM: compiled and tested, two phones and a backend over loopback among it. Swift: what can be said of it without
# its compiler. The library is built as for a server and, since nothing else does that, checked as for a phone.
step_mobile() {
    python_venv mobile
    "$cargo" check --locked --profile ci -p aftersync-mobile
    cd bindings/mobile
    ./build.sh ci
    local library=$CARGO_TARGET_DIR/ci/libaftersync_mobile.so
    android/check-pages.sh "$library"
    python swift/check.py --header build/swift/aftersyncFFI.h --library "$library" swift build/swift 2>&1 | tee "$mobile_log"
    mvn --batch-mode --no-transfer-progress --file kotlin/pom.xml "-Dmaven.repo.local=$CARGO_TARGET_DIR/mobile/maven" \
        "-Dnative.dir=$CARGO_TARGET_DIR/ci" test 2>&1 | tee -a "$mobile_log"
}

step_deny() {
    deny_tool
    "$cargo" fetch --locked
    "$deny" --offline check --hide-inclusion-graph bans licenses sources
}

# Sets `deny`: the one on PATH, else one built once under the target directory, with little optimisation to build fast.
deny_tool() {
    deny=$(command -v cargo-deny) && return
    local root=$CARGO_TARGET_DIR/tools
    deny=$root/bin/cargo-deny
    [[ "$("$deny" --version 2>/dev/null)" == "cargo-deny $deny_version" ]] && return
    echo "building cargo-deny $deny_version, once"
    CARGO_TARGET_DIR=$root/build CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        "$cargo" install --quiet --locked --no-default-features --root "$root" cargo-deny --version "$deny_version"
    rm -rf "$root/build"
}

# A step runs in a shell of its own with `set -e` alive; `if run_step` would switch it off inside.
run_step() {
    local start=$SECONDS code=0
    printf '\n== %s\n' "$1"
    set +e
    (set -e; "step_$1")
    code=$?
    set -e
    [[ $code -eq 0 ]] || failures+=("$1 (exit code $code)")
    printf '== %s: %s, %d s\n' "$1" "$([[ $code -eq 0 ]] && echo ok || echo FAILED)" "$((SECONDS - start))"
}

# Sums the result lines of all test binaries, doctests, pytest, Node's test runner and Maven. A run that broke off without a failed
# test, because something did not compile or a test binary died, counts as one failure: it must not read as "0 failed".
print_totals() {
    local broke_off=$1
    shift
    awk -v broke_off="$broke_off" '
        { gsub(/\033\[[0-9;]*m/, "") }
        /^test result: / || /^=* ?[0-9]+ (passed|failed|skipped|error).* in [0-9.]+s/ {
                           if (match($0, /[0-9]+ passed/)) passed += substr($0, RSTART)
                           if (match($0, /[0-9]+ failed/)) failed += substr($0, RSTART)
                           if (match($0, /[0-9]+ error/)) failed += substr($0, RSTART)
                           if (match($0, /[0-9]+ (ignored|skipped)/)) skipped += substr($0, RSTART) }
        /^# (pass|fail|cancelled|skipped|todo) [0-9]+$/ { if ($2 == "pass") passed += $3
                           else if ($2 ~ /fail|cancelled/) failed += $3
                           else skipped += $3 }
        /Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$/ {
                           split($0, n, /[^0-9]+/)
                           passed += n[2] - n[3] - n[4] - n[5]; failed += n[3] + n[4]; skipped += n[5] }
        END { if (broke_off && !failed) failed = 1
              printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }' "$@"
}

steps=("$@")
[[ $# -gt 0 ]] || steps=("${all_steps[@]}")
for step in "${steps[@]}"; do
    [[ " ${all_steps[*]} " == *" $step "* ]] || { echo "unknown step '$step'; there are: ${all_steps[*]}" >&2; exit 2; }
done

# Steps that count tests write into logs.
logs=()
if [[ " ${steps[*]} " =~ \ (test|mutations)\  ]]; then logs+=("$test_log"); fi
if [[ " ${steps[*]} " == *" python "* ]]; then logs+=("$python_log"); fi
if [[ " ${steps[*]} " == *" node "* ]]; then logs+=("$node_log"); fi
if [[ " ${steps[*]} " == *" mobile "* ]]; then logs+=("$mobile_log"); fi
mkdir -p "$CARGO_TARGET_DIR"
for log in ${logs[@]+"${logs[@]}"}; do : >"$log"; done

failures=()
for step in "${steps[@]}"; do run_step "$step"; done

printf '\n'
for failure in ${failures[@]+"${failures[@]}"}; do echo "failed step: $failure"; done
if [[ ${#logs[@]} -gt 0 ]]; then
    broke_off=0
    [[ "${failures[*]-}" =~ (test|mutations|python|node|mobile)\ \(exit ]] && broke_off=1
    print_totals "$broke_off" "${logs[@]}"
fi
[[ ${#failures[@]} -eq 0 ]]
