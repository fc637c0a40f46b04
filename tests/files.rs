//! The files of a folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The files with this extension in `folder` and the folders below it, sorted.
///
/// # Errors
/// If a folder cannot be read.
pub fn files_below(folder: &Path, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path, extension)?);
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
