//! A fetch on its way: what waits for it, and how it ends.

use std::{sync::Arc, time::Duration};

use tokio::{
    runtime::Handle,
    sync::watch,
    time::{Instant, timeout},
};

use super::{Held, Outcome, Shared, State};
use crate::{
    Error,
    endpoint::EndpointSpec,
    error::{RequestError, TransportError, TransportKind},
};

/// How a fetch ended. What it brought is in the state.
pub(super) type End = Result<(), Arc<Error>>;

/// What is asked of Stytch, and how long a call waits for the answer.
#[derive(Clone, Copy)]
pub(in crate::verify) struct Question {
    pub(in crate::verify) endpoint: &'static EndpointSpec,
    pub(in crate::verify) limit: Duration,
}

impl Question {
    pub(super) fn unanswered(self, kind: TransportKind) -> Arc<Error> {
        Arc::new(TransportError::without_answer(self.endpoint, kind).into())
    }

    /// Where the fetch runs. There is nothing to wait with outside of a runtime.
    pub(super) fn runtime(self) -> Result<Handle, Arc<Error>> {
        let problem = "there is no tokio runtime here to make the call on";
        let unsent = |_| Arc::new(RequestError::new(self.endpoint, problem).into());
        Handle::try_current().map_err(unsent)
    }
}

/// A fetch under way, to be waited for by any number of calls.
#[derive(Clone)]
pub(super) struct Flight {
    pub(super) end: watch::Receiver<Option<End>>,
    pub(super) begun: Instant,
    /// So long it may take.
    pub(super) limit: Duration,
}

impl Flight {
    /// Whether it should have ended long ago. The runtime that it runs on is not driven, as one that
    /// blocks on a future now and then, and nobody knows when it will be.
    pub(super) fn is_overdue(&self) -> bool {
        self.begun.elapsed() >= self.limit
    }

    /// Waits for its end, but no longer than until it has been under way for `patience`.
    pub(super) async fn within(mut self, patience: Duration) {
        let rest = patience.saturating_sub(self.begun.elapsed());
        if !rest.is_zero() {
            // What has come of it is seen in the state.
            let _ = timeout(rest, self.landed()).await;
        }
    }

    /// How it failed. `None` when it brought a value, when its runtime ended before it did, and when that
    /// does not go on with it.
    pub(super) async fn failure(mut self, question: Question) -> Option<Arc<Error>> {
        let rest = self.limit.saturating_sub(self.begun.elapsed());
        match timeout(rest.min(question.limit), self.landed()).await {
            Ok(end) => end?.err(),
            Err(_) if rest <= question.limit => None,
            // It may take longer than this call may wait.
            Err(_) => Some(question.unanswered(TransportKind::Timeout)),
        }
    }

    async fn landed(&mut self) -> Option<End> {
        self.end.wait_for(Option::is_some).await.ok()?.clone()
    }
}

/// The end of a flight, also of one that is cut off.
pub(super) struct Landing<T> {
    pub(super) shared: Arc<Shared<T>>,
    pub(super) report: watch::Sender<Option<End>>,
    pub(super) number: u64,
    pub(super) begun: Instant,
    pub(super) question: Question,
}

impl<T> Landing<T> {
    /// Whether it is neither given up for another nor overdue.
    pub(super) fn is_awaited(&self) -> bool {
        self.is_last(&self.shared.lock()) && self.is_in_time()
    }

    fn is_last(&self, state: &State<T>) -> bool {
        state.flights == self.number
    }

    fn is_in_time(&self) -> bool {
        self.begun.elapsed() < self.question.limit
    }

    pub(super) fn land(&self, outcome: Outcome<T>) {
        let mut state = self.shared.lock();
        match &outcome {
            Ok(value) if state.held.as_ref().is_none_or(|held| held.at <= self.begun) => {
                state.held = Some(Held { value: value.clone(), at: self.begun });
                state.failure = None;
            }
            Err(error) if self.is_last(&state) && self.is_in_time() => {
                state.failure = Some((error.clone(), Instant::now()));
                state.searched = None;
            }
            // A value that was asked for later is there, or nobody waited any more: it tells nothing new.
            Ok(_) | Err(_) => {}
        }
        if self.is_last(&state) {
            // In one step with the value: whoever sees no flight sees what it brought.
            state.flight = None;
        }
        drop(state);
        self.report.send_replace(Some(outcome.map(drop)));
    }
}

impl<T> Drop for Landing<T> {
    fn drop(&mut self) {
        if self.report.borrow().is_some() {
            return;
        }
        if std::thread::panicking() {
            self.land(Err(self.question.unanswered(TransportKind::NoAnswer)));
            return;
        }
        // Cut off with its runtime: as if it had not been.
        let mut state = self.shared.lock();
        if self.is_last(&state) {
            state.flight = None;
            state.searched = None;
            state.cut_off = Some(Instant::now());
        }
    }
}
