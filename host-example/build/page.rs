//! The viewer's page: where it has been built, its files go into the program. Nothing is built here, so that the program
//! builds without Node.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Stop;

/// Rust source: `&[(path, content type, bytes)]`, empty where the page was not built.
pub(crate) fn table(built: &Path) -> Result<String, Stop> {
    let mut files = Vec::new();
    collect(built, &mut files)?;
    files.sort();
    let mut rows = String::new();
    for file in files {
        let path = file.strip_prefix(built).map_err(|e| e.to_string())?.display().to_string();
        let Some(kind) = content_type(&path) else { continue };
        let absolute = file.canonicalize().map_err(|e| format!("{path}: {e}"))?;
        rows += &format!("    ({path:?}, {kind:?}, include_bytes!({:?})),\n", absolute.display().to_string());
    }
    Ok(format!("&[\n{rows}]\n"))
}

/// None for what is not the page's.
fn content_type(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        _ => return None,
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Stop> {
    for found in fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = found.map_err(|e| e.to_string())?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
