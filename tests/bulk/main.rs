//! Bulk runs against the sandbox: outcomes, journals, and runs that are killed.

mod files;
mod fixture;
mod journal;
mod json;
mod killed;
mod outcomes;
mod program;
mod rate;
mod record_first;
