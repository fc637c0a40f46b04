//! What a user of `stytch-api` builds: no TLS but the chosen one, no crate that is too new or whose
//! licence is not free.

use std::process::Command;

use serde_json::Value;

/// The licences that a dependency may have, one of them at least.
const LICENCES: [&str; 10] = [
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

const TLS: [&str; 7] = [
    "aws-lc-rs",
    "hyper-rustls",
    "native-tls",
    "openssl",
    "ring",
    "rustls",
    "rustls-platform-verifier",
];

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The crates that `stytch-api` is built with, by their names.
fn tree(features: &str) -> Vec<String> {
    let arguments = ["tree", "-p", "stytch-api", "-e", "normal,build", "--prefix", "none"];
    let arguments = [&arguments[..], &["--no-default-features", "--features", features]].concat();
    let names = cargo(&arguments);
    names.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

/// What the workspace's lock file holds, with licence and Rust version.
fn packages() -> Vec<Value> {
    let metadata = cargo(&["metadata", "--format-version", "1", "--all-features"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("JSON");
    metadata["packages"].as_array().expect("a list of packages").clone()
}

#[test]
fn no_tls_is_built_but_the_chosen_one() {
    let cases: [(&str, &[&str]); 7] = [
        ("", &[]),
        ("blocking,sandbox", &["ring"]),
        ("rustls", &["hyper-rustls", "ring", "rustls", "rustls-platform-verifier"]),
        ("aws-lc-rs", &["aws-lc-rs", "hyper-rustls", "rustls", "rustls-platform-verifier"]),
        ("native-tls", &["native-tls", "openssl"]),
        // Signatures are checked by what TLS brings in.
        ("rustls,verify", &["hyper-rustls", "ring", "rustls", "rustls-platform-verifier"]),
        ("aws-lc-rs,verify", &["aws-lc-rs", "hyper-rustls", "rustls", "rustls-platform-verifier"]),
    ];
    for (features, expected) in cases {
        let tree = tree(features);
        assert!(tree.iter().any(|name| name == "reqwest"), "{tree:?}");
        let built: Vec<_> =
            TLS.into_iter().filter(|tls| tree.iter().any(|name| name == tls)).collect();
        // The platform's library is OpenSSL on Unix alone.
        let expected = expected.iter().filter(|name| cfg!(unix) || **name != "openssl");
        assert_eq!(built, expected.copied().collect::<Vec<_>>(), "features {features:?}");
    }
}

#[test]
fn one_version_of_the_heavy_crates_is_built() {
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
fn no_dependency_needs_a_newer_rust_than_is_promised() {
    let promised = minor(env!("CARGO_PKG_RUST_VERSION"));
    let built = tree("rustls,aws-lc-rs,native-tls,blocking,sandbox");
    let mut checked = 0;
    for package in packages() {
        let name = package["name"].as_str().expect("a name");
        let Some(needed) = package["rust_version"].as_str() else { continue };
        if built.iter().any(|built| built == name) {
            checked += 1;
            assert!(minor(needed) <= promised, "{name} needs Rust {needed}");
        }
    }
    assert!(checked > 50, "only {checked} crates state their Rust version");
}

/// 88 of `1.88.0`.
fn minor(version: &str) -> u32 {
    let minor = version.split('.').nth(1).and_then(|minor| minor.parse().ok());
    minor.unwrap_or_else(|| panic!("no Rust version: {version}"))
}

#[test]
fn every_licence_is_free_and_every_source_the_registry() {
    let packages = packages();
    assert!(packages.len() > 100, "{} packages", packages.len());
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(allows(licence), "{name} is under {licence:?}");
        let source = package["source"].as_str();
        let own = name.starts_with("stytch-");
        assert!(own || source.is_some_and(|source| source.starts_with("registry+")), "{name}");
    }
}

/// Whether an SPDX expression allows the use under one of `LICENCES`.
fn allows(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    expression.split(" AND ").all(|part| {
        let part = part.trim_matches(['(', ')']);
        part.split(" OR ").any(|licence| LICENCES.contains(&licence.trim_matches(['(', ')', ' '])))
    })
}

#[test]
fn licence_expressions_are_read() {
    for free in ["MIT", "GPL-3.0 OR MIT", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(allows(free), "{free}");
    }
    for unfree in ["", "GPL-3.0", "MIT AND GPL-3.0", "GPL-3.0 OR LGPL-3.0"] {
        assert!(!allows(unfree), "{unfree}");
    }
}
