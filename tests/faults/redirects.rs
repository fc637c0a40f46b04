//! Redirects are not followed: the request would send its secrets to the redirect's host.

use stytch_api::b2b::totps::MigrateRequest;
use stytch_tests::{MockResponse, Server};

#[tokio::test]
async fn redirects_are_not_followed() {
    let redirect_target = Server::start([MockResponse::json("{}")]).await;
    for status in [301, 302, 303, 307, 308] {
        let location: &'static str = format!("location: {}/\r\n", redirect_target.url()).leak();
        let server = Server::start([MockResponse::headers(status, location)]).await;
        let request = MigrateRequest::new("acme", "ada", "SECRET");
        let error = server.client().b2b().totps().migrate(request).await.unwrap_err();
        assert!(error.is_api(), "{error:?}");
        assert_eq!(error.status(), Some(status));
        assert_eq!(server.requests().len(), 1);
    }
    assert!(redirect_target.requests().is_empty());
}
