//! What a run does with the recovery codes that Stytch creates.

use std::{collections::HashSet, io, sync::Arc};

use crate::{
    Client, Error,
    b2b::{
        Member,
        recovery_codes::GetRequest,
        totps::{MigrateRequest, MigrateResponse},
    },
    bulk::{Bulk, Effect},
    cli::migrate_totps::{
        codes_file::{CodesFile, MemberCodes},
        members::by_id,
    },
    error::JournalError,
};

/// Writes new codes to the file before their row is done. `given` are the keys of the rows with codes of their
/// own.
pub(super) fn record_first(
    bulk: Bulk<MigrateRequest>,
    given: HashSet<String>,
    codes: CodesFile,
) -> Bulk<MigrateRequest> {
    bulk.record_first(move |key, response: &MigrateResponse| {
        let minted = (!given.contains(key)).then(|| MemberCodes {
            organization_id: response.member.organization_id.clone(),
            member_id: response.member_id.clone(),
            email_address: response.member.email_address.clone(),
            recovery_codes: response.recovery_codes.clone(),
        });
        let codes = codes.clone();
        async move {
            match minted {
                Some(minted) => codes.record(minted).await,
                None => Ok(()),
            }
        }
    })
}

/// Finds out whether a request was carried out whose outcome is unknown: its Member had no authenticator before
/// it was sent. If it was, new codes are fetched again.
pub(super) fn check_unknown(
    bulk: Bulk<MigrateRequest>,
    client: Client,
    codes: Option<CodesFile>,
) -> Bulk<MigrateRequest> {
    bulk.check_unknown(move |request| {
        let (organization_id, member_id) =
            (request.organization_id.clone(), request.member_id.clone());
        let is_minted = request.recovery_codes.is_none();
        let (client, codes) = (client.clone(), codes.clone().filter(|_| is_minted));
        async move {
            let member = by_id(&client, &organization_id, &member_id).await?;
            if member.totp_registration_id.is_empty() {
                return Ok(Effect::NotTaken);
            }
            if let Some(codes) = codes {
                fetch(&client, member, &codes).await?;
            }
            Ok(Effect::Taken)
        }
    })
}

/// Fetches the codes of a Member, and writes them to the file.
async fn fetch(client: &Client, member: Member, codes: &CodesFile) -> Result<(), Error> {
    let request = GetRequest::new(&member.organization_id, &member.member_id);
    let recovery_codes = client.send(request).await?.recovery_codes;
    let Member { organization_id, member_id, email_address, .. } = member;
    let codes =
        codes.record(MemberCodes { organization_id, member_id, email_address, recovery_codes });
    let failed = |source: io::Error| JournalError::RecordFirst { source: Arc::new(source) };
    Ok(codes.await.map_err(failed)?)
}
