//! Checks the dependencies of `stytch-api`: the TLS library, the required Rust version and the licenses.

use std::{fs, process::Command};

use serde_json::Value;

/// Accepted licenses; a dependency must offer at least one of them.
const LICENSES: [&str; 10] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];

/// The crates of the TLS libraries.
const TLS: [&str; 7] = [
    "aws-lc-rs",
    "hyper-rustls",
    "native-tls",
    "openssl",
    "ring",
    "rustls",
    "rustls-platform-verifier",
];

/// The crates that feature `totp` adds to the default ones.
const TOTP: [&str; 10] = [
    "block-buffer",
    "cmov",
    "crypto-common",
    "ctutils",
    "data-encoding",
    "digest",
    "hmac",
    "hybrid-array",
    "sha1",
    "typenum",
];

/// The crates that feature `http2` adds to the default ones.
const HTTP2: [&str; 7] =
    ["equivalent", "fnv", "futures-sink", "h2", "hashbrown", "indexmap", "tokio-util"];

/// The crates that feature `bulk` adds to the default ones.
const BULK: [&str; 9] = [
    "fallible-iterator",
    "fallible-streaming-iterator",
    "foldhash",
    "hashbrown",
    "hashlink",
    "libsqlite3-sys",
    "pkg-config",
    "rusqlite",
    "vcpkg",
];

/// The crates that feature `cli` adds to those of the features that it enables.
const CLI: [&str; 22] = [
    "anstream",
    "anstyle",
    "anstyle-parse",
    "anstyle-query",
    "clap",
    "clap_builder",
    "clap_complete",
    "clap_derive",
    "clap_lex",
    "clap_mangen",
    "colorchoice",
    "console",
    "csv",
    "csv-core",
    "heck",
    "indicatif",
    "is_terminal_polyfill",
    "portable-atomic",
    "roff",
    "ryu",
    "tokio-macros",
    "unit-prefix",
];

/// Crates that only some platforms have.
const PLATFORM: [&str; 9] = [
    "anstyle-wincon",
    "cpufeatures",
    "errno",
    "linux-raw-sys",
    "once_cell_polyfill",
    "rustix",
    "signal-hook-registry",
    "terminal_size",
    "utf8parse",
];

/// Crates in a build that declare their Rust version; fewer mean that `tree` was not read.
const MIN_CRATES: usize = 50;

/// Packages of the workspace; fewer mean that the lock file was not read.
const MIN_PACKAGES: usize = 100;

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("valid UTF-8")
}

/// The names of the crates in a build of `stytch-api`.
fn tree(features: &str) -> Vec<String> {
    let arguments = ["tree", "-p", "stytch-api", "-e", "normal,build", "--prefix", "none"];
    let arguments = [&arguments[..], &["--no-default-features", "--features", features]].concat();
    let names = cargo(&arguments);
    names.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

/// The packages in the workspace's lock file, with license and Rust version.
fn packages() -> Vec<Value> {
    let metadata = cargo(&["metadata", "--format-version", "1", "--all-features"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("valid JSON");
    metadata["packages"].as_array().expect("a list of packages").clone()
}

#[test]
fn only_the_chosen_tls_library_is_built() {
    let cases: [(&str, &[&str]); 8] = [
        ("", &[]),
        ("blocking,sandbox", &["ring"]),
        ("rustls", &["hyper-rustls", "ring", "rustls", "rustls-platform-verifier"]),
        ("aws-lc-rs", &["aws-lc-rs", "hyper-rustls", "rustls", "rustls-platform-verifier"]),
        // The platform's TLS has no API to verify the signatures of tokens.
        ("native-tls", &["native-tls", "openssl", "ring"]),
        ("native-tls,verify", &["native-tls", "openssl", "ring"]),
        // Signatures are verified by the crypto library of TLS.
        ("rustls,verify", &["hyper-rustls", "ring", "rustls", "rustls-platform-verifier"]),
        ("aws-lc-rs,verify", &["aws-lc-rs", "hyper-rustls", "rustls", "rustls-platform-verifier"]),
    ];
    for (features, expected) in cases {
        let tree = tree(features);
        assert!(tree.iter().any(|name| name == "reqwest"), "{tree:?}");
        let built: Vec<_> =
            TLS.into_iter().filter(|tls| tree.iter().any(|name| name == tls)).collect();
        // The platform's TLS library is OpenSSL only on Unix.
        let expected = expected.iter().filter(|name| cfg!(unix) || **name != "openssl");
        assert_eq!(built, expected.copied().collect::<Vec<_>>(), "features {features:?}");
    }
}

#[test]
fn a_feature_adds_only_its_own_crates() {
    let cases = [
        ("default", "totp", &TOTP[..]),
        ("default", "http2", &HTTP2),
        ("default", "bulk", &BULK),
        ("default,bulk,json,sandbox,totp", "cli", &CLI),
    ];
    for (enabled, feature, expected) in cases {
        let before = tree(enabled);
        let mut added = tree(&format!("{enabled},{feature}"));
        added.retain(|name| !before.contains(name) && !PLATFORM.contains(&name.as_str()));
        added.sort_unstable();
        added.dedup();
        assert_eq!(added, expected, "feature {feature}");
    }
}

#[test]
fn heavy_crates_are_built_in_one_version() {
    let tree = cargo(&["tree", "-p", "stytch-api", "-e", "normal,build", "--prefix", "none"]);
    for name in ["syn", "serde_core", "serde_json", "tokio", "hyper", "rustls", "http"] {
        let mut versions: Vec<_> = tree
            .lines()
            .filter(|line| line.split(' ').next() == Some(name))
            .map(|line| line.trim_end_matches(" (*)"))
            .collect();
        versions.sort_unstable();
        versions.dedup();
        assert_eq!(versions.len(), 1, "{versions:?}");
    }
}

#[test]
fn dependencies_support_the_minimum_rust_version() {
    let supported = minor(env!("CARGO_PKG_RUST_VERSION"));
    let built = tree("rustls,aws-lc-rs,native-tls,blocking,bulk,cli,totp,sandbox");
    let mut checked = 0;
    for package in packages() {
        let name = package["name"].as_str().expect("a name");
        let Some(required) = package["rust_version"].as_str() else { continue };
        if built.iter().any(|built| built == name) {
            checked += 1;
            assert!(minor(required) <= supported, "{name} requires Rust {required}");
        }
    }
    assert!(checked > MIN_CRATES, "only {checked} crates declare their Rust version");
}

/// The minor version: 88 for `1.88.0`.
fn minor(version: &str) -> u32 {
    let minor = version.split('.').nth(1).and_then(|minor| minor.parse().ok());
    minor.unwrap_or_else(|| panic!("invalid Rust version: {version}"))
}

#[test]
fn licenses_are_free_and_sources_are_the_registry() {
    let packages = packages();
    assert!(packages.len() > MIN_PACKAGES, "{} packages", packages.len());
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let license = package["license"].as_str().unwrap_or_default();
        assert!(allows(license), "{name} has the license {license:?}, which is not accepted");
        let source = package["source"].as_str();
        let own = name.starts_with("stytch-");
        assert!(own || source.is_some_and(|source| source.starts_with("registry+")), "{name}");
    }
}

#[test]
fn cargo_deny_accepts_the_same_licenses() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../deny.toml");
    let configuration = fs::read_to_string(path).expect("deny.toml");
    let lines = configuration.lines().skip_while(|line| *line != "allow = [").skip(1);
    let accepted: Vec<_> = lines
        .take_while(|line| *line != "]")
        .map(|line| line.trim_matches([' ', '"', ',']))
        .collect();
    assert_eq!(accepted, LICENSES);
}

/// Whether an SPDX expression allows use under the accepted licenses.
fn allows(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    expression.split(" AND ").all(|part| {
        let part = part.trim_matches(['(', ')']);
        part.split(" OR ").any(|license| LICENSES.contains(&license.trim_matches(['(', ')', ' '])))
    })
}

#[test]
fn license_expressions_are_evaluated() {
    for accepted in
        ["MIT", "GPL-3.0 OR MIT", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0"]
    {
        assert!(allows(accepted), "{accepted}");
    }
    for rejected in ["", "GPL-3.0", "MIT AND GPL-3.0", "GPL-3.0 OR LGPL-3.0"] {
        assert!(!allows(rejected), "{rejected}");
    }
}
