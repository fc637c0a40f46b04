//! The received requests that the sandbox keeps, and how many there were.

use std::collections::VecDeque;

use crate::{sandbox::http::received_request::ReceivedRequest, schema::EndpointSpec};

/// The last requests, oldest first, and the number of all requests to each endpoint.
pub(crate) struct RequestLog {
    kept: VecDeque<ReceivedRequest>,
    /// The largest number of requests to keep.
    limit: usize,
    counts: Vec<(&'static EndpointSpec, usize)>,
}

impl RequestLog {
    pub(crate) fn new(limit: usize) -> Self {
        Self { kept: VecDeque::new(), limit, counts: Vec::new() }
    }

    /// Counts a request and keeps it, in place of the oldest if there are too many.
    pub(crate) fn push(&mut self, received: ReceivedRequest) {
        if let Some(endpoint) = received.endpoint {
            match self.counts.iter_mut().find(|(spec, _)| std::ptr::eq(*spec, endpoint)) {
                Some((_, count)) => *count += 1,
                None => self.counts.push((endpoint, 1)),
            }
        }
        self.kept.push_back(received);
        if self.kept.len() > self.limit {
            self.kept.pop_front();
        }
    }

    pub(crate) fn to_vec(&self) -> Vec<ReceivedRequest> {
        self.kept.iter().cloned().collect()
    }

    /// The number of requests to an endpoint, including those that are no longer kept.
    pub(crate) fn count(&self, endpoint: &EndpointSpec) -> usize {
        let counted = self.counts.iter().find(|(spec, _)| std::ptr::eq(*spec, endpoint));
        counted.map_or(0, |(_, count)| *count)
    }
}
