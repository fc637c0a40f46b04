//! What every bulk run of the command line has in common: which rows are its own, how it is stopped, and how
//! it reports what became of them.
//!
//! A command makes a [`Monitor`](monitor::Monitor), passes [`Stop::requested`](stop::Stop::requested) to
//! [`Bulk::stop_when`](crate::bulk::Bulk::stop_when), and hands the run to
//! [`drive`](drive::drive).

pub(crate) mod drive;
pub(crate) mod monitor;
pub(crate) mod options;
pub(crate) mod outcome_name;
pub(crate) mod progress;
pub(crate) mod report;
pub(crate) mod request_id;
pub(crate) mod shard;
pub(crate) mod stop;
pub(crate) mod summary;
pub(crate) mod tally;
