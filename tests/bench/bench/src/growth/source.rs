//! Writes the crates of synthetic endpoints.

use std::{
    fmt::{self, Write as _},
    fs,
    ops::Range,
    path::Path,
};

use anyhow::Result;

use crate::workspace::Workspace;

/// Endpoints per resource and file, as in the real API.
const PER_FILE: u32 = 4;

/// How the endpoints are written.
#[derive(Clone, Copy)]
pub(crate) enum Side {
    Ours,
    Derive,
}

impl Side {
    pub(crate) const BOTH: [Self; 2] = [Self::Ours, Self::Derive];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Derive => "derive",
        }
    }

    pub(crate) fn package(self, endpoints: u32) -> String {
        format!("{}-{endpoints}", self.name())
    }
}

/// A field: name, mark, type in the spec, type for serde's derives, doc.
type Field = (&'static str, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const REQUEST: [Field; 8] = [
    ("organization_id", "", "String", "String", "The Organization: its ID, slug or external ID."),
    ("member_id", "", "String", "String", "The Member: ID or external ID."),
    ("code", "", "Secret", "String", "The six-digit passcode that the app shows."),
    ("session_token", "?", "Secret", "Option<String>", "Token of a session that the Member already has."),
    ("session_duration_minutes", "?", "i32", "Option<i32>", "Minutes from now until the session ends."),
    ("session_custom_claims", "?", "Metadata", "Option<Metadata>", "Claims to put into the session and its JWT."),
    ("set_default_mfa", "?", "bool", "Option<bool>", "Whether this becomes the default second factor."),
    ("recovery_codes", "?", "Vec<Secret>", "Option<Vec<String>>", "Recovery codes to keep."),
];

/// Ten fields, with `status_code` and `request_id`.
#[rustfmt::skip]
const RESPONSE: [Field; 8] = [
    ("member_id", "!", "String", "String", "ID of the Member."),
    ("organization_id", "!", "String", "String", "ID of the Organization."),
    ("session_token", "!", "Secret", "String", "Token of the session."),
    ("session_jwt", "", "Secret", "String", "JWT of the session."),
    ("member", "", "Member", "Member", "The Member after the call."),
    ("organization", "", "Organization", "Organization", "The Organization that the Member belongs to."),
    ("recovery_codes", "", "Vec<Secret>", "Vec<String>", "Codes that replace a lost second factor."),
    ("expires_at", "?", "Timestamp", "Option<String>", "When the session ends."),
];

/// The fields that every response of the derive baseline has in addition to its own.
const DERIVE_ENVELOPE: &str = "    /// The HTTP status.
    pub status_code: u16,
    /// ID of the call.
    pub request_id: String,
";

/// The client of the derive baseline, modelled on the vendor's crate.
const DERIVE_CLIENT: &str = r"
/// A client.
#[derive(Clone, Debug)]
pub struct Client {
    pub http: reqwest::Client,
    pub base_url: reqwest::Url,
}

/// A request to send.
pub struct Request<B> {
    pub method: reqwest::Method,
    pub path: String,
    pub body: B,
}

/// An error of a call.
#[derive(Debug)]
pub enum Error {
    Http(reqwest::Error),
    Url,
    Status(u16),
}

impl Client {
    /// Sends a request and reads the response.
    pub async fn send<B, R>(&self, request: Request<B>) -> Result<R, Error>
    where
        B: serde::Serialize + std::fmt::Debug + Send,
        R: serde::de::DeserializeOwned + std::fmt::Debug,
    {
        let url = self.base_url.join(&request.path).map_err(|_| Error::Url)?;
        let sent = self.http.request(request.method, url).json(&request.body).send().await;
        let response = sent.map_err(Error::Http)?;
        if !response.status().is_success() {
            return Err(Error::Status(response.status().as_u16()));
        }
        response.json().await.map_err(Error::Http)
    }
}
";

/// Writes a workspace with one crate for each of `sizes`, so that their dependencies are built once.
pub(crate) fn write(
    workspace: &Workspace,
    directory: &Path,
    side: Side,
    sizes: &[u32],
) -> Result<()> {
    for &endpoints in sizes {
        write_crate(&directory.join(side.package(endpoints)), side, endpoints)?;
    }
    let members: Vec<String> = sizes.iter().map(|&endpoints| side.package(endpoints)).collect();
    let repository = workspace.repository()?.display();
    let dependencies = match side {
        Side::Ours => format!("stytch-api = {{ path = \"{repository}/stytch-api\" }}\n"),
        Side::Derive => format!(
            "reqwest = {{ version = \"0.13\", default-features = false, features = [\"json\"] }}\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\n\
             shapes = {{ path = \"{repository}/tests/bench/shapes\" }}\n"
        ),
    };
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n\
         [workspace.dependencies]\n{dependencies}"
    );
    fs::write(directory.join("Cargo.toml"), manifest)?;
    fs::write(directory.join("Cargo.lock"), workspace.lock()?)?;
    Ok(())
}

fn write_crate(directory: &Path, side: Side, endpoints: u32) -> Result<()> {
    let sources = directory.join("src");
    fs::create_dir_all(&sources)?;
    let dependencies: &[&str] = match side {
        Side::Ours => &["stytch-api"],
        Side::Derive => &["reqwest", "serde", "shapes"],
    };
    let package = side.package(endpoints);
    let mut manifest =
        format!("[package]\nname = \"{package}\"\nedition = \"2024\"\n\n[dependencies]\n");
    for dependency in dependencies {
        writeln!(manifest, "{dependency}.workspace = true")?;
    }
    let mut library = "//! Synthetic endpoints.\n".to_owned();
    for file in 0..endpoints.div_ceil(PER_FILE) {
        writeln!(library, "pub mod group{file};")?;
        let numbers = file * PER_FILE..endpoints.min((file + 1) * PER_FILE);
        let text = match side {
            Side::Ours => our_file(file, numbers)?,
            Side::Derive => derive_file(file, numbers)?,
        };
        fs::write(sources.join(format!("group{file}.rs")), text)?;
    }
    if matches!(side, Side::Derive) {
        library.push_str(DERIVE_CLIENT);
    }
    fs::write(sources.join("lib.rs"), library)?;
    fs::write(directory.join("Cargo.toml"), manifest)?;
    Ok(())
}

fn our_file(file: u32, numbers: Range<u32>) -> Result<String> {
    let requests: Vec<String> =
        numbers.clone().map(|number| format!("Call{number}Request")).collect();
    let requests = requests.join(", ");
    let mut text = format!(
        "//! Synthetic endpoints.

use stytch_api::{{
    Metadata, Secret, Timestamp,
    b2b::{{Member, Organization}},
    endpoint, resource,
}};

resource! {{
    /// A group of endpoints.
    pub Group{file} {{
        endpoints: [{requests}],
    }}
}}
"
    );
    for number in numbers {
        writeln!(text, "\nendpoint! {{\n    /// Calls endpoint {number}.")?;
        writeln!(
            text,
            "    Group{file}::call{number}: POST \"/v1/b2b/group{file}/call{number}\";"
        )?;
        for (section, fields) in [("body", &REQUEST), ("response", &RESPONSE)] {
            writeln!(text, "\n    {section} {{")?;
            for (name, mark, ty, _, docs) in fields {
                writeln!(text, "        /// {docs}\n        {name}{mark}: {ty},")?;
            }
            writeln!(text, "    }}")?;
        }
        writeln!(text, "}}")?;
    }
    Ok(text)
}

fn derive_file(file: u32, numbers: Range<u32>) -> Result<String> {
    let mut text = "//! Synthetic endpoints.

use serde::{Deserialize, Serialize};
use shapes::{Member, Metadata, Organization};

use crate::{Client, Error, Request};
"
    .to_owned();
    let mut methods = String::new();
    for number in numbers {
        derive_struct(&mut text, &format!("Call{number}Request"), &REQUEST, "")?;
        derive_struct(&mut text, &format!("Call{number}Response"), &RESPONSE, DERIVE_ENVELOPE)?;
        write!(
            methods,
            "
    /// Calls endpoint {number}.
    pub async fn call{number}(&self, body: Call{number}Request) -> Result<Call{number}Response, Error> {{
        let path = String::from(\"/v1/b2b/group{file}/call{number}\");
        self.client.send(Request {{ method: reqwest::Method::POST, path, body }}).await
    }}
"
        )?;
    }
    write!(
        text,
        "
/// A group of endpoints.
pub struct Group{file} {{
    client: Client,
}}

impl Group{file} {{
    /// Creates the group, which makes its calls through `client`.
    pub fn new(client: Client) -> Self {{
        Self {{ client }}
    }}
{methods}}}
"
    )?;
    Ok(text)
}

fn derive_struct(text: &mut String, name: &str, fields: &[Field], more: &str) -> fmt::Result {
    writeln!(text, "\n/// {name}.\n#[derive(Clone, Debug, Deserialize, Serialize)]")?;
    writeln!(text, "pub struct {name} {{")?;
    for (name, _, _, ty, docs) in fields {
        writeln!(text, "    /// {docs}\n    pub {name}: {ty},")?;
    }
    writeln!(text, "{more}}}")
}
