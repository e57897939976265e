//! `cargo run --example compile_plans`: makes models/*.plan of models/*.onnx, and has the manifest say what
//! they are. Run it when a model has changed: `tests/plans.rs` fails until then.

use feelharmonic::domain::vision::plan::compile::{CompileError, compile_onnx};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Folder of the models, from the top of the repository.
const MODELS: &str = "models";
/// Name of each model, and a shape that its input can have.
const INPUTS: [(&str, [usize; 4]); 2] = [("yunet", [1, 3, 320, 320]), ("emotion", [1, 1, 48, 48])];

/// Reason for which a plan was not made.
#[derive(Debug, thiserror::Error)]
enum PlanFileError {
    #[error("{}: {source}", path.display())]
    Io {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{name}.onnx: {source}")]
    Compile {
        name: &'static str,
        source: CompileError,
    },
    #[error("MANIFEST.toml has no line that begins with {0}")]
    NoLine(String),
}

fn main() -> ExitCode {
    for (name, input) in INPUTS {
        match make_plan(name, &input) {
            Ok(line) => println!("{line}"),
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// Writes a plan, and its line in the manifest; gives that line.
fn make_plan(name: &'static str, input: &[usize]) -> Result<String, PlanFileError> {
    let onnx = read(&file(&format!("{name}.onnx")))?;
    let compiled = compile_onnx(&onnx, input);
    let plan = compiled.map_err(|source| PlanFileError::Compile { name, source })?;
    write(&file(&format!("{name}.plan")), &plan)?;
    let digest = Sha256::digest(&plan);
    let bytes: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let sum = bytes.concat();
    let start = format!("plan = {{ file = \"{name}.plan\"");
    let line = format!("{start}, sha256 = \"{sum}\", bytes = {} }}", plan.len());
    let manifest = file("MANIFEST.toml");
    let text = String::from_utf8_lossy(&read(&manifest)?).into_owned();
    let old = text.lines().find(|line| line.starts_with(&start));
    let old = old.ok_or(PlanFileError::NoLine(start))?;
    write(&manifest, text.replacen(old, &line, 1).as_bytes())?;
    Ok(line)
}

fn file(name: &str) -> PathBuf {
    Path::new(MODELS).join(name)
}

fn read(path: &Path) -> Result<Vec<u8>, PlanFileError> {
    std::fs::read(path).map_err(|source| PlanFileError::Io {
        path: path.to_owned(),
        source,
    })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), PlanFileError> {
    std::fs::write(path, bytes).map_err(|source| PlanFileError::Io {
        path: path.to_owned(),
        source,
    })
}
