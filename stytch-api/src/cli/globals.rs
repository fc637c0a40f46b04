//! The options of every command.

use clap::Args;

use crate::cli::{confirm::ConfirmOptions, connection::ConnectionOptions, failure::ErrorFormat};

/// The options of every command.
#[derive(Args)]
pub(super) struct GlobalOptions {
    #[command(flatten)]
    pub(super) connection: ConnectionOptions,

    #[command(flatten)]
    pub(super) confirm: ConfirmOptions,

    /// How errors are printed to standard error
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        default_value_t,
        hide_default_value = true,
        help_heading = "Options of every command"
    )]
    pub(super) error_format: ErrorFormat,
}
