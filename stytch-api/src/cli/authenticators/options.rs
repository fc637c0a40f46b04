//! The options that say what a file of authenticators contains.

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

use clap::{Args, ValueEnum};

use crate::cli::{
    authenticators::{
        columns::ColumnOptions, encoding::Encoding, record::Defaults, user::MatchBy,
        verification::parse_time,
    },
    failure::Failure,
};

/// The options that say what a file of authenticators contains.
#[derive(Debug, Args)]
pub(crate) struct FileOptions {
    /// The files of authenticators, or `-` for standard input
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// The format of the files; by default, the extension says it: `.csv` or `.jsonl`
    #[arg(long)]
    format: Option<FileFormat>,

    /// How the secrets are encoded; required for CSV and JSON Lines
    #[arg(long)]
    encoding: Option<Encoding>,

    /// The Organization of all people: its ID, slug or external ID
    #[arg(long, value_name = "ID")]
    organization: Option<String>,

    /// What names a Member in the format of a provider
    #[arg(long, value_name = "FIELD", default_value = "email")]
    pub(crate) match_by: MatchBy,

    /// When the apps have shown the codes of --verify-column: RFC 3339, or Unix time in seconds
    #[arg(long, value_name = "TIME", value_parser = parse_time, requires = "verify_column",
          conflicts_with = "verify_at_column")]
    verify_at: Option<SystemTime>,

    #[command(flatten)]
    columns: ColumnOptions,
}

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FileFormat {
    /// A table, whose first line names the columns
    Csv,
    /// One JSON object per line
    Jsonl,
    /// An array of users with `mfa_factors`, in the schema of Auth0's bulk imports
    Auth0,
    /// The CSV file that Clerk's dashboard exports
    Clerk,
    /// The output of `manage.py dumpdata otp_totp otp_static auth.user`
    DjangoOtp,
    /// Users, in the schema of FusionAuth's bulk imports
    Fusionauth,
    /// The export of a Keycloak realm with its users
    Keycloak,
}

impl FileOptions {
    /// The format of a file.
    pub(crate) fn format(&self, path: &Path) -> Result<FileFormat, Failure> {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        let by_extension = match extension.to_str() {
            Some("csv") => Some(FileFormat::Csv),
            Some("jsonl" | "ndjson") => Some(FileFormat::Jsonl),
            _ => None,
        };
        self.format.or(by_extension).ok_or_else(|| {
            let path = path.display();
            Failure::usage(format!("the format of {path} is unknown; say it with --format"))
        })
    }

    /// The encoding of secrets in files that do not define it.
    pub(crate) fn encoding(&self) -> Result<Encoding, Failure> {
        self.encoding.ok_or_else(|| {
            Failure::usage(
                "say how the secrets are encoded with --encoding: `base32`, `hex`, `base64`, \
                 `otpauth` or `text`; it is not guessed, because many secrets are valid in several",
            )
        })
    }

    pub(crate) fn columns(&self) -> &ColumnOptions {
        &self.columns
    }

    /// Refuses options that do not go together.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        if self.columns.has_codes() && !self.columns.has_code_times() && self.verify_at.is_none() {
            return Err(Failure::usage(
                "a code is valid at a time only; say when the apps have shown the codes of \
                 --verify-column with --verify-at or --verify-at-column",
            ));
        }
        for path in &self.files {
            let format = self.format(path)?;
            let has_columns = match format {
                FileFormat::Csv | FileFormat::Jsonl | FileFormat::Clerk => true,
                FileFormat::Auth0
                | FileFormat::DjangoOtp
                | FileFormat::Fusionauth
                | FileFormat::Keycloak => false,
            };
            if !has_columns && self.encoding.is_some() {
                let path = path.display();
                return Err(Failure::usage(format!(
                    "the format of {path} defines the encoding; omit --encoding"
                )));
            }
            if !has_columns && self.organization.is_none() {
                return Err(Failure::usage(
                    "the format of a provider does not name Organizations; say whose people these \
                     are with --organization",
                ));
            }
        }
        Ok(())
    }

    /// What holds for all records that do not state it themselves.
    pub(crate) fn defaults(&self) -> Defaults {
        Defaults { organization: self.organization.clone(), code_time: self.verify_at }
    }
}
