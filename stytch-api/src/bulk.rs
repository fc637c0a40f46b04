//! Many calls of one endpoint in a run that can be interrupted and resumed (feature `bulk`).
//!
//! [`Client::bulk`] takes rows, each a key of your choice and a request, and sends them with limited
//! concurrency. The run is a stream of outcomes, in the order in which they complete:
//!
//! ```no_run
//! # async fn run(client: stytch_api::Client, people: Vec<[String; 3]>) -> Result<(), stytch_api::Error> {
//! use stytch_api::{
//!     b2b::totps::MigrateRequest,
//!     bulk::{Journal, Outcome},
//! };
//!
//! let rows = people.into_iter().map(|[organization, member, secret]| {
//!     (member.clone(), MigrateRequest::new(organization, member, secret))
//! });
//! let mut run = client.bulk(rows).journal(Journal::open("migration.db")?).run()?;
//! while let Some(row) = run.next().await {
//!     let row = row?;
//!     match row.outcome {
//!         Outcome::Done(done) => println!("{}: {}", row.key, done.totp_registration_id),
//!         Outcome::Refused(error) => eprintln!("{}: {error}", row.key),
//!         outcome => eprintln!("{}: {outcome:?}", row.key),
//!     }
//! }
//! # Ok(()) }
//! ```
//!
//! Memory does not grow with the number of rows: a row is requested from the iterator or stream when a
//! request can be sent. The client's [rate limit](crate::ClientBuilder::max_requests_per_second) and retries
//! apply.
//!
//! # Rows from slow sources
//! The iterator of [`Client::bulk`] runs on the async runtime. While it blocks, for example on a pipe or on the
//! pages of a database, the run yields no outcome and does not notice that it is to [stop](Bulk::stop_when).
//! Read such rows in [`spawn_blocking`](https://docs.rs/tokio/latest/tokio/task/fn.spawn_blocking.html), send
//! them through a channel with a bound, and pass its receiver as a stream to [`Client::bulk_stream`].
//!
//! # Interrupted runs
//! With a [`Journal`], start the same rows again after a crash, or after [`stop_when`](Bulk::stop_when) has
//! ended the run. Rows that are done are [skipped](Outcome::Skipped), and rows that were
//! [refused](Outcome::Refused) are sent again. Keys must identify the rows: the journal stores nothing else
//! about them.
//!
//! # Unknown outcomes
//! If the connection broke after a request was sent, or if the process was killed, a row may or may not have
//! been carried out. A later run with the same journal decides as you choose:
//!
//! - [`check_unknown`](Bulk::check_unknown): checks whether the request took effect, and sends it again
//!   if not.
//! - [`repeat_unknown`](Bulk::repeat_unknown): sends the request again. The default for endpoints that
//!   are [safe to retry](crate::schema::RetrySafety).
//! - [`report_unknown`](Bulk::report_unknown): sends nothing and reports the row as
//!   [unknown](Outcome::Unknown). The default for all other endpoints.
//!
//! # SQLite
//! The journal is an SQLite database. This crate compiles SQLite by crate `rusqlite`, which needs a C compiler.
//! Cargo accepts [one version](https://doc.rust-lang.org/cargo/reference/resolver.html#links) of
//! `libsqlite3-sys` in a build, so a program that uses SQLite by another crate, such as `sqlx` or `diesel`,
//! needs a version of it that accepts `libsqlite3-sys` 0.35.

pub(crate) mod journal;
#[cfg(feature = "json")]
mod json;
mod outcome;
mod record_first;
mod request;
mod row;
mod run;
mod unknown;

use std::{fmt, io, num::NonZeroUsize, sync::Arc};

use futures_core::Stream;

#[cfg(feature = "json")]
pub use self::json::JsonRequest;
#[cfg(feature = "json")]
use self::json::JsonRows;
pub use self::{
    journal::{Journal, entry::JournalCounts},
    outcome::{Completed, Outcome},
    request::BulkRequest,
    run::BulkRun,
    unknown::Effect,
};
use self::{
    record_first::RecordFirst,
    request::CallSettings,
    row::RowProcessor,
    run::{Rows, Stop},
    unknown::UnknownRule,
};
#[cfg(feature = "json")]
use crate::Metadata;
pub use crate::error::JournalError;
use crate::{
    Client, Error,
    client::{CallOptions, Inner, option_setters},
    schema::{Endpoint, EndpointSpec, RetrySafety},
};

const DEFAULT_CONCURRENCY: NonZeroUsize = NonZeroUsize::new(16).unwrap();

impl Client {
    /// Calls an endpoint for many rows: each a key, which identifies the row in a [journal](Journal), and a
    /// request. [`bulk`](crate::bulk) describes such runs.
    ///
    /// The iterator runs on the async runtime, so it should not block: see
    /// [rows from slow sources](crate::bulk#rows-from-slow-sources).
    pub fn bulk<K, E, R>(&self, rows: R) -> Bulk<E>
    where
        K: Into<String>,
        E: Endpoint<Client = Self>,
        R: IntoIterator<Item = (K, E)>,
        R::IntoIter: Send + 'static,
    {
        let rows = rows.into_iter().map(|(key, request)| (key.into(), request));
        Bulk::new(self, E::spec(), Rows::Iterator(Box::new(rows)))
    }

    /// Calls an endpoint for many rows, as [`bulk`](Self::bulk) does, which arrive in a stream.
    pub fn bulk_stream<E: Endpoint<Client = Self>>(
        &self,
        rows: impl Stream<Item = (String, E)> + Send + 'static,
    ) -> Bulk<E> {
        Bulk::new(self, E::spec(), Rows::Stream(Box::pin(rows)))
    }

    /// Calls an endpoint that is known only at run time for many rows, as [`bulk`](Self::bulk) does: each a
    /// key and a JSON object of the request's fields (feature `json`).
    ///
    /// The fields and the responses are those of [`send_json`](Self::send_json). A row whose fields do not fit
    /// the endpoint is [refused](Outcome::Refused) with [`Error::Request`], and nothing is sent for it.
    ///
    /// A [journal](Journal) records the same for both kinds of runs, so that either can resume the other.
    ///
    /// ```no_run
    /// # async fn run(
    /// #     client: stytch_api::Client,
    /// #     rows: Vec<(String, stytch_api::Metadata)>,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// use stytch_api::{bulk::Outcome, catalog::Catalog};
    ///
    /// let endpoint = Catalog::stytch().find("b2b.totps.migrate")?;
    /// let mut run = client.bulk_json(endpoint, rows).run()?;
    /// while let Some(row) = run.next().await {
    ///     let row = row?;
    ///     if let Outcome::Done(response) = row.outcome {
    ///         println!("{}: {}", row.key, response["totp_registration_id"]);
    ///     }
    /// }
    /// # Ok(()) }
    /// ```
    #[cfg(feature = "json")]
    pub fn bulk_json<R>(&self, endpoint: &'static EndpointSpec, rows: R) -> Bulk<JsonRequest>
    where
        R: IntoIterator<Item = (String, Metadata)>,
        R::IntoIter: Send + 'static,
    {
        let rows =
            rows.into_iter().map(move |(key, fields)| (key, JsonRequest::new(endpoint, fields)));
        Bulk::new(self, endpoint, Rows::Iterator(Box::new(rows)))
    }

    /// Calls an endpoint that is known only at run time for many rows, as [`bulk_json`](Self::bulk_json) does,
    /// which arrive in a stream (feature `json`).
    #[cfg(feature = "json")]
    pub fn bulk_json_stream(
        &self,
        endpoint: &'static EndpointSpec,
        rows: impl Stream<Item = (String, Metadata)> + Send + 'static,
    ) -> Bulk<JsonRequest> {
        Bulk::new(self, endpoint, Rows::Stream(Box::pin(JsonRows::new(endpoint, rows))))
    }
}

/// A run that has not started; created by [`Client::bulk`], [`Client::bulk_stream`] or `Client::bulk_json`.
#[must_use = "nothing is sent before `run` is called and its stream is polled"]
pub struct Bulk<E: BulkRequest> {
    inner: Arc<Inner>,
    endpoint: &'static EndpointSpec,
    options: CallOptions,
    rows: Rows<E>,
    concurrency: NonZeroUsize,
    journal: Option<Journal>,
    unknown: UnknownRule<E>,
    record_first: Option<RecordFirst<E::Response>>,
    stop: Option<Stop>,
}

impl<E: BulkRequest> Bulk<E> {
    fn new(client: &Client, endpoint: &'static EndpointSpec, rows: Rows<E>) -> Self {
        let unknown = match endpoint.retry_safety {
            RetrySafety::Safe => UnknownRule::Repeat,
            RetrySafety::Unsafe => UnknownRule::Report,
        };
        Self {
            inner: client.inner().clone(),
            endpoint,
            options: CallOptions::default(),
            rows,
            concurrency: DEFAULT_CONCURRENCY,
            journal: None,
            unknown,
            record_first: None,
            stop: None,
        }
    }

    option_setters!();

    /// Sets the maximum number of requests in flight; 16 by default.
    ///
    /// A request also waits for its turn under the client's rate limit, within its
    /// [timeout](Self::timeout). So the concurrency should be at most the number of requests that the limit
    /// allows within that time.
    pub fn concurrency(mut self, requests: NonZeroUsize) -> Self {
        self.concurrency = requests;
        self
    }

    /// Records each row in a journal, so that a later run can resume this one. Without a journal, a run
    /// remembers nothing.
    pub fn journal(mut self, journal: Journal) -> Self {
        self.journal = Some(journal);
        self
    }

    /// Sends the requests whose outcome is [unknown](crate::bulk#unknown-outcomes) again. Their endpoint may
    /// carry them out twice, unless it is safe to retry.
    ///
    /// If the repeated request is refused, the row stays [unknown](Outcome::Unknown): the refusal says nothing
    /// about the earlier request.
    pub fn repeat_unknown(mut self) -> Self {
        self.unknown = UnknownRule::Repeat;
        self
    }

    /// Reports the rows whose outcome is [unknown](crate::bulk#unknown-outcomes), and sends nothing for them.
    pub fn report_unknown(mut self) -> Self {
        self.unknown = UnknownRule::Report;
        self
    }

    /// Checks whether requests whose outcome is [unknown](crate::bulk#unknown-outcomes) took effect.
    ///
    /// The row is [resolved](Outcome::Resolved) if its request has taken effect, and sent again if not. If the
    /// check fails, the row stays [unknown](Outcome::Unknown).
    ///
    /// The server may still be processing the earlier request. Before you resume a run, wait at least for the
    /// [timeout](Self::timeout) of its requests, so that the check sees the effect.
    ///
    /// ```no_run
    /// # fn run(client: stytch_api::Client, rows: Vec<(String, stytch_api::b2b::totps::MigrateRequest)>) {
    /// use stytch_api::{b2b::organizations::members::GetRequest, bulk::Effect};
    ///
    /// let checks = client.clone();
    /// let bulk = client.bulk(rows).check_unknown(move |migrate| {
    ///     let get = GetRequest::new(&migrate.organization_id).member_id(&migrate.member_id);
    ///     let checks = checks.clone();
    ///     async move {
    ///         let member = checks.send(get).await?.member;
    ///         Ok(match member.totp_registration_id.is_empty() {
    ///             true => Effect::NotTaken,
    ///             false => Effect::Taken,
    ///         })
    ///     }
    /// });
    /// # }
    /// ```
    pub fn check_unknown<F>(mut self, check: impl Fn(&E) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Effect, Error>> + Send + 'static,
    {
        self.unknown = UnknownRule::Check(Box::new(move |request| Box::pin(check(request))));
        self
    }

    /// Records each response before its row is recorded as done: in a file that must not miss any, such as one
    /// with the recovery codes that Stytch has created.
    ///
    /// `record` gets the key and the response of a row. It should return once they are on disk. If it fails, the
    /// run ends as if the [journal](Journal) could no longer be written, and the row stays
    /// [unknown](crate::bulk#unknown-outcomes). A response that is [unreadable](Outcome::Unreadable) cannot be
    /// recorded, so its row is unknown, too. If the process is killed in between, `record` may have recorded a
    /// row that a later run decides about.
    ///
    /// ```no_run
    /// # fn run(bulk: stytch_api::bulk::Bulk<stytch_api::b2b::totps::MigrateRequest>) {
    /// use std::{fs::OpenOptions, io::Write as _};
    ///
    /// let bulk = bulk.record_first(|_key, response| {
    ///     let codes: Vec<_> = response.recovery_codes.iter().map(|code| code.expose()).collect();
    ///     let line = format!("{},{}\n", response.member_id, codes.join(" "));
    ///     async move {
    ///         let mut file = OpenOptions::new().append(true).create(true).open("codes.csv")?;
    ///         file.write_all(line.as_bytes())?;
    ///         file.sync_data()
    ///     }
    /// });
    /// # }
    /// ```
    pub fn record_first<F>(
        mut self,
        record: impl Fn(&str, &E::Response) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = io::Result<()>> + Send + 'static,
    {
        self.record_first = Some(RecordFirst::new(record));
        self
    }

    /// Ends the run early: once `stop` completes, no further row is started, and the stream ends after the
    /// outcomes of those in flight.
    ///
    /// ```no_run
    /// # fn run(bulk: stytch_api::bulk::Bulk<stytch_api::b2b::totps::MigrateRequest>) {
    /// let bulk = bulk.stop_when(async {
    ///     // If Ctrl-C cannot be handled, it ends the process. That is no reason to stop now.
    ///     if tokio::signal::ctrl_c().await.is_err() {
    ///         std::future::pending::<()>().await;
    ///     }
    /// });
    /// # }
    /// ```
    pub fn stop_when(mut self, stop: impl Future<Output = ()> + Send + 'static) -> Self {
        self.stop = Some(Box::pin(stop));
        self
    }

    /// Starts the run. New requests start only while the stream is polled; those in flight
    /// continue.
    ///
    /// # Errors
    /// [`JournalError::OtherEndpoint`] or [`JournalError::OtherProject`] if the journal records another run,
    /// and [`JournalError::Storage`] if it cannot be written or its thread cannot be started.
    pub fn run(self) -> Result<BulkRun<E>, JournalError> {
        let Self {
            inner,
            endpoint,
            options,
            rows,
            concurrency,
            journal,
            unknown,
            record_first,
            stop,
        } = self;
        let project_id = inner.credentials.displayed_id();
        let journal = journal.map(|journal| journal.begin_run(endpoint, project_id));
        let (journal, keep_open) = journal.transpose()?.unzip();
        let settings = CallSettings { inner, options };
        let processor = RowProcessor { settings, journal, unknown, record_first };
        Ok(BulkRun::new(endpoint, processor, rows, concurrency.get(), stop, keep_open))
    }
}

/// Shows the settings, not the rows.
impl<E: BulkRequest> fmt::Debug for Bulk<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bulk")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .field("concurrency", &self.concurrency)
            .field("journal", &self.journal)
            .field("unknown", &self.unknown)
            .finish_non_exhaustive()
    }
}
