//! The names that most handlers use.

pub(crate) use crate::{
    object,
    sandbox::{
        handlers::handler::{Handler, HandlerFn, handle_with},
        store::{
            Store,
            challenges::{ChallengeKind, NewChallenge},
            factors,
            outbox::MessagePurpose,
            prelude::*,
        },
    },
};
