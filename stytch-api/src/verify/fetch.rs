//! Which half of the API keys and policy are asked of.

use crate::{
    Client, Error,
    common::{Jwk, Policy},
    error::ConfigError,
    http::pool::Connections,
    schema::{Endpoint as _, EndpointSpec},
};

/// A half of the API: each has its own addresses for keys and policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    #[cfg(feature = "b2b")]
    B2b,
    #[cfg(feature = "consumer")]
    Consumer,
}

/// Both, for what both have: a project uses one of them, and which is not known beforehand.
pub(crate) const EITHER: &[Half] = &[
    #[cfg(feature = "b2b")]
    Half::B2b,
    #[cfg(feature = "consumer")]
    Half::Consumer,
];

/// The project's public keys, from the first of `halves` that gives them.
pub(crate) async fn fetch_keys(
    client: Client,
    halves: &'static [Half],
    connections: Connections,
) -> Result<Vec<Jwk>, Error> {
    let mut refused = None;
    for half in halves {
        match half.keys(&client, connections).await {
            // The project may be one of the other half.
            Err(error) if matches!(error.status(), Some(400..=404)) => {
                refused = refused.or(Some(error));
            }
            outcome => return outcome,
        }
    }
    Err(refused.unwrap_or_else(no_half))
}

/// What keys are asked of where neither half is there.
pub(crate) fn no_half() -> Error {
    let problem = "keys are asked of one half of the API; turn on feature `b2b` or `consumer`";
    ConfigError::new(problem).into()
}

impl Half {
    /// Where keys are asked for.
    pub(crate) fn key_endpoint(self) -> &'static EndpointSpec {
        match self {
            #[cfg(feature = "b2b")]
            Self::B2b => crate::b2b::sessions::GetJwksRequest::spec(),
            #[cfg(feature = "consumer")]
            Self::Consumer => crate::consumer::sessions::GetJwksRequest::spec(),
        }
    }

    /// Where the policy is asked for.
    pub(crate) fn policy_endpoint(self) -> &'static EndpointSpec {
        match self {
            #[cfg(feature = "b2b")]
            Self::B2b => crate::b2b::rbac::PolicyRequest::spec(),
            #[cfg(feature = "consumer")]
            Self::Consumer => crate::consumer::rbac::PolicyRequest::spec(),
        }
    }

    async fn keys(self, client: &Client, connections: Connections) -> Result<Vec<Jwk>, Error> {
        match self {
            #[cfg(feature = "b2b")]
            Self::B2b => {
                let request = crate::b2b::sessions::GetJwksRequest::new(client.project_id());
                Ok(client.send(request).start(connections).await?.keys)
            }
            #[cfg(feature = "consumer")]
            Self::Consumer => {
                let request = crate::consumer::sessions::GetJwksRequest::new(client.project_id());
                Ok(client.send(request).start(connections).await?.keys)
            }
        }
    }

    /// The project's RBAC policy; an empty one where it has none.
    pub(crate) async fn policy(
        self,
        client: Client,
        connections: Connections,
    ) -> Result<Policy, Error> {
        let policy: Option<Policy> = match self {
            #[cfg(feature = "b2b")]
            Self::B2b => {
                let request = crate::b2b::rbac::PolicyRequest::new();
                client.send(request).start(connections).await?.policy
            }
            #[cfg(feature = "consumer")]
            Self::Consumer => {
                let request = crate::consumer::rbac::PolicyRequest::new();
                client.send(request).start(connections).await?.policy
            }
        };
        Ok(policy.unwrap_or_default())
    }
}
