//! Measures the verification of tokens and permissions, with cached keys and policy: `verify JOB ROUNDS
//! PER_ROUND` prints the nanoseconds per operation of the median round.

mod server;
mod signer;

use std::{
    hint::black_box,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use driver::{MEMBER_ID, ORGANIZATION_ID, PROJECT_ID, PROJECT_SECRET};
use serde_json::{Value, json};
use stytch::consumer::m2m::{AuthenticateTokenRequest, M2M};
use stytch_api::{
    Client,
    b2b::{AuthorizationCheck, MemberSession},
};

use signer::Signer;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let [job, rounds, per_round] = std::env::args()
        .skip(1)
        .collect::<Vec<_>>()
        .try_into()
        .expect("three arguments: JOB ROUNDS PER_ROUND");
    let number = |text: String| text.parse::<u32>().expect("ROUNDS and PER_ROUND are numbers");
    let plan = Plan { rounds: number(rounds), per_round: number(per_round) };
    let fixture = Fixture::new();
    let nanoseconds = match job.as_str() {
        "ring-session" => ring(&fixture.signer, &fixture.session, &plan).await,
        "ring-m2m" => ring(&fixture.signer, &fixture.m2m, &plan).await,
        "aws-lc-rs-m2m" => aws_lc_rs(&fixture.signer, &fixture.m2m, &plan).await,
        "session" => fixture.session(&plan).await,
        "m2m" => fixture.m2m(&plan).await,
        "vendor" => fixture.vendor(&plan).await,
        "rejected" => fixture.rejected(&plan).await,
        "permission" => fixture.permission(&plan).await,
        _ => panic!("unknown JOB"),
    };
    println!("{nanoseconds}");
}

struct Plan {
    rounds: u32,
    per_round: u32,
}

impl Plan {
    async fn measure(&self, operation: impl AsyncFn()) -> f64 {
        // The first operation fills the cache.
        operation().await;
        let mut rounds = Vec::new();
        for _ in 0..self.rounds {
            let started = Instant::now();
            for _ in 0..self.per_round {
                operation().await;
            }
            rounds.push(started.elapsed().as_secs_f64() * 1e9 / f64::from(self.per_round));
        }
        rounds.sort_by(f64::total_cmp);
        rounds[rounds.len() / 2]
    }
}

/// Tokens, and a client of a loopback server that serves the keys and the policy.
struct Fixture {
    signer: Signer,
    url: String,
    client: Client,
    session: String,
    m2m: String,
}

impl Fixture {
    fn new() -> Self {
        let signer = Signer::new();
        let url = server::start(signer.key_set(), policy());
        let client = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(&url).build();
        let session = signer.sign(&claims(MEMBER_ID, &session_claims()));
        let scopes = json!({ "scope": "read:users write:users" });
        let m2m = signer.sign(&claims("m2m-client-test-1", &scopes));
        Self { signer, url, client: client.expect("the client is set up"), session, m2m }
    }

    async fn session(&self, plan: &Plan) -> f64 {
        let sessions = self.client.b2b().sessions();
        plan.measure(async || {
            let jwt = black_box(self.session.as_str());
            drop(black_box(sessions.authenticate_jwt(jwt).await.expect("the token is valid")));
        })
        .await
    }

    async fn m2m(&self, plan: &Plan) -> f64 {
        let m2m = self.client.b2b().m2m();
        plan.measure(async || {
            let token = black_box(self.m2m.as_str());
            let check = m2m.authenticate_token(token).scope("read:users");
            drop(black_box(check.await.expect("the token is valid")));
        })
        .await
    }

    async fn vendor(&self, plan: &Plan) -> f64 {
        let url = reqwest::Url::parse(&self.url).expect("the URL is valid");
        let vertical = stytch::client::Vertical::Consumer;
        let client =
            stytch::client::Client::new_with_base_url(PROJECT_ID, PROJECT_SECRET, url, vertical);
        let m2m = M2M::new(client.expect("the client is set up"));
        plan.measure(async || {
            let request = AuthenticateTokenRequest {
                access_token: black_box(self.m2m.as_str()).to_owned(),
                required_scopes: Some(vec!["read:users".to_owned()]),
                ..Default::default()
            };
            drop(black_box(m2m.authenticate_token(request).await.expect("the token is valid")));
        })
        .await
    }

    /// A token with an empty signature, which the crypto library rejects immediately: this leaves the
    /// time to parse the token and to find its cached key.
    async fn rejected(&self, plan: &Plan) -> f64 {
        let (head, _) = self.session.rsplit_once('.').expect("a JWT");
        let unsigned = format!("{head}.");
        let sessions = self.client.b2b().sessions();
        sessions.authenticate_jwt(&self.session).await.expect("the token is valid");
        plan.measure(async || {
            let jwt = black_box(unsigned.as_str());
            drop(black_box(
                sessions.authenticate_jwt(jwt).await.expect_err("the token is rejected"),
            ));
        })
        .await
    }

    async fn permission(&self, plan: &Plan) -> f64 {
        let session = MemberSession::default()
            .organization_id(ORGANIZATION_ID)
            .roles(["role-1", "role-5", "role-9"]);
        let rbac = self.client.b2b().rbac();
        let permission = AuthorizationCheck::new(ORGANIZATION_ID, "resource-9-4", "delete");
        plan.measure(async || {
            let check = rbac.check(black_box(&session), permission.clone());
            drop(black_box(check.await.expect("the permission is granted")));
        })
        .await
    }
}

/// The limit: verifies only the signature, with all parts already decoded.
async fn ring(signer: &Signer, token: &str, plan: &Plan) -> f64 {
    use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};

    let (n, e) = signer.components();
    let key = RsaPublicKeyComponents { n, e };
    let (message, signature) = signer::parts(token);
    plan.measure(async || {
        let signature = black_box(signature.as_slice());
        key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            .expect("the signature is valid");
    })
    .await
}

/// The same with the crypto library of the vendor's crate.
async fn aws_lc_rs(signer: &Signer, token: &str, plan: &Plan) -> f64 {
    use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};

    let (n, e) = signer.components();
    let key = RsaPublicKeyComponents { n, e };
    let (message, signature) = signer::parts(token);
    plan.measure(async || {
        let signature = black_box(signature.as_slice());
        key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            .expect("the signature is valid");
    })
    .await
}

/// Ten roles with five permissions each.
fn policy() -> Value {
    let permission = |role: u32, number: u32| {
        json!({
            "resource_id": format!("resource-{role}-{number}"),
            "actions": ["create", "read", "update", "delete"],
        })
    };
    let role = |number: u32| {
        let permissions: Vec<_> = (0..5).map(|each| permission(number, each)).collect();
        json!({ "role_id": format!("role-{number}"), "permissions": permissions })
    };
    let roles: Vec<_> = (0..10).map(role).collect();
    json!({ "policy": { "roles": roles, "resources": [], "scopes": [] } })
}

/// Claims that are valid for an hour, together with `additional` ones.
fn claims(subject: &str, additional: &Value) -> Value {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_secs();
    let mut claims = json!({
        "iss": format!("stytch.com/{PROJECT_ID}"),
        "aud": [PROJECT_ID],
        "sub": subject,
        "iat": now,
        "nbf": now,
        "exp": now + 3600,
    });
    for (name, value) in additional.as_object().expect("an object") {
        claims[name] = value.clone();
    }
    claims
}

fn session_claims() -> Value {
    json!({
        "https://stytch.com/session": {
            "id": "session-test-fe6c042b-6286-479f-8a4f-b046a6c46509",
            "started_at": "2026-01-31T09:30:00Z",
            "last_accessed_at": "2026-01-31T09:30:00Z",
            "expires_at": "2026-01-31T10:30:00Z",
            "attributes": { "ip_address": "", "user_agent": "" },
            "authentication_factors": [{
                "type": "magic_link",
                "delivery_method": "email",
                "last_authenticated_at": "2026-01-31T09:30:00Z",
                "email_factor": {
                    "email_id": "email-test-81bf03a8-86e1-4d95-bd44-bb3495224953",
                    "email_address": "ada@acme.example",
                },
            }],
            "roles": ["stytch_member", "editor"],
        },
        "https://stytch.com/organization": { "organization_id": ORGANIZATION_ID, "slug": "acme" },
    })
}
