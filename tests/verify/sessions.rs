//! Sessions checked as a server does it, against the sandbox.
