# Sourced by the scripts beside it: what they all have to agree on.

ci_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ci_root" || exit

# shellcheck disable=SC2034 # for the scripts that source this
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
# Programs of this project's versions, for all its clones: not in a target folder, which is cleaned, and not where cargo
# puts its own, which may be of other versions for other projects.
ci_programs=${XDG_CACHE_HOME:-$HOME/.cache}/feelharmonic-tools
# Not on the path of a machine whose rustup is the system's.
cargo_bin=${CARGO_HOME:-$HOME/.cargo}/bin
export PATH=$ci_tools/node_modules/.bin:$ci_programs/bin:$PATH:$cargo_bin

# Where the bundles and the parts of the page wait for .ci/finish-dist.mjs, in a folder each.
# shellcheck disable=SC2034 # for the scripts that source this
bound_out=$CARGO_TARGET_DIR/bound-out

bold=$'\033[1m' red=$'\033[31m' plain=$'\033[0m'
[ -t 1 ] && [ -z "${NO_COLOR:-}" ] || bold='' red='' plain=''

say() { printf '%s[%s]%s %s\n' "$bold" "${ci_name:-ci}" "$plain" "$*"; }
fail() { # message, lines of advice...
  printf '%s[%s]%s %s\n' "$red$bold" "${ci_name:-ci}" "$plain" "$1" >&2
  shift
  for line in "$@"; do printf '        %s\n' "$line" >&2; done
  exit 1
}
# Says a last word, with what this script and all that it has run took of the processors.
say_done() { # words
  local file
  # Not by a pipe: a subshell would tell its own times.
  file=$(mktemp)
  times >"$file"
  say "$1 ($(LC_ALL=C awk '{ for (i = 1; i <= 2; i++) { split($i, t, /[ms]/); sum += t[1] * 60 + t[2] } }
    END { printf "%.1f", sum / 60 }' "$file") minutes of a processor)"
  rm -f "$file"
}
have() { command -v "$1" >/dev/null 2>&1; }

# The flags of rustc for a bundle, as CARGO_ENCODED_RUSTFLAGS has them: those of its row, and one that keeps the paths
# of this machine out of what ships, where panics name the files of crates.
encoded_rustflags() { # flags
  local -a flags
  read -ra flags <<<"$1"
  flags+=("--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates")
  local IFS=$'\x1f'
  printf %s "${flags[*]}"
}

# Runs a command with the toolchain that has the wasm32 target, as .ci/setup found it.
with_wasm_rust() {
  [ -e "$ci_root/.ci/toolchain.env" ] || fail "the set-up has not run" "run: .ci/setup"
  local WASM_RUST=
  # shellcheck source=/dev/null
  . "$ci_root/.ci/toolchain.env"
  if [ -n "$WASM_RUST" ]; then RUSTUP_TOOLCHAIN=$WASM_RUST "$@"; else "$@"; fi
}
