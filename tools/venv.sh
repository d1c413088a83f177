#!/bin/sh
# Makes .venv ready for one use: chat, run, test or semantic. In seconds with uv; with pip where uv cannot be had.
# usage: tools/venv.sh USE [PYTHON]
set -eu
use=$1
python=${2:-python3}
venv=.venv

fail() {
    echo "$1" >&2
    exit 1
}

command -v "$python" >/dev/null || fail "Python 3.11 of nieuwer is nodig; $python is er niet."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Python 3.11 of nieuwer is nodig. Probeer: make PYTHON=python3.12"

# What could do more, keeps doing so.
semantic=
if [ "$use" = semantic ] || [ -e $venv/semantic.ready ]; then semantic=requirements-semantic.lock; fi
if [ "$use" = semantic ]; then use=run; fi
for larger in run test; do
    if [ "$use" != test ] && [ -e $venv/$larger.ready ]; then use=$larger; fi
done
locks="requirements-$use.lock $semantic"
if [ "$use" = test ]; then locks="requirements.lock $semantic"; fi

# atomicwrites, of matrix-nio, is published as source only; everything else comes built.
built="--require-hashes --only-binary :all: --no-binary atomicwrites"
pip="$venv/bin/python -m pip --quiet --disable-pip-version-check"

new_venv() {
    "$python" -m venv --clear $venv || fail "Python mist venv. Op Debian of Ubuntu: apt-get install python3-venv"
}

# Fills .venv with the uv at this path. `sync` takes out what is no longer in the lock.
with_uv() {
    # shellcheck disable=SC2086
    "$1" pip sync --quiet --python $venv/bin/python $built $locks &&
        "$1" pip install --quiet --python $venv/bin/python --no-deps --no-build-isolation --editable .
}

with_pip() {
    # shellcheck disable=SC2046,SC2086
    $pip install --no-deps $built $(printf -- '-r %s ' $locks)
    $pip install --no-deps --no-build-isolation --editable .
}

here=$("$python" -c 'import sys; print(sys.executable)')
echo "Even inrichten; dat is een keer nodig."
if [ "${INSTALLER:-uv}" = pip ]; then
    new_venv
    with_pip
elif command -v uv >/dev/null && uv venv --quiet --allow-existing --python "$here" $venv && with_uv uv; then
    :
else
    new_venv
    # shellcheck disable=SC2086
    if $pip install $built --target $venv/uv -r requirements-uv.lock 2>/dev/null && with_uv $venv/uv/bin/uv; then
        rm -rf $venv/uv # 50 MB that nothing needs any more
    else
        new_venv
        with_pip
    fi
fi

case $use in
    test) touch $venv/chat.ready $venv/run.ready $venv/test.ready ;;
    run) touch $venv/chat.ready $venv/run.ready ;;
    *) touch $venv/chat.ready ;;
esac
if [ -n "$semantic" ]; then touch $venv/semantic.ready; fi
