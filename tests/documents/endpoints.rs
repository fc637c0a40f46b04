//! Tests of the pages that list all endpoints.

use std::{env, fs, path::Path};

use stytch_api::catalog::Catalog;
use stytch_tests::endpoints::{page, sandbox_page};

#[test]
fn committed_pages_are_current() {
    let catalog = Catalog::stytch();
    check_page("endpoints.md", &page(&catalog));
    check_page("sandbox-endpoints.md", &sandbox_page(&catalog));
}

fn check_page(name: &str, current: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../stytch-api").join(name);
    if env::var_os("STYTCH_ENDPOINTS").is_some_and(|value| value == "overwrite") {
        fs::write(&file, current).expect("the page is writable");
    }
    let written = fs::read_to_string(&file).expect("the page is readable").replace("\r\n", "\n");
    assert!(
        written == current,
        "stytch-api/{name} is outdated; regenerate it: \
         STYTCH_ENDPOINTS=overwrite cargo test -p stytch-tests --test documents"
    );
}

#[test]
fn page_lists_every_endpoint_once() {
    let catalog = Catalog::stytch();
    let page = page(&catalog);
    for spec in catalog.specs() {
        assert_eq!(page.matches(&format!("| `{spec}` |")).count(), 1, "{spec}");
    }
    let rows = page.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(rows, catalog.specs().len());
    let migrate = "| `b2b().totps().migrate` | `POST /v1/b2b/totp/migrate` | Migrates an existing";
    assert!(page.contains(migrate), "{page}");
}

#[test]
fn sandbox_page_tells_state_from_shape() {
    let page = sandbox_page(&Catalog::stytch());
    let migrate = "| `b2b().totps().migrate` | `POST /v1/b2b/totp/migrate` | state |";
    let lookup = "| `b2b().fraud().fingerprint().lookup` | `POST /v1/fingerprint/lookup` | shape |";
    assert!(page.contains(migrate) && page.contains(lookup), "{page}");
}
