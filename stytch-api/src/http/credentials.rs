//! The credentials of a client.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use reqwest::header::HeaderValue;

use crate::{Secret, error::ConfigError, schema::Credentials, types::secret_buffer::SecretBuffer};

/// The ID and secret that a client sends with HTTP Basic authentication.
#[derive(Clone)]
pub(crate) struct BasicCredentials {
    pub(crate) kind: Credentials,
    pub(crate) id: String,
    pub(crate) secret: Secret,
}

impl BasicCredentials {
    /// Rejects invalid credentials, without quoting them: the ID may be the secret, passed in the wrong place.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        let (id, secret) = (self.id_noun(), self.secret_noun());
        self.problem().map_or(Ok(()), |problem| {
            Err(ConfigError::new(problem.replace("{id}", id).replace("{secret}", secret)))
        })
    }

    fn problem(&self) -> Option<&'static str> {
        let id = self.id.trim();
        let is_blank = |c: char| c.is_whitespace() || c.is_control();
        if id.is_empty() {
            return Some("the {id} is empty; pass the {id} from Stytch's dashboard");
        }
        if has_prefix(id, "secret-") {
            return Some("the {id} is a secret; the {id} and the secret may be swapped");
        }
        if self.other_ids().iter().any(|prefix| has_prefix(id, prefix)) {
            return Some("the {id} is a project ID; pass the {id} from Stytch's dashboard");
        }
        if self.id.contains(|c: char| c == ':' || is_blank(c)) {
            return Some("the {id} contains a colon, a space or a line break");
        }
        if self.secret.is_empty() {
            return Some("the {secret} is empty");
        }
        if self.id_prefixes().iter().any(|prefix| has_prefix(self.secret.expose(), prefix)) {
            return Some("the {secret} is a {id}; the {id} and the secret may be swapped");
        }
        if self.secret.expose().contains(is_blank) {
            return Some("the {secret} contains a space or a line break");
        }
        None
    }

    fn id_prefixes(&self) -> &'static [&'static str] {
        match self.kind {
            Credentials::Project => &["project-test-", "project-live-"],
            Credentials::WorkspaceKey => &["workspace-key-"],
        }
    }

    /// How the IDs of the other kind start, where they would be accepted otherwise.
    fn other_ids(&self) -> &'static [&'static str] {
        match self.kind {
            // The base URL depends on the start of a project ID, which is checked there.
            Credentials::Project => &[],
            Credentials::WorkspaceKey => &["project-"],
        }
    }

    fn id_noun(&self) -> &'static str {
        match self.kind {
            Credentials::Project => "project ID",
            Credentials::WorkspaceKey => "workspace key ID",
        }
    }

    pub(crate) fn secret_noun(&self) -> &'static str {
        match self.kind {
            Credentials::Project => "project secret",
            Credentials::WorkspaceKey => "workspace key secret",
        }
    }

    /// The name of the ID in `Debug` output.
    pub(crate) fn id_name(&self) -> &'static str {
        match self.kind {
            Credentials::Project => "project_id",
            Credentials::WorkspaceKey => "key_id",
        }
    }

    /// Returns the ID for output. Any text that does not look like such an ID may be the secret.
    pub(crate) fn displayed_id(&self) -> &str {
        let prefix = match self.kind {
            Credentials::Project => "project-",
            Credentials::WorkspaceKey => "workspace-key-",
        };
        if self.id.starts_with(prefix) { &self.id } else { "[redacted]" }
    }

    /// Returns the value of the header `Authorization`, marked as sensitive.
    pub(super) fn authorization(&self) -> Result<HeaderValue, ConfigError> {
        let (id, secret) = (self.id.as_bytes(), self.secret.expose().as_bytes());
        let mut credentials = SecretBuffer::with_capacity(id.len() + 1 + secret.len());
        credentials.push(id);
        credentials.push(b":");
        credentials.push(secret);
        let credentials = Secret::from(BASE64_STANDARD.encode(credentials.into_bytes()));
        let mut value = SecretBuffer::with_capacity("Basic ".len() + credentials.expose().len());
        value.push(b"Basic ");
        value.push(credentials.expose().as_bytes());
        value
            .into_header()
            .map_err(|_| ConfigError::new("the credentials are not a valid header value"))
    }
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
