//! The names that most handlers use.

#[cfg(feature = "consumer")]
pub(crate) use crate::sandbox::handlers::response_fields::UserFields;
pub(crate) use crate::{
    object,
    sandbox::{
        handlers::{
            handler::{Handler, edited_handler, handler},
            response_fields::MemberFields,
        },
        store::{
            Store,
            challenges::{ChallengeKind, NewChallenge},
            factors,
            outbox::MessagePurpose,
            prelude::*,
        },
    },
};
