use std::{borrow::Cow, collections::HashSet, path::PathBuf, sync::Arc, time::Duration};

use stytch_api::{Json, Metadata, Nullable, Secret, Timestamp, endpoint};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        tags: HashSet<Cow<'static, str>>,
        key: Arc<Secret>,
        file: PathBuf,
        rest: [Nullable<Json>],
        opens_at: Vec<&Timestamp>,
        delay: (Duration, Metadata),
    }
}

fn main() {}
