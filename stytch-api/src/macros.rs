//! The macros that specs are written with: each hands this crate's own path to the procedural macro,
//! so that they work under whatever name the crate is depended on.

/// Declares one endpoint: its request and response types, its run-time description and, on a
/// resource, its method.
///
/// ```
/// use stytch_api::{MemberCredential, Secret, Timestamp, b2b::Member, endpoint, resource};
///
/// resource! {
///     /// Badges that Members wear.
///     pub Badges {
///         endpoints: [IssueRequest],
///     }
/// }
///
/// endpoint! {
///     /// Issues a badge to a Member.
///     ///
///     /// A second badge ends the first.
///     #[docs = "https://example.com/docs/badges/issue"]
///     Badges::issue: POST "/v1/organizations/{organization_id}/badges";
///
///     path {
///         /// The Organization: its ID or slug.
///         organization_id: String,
///     }
///     query {
///         /// Whether to check only; false when absent.
///         dry_run?: bool,
///     }
///     header {
///         /// On whose behalf.
///         member_credential?: MemberCredential,
///         /// Makes a repeat harmless.
///         idempotency_key?: String = "Idempotency-Key",
///     }
///     body {
///         /// The Member who will wear it.
///         member_id: String,
///         /// What opens the door.
///         pin?: Secret,
///     }
///     response {
///         /// ID of the new badge.
///         badge_id!: String,
///         /// The Member who wears it.
///         member: Member,
///         /// When it ends; never when absent.
///         expires_at?: Timestamp,
///     }
/// }
///
/// # async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
/// let request = IssueRequest::new("acme", "member-test-…").pin("4711");
/// let issued: IssueResponse = Badges::new(&client).issue(request).await?;
/// println!("{} wears {}", issued.member.name, issued.badge_id);
/// # Ok(()) }
/// ```
///
/// # Grammar
///
/// ```text
/// endpoint! {
///     doc comments and attributes
///     Resource::method: METHOD "/path/{placeholder}";
///
///     path     { name: Type, … }
///     query    { name: Type, name?: Type, … }
///     header   { name?: Type = "Header-Name", … }
///     body     { name: Type, name?: Type = "wire-name", … }
///     response { name: Type, name?: Type, name!: Type, … }
/// }
/// ```
///
/// **The first line** names the endpoint. Its types follow the method: `issue` has `IssueRequest` and
/// `IssueResponse`. Without a resource (`issue: POST "…";`) there is no method, and
/// [`Client::send`](crate::Client::send) calls it. METHOD is `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
/// A module holds the endpoints of one resource: `Doors::list` and `Locks::list` would both declare a
/// `ListRequest`. The resource is one of the same crate, declared by [`resource!`](crate::resource!).
///
/// **The path** has letters, digits, `-`, `.`, `_` and `~` in its segments, which are neither empty nor
/// `.` nor `..`; a placeholder is a whole segment.
///
/// **Sections** come in the order above, each at most once, and are left out when empty. `body {}`
/// sends `{}`, no `body` sends nothing; GET and DELETE have none. Each placeholder of the path has its
/// field under `path`.
///
/// **Marks** after a field's name say how it may be absent:
///
/// | mark | in a request | in a response | in an [`object!`](crate::object!) |
/// |---|---|---|---|
/// | none | required: an argument of `new` | absent or `null` reads as the type's zero | the same |
/// | `?` | `Option`, left out when `None` | `Option` | `Option` |
/// | `!` | (an error) | absent or `null` is a decode error | (an error) |
///
/// **Types** are Rust types that implement [`FieldType`](crate::schema::FieldType). The names `String`,
/// `bool`, `i32`, `i64`, `u32`, `u64`, `f64`, `Secret`, `Timestamp`, `Json`, `Metadata`, `Nullable`,
/// `Vec`, `BTreeMap` and `HashMap` mean the standard library's and this crate's. Path, query and
/// header take single values; query and form also lists of them. An object that holds itself does so
/// in an optional `Box`, `parent?: Box<Door>`, or in a list.
///
/// **Wire names**: `name: Type = "other-name"`. A header field has one always, unless its type names
/// the header itself, as [`MemberCredential`](crate::MemberCredential) does. A field called like a
/// keyword is written raw, `r#type: String`, and is `type` on the wire.
///
/// **Attributes**, each at most once:
///
/// | attribute | meaning |
/// |---|---|
/// | `#[docs = "https://…"]` | address of the reference page |
/// | `#[retry(safe)]`, `#[retry(unsafe)]` | whether a repeat does no harm; GET, PUT and DELETE are safe by themselves |
/// | `#[pages(members)]` | the answer comes page by page; `members` is its list of items |
/// | `#[form]` | the body is sent form-encoded |
/// | `#[no_auth]` | no credentials are sent |
/// | `#[bare]` | the response lacks `status_code` and `request_id`, which are added otherwise |
/// | `#[host(telemetry)]` | served by the fraud products' host |
/// | `#[deprecated]`, `#[cfg(…)]` | as everywhere |
///
/// **Pages**: `#[pages(members)]` asks for `cursor?: String` in the request; in the response for
/// `members: Vec<…>`, and for `next_cursor: String`, with `?` or without, or else for an object
/// `results_metadata` that has it. The last page is the one without a `next_cursor`, or with an empty
/// one. [`Call::items`](crate::Call::items) then reads them all.
///
/// ```
/// use stytch_api::{b2b::Member, endpoint};
///
/// endpoint! {
///     /// Lists who wears a badge.
///     #[pages(members)]
///     wearers: GET "/v1/badges/wearers";
///
///     query { cursor?: String, limit?: i32 }
///     response { members: Vec<Member>, next_cursor?: String }
/// }
///
/// # async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
/// let mut wearers = client.send(WearersRequest::new().limit(100)).items();
/// while let Some(member) = wearers.next().await {
///     println!("{}", member?.name);
/// }
/// # Ok(()) }
/// ```
///
/// # What is generated
///
/// `IssueRequest` with public fields, `new`, a setter for each optional field, and
/// [`Endpoint`](crate::schema::Endpoint), with `#[pages(…)]` also
/// [`Paginated`](crate::schema::Paginated); `IssueResponse` with public fields and `Default`; for both
/// `Clone`, `PartialEq`, `Debug` with secrets redacted, and serde's traits. Both are
/// `#[non_exhaustive]`.
#[macro_export]
macro_rules! endpoint {
    ($($tokens:tt)*) => {
        $crate::__private::endpoint! { $crate; $($tokens)* }
    };
}

/// Declares an object: a struct that stands in requests, responses and other objects.
///
/// ```
/// use stytch_api::{Secret, Timestamp, object};
///
/// object! {
///     /// A badge.
///     Badge {
///         /// Its ID.
///         badge_id: String,
///         /// What it opens.
///         doors: Vec<Door>,
///         /// When it ends; never when absent.
///         expires_at?: Timestamp,
///         /// What opens the door.
///         pin?: Secret,
///     }
/// }
///
/// object! {
///     /// A door.
///     Door {
///         /// Its number on the plan.
///         number: i32,
///         /// How it is called.
///         label?: String = "door-label",
///     }
/// }
///
/// let badge = Badge::default().badge_id("b-1").doors([Door::default().number(7)]);
/// assert_eq!(serde_json::to_string(&badge)?, r#"{"badge_id":"b-1","doors":[{"number":7}]}"#);
/// assert_eq!(serde_json::from_str::<Badge>(r#"{"badge_id":"b-1","doors":[{"number":7}]}"#)?, badge);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Fields are written as in [`endpoint!`](crate::endpoint!). An unmarked field reads as its type's zero
/// when it is absent or `null`, and is always sent; one with `?` is an `Option` and sent when it is
/// `Some`. The struct has public fields, a setter for each, `Default`, `Clone`, `PartialEq`, `Debug` with
/// secrets redacted, and serde's traits. Attributes: `#[deprecated]` and `#[cfg(…)]`.
#[macro_export]
macro_rules! object {
    ($($tokens:tt)*) => {
        $crate::__private::object! { $crate; $($tokens)* }
    };
}

/// Declares an enum of strings that may grow: a value that it doesn't know is kept, not refused.
///
/// ```
/// use stytch_api::open_enum;
///
/// open_enum! {
///     /// Where a badge stands.
///     BadgeStatus {
///         /// It opens doors.
///         Active = "active",
///         /// It opens none.
///         Revoked = "revoked",
///     }
/// }
///
/// assert_eq!(BadgeStatus::from("active"), BadgeStatus::Active);
/// assert_eq!(BadgeStatus::Revoked.as_str(), "revoked");
/// let new = BadgeStatus::from("on_hold");
/// assert!(matches!(new, BadgeStatus::Unknown(..)));
/// assert_eq!(new.to_string(), "on_hold");
/// assert_eq!(BadgeStatus::VALUES, ["active", "revoked"]);
/// ```
///
/// The enum has the variants and `Unknown`, which is also its `Default`, with an empty string, as an
/// absent one reads; `as_str`, `VALUES`, `From<&str>` and `From<String>`, `Display`, `Clone`, `Debug`,
/// `PartialEq`, `Eq`, `Hash`, and serde's traits. Attributes: `#[deprecated]` and `#[cfg(…)]`.
#[macro_export]
macro_rules! open_enum {
    ($($tokens:tt)*) => {
        $crate::__private::open_enum! { $crate; $($tokens)* }
    };
}

/// Declares a resource: what a group of endpoints hangs its methods on.
///
/// ```
/// use stytch_api::{Client, endpoint, resource};
///
/// resource! {
///     /// Doors of a building.
///     pub Doors {
///         endpoints: [OpenRequest],
///         /// Their locks.
///         locks: Locks,
///     }
/// }
///
/// resource! {
///     /// Locks of doors.
///     pub Locks { endpoints: [] }
/// }
///
/// endpoint! {
///     /// Opens a door.
///     Doors::open: POST "/v1/doors/{door_id}/open";
///     path {
///         /// The door.
///         door_id: String,
///     }
/// }
///
/// fn doors(client: &Client) -> Doors<'_> {
///     Doors::new(client)
/// }
///
/// assert_eq!(Doors::catalog().specs()[0].path, "/v1/doors/{door_id}/open");
/// ```
///
/// `endpoints` lists the request types of the endpoints that are declared on the resource, so that
/// they are known at run time, by its [`Catalog`](crate::catalog::Catalog); each further line is a
/// resource below it and becomes a method.
///
/// The resource and its endpoints are declared in one crate: Rust has no methods for the types of
/// another crate, so that an endpoint of one's own goes on a resource of one's own, not on
/// [`Totps`](crate::b2b::totps::Totps). And one resource stands in one module, since the types of an
/// endpoint are named after its method alone: `Doors::list` and `Locks::list` both have a
/// `ListRequest`.
#[macro_export]
macro_rules! resource {
    (
        $(#[$attr:meta])*
        $visibility:vis $name:ident {
            endpoints: [$($request:ty),* $(,)?]
            $(,
                $(#[$child_attr:meta])*
                $child:ident: $resource:ident $(:: $segment:ident)*
            )*
            $(,)?
        }
    ) => {
        $(#[$attr])*
        #[derive(Clone, Copy, Debug)]
        $visibility struct $name<'c> {
            client: &'c $crate::Client,
        }

        impl<'c> $crate::Resource<'c> for $name<'c> {
            fn new(client: &'c $crate::Client) -> Self {
                Self { client }
            }

            fn client(&self) -> &'c $crate::Client {
                self.client
            }
        }

        #[allow(dead_code)]
        impl<'c> $name<'c> {
            /// The resource, called through `client`.
            pub fn new(client: &'c $crate::Client) -> Self {
                Self { client }
            }

            $(
                $(#[$child_attr])*
                pub fn $child(self) -> $resource $(:: $segment)* <'c> {
                    $crate::Resource::new(self.client)
                }
            )*

            /// The endpoints of this resource and of those below it, by name.
            pub fn catalog() -> $crate::catalog::Catalog {
                $crate::catalog::Catalog::new()
                    $(.spec(<$request as $crate::schema::Endpoint>::spec()))*
                    $(.resource(stringify!($child), $resource $(:: $segment)* ::catalog()))*
            }
        }
    };
    (
        $(#[$attr:meta])*
        $visibility:vis $name:ident {
            $(
                $(#[$child_attr:meta])*
                $child:ident: $resource:ident $(:: $segment:ident)*
            ),*
            $(,)?
        }
    ) => {
        ::core::compile_error!(
            "a resource begins with its endpoints; write `endpoints: [OpenRequest, …]`, or `endpoints: []` where it has none"
        );
        $crate::resource! {
            $(#[$attr])*
            $visibility $name {
                endpoints: []
                $(, $(#[$child_attr])* $child: $resource $(:: $segment)*)*
            }
        }
    };
    ($(#[$attr:meta])* $visibility:vis $name:ident { $($tokens:tt)* }) => {
        ::core::compile_error!(
            "`resource!` declares a resource; write `pub Doors { endpoints: [OpenRequest, …] }`, with `locks: Locks` after the list for each resource below it"
        );
        $crate::resource! {
            $(#[$attr])*
            $visibility $name { endpoints: [] }
        }
    };
    ($($tokens:tt)*) => {
        ::core::compile_error!(
            "`resource!` declares a resource; write `pub Doors { endpoints: [OpenRequest, …] }`, with `locks: Locks` after the list for each resource below it"
        );
    };
}
