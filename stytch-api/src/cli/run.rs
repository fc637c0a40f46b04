//! What every bulk run of the command line has in common: which rows are its own, how it is stopped, and how
//! it reports what became of them.
//!
//! A command [starts](start::start) a run, [drives](drive::drive) it, and
//! [finishes](monitor::Monitor::finish) it.

pub(crate) mod drive;
pub(crate) mod monitor;
pub(crate) mod options;
pub(crate) mod outcome_name;
pub(crate) mod progress;
pub(crate) mod report;
pub(crate) mod request_id;
pub(crate) mod selection;
pub(crate) mod shard;
pub(crate) mod start;
pub(crate) mod stop;
pub(crate) mod summary;
pub(crate) mod tally;
pub(crate) mod unsent;
