//! The server itself: where it runs and when it stops.

use stytch_api::{b2b::organizations::CreateRequest, sandbox::Sandbox};

use crate::stage::Stage;

#[test]
fn it_works_without_a_runtime() {
    let sandbox = Sandbox::start_blocking().expect("a sandbox");
    let client = sandbox.client();
    let created = client.b2b().organizations().create(CreateRequest::new("Acme")).wait();
    assert_eq!(created.expect("acme").organization.organization_slug, "acme");
}

#[test]
fn it_starts_under_any_executor() {
    let started = std::pin::pin!(Sandbox::start());
    let mut started = started;
    let waker = std::task::Waker::noop();
    let mut context = std::task::Context::from_waker(waker);
    let sandbox = loop {
        if let std::task::Poll::Ready(sandbox) = started.as_mut().poll(&mut context) {
            break sandbox.expect("a sandbox");
        }
        std::thread::yield_now();
    };
    assert!(sandbox.url().starts_with("http://127.0.0.1:"));
}

#[tokio::test]
async fn two_sandboxes_share_nothing() {
    let (one, two) = (Stage::new().await, Stage::new().await);
    assert_ne!(one.sandbox.url(), two.sandbox.url());
    assert_ne!(one.sandbox.project_id(), two.sandbox.project_id());
    assert_ne!(one.sandbox.secret(), two.sandbox.secret());
    assert_eq!(one.sandbox.requests().len(), 1);
}

#[tokio::test]
async fn a_drop_stops_it_and_frees_its_port() {
    let stage = Stage::new().await;
    let port = stage.sandbox.url().rsplit(':').next().expect("a port").parse().expect("a number");
    let client = stage.client.clone();
    drop(stage.sandbox);
    let error = client.b2b().organizations().create(CreateRequest::new("Late")).await;
    assert!(error.expect_err("nobody there").is_transport());

    let again = Sandbox::builder().port(port).start().await.expect("the same port");
    assert!(again.url().ends_with(&port.to_string()));
    let taken = Sandbox::builder().port(port).start().await;
    assert_eq!(taken.expect_err("a taken port").kind(), std::io::ErrorKind::AddrInUse);
}

#[tokio::test]
async fn many_calls_at_once_are_all_answered() {
    let stage = Stage::new().await;
    let calls = (0..64).map(|number| {
        let client = stage.client.clone();
        let request = CreateRequest::new(format!("Organization {number}"));
        tokio::spawn(async move { client.b2b().organizations().create(request).await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no panic").expect("an organization");
    }
    assert_eq!(stage.sandbox.requests().len(), 65);
}

#[tokio::test]
async fn its_debug_hides_its_secret() {
    let stage = Stage::new().await;
    let shown = format!("{:?}", stage.sandbox);
    assert!(shown.contains(stage.sandbox.url()), "{shown}");
    assert!(!shown.contains(stage.sandbox.secret().expose()), "{shown}");
}
