//! A loopback server that serves the keys and the policy.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    thread,
};

use serde_json::Value;

/// Starts the server and returns its URL. The server runs until the process ends.
pub(crate) fn start(keys: Value, policy: Value) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // An error only means that the client has disconnected.
            let _ = respond(stream, &keys, &policy);
        }
    });
    url
}

fn respond(mut stream: TcpStream, keys: &Value, policy: &Value) -> std::io::Result<()> {
    let mut request = [0; 4096];
    let length = stream.read(&mut request)?;
    let head = String::from_utf8_lossy(&request[..length]);
    let path = head.split(' ').nth(1).unwrap_or_default();
    let body = if path.contains("/jwks/") { keys } else { policy }.to_string();
    let length = body.len();
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
    write!(stream, "{head}\r\ncontent-length: {length}\r\n\r\n{body}")
}
