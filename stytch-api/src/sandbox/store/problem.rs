//! The errors of the sandbox, in the format of Stytch's.

use serde_json::json;

use crate::{ErrorType, Json, codec::validate::Mismatch};

/// An error response. Its message may name fields but never quotes a value, which may be secret.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) status: u16,
    pub(crate) error_type: ErrorType,
    pub(crate) message: String,
    format: Format,
}

/// What the sandbox does, or the error that it responds with.
pub(crate) type Result<T, E = Problem> = std::result::Result<T, E>;

/// The JSON format of an error.
#[derive(Debug)]
enum Format {
    Stytch,
    /// RFC 6749, section 5.2.
    OAuth,
}

impl Problem {
    pub(crate) fn new(status: u16, error_type: ErrorType, message: impl Into<String>) -> Self {
        Self { status, error_type, message: message.into(), format: Format::Stytch }
    }

    /// An error of an OAuth endpoint.
    pub(crate) fn oauth(status: u16, error: ErrorType, description: impl Into<String>) -> Self {
        Self { format: Format::OAuth, ..Self::new(status, error, description) }
    }

    /// 400 with the given error type.
    pub(crate) fn bad_request(error_type: ErrorType, message: impl Into<String>) -> Self {
        Self::new(400, error_type, message)
    }

    /// 400 `invalid_argument`: a field is missing, unknown or invalid.
    pub(crate) fn invalid_argument(message: impl Into<String>) -> Self {
        Self::bad_request(ErrorType::InvalidArgument, message)
    }

    /// 401: a code or the credentials are wrong.
    pub(crate) fn unauthorized(error_type: ErrorType, message: impl Into<String>) -> Self {
        Self::new(401, error_type, message)
    }

    /// 404 with the given error type.
    pub(crate) fn not_found(error_type: ErrorType, message: impl Into<String>) -> Self {
        Self::new(404, error_type, message)
    }

    /// The body of the response.
    pub(crate) fn to_json(&self, request_id: &str) -> Json {
        let Self { status, error_type, message, format } = self;
        let error_url = format!("https://stytch.com/docs/api/errors/{status}#{error_type}");
        match format {
            // The vendor's SDKs require the fields in addition to those of RFC 6749.
            Format::OAuth => json!({
                "status_code": status,
                "request_id": request_id,
                "error": error_type,
                "error_description": message,
                "error_uri": error_url,
            }),
            Format::Stytch => json!({
                "status_code": status,
                "request_id": request_id,
                "error_type": error_type,
                "error_message": message,
                "error_url": error_url,
            }),
        }
    }
}

/// Declares the status and the message of the errors that need no details.
macro_rules! problems {
    ($($status:literal $error_type:ident => $message:literal,)*) => {
        impl From<ErrorType> for Problem {
            fn from(error_type: ErrorType) -> Self {
                let (status, message) = match error_type {
                    $(ErrorType::$error_type => ($status, $message),)*
                    // A missing row below: the status is none that a client expects.
                    _ => (500, "The sandbox has no message for this error."),
                };
                Self::new(status, error_type, message)
            }
        }
    };
}

problems! {
    400 ActiveTotpExists => "A TOTP is active; delete it first.",
    403 ConsumerSessionAuthorizationError =>
        "The User does not have the permission of the authorization check.",
    400 DefaultMfaMemberMissingFactor =>
        "The Member does not have the factor of `default_mfa_method`.",
    400 DuplicateEmail => "Another User has this email address.",
    400 DuplicateM2mClientId => "Another M2M client has this `client_id`.",
    400 DuplicateMemberEmail => "Another Member of the Organization has this email address.",
    400 DuplicateMemberExternalId => "Another Member of the Organization has this external ID.",
    400 DuplicateMemberPhoneNumberForMember =>
        "The Member already has a phone number; delete it first.",
    400 DuplicateOrganization => "Another Organization uses this `organization_external_id`.",
    400 DuplicatePhoneNumber => "Another User has this phone number.",
    400 DuplicateUserExternalId => "Another User has this external ID.",
    400 EmailJitProvisioningNotAllowed =>
        "The Organization does not let new Members join by email address.",
    404 EmailNotFound => "No User has this email address.",
    400 ExpiredTotp => "The TOTP expired before a code was authenticated.",
    400 InsecureM2mClientSecret => "The `client_secret` must have at least 8 characters.",
    404 IntermediateSessionNotFound =>
        "The intermediate session could not be found; it may have expired.",
    400 InvalidConnectionForJitProvisioning =>
        "The Organization does not let new Members join by SSO.",
    400 InvalidCreateUserRequest => "Give an `email`, a `phone_number`, or both.",
    400 InvalidEmailForInvites =>
        "The Organization does not allow invitations to this email address.",
    400 InvalidEmailForJitProvisioning =>
        "The Organization does not allow the domain of this email address.",
    400 InvalidIntermediateSessionTokenForOrganization =>
        "The intermediate session belongs to another login.",
    400 InvalidMemberGetFields => "Give one of `member_id` and `email_address`.",
    400 InvalidOrganizationName => "`organization_name` must have 1 to 128 characters.",
    400 InvalidOrganizationSlug =>
        "`organization_slug` must have 2 to 128 letters, digits or `-._~`.",
    400 InvalidRecoveryCode => "One of the `recovery_codes` is empty.",
    400 InvalidSessionDurationMinutes => "`session_duration_minutes` must be 5 to 527040.",
    400 InvalidTotpCode => "A TOTP code has six digits.",
    400 InvalidUrl => "The redirect URL is not a valid absolute URL.",
    400 M2mClientAlreadyRotatingSecret => "A rotation is in progress; complete or cancel it.",
    404 M2mClientNotFound => "The M2M client could not be found.",
    400 M2mClientNotRotatingSecret => "No rotation of the M2M client's secret has been started.",
    404 MagicLinkNotFound => "The token could not be found.",
    404 MemberNotFound => "The Member could not be found.",
    404 MemberPasswordNotFound => "The Member has no password.",
    404 MemberPhoneNumberNotFound => "The Member has no phone number; send `mfa_phone_number`.",
    401 MemberResetPassword => "The sandbox cannot verify an imported password; reset it.",
    400 MemberSearchOrganizationIdsEmpty =>
        "`organization_ids` must name at least one Organization.",
    400 MissingOauthOrganizationLocator =>
        "Give the `organization_id` or the `slug` of the Organization.",
    404 NoDeletedMemberFoundForReactivation => "No deleted Member has this ID.",
    400 NoSessionArguments => "Give one of `session_token` and `session_jwt`.",
    404 NoUserPassword => "The User has no password.",
    404 OauthTokenNotFound => "The token could not be found, was used or has expired.",
    404 OrganizationNotFound => "The Organization could not be found.",
    400 OrganizationSlugAlreadyUsed => "Another Organization uses this `organization_slug`.",
    404 OtpCodeNotFound => "The passcode could not be found.",
    400 PasswordAlreadyExists => "There is a password already; reset it instead.",
    400 PendingTotpExists => "A TOTP is pending; authenticate it or delete it.",
    404 PhoneNumberNotFound => "No User has this phone number.",
    400 PkceDidNotExpectCodeVerifier => "The login started without PKCE.",
    400 PkceExpectedCodeVerifier => "The login started with PKCE; send the verifier.",
    400 PkceMismatch => "The code verifier does not match the code challenge.",
    400 PublicTokenRequired => "Give the project's `public_token`.",
    400 ReactivationEmailBelongsToAnotherMember => "Another Member has this email address now.",
    400 RecoveryCodeUsedAsTotpCode => "This is a recovery code; send it to the recover endpoint.",
    404 RecoveryCodesNotFound => "The Member has no authenticator and no recovery codes.",
    401 ResetPassword => "The sandbox cannot verify an imported password; reset it.",
    403 SessionAuthorizationError =>
        "The Member does not have the permission of the authorization check.",
    403 SessionAuthorizationTenancyError =>
        "The Member does not belong to the Organization of the authorization check.",
    404 SessionNotFound => "The session could not be found; it may have expired.",
    400 SessionTooOldToResetPassword => "No factor of the session was authenticated recently.",
    404 SsoConnectionNotFound => "No Organization has this SSO connection.",
    404 SsoTokenNotFound => "The token could not be found, was used or has expired.",
    400 TooManySessionArguments => "Give only one token or JWT of a session.",
    401 TotpCodeAlreadyAuthenticated =>
        "The code has already been authenticated; wait for the next one.",
    400 TotpCodeUsedAsRecoveryCode => "This is a TOTP code; send it to the authenticate endpoint.",
    404 TotpNotFound => "The TOTP could not be found.",
    401 UnableToAuthMagicLink => "The token was used, or has expired.",
    401 UnableToAuthOtpCode => "The passcode was used or replaced, or has expired.",
    401 UnableToAuthPasswordResetToken => "The token could not be found, was used or has expired.",
    401 UnableToAuthenticateRecoveryCode => "The recovery code is wrong or has already been used.",
    401 UnableToAuthenticateTotp => "The code is wrong, or more than one step of 30 seconds old.",
    404 UserNotFound => "The User could not be found.",
    400 WeakPassword => "The password is too weak: the sandbox requires nine different characters.",
}

/// Returns the error if the condition holds.
pub(crate) fn reject_if(condition: bool, error_type: ErrorType) -> Result<()> {
    if condition { Err(error_type.into()) } else { Ok(()) }
}

/// 400 `invalid_argument`: a field of a body is missing, unknown or invalid.
impl From<Mismatch> for Problem {
    fn from(Mismatch { path, problem }: Mismatch) -> Self {
        Self::invalid_argument(format!("`{path}`: {problem}"))
    }
}
