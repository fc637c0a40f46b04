//! A fetch on its way: what waits for it, and how it ends.

use std::{sync::Arc, time::Duration};

use tokio::{
    runtime::Handle,
    sync::watch,
    time::{Instant, timeout},
};

use crate::{
    Error,
    cache::single_flight::{Held, Outcome, Shared, State},
    error::{RequestError, TransportError, TransportKind},
    schema::EndpointSpec,
};

/// How a fetch ended. What it brought is in the state.
pub(crate) type End = Result<(), Arc<Error>>;

/// What is asked of Stytch, and how long a call waits for the answer.
#[derive(Clone, Copy)]
pub(crate) struct Question {
    pub(crate) endpoint: &'static EndpointSpec,
    pub(crate) limit: Duration,
}

impl Question {
    pub(crate) fn unanswered(self, kind: TransportKind) -> Arc<Error> {
        Arc::new(TransportError::without_answer(self.endpoint, kind).into())
    }

    /// Where the fetch runs. There is nothing to wait with outside of a runtime.
    pub(crate) fn runtime(self) -> Result<Handle, Arc<Error>> {
        let problem = "there is no tokio runtime here to make the call on";
        let unsent = |_| Arc::new(RequestError::new(self.endpoint, problem).into());
        Handle::try_current().map_err(unsent)
    }
}

/// A fetch under way, to be waited for by any number of calls.
#[derive(Clone)]
pub(crate) struct Flight {
    pub(crate) end: watch::Receiver<Option<End>>,
    pub(crate) begun: Instant,
    /// So long it may take.
    pub(crate) limit: Duration,
}

impl Flight {
    /// Whether it should have ended long ago. The runtime that it runs on is not driven, as one that
    /// blocks on a future now and then, and nobody knows when it will be.
    pub(crate) fn is_overdue(&self) -> bool {
        self.begun.elapsed() >= self.limit
    }

    /// Waits for its end, but no longer than until it has been under way for `patience`.
    pub(crate) async fn within(mut self, patience: Duration) {
        let rest = patience.saturating_sub(self.begun.elapsed());
        if !rest.is_zero() {
            // What has come of it is seen in the state.
            let _ = timeout(rest, self.landed()).await;
        }
    }

    /// How it failed. `None` when it brought a value, when its runtime ended before it did, and when that
    /// does not go on with it.
    pub(crate) async fn failure(mut self, question: Question) -> Option<Arc<Error>> {
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
pub(crate) struct Landing<T> {
    pub(crate) shared: Arc<Shared<T>>,
    pub(crate) report: watch::Sender<Option<End>>,
    pub(crate) number: u64,
    pub(crate) begun: Instant,
    pub(crate) question: Question,
}

impl<T> Landing<T> {
    /// Whether it is neither given up for another nor overdue.
    pub(crate) fn is_awaited(&self) -> bool {
        self.is_last(&self.shared.lock()) && self.is_in_time()
    }

    fn is_last(&self, state: &State<T>) -> bool {
        state.flights == self.number
    }

    fn is_in_time(&self) -> bool {
        self.begun.elapsed() < self.question.limit
    }

    pub(crate) fn land(&self, outcome: Outcome<T>) {
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
            self.land(Err(self.question.unanswered(TransportKind::NoResponse)));
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
