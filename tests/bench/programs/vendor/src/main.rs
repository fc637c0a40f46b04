//! A small user program with the vendor's crate. It reaches the loopback server through
//! `Client::new_with_base_url`.

use std::sync::Arc;

use driver::{
    MEMBER_ID, ORGANIZATION_ID, PROJECT_ID, PROJECT_SECRET, Plan, RECOVERY_CODES, REGISTRATION_ID,
    SECRET,
};
use stytch::{
    b2b::totps::{MigrateRequest, TOTPs},
    client::{Client, Vertical},
};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let plan = Plan::from_args();
    let url = reqwest::Url::parse(&plan.url).expect("the URL is valid");
    let client = Client::new_with_base_url(PROJECT_ID, PROJECT_SECRET, url, Vertical::B2B)
        .expect("the client is set up");
    let totps = Arc::new(TOTPs::new(client));
    plan.run(move || migrate(totps.clone())).await;
}

async fn migrate(totps: Arc<TOTPs>) {
    let request = MigrateRequest {
        organization_id: ORGANIZATION_ID.to_owned(),
        member_id: MEMBER_ID.to_owned(),
        secret: SECRET.to_owned(),
        recovery_codes: RECOVERY_CODES.into_iter().map(str::to_owned).collect(),
    };
    let migrated = totps.migrate(request).await.expect("the call succeeds");
    assert_eq!(migrated.totp_registration_id, REGISTRATION_ID);
}
