//! An API that Stytch doesn't offer.

use crate::api::{
    Client, MemberCredential, Resource, b2b::Member, endpoint, object, open_enum, resource,
};

resource! {
    /// Widgets of an Organization.
    pub Widgets {
        endpoints: [ReplaceRequest, ListRequest, RemoveRequest, ExchangeRequest],
        /// Machines that make widgets.
        machines: Machines,
    }
}

resource! {
    /// Machines that make widgets.
    pub Machines {
        endpoints: [StatusRequest]
    }
}

object! {
    /// The running time of a machine. Has the name of a type in the standard library.
    Duration {
        /// The hours.
        hours?: i32,
    }
}

open_enum! {
    /// The kind of a date. Has the name of a type in another language.
    Date {
        /// A working day.
        Working = "working",
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
        /// Whether to validate the request without replacing the widget.
        dry_run?: bool,
        /// Parts to keep.
        keep?: Vec<String>,
    }
    header {
        /// Session of the Member to act as.
        member_credential?: MemberCredential,
        /// Makes a retry safe.
        idempotency_key?: Secret = "Idempotency-Key",
    }
    body {
        /// The name to show.
        name: String,
        /// Its shape.
        kind: WidgetKind,
        /// Its weight, in grams.
        weight: f64,
        /// Its colour; `null` removes it.
        colour?: Nullable<String>,
        /// Other names; `null` removes them.
        names?: Nullable<Vec<String>>,
        /// The parts that it consists of.
        parts?: Vec<Part>,
        /// Its parts by purpose.
        purposes?: BTreeMap<String, Part>,
        /// Anything else.
        extra?: Metadata,
        /// Any JSON value.
        note?: Json,
        /// Number of widgets.
        count?: i64,
        /// What opens it.
        pin: Secret,
        /// The type of sale.
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
        /// Maximum number of widgets.
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
        /// Scopes of the token.
        scope?: String,
    }
    response {
        /// The token.
        access_token!: Secret,
        /// Seconds until the token expires.
        expires_in: i64,
    }
}

endpoint! {
    /// Returns the status of the machine, from the telemetry host.
    #[host(telemetry)]
    Machines::status: GET "/v1/machine";
    response {
        /// Whether it runs.
        running: bool,
        /// How long it has run.
        age?: Duration,
        /// The days on which it runs.
        dates: Vec<Date>,
    }
}

/// Tools, a resource that is implemented by hand.
pub struct Tools<'c>(&'c Client);

impl<'c> Resource<'c> for Tools<'c> {
    fn new(client: &'c Client) -> Self {
        Self(client)
    }

    fn client(&self) -> &'c Client {
        self.0
    }
}

endpoint! {
    /// Sharpens the tools.
    Tools::sharpen: POST "/v1/tools/sharpen";
}

endpoint! {
    /// Pings the API; this endpoint has no resource.
    #[retry(safe)]
    ping: POST "/v1/ping";
    body {}
}

object! {
    /// A widget.
    Widget {
        /// The name to show.
        name: String,
        /// Its shape.
        kind: WidgetKind,
        /// Its owner.
        owner?: Member,
        /// The parts that it consists of.
        parts: Vec<Part>,
        /// When it was made.
        created_at?: Timestamp,
        /// What opens it.
        pin?: Secret,
        /// The widget that it was made from.
        origin?: Box<Widget>,
    }
}

object! {
    /// A part of a widget.
    #[request]
    Part {
        /// Its number.
        number: i32,
        /// The parts inside it.
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
