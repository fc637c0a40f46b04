//! Ends a run on Ctrl-C.

use std::{io, process, sync::Arc};

use tokio::sync::watch;

/// The status of a process that a second Ctrl-C has ended: 128 and the number of SIGINT.
const INTERRUPTED: i32 = 130;

/// Whether the run is to end early: after Ctrl-C or, on Unix, SIGTERM, which schedulers send. The second
/// one ends the process at once.
#[derive(Clone, Debug)]
pub(crate) struct Stop {
    requested: Arc<watch::Sender<bool>>,
}

impl Stop {
    /// Listens for the signals, on the current runtime.
    pub(crate) fn listen() -> io::Result<Self> {
        let stop = Self { requested: Arc::new(watch::channel(false).0) };
        let mut signals = Signals::listen()?;
        let requested = stop.clone();
        tokio::spawn(async move {
            signals.next().await;
            requested.request();
            signals.next().await;
            process::exit(INTERRUPTED);
        });
        Ok(stop)
    }

    /// Ends the run early.
    pub(crate) fn request(&self) {
        self.requested.send_replace(true);
    }

    /// Completes when the run is to end early.
    pub(crate) fn requested(&self) -> impl Future<Output = ()> + Send + use<> {
        // Keeps the channel open, so that waiting cannot fail.
        let this = self.clone();
        async move {
            let _ = this.requested.subscribe().wait_for(|requested| *requested).await;
        }
    }

    pub(crate) fn is_requested(&self) -> bool {
        *self.requested.borrow()
    }
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        let interrupt = signal(SignalKind::interrupt())?;
        Ok(Self { interrupt, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(windows)]
struct Signals {
    ctrl_c: tokio::signal::windows::CtrlC,
}

#[cfg(windows)]
impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self { ctrl_c: tokio::signal::windows::ctrl_c()? })
    }

    async fn next(&mut self) {
        self.ctrl_c.recv().await;
    }
}

#[cfg(test)]
mod tests {
    use super::Stop;

    #[tokio::test]
    async fn a_requested_stop_reaches_every_waiter() {
        let stop = Stop::listen().unwrap();
        let (before, waiting) = (stop.requested(), tokio::spawn(stop.requested()));
        assert!(!stop.is_requested());
        stop.clone().request();
        before.await;
        waiting.await.unwrap();
        stop.requested().await;
        assert!(stop.is_requested());
    }
}
