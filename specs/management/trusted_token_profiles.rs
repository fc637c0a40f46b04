//! Trusted token profiles: issuers whose JWTs can be exchanged for a session.

use crate::{endpoint, object, open_enum, resource};

resource! {
    /// Trusted token profiles: issuers whose JWTs can be exchanged for a session.
    #[host(management)]
    pub TrustedTokenProfiles {
        endpoints: [
            CreateRequest,
            GetRequest,
            ListRequest,
            UpdateRequest,
            DeleteRequest,
            CreatePemFileRequest,
            GetPemFileRequest,
            DeletePemFileRequest,
        ],
    }
}

open_enum! {
    /// Where the keys of a profile come from.
    PublicKeyType {
        /// From the key set at `jwks_url`.
        Jwk = "JWK",
        /// From the PEM texts of the profile.
        Pem = "PEM",
    }
}

object! {
    /// A public key of a profile.
    PemFile {
        /// ID of the key.
        pem_file_id: String,
        /// The public key, as PEM text.
        public_key: String,
    }
}

object! {
    /// An issuer whose tokens are trusted.
    TrustedTokenProfile {
        /// ID of the profile.
        profile_id: String,
        /// Display name of the profile.
        name: String,
        /// The `aud` claim that tokens must have.
        audience: String,
        /// The `iss` claim that tokens must have.
        issuer: String,
        /// The public keys; empty if they come from `jwks_url`.
        pem_files: Vec<PemFile>,
        /// Whether a token of an unknown user creates the user.
        can_jit_provision: bool,
        /// URL of the issuer's key set; absent if the keys are PEM texts.
        jwks_url?: String,
        /// Which claims of the token become which attributes of the user, as JSON text.
        attribute_mapping?: String,
        /// Where the keys come from.
        public_key_type?: PublicKeyType,
    }
}

endpoint! {
    /// Creates a trusted token profile.
    TrustedTokenProfiles::create:
        POST "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/trusted_token_profiles";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    body {
        /// Display name of the profile.
        name: String,
        /// The `aud` claim that tokens must have.
        audience: String,
        /// The `iss` claim that tokens must have.
        issuer: String,
        /// Public keys as PEM texts; empty if the keys come from `jwks_url`.
        pem_files: Vec<String>,
        /// Whether a token of an unknown user creates the user.
        can_jit_provision: bool,
        /// URL of the issuer's key set; required unless the keys are PEM texts.
        jwks_url?: String,
        /// Which claims of the token become which attributes of the user, as JSON text.
        attribute_mapping?: String,
        /// Where the keys come from.
        public_key_type?: PublicKeyType,
    }

    response {
        /// The new profile.
        profile!: TrustedTokenProfile,
    }
}

endpoint! {
    /// Reads one trusted token profile.
    TrustedTokenProfiles::get:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/trusted_token_profiles/{profile_id}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// The profile: its ID.
        profile_id: String,
    }

    response {
        /// The profile with this ID.
        profile!: TrustedTokenProfile,
    }
}

endpoint! {
    /// Lists all trusted token profiles of an environment.
    TrustedTokenProfiles::list:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/trusted_token_profiles";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    response {
        /// The profiles, each with its keys.
        profiles: Vec<TrustedTokenProfile>,
    }
}

endpoint! {
    /// Updates a trusted token profile.
    ///
    /// Absent fields stay unchanged.
    #[retry(safe)]
    TrustedTokenProfiles::update:
        PATCH "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/trusted_token_profiles/{profile_id}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// The profile: its ID.
        profile_id: String,
    }

    body {
        /// Display name of the profile.
        name?: String,
        /// The `aud` claim that tokens must have.
        audience?: String,
        /// The `iss` claim that tokens must have.
        issuer?: String,
        /// URL of the issuer's key set.
        jwks_url?: String,
        /// Which claims of the token become which attributes of the user, as JSON text.
        attribute_mapping?: String,
        /// Whether a token of an unknown user creates the user.
        can_jit_provision?: bool,
    }

    response {
        /// The profile after the call.
        profile!: TrustedTokenProfile,
    }
}

endpoint! {
    /// Deletes a trusted token profile, whose tokens are then rejected.
    ///
    /// This cannot be undone.
    TrustedTokenProfiles::delete:
        DELETE "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/trusted_token_profiles/{profile_id}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// The profile: its ID.
        profile_id: String,
    }
}

endpoint! {
    /// Adds a public key to a profile.
    TrustedTokenProfiles::create_pem_file:
        POST "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/trusted_token_profiles/{profile_id}/keys";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// The profile: its ID.
        profile_id: String,
    }

    body {
        /// The public key, as PEM text.
        public_key: String,
    }

    response {
        /// The new key, with its ID.
        pem_file!: PemFile,
    }
}

endpoint! {
    /// Reads one public key of a profile.
    TrustedTokenProfiles::get_pem_file:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/trusted_token_profiles/{profile_id}/keys/{pem_file_id}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// The profile: its ID.
        profile_id: String,
        /// The key: its ID.
        pem_file_id: String,
    }

    response {
        /// The key with this ID.
        pem_file!: PemFile,
    }
}

endpoint! {
    /// Removes a public key from a profile; tokens that it signed are then rejected.
    TrustedTokenProfiles::delete_pem_file:
        DELETE "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/trusted_token_profiles/{profile_id}/keys/{pem_file_id}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// The profile: its ID.
        profile_id: String,
        /// The key: its ID.
        pem_file_id: String,
    }
}
