//! Starting and stopping the server.

use std::net::Ipv4Addr;

use stytch_api::{Client, b2b::organizations::CreateRequest, sandbox::Sandbox};

use crate::fixture::Fixture;

#[test]
fn sandbox_works_without_a_runtime() {
    let sandbox = Sandbox::start_blocking().expect("a sandbox");
    let client = sandbox.client();
    let created = client.b2b().organizations().create(CreateRequest::new("Acme")).wait();
    assert_eq!(created.expect("acme").organization.organization_slug, "acme");
}

#[test]
fn sandbox_starts_under_any_executor() {
    let mut start = std::pin::pin!(Sandbox::start());
    let waker = std::task::Waker::noop();
    let mut context = std::task::Context::from_waker(waker);
    let sandbox = loop {
        if let std::task::Poll::Ready(sandbox) = start.as_mut().poll(&mut context) {
            break sandbox.expect("a sandbox");
        }
        std::thread::yield_now();
    };
    assert!(sandbox.url().starts_with("http://127.0.0.1:"));
}

#[tokio::test]
async fn sandboxes_are_isolated() {
    let (one, two) = (Fixture::new().await, Fixture::new().await);
    assert_ne!(one.sandbox.url(), two.sandbox.url());
    assert_ne!(one.sandbox.project_id(), two.sandbox.project_id());
    assert_ne!(one.sandbox.secret(), two.sandbox.secret());
    assert_eq!(one.sandbox.requests().len(), 1);
}

#[tokio::test]
async fn drop_stops_the_server_and_frees_its_port() {
    let fixture = Fixture::new().await;
    let port = fixture.sandbox.url().rsplit(':').next().expect("a port").parse().expect("a number");
    let client = fixture.client.clone();
    drop(fixture.sandbox);
    let error = client.b2b().organizations().create(CreateRequest::new("Other")).await;
    assert!(error.expect_err("no server").is_transport());

    let again = Sandbox::builder().port(port).start().await.expect("the same port");
    assert!(again.url().ends_with(&port.to_string()));
    let second = Sandbox::builder().port(port).start().await.expect_err("the port is in use");
    assert_eq!(second.kind(), std::io::ErrorKind::AddrInUse);
    assert!(second.to_string().contains(&format!("127.0.0.1:{port}")), "{second}");
}

#[tokio::test]
async fn sandbox_listens_only_on_the_given_address() {
    // Only on Linux, each of these is an address of this machine.
    if cfg!(not(target_os = "linux")) {
        return;
    }
    // The address; whether the sandbox is reached at the first and at the second loopback address.
    let cases = [
        (None, true, false),
        (Some(Ipv4Addr::new(127, 0, 0, 2)), false, true),
        (Some(Ipv4Addr::UNSPECIFIED), true, true),
    ];
    for (address, at_first, at_second) in cases {
        let builder = Sandbox::builder();
        let builder = match address {
            Some(address) => builder.address(address),
            None => builder,
        };
        let sandbox = builder.start().await.expect("a sandbox");
        let port = sandbox.url().rsplit(':').next().expect("a port");
        for (host, expected) in [("127.0.0.1", at_first), ("127.0.0.2", at_second)] {
            let client = sandbox.client_builder().base_url(format!("http://{host}:{port}"));
            let client = client.retries(0).build().expect("a client");
            let created = client.b2b().organizations().create(CreateRequest::new(host)).await;
            assert_eq!(created.is_ok(), expected, "{address:?}, {host}: {created:?}");
        }
        let client = sandbox.client();
        let created = client.b2b().organizations().create(CreateRequest::new("Acme")).await;
        created.expect("an organization");
    }
}

#[tokio::test]
async fn project_and_secret_can_be_fixed() {
    let builder = Sandbox::builder().project_id("project-test-1").secret("secret-test-Ab_1=");
    let sandbox = builder.start().await.expect("a sandbox");
    assert_eq!(sandbox.project_id(), "project-test-1");
    let client = Client::builder("project-test-1", "secret-test-Ab_1=").base_url(sandbox.url());
    let client = client.build().expect("a client");
    let created = client.b2b().organizations().create(CreateRequest::new("Acme")).await;
    created.expect("an organization");
}

#[test]
fn invalid_project_or_secret_is_rejected() {
    for (project_id, secret) in [
        ("", "secret"),
        ("project-test-", "secret"),
        ("project-live-1", "secret"),
        ("project-test-1/2", "secret"),
        ("secret-test-hunter2", "secret"),
        ("project-test-1", ""),
        ("project-test-1", "hunter2 hunter2"),
        ("project-test-1", "hunter2$"),
    ] {
        let builder = Sandbox::builder().project_id(project_id).secret(secret);
        let error = builder.start_blocking().expect_err(project_id);
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput, "{project_id}");
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn concurrent_calls_all_succeed() {
    let fixture = Fixture::new().await;
    let calls = (0..64).map(|number| {
        let client = fixture.client.clone();
        let request = CreateRequest::new(format!("Organization {number}"));
        tokio::spawn(async move { client.b2b().organizations().create(request).await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no panic").expect("an organization");
    }
    assert_eq!(fixture.sandbox.requests().len(), 65);
}

#[tokio::test]
async fn debug_hides_the_project_secret() {
    let fixture = Fixture::new().await;
    let debug = format!("{:?}", fixture.sandbox);
    assert!(debug.contains(fixture.sandbox.url()), "{debug}");
    assert!(!debug.contains(fixture.sandbox.secret().expose()), "{debug}");
}
