//! The commands that call no endpoint, or verify what one returned.

use stytch_api::catalog::Catalog;

use crate::program::stytch_api;

#[test]
fn list_prints_every_endpoint() {
    let list = stytch_api(["list"]).run().success();
    assert!(list.lines().any(|line| line.starts_with("b2b.totps.migrate ")), "{list}");
    assert_eq!(list.lines().count(), Catalog::stytch().iter().count());
}

#[test]
fn describe_prints_the_fields_of_an_endpoint() {
    let described = stytch_api(["describe", "b2b.organizations.members.get"]).run().success();
    for expected in [
        "b2b.organizations.members.get: GET /v1/b2b/organizations/{organization_id}/member\n",
        "\n  Retried after an ambiguous failure.\n",
        "\n  organization_id: string, in the path, required\n",
        "\n  email_address: string, in the query, optional\n",
        "\n  member: Member\n",
    ] {
        assert!(described.contains(expected), "{expected:?} is not printed:\n{described}");
    }
    assert!(!described.contains("\nMember:\n"), "{described}");
    let words = ["describe", "b2b", "organizations", "members", "get", "--deep"];
    let deep = stytch_api(words).run().success();
    assert!(deep.starts_with(&described) && deep.contains("\nMember:\n"), "{deep}");
    let message = stytch_api(["describe", "b2b.totps.migrat"]).run().failure(2);
    assert!(message.contains("did you mean `b2b.totps.migrate`?"), "{message}");
}

#[test]
fn openapi_prints_the_document() {
    let document = stytch_api(["openapi"]).run().json();
    assert_eq!(document, stytch_api::cli::openapi::document(&Catalog::stytch()));
}

#[test]
fn man_prints_pages() {
    let page = stytch_api(["man"]).run().success();
    assert!(page.contains(".TH stytch-api 1") && page.contains("whoami"), "{page}");
    for words in [&["b2b", "totps", "migrate"][..], &["b2b.totps.migrate"]] {
        let page = stytch_api(["man"]).arguments(words).run().success();
        assert!(page.contains(".TH stytch-api-b2b-totps-migrate 1"), "{page}");
        assert!(page.contains("\\-\\-secret\\-file"), "{page}");
    }
    let message = stytch_api(["man", "b2b", "totp"]).run().failure(2);
    assert!(message.contains("has no command `totp`"), "{message}");
}
