//! The events that webhooks report.

use std::{collections::BTreeMap, fmt};

use serde_core::de::DeserializeOwned;

#[cfg(feature = "b2b")]
use crate::b2b::{Member, OidcConnection, Organization, SamlConnection, ScimConnection};
#[cfg(feature = "consumer")]
use crate::consumer::User;
use crate::{Json, Timestamp, object, open_enum};

open_enum! {
    /// What happened to an object.
    EventAction {
        /// The object was created.
        Create = "CREATE",
        /// The object was changed.
        Update = "UPDATE",
        /// The object was deleted.
        Delete = "DELETE",
    }
}

open_enum! {
    /// Where an event originated.
    EventSource {
        /// A call of the API, also by an SDK.
        Direct = "DIRECT",
        /// The dashboard.
        Dashboard = "DASHBOARD",
        /// An identity provider, through SCIM.
        Scim = "SCIM",
    }
}

object! {
    /// The members of an event.
    Envelope {
        /// ID of the event.
        event_id: String,
        /// ID of the project.
        project_id: String,
        /// ID of the object.
        id: String,
        /// Type of the object.
        object_type: String,
        /// What happened.
        action: EventAction,
        /// Where it originated.
        source: EventSource,
        /// When it happened.
        timestamp: Timestamp,
        /// The object, by its type, and members that are not documented.
        #[flatten]
        others: BTreeMap<String, Json>,
    }
}

/// What happened to an object of the project, as described in Stytch's
/// [guide](https://stytch.com/docs/b2b/guides/webhooks). See [`WebhookMessage::event`].
///
/// `Debug` omits JSON that is not decoded.
///
/// [`WebhookMessage::event`]: super::WebhookMessage::event
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Event {
    /// ID of the event.
    pub event_id: String,
    /// ID of the project.
    pub project_id: String,
    /// What happened.
    pub action: EventAction,
    /// Where it originated.
    pub source: EventSource,
    /// When it happened.
    pub timestamp: Timestamp,
    /// ID of the object.
    pub object_id: String,
    /// The type of the object, such as `member`.
    pub object_type: String,
    /// The object after the event.
    pub object: EventObject,
    /// Members of the event that are not documented.
    pub others: BTreeMap<String, Json>,
}

/// The object of an event. Objects of the B2B API need feature `b2b`, Users need feature `consumer`.
///
/// Stytch documents Organizations, Members and the three kinds of connections, but not the spelling of the
/// connections' types, for which `saml_connection` and so on are assumed. Users are accepted as well.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum EventObject {
    /// The event has no object: it was deleted.
    Absent,
    /// A Member.
    #[cfg(feature = "b2b")]
    Member(Box<Member>),
    /// An Organization.
    #[cfg(feature = "b2b")]
    Organization(Box<Organization>),
    /// A SAML connection.
    #[cfg(feature = "b2b")]
    SamlConnection(Box<SamlConnection>),
    /// An OIDC connection.
    #[cfg(feature = "b2b")]
    OidcConnection(Box<OidcConnection>),
    /// A SCIM connection.
    #[cfg(feature = "b2b")]
    ScimConnection(Box<ScimConnection>),
    /// A User.
    #[cfg(feature = "consumer")]
    User(Box<User>),
    /// An object of another type, or one that cannot be decoded.
    Other(Json),
}

impl Event {
    /// Decodes the body of a message.
    pub(super) fn from_json(body: &[u8]) -> Result<Self, serde_json::Error> {
        let envelope: Envelope = serde_json::from_slice(body)?;
        let Envelope {
            event_id,
            project_id,
            id,
            object_type,
            action,
            source,
            timestamp,
            mut others,
        } = envelope;
        let object = match others.remove(&object_type) {
            Some(object) => EventObject::from_json(&object_type, object),
            None => EventObject::Absent,
        };
        let object_id = id;
        Ok(Self {
            event_id,
            project_id,
            action,
            source,
            timestamp,
            object_id,
            object_type,
            object,
            others,
        })
    }
}

impl EventObject {
    fn from_json(object_type: &str, json: Json) -> Self {
        let decoded = match object_type {
            #[cfg(feature = "b2b")]
            "member" => decode(&json).map(Self::Member),
            #[cfg(feature = "b2b")]
            "organization" => decode(&json).map(Self::Organization),
            #[cfg(feature = "b2b")]
            "saml_connection" => decode(&json).map(Self::SamlConnection),
            #[cfg(feature = "b2b")]
            "oidc_connection" => decode(&json).map(Self::OidcConnection),
            #[cfg(feature = "b2b")]
            "scim_connection" => decode(&json).map(Self::ScimConnection),
            #[cfg(feature = "consumer")]
            "user" => decode(&json).map(Self::User),
            _ => None,
        };
        decoded.unwrap_or(Self::Other(json))
    }
}

/// `None` if the value is not an object of this type.
#[cfg_attr(
    not(any(feature = "b2b", feature = "consumer")),
    expect(dead_code, reason = "no objects")
)]
fn decode<T: DeserializeOwned>(json: &Json) -> Option<Box<T>> {
    T::deserialize(json).ok().map(Box::new)
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("event_id", &self.event_id)
            .field("project_id", &self.project_id)
            .field("action", &self.action)
            .field("source", &self.source)
            .field("timestamp", &self.timestamp)
            .field("object_id", &self.object_id)
            .field("object_type", &self.object_type)
            .field("object", &self.object)
            .field("others", &self.others.keys())
            .finish()
    }
}

impl fmt::Debug for EventObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("Absent"),
            #[cfg(feature = "b2b")]
            Self::Member(member) => member.fmt(f),
            #[cfg(feature = "b2b")]
            Self::Organization(organization) => organization.fmt(f),
            #[cfg(feature = "b2b")]
            Self::SamlConnection(connection) => connection.fmt(f),
            #[cfg(feature = "b2b")]
            Self::OidcConnection(connection) => connection.fmt(f),
            #[cfg(feature = "b2b")]
            Self::ScimConnection(connection) => connection.fmt(f),
            #[cfg(feature = "consumer")]
            Self::User(user) => user.fmt(f),
            Self::Other(_) => f.write_str("Other(…)"),
        }
    }
}

#[cfg(test)]
mod tests;
