//! A small user program with `stytch-api`.

use driver::{
    MEMBER_ID, ORGANIZATION_ID, PROJECT_ID, PROJECT_SECRET, Plan, RECOVERY_CODES, REGISTRATION_ID,
    SECRET,
};
use stytch_api::{Client, Secret, b2b::totps::MigrateRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let plan = Plan::from_args();
    let client = Client::builder(PROJECT_ID, PROJECT_SECRET)
        .base_url(&plan.url)
        .build()
        .expect("the client is set up");
    plan.run(move || migrate(client.clone())).await;
}

async fn migrate(client: Client) {
    let codes: Vec<Secret> = RECOVERY_CODES.into_iter().map(Secret::from).collect();
    let request = MigrateRequest::new(ORGANIZATION_ID, MEMBER_ID, SECRET).recovery_codes(codes);
    let migrated = client.b2b().totps().migrate(request).await.expect("the call succeeds");
    assert_eq!(migrated.totp_registration_id, REGISTRATION_ID);
}
