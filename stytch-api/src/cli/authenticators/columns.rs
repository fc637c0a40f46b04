//! The names of the columns of a CSV file, or of the fields of an object in JSON Lines.

use clap::Args;

/// The options that name columns.
#[allow(clippy::struct_field_names, reason = "the names of the options")]
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Columns of CSV files, and dotted names of fields in JSON Lines")]
pub(crate) struct ColumnOptions {
    /// The Organization's ID, slug or external ID; by default `organization_id`
    #[arg(long, value_name = "NAME", conflicts_with = "organization")]
    organization_column: Option<String>,

    /// The Member's ID or external ID; by default `member_id`
    #[arg(long, value_name = "NAME")]
    member_column: Option<String>,

    /// The Member's email address, for rows without an ID; by default `email_address`
    #[arg(long, value_name = "NAME")]
    email_column: Option<String>,

    /// The secret; rows without one are people without an authenticator; by default `secret`
    #[arg(long, value_name = "NAME")]
    secret_column: Option<String>,

    /// Recovery codes to keep, between commas, semicolons or spaces, or as a JSON array; by default
    /// `recovery_codes`
    #[arg(long, value_name = "NAME")]
    recovery_codes_column: Option<String>,

    /// The type of the authenticator: `totp` or `hotp`; by default `type`
    #[arg(long, value_name = "NAME")]
    type_column: Option<String>,

    /// The hash function, such as `SHA1`; by default `algorithm`
    #[arg(long, value_name = "NAME")]
    algorithm_column: Option<String>,

    /// The number of digits of a code; by default `digits`
    #[arg(long, value_name = "NAME")]
    digits_column: Option<String>,

    /// The seconds for which a code is shown; by default `period`
    #[arg(long, value_name = "NAME")]
    period_column: Option<String>,

    /// A code that the app has shown, which must match the secret
    #[arg(long, value_name = "NAME")]
    verify_column: Option<String>,

    /// When the app has shown the code: RFC 3339, or Unix time in seconds
    #[arg(long, value_name = "NAME", requires = "verify_column")]
    verify_at_column: Option<String>,
}

/// The names of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) organization: Column,
    pub(crate) member: Column,
    pub(crate) email: Column,
    pub(crate) secret: Column,
    pub(crate) recovery_codes: Column,
    pub(crate) otp_type: Column,
    pub(crate) algorithm: Column,
    pub(crate) digits: Column,
    pub(crate) period: Column,
    pub(crate) code: Column,
    pub(crate) code_time: Column,
}

/// The name of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Empty if there is no such column.
    pub(crate) name: String,
    /// Whether the column must exist.
    pub(crate) is_required: bool,
}

impl ColumnOptions {
    /// The columns with their default names, unless they have been named.
    pub(crate) fn columns(&self) -> Columns {
        Columns {
            organization: column(self.organization_column.as_ref(), "organization_id"),
            member: column(self.member_column.as_ref(), "member_id"),
            email: column(self.email_column.as_ref(), "email_address"),
            secret: Column { is_required: true, ..column(self.secret_column.as_ref(), "secret") },
            recovery_codes: column(self.recovery_codes_column.as_ref(), "recovery_codes"),
            otp_type: column(self.type_column.as_ref(), "type"),
            algorithm: column(self.algorithm_column.as_ref(), "algorithm"),
            digits: column(self.digits_column.as_ref(), "digits"),
            period: column(self.period_column.as_ref(), "period"),
            code: column(self.verify_column.as_ref(), ""),
            code_time: column(self.verify_at_column.as_ref(), ""),
        }
    }

    /// The columns of an export by Clerk, `id,…,primary_email_address,…,totp_secret,…`:
    /// <https://clerk.com/docs/guides/development/migrating/export-from-clerk>. Those that have been named take
    /// precedence. A user's ID is a Member's external ID only if you say so by naming that column.
    pub(crate) fn clerk(&self) -> Columns {
        Columns {
            email: column(self.email_column.as_ref(), "primary_email_address"),
            secret: Column {
                is_required: true,
                ..column(self.secret_column.as_ref(), "totp_secret")
            },
            ..self.columns()
        }
    }

    /// Whether known codes are to be verified.
    pub(crate) fn has_codes(&self) -> bool {
        self.verify_column.is_some()
    }

    /// Whether each row states the time of its known code.
    pub(crate) fn has_code_times(&self) -> bool {
        self.verify_at_column.is_some()
    }
}

fn column(named: Option<&String>, default: &str) -> Column {
    let name = named.map_or(default, String::as_str).to_owned();
    Column { name, is_required: named.is_some() }
}
