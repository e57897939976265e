//! What the linker is told where the page is built in parts.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is_wasm = std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32");
    if is_wasm && std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        // What wasm-split-cli goes by. Not in RUSTFLAGS: it would build every crate anew, and reach other bundles.
        println!("cargo:rustc-link-arg-bin=app=--emit-relocs");
        println!("cargo:rustc-link-arg-examples=--emit-relocs");
    }
}
