//! The macros for writing specs. Each passes this crate's own path to the procedural macro, so that
//! they also work if a user renames the dependency.

/// Declares an endpoint: its request and response types, its metadata and, on a resource, its method.
///
/// ```
/// use stytch_api::{MemberCredential, b2b::Member, endpoint, resource};
///
/// resource! {
///     /// Badges of Members.
///     pub Badges {
///         endpoints: [IssueRequest],
///     }
/// }
///
/// endpoint! {
///     /// Issues a badge to a Member.
///     ///
///     /// A new badge invalidates the previous one.
///     #[docs = "https://example.com/docs/badges/issue"]
///     Badges::issue: POST "/v1/organizations/{organization_id}/badges";
///
///     path {
///         /// The Organization: its ID or slug.
///         organization_id: String,
///     }
///     query {
///         /// Whether to validate the request without issuing a badge; false when absent.
///         dry_run?: bool,
///     }
///     header {
///         /// Session of the Member to act as.
///         member_credential?: MemberCredential,
///         /// Makes a retry safe.
///         idempotency_key?: String = "Idempotency-Key",
///     }
///     body {
///         /// The Member to issue the badge to.
///         member_id: String,
///         /// PIN that opens the doors.
///         pin?: Secret,
///     }
///     response {
///         /// ID of the new badge.
///         badge_id!: String,
///         /// The Member that the badge belongs to.
///         member: Member,
///         /// When the badge expires; never when absent.
///         expires_at?: Timestamp,
///     }
/// }
///
/// # async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
/// let request = IssueRequest::new("acme", "member-test-…").pin("4711");
/// let issued: IssueResponse = Badges::new(&client).issue(request).await?;
/// println!("{} has badge {}", issued.member.name, issued.badge_id);
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
/// The page [`messages`](crate::messages) lists the compiler's message for each violated rule, in the
/// order of the rules below.
///
/// ## The first line
///
/// The first line names the endpoint. The type names follow the method: `issue` has `IssueRequest` and
/// `IssueResponse`. METHOD is `GET`, `POST`, `PUT`, `PATCH` or `DELETE`. The resource must be declared by
/// [`resource!`](crate::resource!) in the same crate. It can be omitted, as in `issue: POST "…";`: then no
/// method is generated, and [`Client::send`](crate::Client::send) calls the endpoint. Declare the
/// endpoints of each resource in a separate module, because `Doors::list` and `Locks::list` both declare a
/// `ListRequest`. ([Messages](crate::messages#the-first-line))
///
/// ## Paths
///
/// A path consists of segments of letters, digits, `-`, `.`, `_` and `~`. A segment must not be empty, `.`
/// or `..`. A path can end with `/`, which is then sent. A placeholder takes up a whole segment, and
/// requires a field with its wire name under `path`.
/// ([Messages](crate::messages#paths))
///
/// ## Sections
///
/// Sections must be in the order above, each at most once. Omit empty sections. `body {}` sends `{}`;
/// without `body`, no body is sent. GET and DELETE cannot have a body.
/// ([Messages](crate::messages#sections))
///
/// ## Field syntax
///
/// A field is `name: Type`, optionally with a mark after the name and a wire name after the type. Fields
/// are separated by commas. Their names are in snake case, and must be unique within the request and
/// within the response. A type has at most 256 fields. An optional field of a request cannot be named
/// `new` or `default`, because its setter would conflict with a generated function; a field of a response
/// without `#[bare]` cannot be named `status_code` or `request_id`.
/// ([Messages](crate::messages#field-syntax))
///
/// ## Marks
///
/// The mark after a field's name determines whether and how it may be absent
/// ([messages](crate::messages#marks)):
///
/// | mark | in a request | in a response | in an [`object!`](crate::object!) |
/// |---|---|---|---|
/// | none | required: an argument of `new` | absent or `null` reads as the type's default | as in a response, or with `#[request]` as in a request |
/// | `?` | `Option`; omitted when `None`, never sent as `null` | `Option` | as in a request |
/// | `!` | (an error) | required: absent or `null` is a decode error | (an error) |
///
/// ## Types
///
/// Types are Rust types that implement [`FieldType`](crate::schema::FieldType). The names `String`,
/// `bool`, `i32`, `i64`, `u32`, `u64`, `f64`, `Secret`, `Timestamp`, `Json`, `Metadata`, `Nullable`,
/// `Vec`, `Box`, `BTreeMap` and `HashMap` always refer to the types of the standard library and this
/// crate, and need no `use`; an `object!` or `open_enum!` cannot have these names. Nor can it have the name
/// of a type that only other languages or libraries have, such as `Integer`, `Boolean` or `HashSet`. Words
/// that can also name an object, such as `Cell`, `Duration` or `Date`, refer to your own type.
/// A path to a known type of another crate, such as `url::Url`, refers to that crate even if you have a
/// module of this name.
/// Path, query and header fields are single values; fields of a query or a form can also be lists. A
/// recursive object contains itself in an optional `Box` (`parent?: Box<Door>`) or in a list; every `Box`
/// in an object is optional. ([Messages](crate::messages#types))
///
/// ## Wire names
///
/// If the name on the wire differs from the field's name, write it after the type:
/// `name: Type = "other-name"`. A header field requires one, unless its type defines the header, as
/// [`MemberCredential`](crate::MemberCredential) does. The client itself sets `Accept`, `Authorization`,
/// `Content-Type` and `User-Agent`; a spec cannot declare these headers. Write a field whose name is a
/// keyword as a raw identifier: `r#type: String` is `type` on the wire.
/// ([Messages](crate::messages#wire-names))
///
/// ## Attributes
///
/// An endpoint can have these attributes, each at most once ([messages](crate::messages#attributes)):
///
/// | attribute | meaning |
/// |---|---|
/// | `#[docs = "https://…"]` | URL of the reference page |
/// | `#[retry(safe)]`, `#[retry(unsafe)]` | whether a request that may have been carried out can be retried; by default GET, PUT and DELETE are safe |
/// | `#[pages(members)]` | the response is paginated; `members` is its list of items |
/// | `#[form]` | the body is sent form-encoded |
/// | `#[no_auth]` | no credentials are sent |
/// | `#[bare]` | the response doesn't contain `status_code` and `request_id`, which are otherwise added |
/// | `#[host(telemetry)]` | the endpoint is served by the host of the fraud products; by default, by that of its resource |
/// | `#[host(management)]` | the endpoint belongs to the Management API; only without a resource, which determines it otherwise |
/// | `#[deprecated]`, `#[cfg(…)]` | as in Rust |
/// | `#[cfg_attr(…, …)]` | as in Rust, for `#[deprecated]`, `#[cfg(…)]` and docs; allowed more than once. The other attributes cannot depend on a condition |
///
/// ## Flattened fields
///
/// A flattened field holds all members of the body, the response or the object that have no field of
/// their own: write `#[flatten]` on a field of type `Metadata` or a map. In a form, the type is a map of
/// single values. At most one field of a section can be flattened. A request is rejected if the field
/// contains a member with the name of another field. ([Messages](crate::messages#flattened-fields))
///
/// ```
/// use stytch_api::endpoint;
///
/// endpoint! {
///     /// Exchanges a code for a token.
///     #[form]
///     #[bare]
///     exchange: POST "/v1/token";
///     body {
///         code: Secret,
///         /// Further parameters.
///         #[flatten]
///         parameters: BTreeMap<String, Secret>,
///     }
///     response {
///         access_token!: Secret,
///         /// The claims of the token.
///         #[flatten]
///         claims: Metadata,
///     }
/// }
///
/// let request = ExchangeRequest::new("4711").parameters([("audience", "doors")]);
/// let response: ExchangeResponse = serde_json::from_str(r#"{"access_token":"…","floor":3}"#)?;
/// assert_eq!(response.claims["floor"], 3);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// ## Pages
///
/// With `#[pages(members)]`, the request requires `cursor?: String`. The response requires
/// `members: Vec<…>`, with any mark, and either `next_cursor: String`, with or without `?`, or an object
/// `results_metadata` that contains it. Without a `!`, an absent list reads as a page without items. The last page has an absent or empty `next_cursor`.
/// [`Call::items`](crate::Call::items) reads the items of all pages. ([Messages](crate::messages#pages))
///
/// ```
/// use stytch_api::{b2b::Member, endpoint};
///
/// endpoint! {
///     /// Lists the Members with a badge.
///     #[pages(members)]
///     owners: GET "/v1/badges/owners";
///
///     query { cursor?: String, limit?: i32 }
///     response { members: Vec<Member>, next_cursor?: String }
/// }
///
/// # async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
/// let mut owners = client.send(OwnersRequest::new().limit(100)).items();
/// while let Some(member) = owners.next().await {
///     println!("{}", member?.name);
/// }
/// # Ok(()) }
/// ```
///
/// # Generated code
///
/// - `IssueRequest` has public fields, `new` and a setter for each optional field. It implements
///   [`Endpoint`](crate::schema::Endpoint) and, with `#[pages(…)]`,
///   [`Paginated`](crate::schema::Paginated).
/// - `IssueResponse` has public fields and implements `Default`.
/// - Both are `#[non_exhaustive]` and implement `Clone`, `PartialEq`, `Debug` with secrets redacted,
///   and serde's traits.
///
/// ([Messages](crate::messages#generated-code) about the use of generated code)
///
/// Generated code refers to the standard library and this crate by full paths, so your module can have
/// its own `Result`, `Option` or `std`. It cannot have a module named `diagnostic`, which would hide an
/// attribute of the compiler.
#[macro_export]
macro_rules! endpoint {
    ($($tokens:tt)*) => {
        $crate::__private::endpoint! { $crate; $($tokens)* }
    };
}

/// Declares an object: a struct for use in requests, responses and other objects.
///
/// ```
/// use stytch_api::object;
///
/// object! {
///     /// A badge.
///     Badge {
///         /// Its ID.
///         badge_id: String,
///         /// Doors that the badge opens.
///         doors: Vec<Door>,
///         /// When the badge expires; never when absent.
///         expires_at?: Timestamp,
///         /// PIN that opens the doors.
///         pin?: Secret,
///     }
/// }
///
/// object! {
///     /// A door.
///     Door {
///         /// Number on the floor plan.
///         number: i32,
///         /// Name on the door.
///         label?: String = "door-label",
///     }
/// }
///
/// let badge = Badge::default().badge_id("b-1").doors([Door::default().number(7)]);
/// let json = r#"{"badge_id":"b-1","doors":[{"number":7}]}"#;
/// assert_eq!(serde_json::to_string(&badge)?, json);
/// assert_eq!(serde_json::from_str::<Badge>(json)?, badge);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Fields are written as in [`endpoint!`](crate::endpoint!). A field without a mark reads as its type's
/// default when it is absent or `null`. A field with `?` is an `Option`, and is omitted when it is
/// `None`. No field can be named `default`, nor, with `#[request]`, `new`: these are the names of generated
/// functions. ([Messages](crate::messages#objects))
///
/// The struct has public fields and a setter for each. It implements `Default`, `Clone`, `PartialEq`,
/// `Debug` with secrets redacted, and serde's traits. Some names are
/// [reserved for other types](crate::endpoint!#types).
///
/// **Attributes**: `#[request]`, `#[deprecated]`, `#[cfg(…)]` and `#[cfg_attr(…, …)]`.
///
/// An object that is part of a request requires `#[request]`, so that no required field is forgotten.
/// The struct then has `new`, whose arguments are the fields without a mark; it implements `Default`
/// only if it has no such fields. Deserializing a request without such a field is an error. In a
/// response, the field may still be absent.
///
/// An object can be sent without the attribute if all its fields are optional and none is an object.
///
/// ```
/// use stytch_api::{endpoint, object};
///
/// object! {
///     /// A person at a door.
///     #[request]
///     Guest {
///         /// The person's name.
///         name: String,
///         /// Where the person comes from.
///         company?: String,
///     }
/// }
///
/// endpoint! {
///     /// Lets guests in.
///     admit: POST "/v1/guests";
///     body { guests: Vec<Guest> }
/// }
///
/// let request = AdmitRequest::new([Guest::new("Ada").company("Acme")]);
/// let error = serde_json::from_str::<AdmitRequest>(r#"{"guests":[{"company":"Acme"}]}"#);
/// assert!(error.unwrap_err().to_string().contains("guests[0].name: required"));
/// ```
#[macro_export]
macro_rules! object {
    ($($tokens:tt)*) => {
        $crate::__private::object! { $crate; $($tokens)* }
    };
}

/// Declares an enum of strings to which the API may add values: an unknown value is preserved, and is
/// not an error.
///
/// ```
/// use stytch_api::open_enum;
///
/// open_enum! {
///     /// The status of a badge.
///     BadgeStatus {
///         /// The badge opens doors.
///         Active = "active",
///         /// The badge no longer opens doors.
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
/// The enum has the declared variants and `Unknown`, which contains any other string. Its default, and
/// the value of an absent field, is `Unknown` with an empty string.
///
/// The enum has `as_str` and `VALUES`. It implements `Default`, `From<&str>`, `From<String>`,
/// `Display`, `Clone`, `Debug`, `PartialEq`, `Eq`, `Hash`, and serde's traits. The names `Unknown` and
/// `VALUES` are reserved. ([Messages](crate::messages#open-enums))
///
/// **Attributes** of the enum: `#[deprecated]`, `#[cfg(…)]` and `#[cfg_attr(…, …)]`. A variant can
/// have only docs.
#[macro_export]
macro_rules! open_enum {
    ($($tokens:tt)*) => {
        $crate::__private::open_enum! { $crate; $($tokens)* }
    };
}

/// Declares a resource: the type that carries the methods of a group of endpoints.
///
/// ```
/// use stytch_api::{Client, endpoint, resource};
///
/// resource! {
///     /// Doors of a building.
///     pub Doors {
///         endpoints: [OpenRequest],
///         /// Locks of the doors.
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
/// `endpoints` comes first. It lists the request types of the resource's endpoints, which become its
/// [`Catalog`](crate::catalog::Catalog) at run time; write `endpoints: []` for a resource without
/// endpoints. No macro sees another declaration, so an endpoint that is missing from the list is not
/// reported: its method works, but the catalog does not have it. Each further part, `name: Type` without a
/// lifetime, declares a child resource and becomes a method. The names `new` and `catalog` are reserved for
/// generated functions.
/// ([Messages](crate::messages#resources))
///
/// **Attributes** of a resource and of a child: `#[deprecated]`, `#[cfg(…)]` and `#[cfg_attr(…, …)]`.
///
/// `#[host(management)]` on a resource means that its endpoints belong to the Management API: a
/// `ManagementClient` (feature `management`) calls them. Its child resources need the attribute, too.
/// `#[host(telemetry)]` means that its endpoints are served by the host of the fraud products.
///
/// Declare a resource and its endpoints in the same crate, because Rust doesn't allow methods on the
/// types of another crate. An endpoint of your own cannot be added to
/// [`Totps`](crate::b2b::totps::Totps): declare it on a resource of your own, or without a resource, and
/// call it with [`Client::send`](crate::Client::send). Declare each resource in a separate module,
/// because the types of an endpoint are named after its method alone: `Doors::list` and `Locks::list`
/// both have a `ListRequest`.
#[macro_export]
macro_rules! resource {
    ($($tokens:tt)*) => {
        $crate::__private::resource! { $crate; $($tokens)* }
    };
}
