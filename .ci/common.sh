# Sourced by the scripts beside it: what they all have to agree on.

ci_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ci_root" || exit

wasm_target=wasm32-unknown-unknown

# One target folder for every clone of this machine in CI and where somebody has made the folder: the
# dependencies take ten minutes to compile and don't differ between clones.
if [ -z "${CARGO_TARGET_DIR:-}" ]; then
  ci_cache=${XDG_CACHE_HOME:-$HOME/.cache}/feelharmonic
  CARGO_TARGET_DIR=$ci_root/target
  if [ -n "${CI:-}" ] || [ -d "$ci_cache" ]; then CARGO_TARGET_DIR=$ci_cache/target; fi
fi
export CARGO_TARGET_DIR

# Cargo takes a file as built when it is older than what was built of it, in whichever clone it lies. After a build of
# another clone in the same folder, every file of this one counts as new.
ci_last=$CARGO_TARGET_DIR/last-clone
if [ "$(cat "$ci_last" 2>/dev/null)" != "$ci_root" ]; then
  find src tests models -type f -not -path '*/node_modules/*' -not -path '*/.venv*' -exec touch -c {} +
  mkdir -p "$CARGO_TARGET_DIR"
  printf %s "$ci_root" > "$ci_last"
fi

# Where .ci/setup puts wasm-opt. Debian's binaryen 108 is no choice: it breaks the table that wasm-bindgen keeps
# JavaScript values in, and the page stops at its first line.
ci_tools=$CARGO_TARGET_DIR/tools
export PATH=$ci_tools/node_modules/.bin:$PATH

# Where `bind` leaves the worker and Spotify's module for .ci/finish-dist.mjs, in a folder each.
bound_out=$CARGO_TARGET_DIR/bound-out
# tract without SIMD is 2.5 to 4 times slower; the page is built without, so that an old browser gets words.
# shellcheck disable=SC2034 # for the scripts that source this
worker_rustflags=-Ctarget-feature=+simd128
# Leptos' components without their types: less code for the same page.
# shellcheck disable=SC2034 # for the scripts that source this
page_rustflags='--cfg erase_components'
# What rustc's wasm uses by default; binaryen has to be told.
wasm_opt_features="--enable-bulk-memory --enable-mutable-globals --enable-nontrapping-float-to-int --enable-sign-ext"
wasm_opt_features+=" --enable-reference-types --enable-multivalue"

bold=$'\033[1m' red=$'\033[31m' plain=$'\033[0m'
[ -t 1 ] && [ -z "${NO_COLOR:-}" ] || bold='' red='' plain=''

say() { printf '%s[%s]%s %s\n' "$bold" "${ci_name:-ci}" "$plain" "$*"; }
fail() { # message, lines of advice...
  printf '%s[%s]%s %s\n' "$red$bold" "${ci_name:-ci}" "$plain" "$1" >&2
  shift
  for line in "$@"; do printf '        %s\n' "$line" >&2; done
  exit 1
}
# From a compiled binary to what a browser loads, unless it is there already: wasm-bindgen, wasm-opt.
bind() { # name, flags of wasm-opt...
  local name=$1 built=$CARGO_TARGET_DIR/$wasm_target/release/$1.wasm work=$CARGO_TARGET_DIR/bound/$1 out=$bound_out/$1
  shift
  if [ "$out/${name}_bg.wasm" -nt "$built" ] && [ "$out/${name}_bg.wasm" -nt .ci/common.sh ]; then
    say "unchanged"
    return
  fi
  rm -rf "$work" "$out"
  say "wasm-bindgen"
  wasm-bindgen --target web --no-typescript --out-name "$name" --out-dir "$work" "$built"
  say "wasm-opt"
  mkdir -p "$out"
  # shellcheck disable=SC2086 # one flag a word
  wasm-opt -Oz "$@" $wasm_opt_features "$work/${name}_bg.wasm" -o "$out/${name}_bg.wasm.part"
  cp "$work/$name.js" "$out/"
  [ ! -d "$work/snippets" ] || cp -r "$work/snippets" "$out/"
  mv "$out/${name}_bg.wasm.part" "$out/${name}_bg.wasm"
}
have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command with the toolchain that has the wasm32 target, as .ci/setup found it.
with_wasm_rust() {
  [ -e "$ci_root/.ci/toolchain.env" ] || fail "the set-up has not run" "run: .ci/setup"
  local WASM_RUST=
  # shellcheck source=/dev/null
  . "$ci_root/.ci/toolchain.env"
  if [ -n "$WASM_RUST" ]; then RUSTUP_TOOLCHAIN=$WASM_RUST "$@"; else "$@"; fi
}
