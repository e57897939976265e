//! What the linker is told where the page is built in parts.

/// The binaries that come in parts.
const IN_PARTS: [&str; 2] = ["app", "fetched_feature"];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is_wasm = std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32");
    if is_wasm && std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        for binary in IN_PARTS {
            // What wasm-split-cli goes by. Not in RUSTFLAGS: it would build every crate anew, and reach other bundles.
            println!("cargo:rustc-link-arg-bin={binary}=--emit-relocs");
            // The names of functions, by which wasm-opt puts them in order and which it then drops.
            println!("cargo:rustc-link-arg-bin={binary}=--keep-section=name");
        }
    }
}
