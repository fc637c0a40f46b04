//! Measures a rebuild after adding an endpoint to one file, in a copy of each crate's sources.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    os::unix,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    alone::{ApiCrate, OURS},
    options::Options,
    table::median_of,
    workspace::{Build, Incremental, Level, Workspace, output_of},
};

pub(crate) fn measure(
    workspace: &Workspace,
    options: &Options,
    api: &ApiCrate,
    level: Level,
) -> Result<f64> {
    let is_ours = api.package == OURS.package;
    let copy = workspace.work("incremental").join(api.program);
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    let (dependency, edited) = if is_ours {
        copy_ours(workspace, &copy)?;
        (copy.join("stytch-api"), copy.join("specs/b2b/totps.rs"))
    } else {
        copy_tree(&vendor_sources(workspace)?, &copy)?;
        (copy.clone(), copy.join("src/b2b/totps.rs"))
    };
    let build = probe(workspace, api, &dependency, level)?;
    build.run_with(Incremental::On)?;
    let mut number = 0;
    median_of(options.runs(), || {
        number += 1;
        let endpoint = if is_ours { our_endpoint(number) } else { vendor_endpoint(number) };
        let mut file = OpenOptions::new().append(true).open(&edited)?;
        file.write_all(endpoint.as_bytes())?;
        build.run_with(Incremental::On)?.of_crate(api.package)
    })
}

/// Creates a crate that depends on the copy. Dev-dependencies of a dependency are not built.
fn probe(workspace: &Workspace, api: &ApiCrate, dependency: &Path, level: Level) -> Result<Build> {
    let directory = workspace.work("incremental").join(format!("{}-probe", api.program));
    fs::create_dir_all(directory.join("src"))?;
    fs::write(directory.join("src/lib.rs"), "")?;
    fs::write(directory.join("Cargo.lock"), workspace.lock()?)?;
    let manifest = format!(
        "[workspace]\n\n[package]\nname = \"probe\"\nedition = \"2024\"\n\n\
         [dependencies]\n{} = {{ path = \"{}\"{} }}\n",
        api.package,
        dependency.display(),
        api.features,
    );
    fs::write(directory.join("Cargo.toml"), manifest)?;
    let target = directory.join("target").join(level.name());
    Ok(Build { directory, package: api.package.to_owned(), level, target })
}

fn copy_ours(workspace: &Workspace, copy: &Path) -> Result<()> {
    let repository = workspace.repository()?;
    for part in ["stytch-api", "stytch-macros", "specs"] {
        copy_tree(&repository.join(part), &copy.join(part))?;
    }
    fs::copy(repository.join("Cargo.toml"), copy.join("Cargo.toml"))?;
    Ok(())
}

/// The directory with the unpacked sources of the vendor's crate.
fn vendor_sources(workspace: &Workspace) -> Result<PathBuf> {
    let mut metadata = workspace.cargo();
    metadata.args(["metadata", "--format-version", "1", "--offline", "--locked"]);
    let metadata: serde_json::Value = serde_json::from_str(&output_of(&mut metadata)?)?;
    let packages = metadata["packages"].as_array().context("cargo lists packages")?;
    let vendor = packages.iter().find(|package| package["name"] == "stytch");
    let manifest = vendor.and_then(|package| package["manifest_path"].as_str());
    let sources = manifest.and_then(|manifest| Path::new(manifest).parent());
    sources.map(Path::to_path_buf).context("cargo lists the vendor's crate")
}

/// Copies a directory, and keeps symbolic links.
fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, copy) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type()?;
        if kind.is_symlink() {
            unix::fs::symlink(fs::read_link(source)?, copy)?;
        } else if kind.is_dir() {
            copy_tree(&source, &copy)?;
        } else {
            fs::copy(source, copy)?;
        }
    }
    Ok(())
}

fn our_endpoint(number: u32) -> String {
    format!(
        r#"
endpoint! {{
    /// Added.
    Totps::added{number}: POST "/v1/b2b/totp/added{number}";

    body {{
        /// The Organization.
        organization_id: String,
        /// The Member.
        member_id: String,
    }}

    response {{
        /// The Member after the call.
        member: Member,
    }}
}}
"#
    )
}

fn vendor_endpoint(number: u32) -> String {
    format!(
        r#"
/// Added{number}Request: Added.
#[derive(Serialize, Deserialize, Debug, Clone, Default)]
pub struct Added{number}Request {{
    /// The Organization.
    pub organization_id: String,
    /// The Member.
    pub member_id: String,
}}

/// Added{number}Response: Added.
#[derive(Serialize, Deserialize, Debug, Clone)]
pub struct Added{number}Response {{
    pub request_id: String,
    #[serde(with = "http_serde::status_code")]
    pub status_code: http::StatusCode,
    /// The Member after the call.
    pub member: Member,
}}

impl TOTPs {{
    pub async fn added{number}(&self, body: Added{number}Request) -> crate::Result<Added{number}Response> {{
        let path = String::from("/v1/b2b/totp/added{number}");
        self.http_client.send(crate::Request {{ method: http::Method::POST, path, body }}).await
    }}
}}
"#
    )
}
