//! An API that Stytch does not have.

use std::collections::BTreeMap;

use crate::api::{
    Json, MemberCredential, Metadata, Nullable, Secret, Timestamp, b2b::Member, endpoint, object,
    open_enum, resource,
};

resource! {
    /// Widgets of an Organization.
    pub Widgets {
        endpoints: [ReplaceRequest, ListRequest, RemoveRequest, ExchangeRequest],
        /// What makes widgets.
        machines: Machines,
    }
}

resource! {
    /// Machines that make widgets.
    pub Machines {
        endpoints: [StatusRequest]
    }
}

endpoint! {
    /// Replaces a widget.
    #[docs = "https://example.com/docs/widgets/replace"]
    Widgets::replace: PUT "/v1/organizations/{organization_id}/widgets/{widget_id}";

    path {
        /// The Organization.
        organization_id: String,
        /// The widget's number.
        widget_id: u64,
    }
    query {
        /// Whether to check only.
        dry_run?: bool,
        /// Parts to leave alone.
        keep?: Vec<String>,
    }
    header {
        /// On whose behalf.
        member_credential?: MemberCredential,
        /// Makes a repeat harmless.
        idempotency_key?: Secret = "Idempotency-Key",
    }
    body {
        /// What it is called.
        name: String,
        /// What kind it is.
        kind: WidgetKind,
        /// What it weighs, in grams.
        weight: f64,
        /// How it looks; `null` takes the colour away.
        colour?: Nullable<String>,
        /// Other names; `null` takes them away.
        names?: Nullable<Vec<String>>,
        /// What it is made of.
        parts?: Vec<Part>,
        /// What each part is for.
        purposes?: BTreeMap<String, Part>,
        /// Anything else.
        extra?: Metadata,
        /// What nobody thought of.
        note?: Json,
        /// How many there are.
        count?: i64,
        /// What opens it.
        pin: Secret,
        /// How it is sold.
        r#type?: String,
    }
    response {
        /// The widget's number.
        widget_id!: u64,
        /// The widget.
        widget: Widget,
    }
}

endpoint! {
    /// Lists widgets.
    Widgets::list: GET "/v1/widgets";
    query {
        /// How many at most.
        limit?: u32,
    }
    response {
        /// The widgets.
        widgets: Vec<Widget>,
        /// Widgets by name.
        by_name?: BTreeMap<String, Widget>,
    }
}

endpoint! {
    /// Removes a widget.
    #[retry(unsafe)]
    Widgets::remove: DELETE "/v1/widgets/{widget_id}";
    path {
        /// The widget's number.
        widget_id: u64,
    }
}

endpoint! {
    /// Exchanges a code for a token.
    #[form]
    #[no_auth]
    #[bare]
    Widgets::exchange: POST "/v1/token";
    body {
        /// The code.
        code: Secret,
        /// What the token may do.
        scope?: String,
    }
    response {
        /// The token.
        access_token!: Secret,
        /// Its life in seconds.
        expires_in: i64,
    }
}

endpoint! {
    /// Tells how the machine is, on the other host.
    #[host(telemetry)]
    Machines::status: GET "/v1/machine";
    response {
        /// Whether it runs.
        running: bool,
    }
}

endpoint! {
    /// Does what no resource has.
    #[retry(safe)]
    ping: POST "/v1/ping";
    body {}
}

object! {
    /// A widget.
    Widget {
        /// What it is called.
        name: String,
        /// What kind it is.
        kind: WidgetKind,
        /// Who owns it.
        owner?: Member,
        /// What it is made of.
        parts: Vec<Part>,
        /// When it was made.
        created_at?: Timestamp,
        /// What opens it.
        pin?: Secret,
        /// The widget that it came from.
        origin?: Box<Widget>,
    }
}

object! {
    /// A part of a widget.
    Part {
        /// Its number.
        number: i32,
        /// The part inside it.
        inner?: Vec<Part>,
        /// A checksum.
        checksum: String = "check-sum",
    }
}

open_enum! {
    /// The kinds of widget.
    WidgetKind {
        /// Round.
        Round = "round",
        /// Square.
        Square = "square",
    }
}
