//! Logins that start in the browser.

mod chromium;
mod start_urls;
