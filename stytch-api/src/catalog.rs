//! Endpoints by name, for programs that choose an endpoint at run time.
#![doc = concat!("\n", include_str!("../endpoints.md"))]

#[cfg(feature = "json")]
pub use crate::error::UnknownEndpoint;
use crate::schema::{Endpoint, EndpointSpec};

/// Endpoints by name: `b2b.totps.migrate` is the endpoint that `client.b2b().totps().migrate(…)`
/// calls. With feature `management`, `management.projects.list` is the one that `client.projects().list(…)` calls on
/// a `ManagementClient`.
///
/// ```
/// use stytch_api::{catalog::Catalog, endpoint, resource};
///
/// resource! {
///     /// Doors of a building.
///     pub Doors { endpoints: [OpenRequest] }
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
/// // Everything that this crate declares, and one more resource.
/// let catalog = Catalog::stytch().resource("doors", Doors::catalog());
/// assert!(catalog.iter().any(|entry| entry.name == "doors.open"));
/// # #[cfg(feature = "json")] {
/// let error = catalog.find("b2b.totp.migrate").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "unknown endpoint `b2b.totp.migrate`; did you mean `b2b.totps.migrate`?"
/// );
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    entries: Vec<Entry>,
}

/// An endpoint of a [`Catalog`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Entry {
    /// The name of the endpoint: its resources and its method, `b2b.totps.migrate`.
    pub name: String,
    /// The description of the endpoint.
    pub spec: &'static EndpointSpec,
}

impl Catalog {
    /// Creates an empty catalog.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a catalog of all endpoints of this crate, subject to its features `b2b`,
    /// `consumer` and `management`. Endpoints that both products share are listed under each: `b2b.m2m.token` and
    /// `consumer.m2m.token` are the same endpoint.
    #[allow(clippy::let_and_return, reason = "without these features there is nothing between")]
    pub fn stytch() -> Self {
        let catalog = Self::new();
        #[cfg(feature = "b2b")]
        let catalog = catalog.resource("b2b", crate::b2b::B2b::catalog());
        #[cfg(feature = "consumer")]
        let catalog = catalog.resource("consumer", crate::consumer::Consumer::catalog());
        #[cfg(feature = "management")]
        let catalog = catalog.resource("management", crate::management::Management::catalog());
        catalog
    }

    /// Adds an endpoint under the name of its method.
    #[must_use]
    pub fn endpoint<E: Endpoint>(self) -> Self {
        self.spec(E::spec())
    }

    /// Adds the endpoint that `spec` describes under the name of its method.
    #[must_use]
    pub fn spec(mut self, spec: &'static EndpointSpec) -> Self {
        self.entries.push(Entry { name: spec.name.to_owned(), spec });
        self
    }

    /// Adds the endpoints of `catalog` under the resource `name`. Every type that
    /// [`resource!`](crate::resource!) declares has a `catalog()`.
    #[must_use]
    pub fn resource(mut self, name: &str, catalog: Self) -> Self {
        // `stringify!` keeps the prefix of a raw identifier.
        let name = name.trim_start_matches("r#");
        let entries = catalog.entries.into_iter();
        self.entries.extend(
            entries.map(|Entry { name: method, spec }| Entry {
                name: format!("{name}.{method}"),
                spec,
            }),
        );
        self
    }

    /// Iterates over the endpoints in the order of their declaration.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// Returns the endpoints without their names. An endpoint with several names is listed once.
    pub fn specs(&self) -> Vec<&'static EndpointSpec> {
        let mut seen = std::collections::HashSet::new();
        let specs = self.entries.iter().map(|entry| entry.spec);
        specs.filter(|spec| seen.insert(std::ptr::from_ref(*spec))).collect()
    }

    /// Finds an endpoint by name (feature `json`).
    ///
    /// # Errors
    /// If no endpoint has this name. The error suggests the most similar name.
    #[cfg(feature = "json")]
    pub fn find(&self, name: &str) -> Result<&'static EndpointSpec, UnknownEndpoint> {
        if let Some(entry) = self.entries.iter().find(|entry| entry.name == name) {
            return Ok(entry.spec);
        }
        let names = self.entries.iter().map(|entry| entry.name.as_str());
        let nearest = crate::codec::validate::nearest(name, names).map(str::to_owned);
        Err(UnknownEndpoint { name: name.to_owned(), nearest })
    }
}

impl<'a> IntoIterator for &'a Catalog {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
