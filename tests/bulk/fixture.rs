//! A sandbox with an Organization and Members, and what their rows look like.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use stytch_api::{
    Client, Error,
    b2b::{
        Member,
        organizations::{CreateRequest, members},
        totps::MigrateRequest,
    },
    bulk::{Bulk, BulkRequest, BulkRun, Completed, Effect, Outcome},
    sandbox::Sandbox,
};

pub(crate) const SECRET: &str = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";

pub(crate) struct Fixture {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
    pub(crate) organization_id: String,
    pub(crate) member_ids: Vec<String>,
}

impl Fixture {
    /// Creates a sandbox with this number of Members.
    pub(crate) async fn new(members: usize) -> Self {
        let sandbox = Sandbox::start().await.expect("a sandbox");
        let client = sandbox.client_builder().retries(0).build().expect("a client");
        let acme = client.b2b().organizations().create(CreateRequest::new("Acme")).await;
        let organization_id = acme.expect("acme").organization.organization_id;
        let rows = (0..members).map(|number| {
            let email = format!("{number}@acme.example");
            (email.clone(), members::CreateRequest::new(&organization_id, email))
        });
        let mut created = client.bulk(rows.collect::<Vec<_>>()).run().expect("a run");
        let mut member_ids = Vec::new();
        while let Some(row) = created.next().await {
            let Outcome::Done(created) = row.expect("no journal").outcome else {
                panic!("a Member was not created");
            };
            member_ids.push(created.member_id);
        }
        assert_eq!(member_ids.len(), members);
        Self { sandbox, client, organization_id, member_ids }
    }

    /// The rows of all Members.
    pub(crate) fn rows(&self) -> Vec<(String, MigrateRequest)> {
        let row =
            |id: &String| (id.clone(), MigrateRequest::new(&self.organization_id, id, SECRET));
        self.member_ids.iter().map(row).collect()
    }

    pub(crate) fn bulk(&self) -> Bulk<MigrateRequest> {
        self.client.bulk(self.rows())
    }

    pub(crate) async fn member(&self, member_id: &str) -> Result<Member, Error> {
        get_member(&self.client, &self.organization_id, member_id).await
    }

    pub(crate) async fn has_authenticator(&self, member_id: &str) -> bool {
        let member = self.member(member_id).await.expect("a Member");
        !member.totp_registration_id.is_empty()
    }

    pub(crate) fn sent(&self) -> usize {
        self.sandbox.request_count::<MigrateRequest>()
    }

    /// Polls the run, which has no outcome yet, until the sandbox has received this number of requests.
    pub(crate) async fn until_sent(&self, requests: usize, run: &mut BulkRun<MigrateRequest>) {
        let sent = async {
            while self.sent() < requests {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            row = run.next() => panic!("{row:?}"),
            () = sent => {}
            () = tokio::time::sleep(MAX_WAIT) => panic!("no request after {MAX_WAIT:?}"),
        }
    }
}

/// How long a run may take to send requests before a test fails.
pub(crate) const MAX_WAIT: Duration = Duration::from_secs(120);

async fn get_member(client: &Client, organization: &str, member: &str) -> Result<Member, Error> {
    let request = members::GetRequest::new(organization).member_id(member);
    Ok(client.b2b().organizations().members().get(request).await?.member)
}

/// Looks whether the Member has an authenticator.
pub(crate) async fn check(client: Client, migrate: MigrateRequest) -> Result<Effect, Error> {
    let member = get_member(&client, &migrate.organization_id, &migrate.member_id).await?;
    let has_authenticator = !member.totp_registration_id.is_empty();
    Ok(if has_authenticator { Effect::Taken } else { Effect::NotTaken })
}

/// Runs to the end. Returns the outcomes in the order of their keys.
pub(crate) async fn finish<E: BulkRequest>(
    mut run: BulkRun<E>,
) -> Vec<(String, Outcome<E::Response>)> {
    let mut outcomes = Vec::new();
    while let Some(row) = run.next().await {
        let Completed { key, outcome, .. } = row.expect("a working journal");
        outcomes.push((key, outcome));
    }
    outcomes.sort_by(|(a, _), (b, _)| a.cmp(b));
    outcomes
}

/// A channel as a stream.
pub(crate) struct Receiver<R>(pub(crate) tokio::sync::mpsc::Receiver<R>);

impl<R> futures_core::Stream for Receiver<R> {
    type Item = R;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<R>> {
        self.0.poll_recv(context)
    }
}
