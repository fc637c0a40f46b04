//! How strong passwords must be.

use crate::{endpoint, object, open_enum, resource};

resource! {
    /// How strong the passwords of an environment must be.
    #[host(management)]
    pub PasswordStrength {
        endpoints: [GetRequest, SetRequest],
    }
}

open_enum! {
    /// How the strength of a password is measured.
    ValidationPolicy {
        /// By the number of guesses needed, as estimated by the zxcvbn library.
        Zxcvbn = "ZXCVBN",
        /// By its length and by the number of kinds of characters: lowercase, uppercase, digits,
        /// symbols.
        Luds = "LUDS",
    }
}

object! {
    /// The rules for passwords.
    PasswordStrengthConfig {
        /// Whether a new password is rejected if it was found in a leak.
        check_breach_on_creation: bool,
        /// Whether a login is rejected, until the password is reset, if the password was found in a
        /// leak.
        check_breach_on_authentication: bool,
        /// Whether a login is rejected, until the password is reset, if the password is too weak.
        validate_on_authentication: bool,
        /// How the strength is measured.
        validation_policy?: ValidationPolicy,
        /// Minimum number of characters under the LUDS policy.
        luds_min_password_length?: i32,
        /// Minimum number of kinds of characters under the LUDS policy, of the four that it
        /// distinguishes.
        luds_min_password_complexity?: i32,
    }
}

endpoint! {
    /// Reads the rules for passwords.
    PasswordStrength::get:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/password_strength_config";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    response {
        /// The current rules.
        password_strength_config!: PasswordStrengthConfig,
    }
}

endpoint! {
    /// Replaces the rules for passwords.
    PasswordStrength::set:
        PUT "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/password_strength_config";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    body {
        /// Whether a new password is rejected if it was found in a leak.
        check_breach_on_creation: bool,
        /// Whether a login is rejected, until the password is reset, if the password was found in a
        /// leak.
        check_breach_on_authentication: bool,
        /// Whether a login is rejected, until the password is reset, if the password is too weak.
        validate_on_authentication: bool,
        /// How the strength is measured.
        validation_policy?: ValidationPolicy,
        /// Minimum number of characters under the LUDS policy.
        luds_min_password_length?: i32,
        /// Minimum number of kinds of characters under the LUDS policy, of the four that it
        /// distinguishes.
        luds_min_password_complexity?: i32,
    }

    response {
        /// The rules after the call.
        password_strength_config!: PasswordStrengthConfig,
    }
}
