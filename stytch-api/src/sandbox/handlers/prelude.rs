//! The names that most handlers use.

pub(crate) use crate::{
    object,
    sandbox::{
        handlers::{
            handler::{Handler, edited_handler, handler},
            response_fields::ResponseFields,
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
