//! Looks up the Member of a row, and whether an authenticator can be migrated to them.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Mutex, PoisonError},
};

use tokio::sync::mpsc::UnboundedSender;

use crate::{
    Client,
    b2b::{Member, totps::MigrateRequest},
    bulk::journal::entry::State,
    cli::{
        authenticators::row::{Problem, Reference, Row},
        migrate_totps::members::named,
        run::{
            outcome_name::cause,
            unsent::{Reason, Unsent},
        },
    },
};

/// Looks up the Members of rows.
///
/// A Member must have no authenticator when a row is sent for the first time. So a row that the journal records
/// as sent, and whose Member has one, was migrated by that request.
pub(super) struct Lookup {
    client: Client,
    /// The rows that an earlier run has sent, or may have sent.
    earlier: HashMap<String, State>,
    /// Where the rows go that are not sent.
    unsent: UnboundedSender<Unsent>,
    /// The keys of the rows, by the IDs of their Members: an email address and an ID may name the same one.
    keys: Mutex<HashMap<String, String>>,
}

impl Lookup {
    pub(super) fn new(
        client: Client,
        earlier: HashMap<String, State>,
        unsent: UnboundedSender<Unsent>,
    ) -> Self {
        Self { client, earlier, unsent, keys: Mutex::default() }
    }

    /// Whether an earlier run has migrated the row, so that no lookup is required.
    pub(super) fn is_done(&self, key: &str) -> bool {
        self.earlier.get(key) == Some(&State::Done)
    }

    /// Returns the key of a row and its request, unless it is rejected.
    pub(super) async fn find(&self, row: Row) -> Option<(String, MigrateRequest)> {
        let key = row.person.key();
        match self.eligible(&key, &row).await {
            Ok(member) => {
                let request = request(&member.organization_id, &member.member_id, row);
                Some((key, request))
            }
            Err(Problem { cause, text }) => {
                // The receiver is dropped only after the run has ended.
                _ = self.unsent.send(Unsent { key, reason: Reason::Rejected { cause, text } });
                None
            }
        }
    }

    async fn eligible(&self, key: &str, row: &Row) -> Result<Member, Problem> {
        let member = named(&self.client, &row.person).await;
        let member = member.map_err(|error| Problem::new(cause(&error), error.to_string()))?;
        self.claim(key, &member)?;
        // Its request may have created the authenticator, which the run finds out.
        let may_be_done = self.earlier.contains_key(key);
        if !may_be_done && !member.totp_registration_id.is_empty() {
            let text = "the Member has an authenticator already, which is left unchanged";
            return Err(Problem::new("has an authenticator", text));
        }
        Ok(member)
    }

    /// Rejects the second row of a Member.
    fn claim(&self, key: &str, member: &Member) -> Result<(), Problem> {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        match keys.entry(member.member_id.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(key.to_owned());
                Ok(())
            }
            Entry::Occupied(entry) => {
                let text = format!("{} names the same Member", entry.get());
                Err(Problem::new("another authenticator", text))
            }
        }
    }
}

/// Returns the request of a row that is done, which is not sent.
pub(super) fn request_as_named(row: Row) -> (String, MigrateRequest) {
    let (key, person) = (row.person.key(), row.person.clone());
    let (Reference::Id(member) | Reference::Email(member)) = &person.member;
    (key, request(&person.organization, member, row))
}

fn request(organization_id: &str, member_id: &str, row: Row) -> MigrateRequest {
    let request = MigrateRequest::new(organization_id, member_id, row.authenticator);
    if row.recovery_codes.is_empty() { request } else { request.recovery_codes(row.recovery_codes) }
}
