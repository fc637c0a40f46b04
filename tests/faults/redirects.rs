//! A redirect is an answer: followed, it would post a secret to whoever wrote it.

use stytch_api::b2b::totps::MigrateRequest;
use stytch_tests::{MockResponse, Server};

#[tokio::test]
async fn no_redirect_is_followed() {
    let other = Server::start([MockResponse::json("{}")]).await;
    for status in [301, 302, 303, 307, 308] {
        let location: &'static str = format!("location: {}/\r\n", other.url()).leak();
        let server = Server::start([MockResponse::headers(status, location)]).await;
        let request = MigrateRequest::new("acme", "ada", "SECRET");
        let error = server.client().b2b().totps().migrate(request).await.unwrap_err();
        assert!(error.is_api(), "{error:?}");
        assert_eq!(error.status(), Some(status));
        assert_eq!(server.requests().len(), 1);
    }
    assert!(other.requests().is_empty());
}
