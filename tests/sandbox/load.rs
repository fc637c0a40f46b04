//! Many Members and requests over 64 connections.
//!
//! For another number of Members, set `STYTCH_LOAD_MEMBERS`; CONTRIBUTING.md has the command.

use std::{env, num::NonZeroUsize, time::Instant};

use stytch_api::{
    Client, Error,
    b2b::{
        organizations::{self, members},
        recovery_codes::RecoverRequest,
        sessions,
        totps::MigrateRequest,
    },
    sandbox::Sandbox,
};
use tokio::task::JoinSet;

use crate::fixture::SECRET;

const CONNECTIONS: usize = 64;
const REQUESTS_PER_MEMBER: usize = 5;
const KEPT_REQUESTS: usize = 500;

/// Creates a Member, who moves an authenticator and logs in. Then reads both.
async fn use_member(client: &Client, organization_id: &str, number: usize) -> Result<(), Error> {
    let b2b = client.b2b();
    let email = format!("{number}@acme.example");
    let create = members::CreateRequest::new(organization_id, &email);
    let member_id = b2b.organizations().members().create(create).await?.member_id;
    let migrate = MigrateRequest::new(organization_id, &member_id, SECRET);
    let code = b2b.totps().migrate(migrate).await?.recovery_codes.remove(0);
    let recover = RecoverRequest::new(organization_id, &member_id, code);
    let token = b2b.recovery_codes().recover(recover).await?.session_token;
    let authenticate = sessions::AuthenticateRequest::new().session_token(token);
    let session = b2b.sessions().authenticate(authenticate).await?;
    let get = members::GetRequest::new(organization_id).email_address(&email);
    let found = b2b.organizations().members().get(get).await?;
    assert_eq!((&session.member.member_id, &found.member_id), (&member_id, &member_id));
    Ok(())
}

#[tokio::test]
async fn many_members_log_in_over_64_connections() {
    let members: NonZeroUsize = env::var("STYTCH_LOAD_MEMBERS")
        .map_or(NonZeroUsize::new(400).expect("a number"), |text| text.parse().expect("a number"));
    let members = members.get();
    let sandbox = Sandbox::builder().keep_requests(KEPT_REQUESTS).start().await.expect("a sandbox");
    let client = sandbox.client_builder().retries(0).build().expect("a client");
    let acme = organizations::CreateRequest::new("Acme");
    let acme = client.b2b().organizations().create(acme).await.expect("acme").organization;

    let started = Instant::now();
    let mut connections = JoinSet::new();
    for first in 0..CONNECTIONS {
        let (client, organization_id) = (client.clone(), acme.organization_id.clone());
        connections.spawn(async move {
            for number in (first..members).step_by(CONNECTIONS) {
                use_member(&client, &organization_id, number).await?;
            }
            Ok::<_, Error>(())
        });
    }
    for connection in connections.join_all().await {
        connection.expect("no error");
    }
    let elapsed = started.elapsed();

    assert_eq!(sandbox.request_count::<members::CreateRequest>(), members);
    assert_eq!(sandbox.request_count::<members::GetRequest>(), members);
    assert_eq!(sandbox.requests().len(), KEPT_REQUESTS.min(members * REQUESTS_PER_MEMBER + 1));
    println!(
        "{members} Members, {} requests, {CONNECTIONS} connections: {elapsed:.1?}; {}",
        members * REQUESTS_PER_MEMBER,
        peak_memory()
    );
}

/// The peak memory of this process, sandbox and client, where the system reports it.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("no peak memory");
    peak.split_whitespace().collect::<Vec<_>>().join(" ")
}
