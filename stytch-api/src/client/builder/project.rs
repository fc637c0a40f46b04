//! The client of a project: its constructors, and the settings that only it has.

use std::sync::Arc;
#[cfg(feature = "verify")]
use std::time::Duration;

use super::{
    ClientBuilder,
    environment::{optional, required},
};
#[cfg(feature = "verify")]
use crate::cache::keys::KeyCache;
use crate::{
    Client, Error, Secret,
    http::{config::environment_url, credentials::BasicCredentials},
    schema::{Credentials, Host},
};

impl Client {
    /// Creates a client for a project, in the test or live environment that its ID names.
    ///
    /// # Errors
    /// [`Error::Config`] if the ID starts with neither `project-test-` nor `project-live-`, if the
    /// secret is empty, if the two are swapped, or if TLS cannot be set up.
    pub fn new(project_id: impl Into<String>, secret: impl Into<Secret>) -> Result<Self, Error> {
        Self::builder(project_id, secret).build()
    }

    /// Creates a client from the environment variables `STYTCH_PROJECT_ID` and `STYTCH_SECRET` and,
    /// if set, `STYTCH_BASE_URL`.
    ///
    /// # Errors
    /// [`Error::Config`] for the reasons given at [`builder_from_env`](Self::builder_from_env) and
    /// [`new`](Self::new).
    pub fn from_env() -> Result<Self, Error> {
        Self::builder_from_env()?.build()
    }

    /// Creates the builder of [`from_env`](Self::from_env), for further settings.
    ///
    /// # Errors
    /// [`Error::Config`] if `STYTCH_PROJECT_ID` or `STYTCH_SECRET` is not set, or if one of the three
    /// variables is not valid UTF-8.
    pub fn builder_from_env() -> Result<ClientBuilder, Error> {
        let builder = Self::builder(required("STYTCH_PROJECT_ID")?, required("STYTCH_SECRET")?);
        Ok(match optional("STYTCH_BASE_URL")? {
            Some(base_url) => builder.base_url(base_url),
            None => builder,
        })
    }

    /// Creates a builder, for settings other than the defaults.
    pub fn builder(project_id: impl Into<String>, secret: impl Into<Secret>) -> ClientBuilder {
        ClientBuilder::new(BasicCredentials {
            kind: Credentials::Project,
            id: project_id.into(),
            secret: secret.into(),
        })
    }
}

/// Settings of [`Client`].
impl ClientBuilder {
    /// Sends calls of the fraud products to a URL other than `telemetry.stytch.com`, or than the base
    /// URL if one is set.
    pub fn telemetry_url(mut self, telemetry_url: impl Into<String>) -> Self {
        self.telemetry_url = Some(telemetry_url.into());
        self
    }

    /// Sets the cache of the public keys that verify tokens. Several clients can share one; each has its
    /// own by default.
    #[cfg(feature = "verify")]
    pub fn key_cache(mut self, keys: KeyCache) -> Self {
        self.key_cache = keys;
        self
    }

    /// Sets the age at which a cached RBAC policy is fetched again; 5 minutes by default.
    ///
    /// If that fails or takes longer than a second, the old policy stays in use, for up to 24 hours.
    #[cfg(feature = "verify")]
    pub fn policy_max_age(mut self, age: Duration) -> Self {
        self.policy_max_age = age;
        self
    }

    /// Sets how far this machine's clock may differ from Stytch's in local checks of tokens: a token is
    /// accepted this long before its `iat` and `nbf`, and this long after its `exp`.
    ///
    /// The default is 5 seconds before, so that a token that was issued just now is not rejected, and zero
    /// after. A check's own [`leeway`](crate::verify::SessionCheck::leeway) takes precedence. The leeway
    /// is not added to [`max_token_age`](crate::verify::SessionCheck::max_token_age).
    #[cfg(feature = "verify")]
    pub fn token_leeway(mut self, leeway: Duration) -> Self {
        self.tokens.leeway = Some(leeway);
        self
    }

    /// Accepts tokens with one of these issuers, in addition to the project
    /// (`stytch.com/PROJECT_ID`) and the base URL. A second call adds to the first.
    ///
    /// Stytch issues the access tokens of Connected Apps in the name of the domain that the app used:
    /// `https://….customers.stytch.com`, your custom domain (`https://login.example`), or the API's host
    /// (`https://api.stytch.com`). An issuer is compared exactly, except for one trailing slash, so copy it
    /// from the tokens' `iss`. The setting applies to session JWTs, M2M tokens and Connected Apps' tokens;
    /// their audience must still be the project, and their key one of its keys.
    #[cfg(feature = "verify")]
    pub fn token_issuers(mut self, issuers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tokens.issuers.extend(issuers.into_iter().map(Into::into));
        self
    }

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::Config`] for the reasons given at [`Client::new`], if a URL or an issuer is invalid or contains
    /// the project secret, if the user agent is not a valid header value, if `max_requests_per_second` is 0,
    /// if a TLS setting is invalid, if the function given to `http_client` fails, if a proxy would receive
    /// plain `http` that is not allowed, or if a setting would have no effect together with the others.
    pub fn build(self) -> Result<Client, Error> {
        self.credentials.check()?;
        #[cfg(feature = "verify")]
        self.tokens.check(&self.credentials.secret)?;
        let base_url = match self.base_url.clone() {
            Some(base_url) => base_url,
            None => environment_url(&self.credentials.id)?.to_owned(),
        };
        // A base URL applies to every call, unless there is a separate telemetry URL.
        let telemetry_url = self.telemetry_url.clone().or_else(|| self.base_url.clone());
        let telemetry_url = telemetry_url.as_deref().or(Host::Telemetry.url()).unwrap_or(&base_url);
        let hosts = [(Host::Api, &*base_url), (Host::Telemetry, telemetry_url)];
        let inner = self.build_inner(&hosts)?;
        Ok(Client { inner: Arc::new(inner) })
    }
}
