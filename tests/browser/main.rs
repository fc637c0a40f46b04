//! Logins that start in the browser.

mod start_urls;
