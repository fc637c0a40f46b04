//! The sandbox's state, in memory: records, signing keys, and the rules that hold between records.

pub(crate) mod apply_update;
pub(crate) mod authenticator;
pub(crate) mod challenges;
pub(crate) mod clock;
pub(crate) mod contact;
pub(crate) mod default_policy;
pub(crate) mod factors;
pub(crate) mod intermediate_sessions;
pub(crate) mod keyring;
pub(crate) mod m2m_clients;
pub(crate) mod members;
pub(crate) mod organizations;
pub(crate) mod outbox;
pub(crate) mod passwords;
pub(crate) mod policies;
pub(crate) mod prelude;
pub(crate) mod problem;
pub(crate) mod random;
pub(crate) mod records;
pub(crate) mod recovery_codes;
pub(crate) mod session_record;
pub(crate) mod sessions;
pub(crate) mod totp_enrollment;
#[cfg(feature = "consumer")]
pub(crate) mod users;

use std::collections::HashMap;

#[cfg(feature = "consumer")]
use crate::consumer::User;
use crate::{
    ErrorType,
    b2b::{Member, Organization},
    sandbox::store::{
        challenges::Challenges,
        clock::Clock,
        default_policy::default_policy,
        intermediate_sessions::IntermediateSessions,
        keyring::Keyring,
        m2m_clients::M2mRecord,
        passwords::Password,
        policies::Policies,
        problem::{Problem, Result},
        records::Records,
        sessions::Sessions,
        totp_enrollment::TotpEnrollment,
    },
};

/// The state of one sandbox.
pub(crate) struct Store {
    pub(crate) clock: Clock,
    pub(crate) keys: Keyring,
    pub(crate) organizations: Records<Organization>,
    pub(crate) members: Records<Member>,
    pub(crate) member_sessions: Sessions,
    pub(crate) intermediate_sessions: IntermediateSessions,
    pub(crate) challenges: Challenges,
    #[cfg(feature = "consumer")]
    pub(crate) users: Records<User>,
    #[cfg(feature = "consumer")]
    pub(crate) user_sessions: Sessions,
    pub(crate) m2m_clients: Records<M2mRecord>,
    /// By ID of the Member or User.
    credentials: HashMap<String, Credentials>,
    pub(crate) policies: Policies,
    /// Email address of the person who opens start URLs.
    pub(crate) signed_in_as: Option<String>,
}

/// What a Member or User logs in with, and responses do not show.
#[derive(Default)]
pub(crate) struct Credentials {
    pub(crate) totp: TotpEnrollment,
    pub(crate) password: Option<Password>,
}

impl Store {
    pub(crate) fn new(project_id: &str) -> Self {
        let clock = Clock::default();
        Self {
            keys: Keyring::new(project_id, clock.clone()),
            organizations: Records::new(clock.clone()),
            members: Records::new(clock.clone()),
            member_sessions: Sessions::new(clock.clone()),
            intermediate_sessions: IntermediateSessions::new(clock.clone()),
            challenges: Challenges::new(clock.clone()),
            #[cfg(feature = "consumer")]
            users: Records::new(clock.clone()),
            #[cfg(feature = "consumer")]
            user_sessions: Sessions::new(clock.clone()),
            m2m_clients: Records::new(clock.clone()),
            credentials: HashMap::new(),
            policies: Policies::new(default_policy()),
            signed_in_as: None,
            clock,
        }
    }

    /// Rejects a request for another project.
    pub(crate) fn check_project(&self, project_id: &str) -> Result<()> {
        if project_id == self.keys.project_id() {
            return Ok(());
        }
        Err(Problem::not_found(ErrorType::ProjectNotFound, "The project could not be found."))
    }

    /// The Organization and the Member that a request refers to.
    pub(crate) fn organization_and_member(
        &self,
        organization: &str,
        member: &str,
    ) -> Result<(Organization, Member)> {
        let organization = self.organizations.get(organization)?.clone();
        let member = self.members.get_in(&organization.organization_id, member)?.clone();
        Ok((organization, member))
    }

    /// The credentials of a Member or User, which are none until they are set.
    pub(crate) fn credentials(&mut self, id: &str) -> &mut Credentials {
        self.credentials.entry(id.to_owned()).or_default()
    }
}
