//! The names that most files of the store use.

pub(crate) use crate::{
    ErrorType, Json, Metadata, Secret, Timestamp,
    common::{AuthenticationFactor, FactorDeliveryMethod, FactorType},
    sandbox::store::{
        apply_update::{apply_update, copy_fields, merge_metadata, to_json},
        clock::Clock,
        problem::{Problem, Result, reject_if},
        random,
        records::Record,
    },
    schema::Object,
};
