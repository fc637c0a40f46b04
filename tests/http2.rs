//! The server's side of an HTTP/2 connection, frame by frame, so that a test decides on each of them.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GOAWAY: u8 = 7;

/// The flag of a PING or SETTINGS frame that acknowledges another.
const ACK: u8 = 1;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

const MAX_CONCURRENT_STREAMS: u16 = 3;

/// Error codes of RFC 9113, section 7.
pub mod code {
    /// Not an error.
    pub const NO_ERROR: u32 = 0;
    /// The server failed.
    pub const INTERNAL_ERROR: u32 = 2;
    /// The server did not process the stream.
    pub const REFUSED_STREAM: u32 = 7;
    /// The stream is no longer needed.
    pub const CANCEL: u32 = 8;
    /// The client sends too much.
    pub const ENHANCE_YOUR_CALM: u32 = 11;
    /// The server requires HTTP/1.1 for this request.
    pub const HTTP_1_1_REQUIRED: u32 = 13;
}

/// What the client does on a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A complete request.
    Request {
        /// The number of its stream; the first is 1, the next 3.
        stream: u32,
        /// Its headers, still compressed.
        headers: Vec<u8>,
        /// Its body.
        body: Vec<u8>,
    },
    /// The client gave up a stream.
    Reset {
        /// The number of the stream.
        stream: u32,
        /// The error code.
        code: u32,
    },
    /// The client sent a ping, which has not been answered.
    Ping([u8; 8]),
}

/// An encrypted or plain connection.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// A connection, for which the preface and the settings have been exchanged.
pub struct Connection {
    stream: Box<dyn Stream>,
    /// Requests whose body is still incomplete.
    pending: Vec<(u32, Vec<u8>, Vec<u8>)>,
}

struct Frame {
    kind: u8,
    flags: u8,
    stream: u32,
    payload: Vec<u8>,
}

impl Connection {
    /// Reads the client's preface and sends the server's settings.
    ///
    /// # Errors
    /// If the client does not speak HTTP/2, or has closed the connection.
    pub async fn accept(
        stream: impl Stream + 'static,
        max_streams: Option<u32>,
    ) -> io::Result<Self> {
        let mut connection = Self { stream: Box::new(stream), pending: Vec::new() };
        let mut preface = [0; PREFACE.len()];
        connection.stream.read_exact(&mut preface).await?;
        if preface != PREFACE {
            return Err(io::Error::other("not HTTP/2"));
        }
        let settings = max_streams.map(|max| {
            [&MAX_CONCURRENT_STREAMS.to_be_bytes()[..], &max.to_be_bytes()[..]].concat()
        });
        connection.send(SETTINGS, 0, 0, &settings.unwrap_or_default()).await?;
        Ok(connection)
    }

    /// Returns the next event, or `None` if the client has closed the connection. Acknowledges settings.
    pub async fn next(&mut self) -> Option<Event> {
        loop {
            let Frame { kind, flags, stream, payload } = self.read().await.ok()?;
            match kind {
                HEADERS => self.pending.push((stream, payload, Vec::new())),
                DATA => {
                    let mut pending = self.pending.iter_mut();
                    // Without it, the frame belongs to a stream that the client has reset.
                    if let Some((_, _, body)) = pending.find(|(id, ..)| *id == stream) {
                        body.extend(payload);
                    }
                }
                RST_STREAM => {
                    self.pending.retain(|(id, ..)| *id != stream);
                    let code = u32::from_be_bytes(payload.try_into().ok()?);
                    return Some(Event::Reset { stream, code });
                }
                SETTINGS if flags & ACK == 0 => self.send(SETTINGS, ACK, 0, &[]).await.ok()?,
                PING if flags & ACK == 0 => return Some(Event::Ping(payload.try_into().ok()?)),
                _ => {}
            }
            if matches!(kind, HEADERS | DATA) && flags & END_STREAM != 0 {
                let index = self.pending.iter().position(|(id, ..)| *id == stream)?;
                let (stream, headers, body) = self.pending.remove(index);
                return Some(Event::Request { stream, headers, body });
            }
        }
    }

    /// Returns the stream of the next request, or `None` if the client has closed the connection. Answers pings.
    pub async fn request(&mut self) -> Option<u32> {
        loop {
            match self.next().await? {
                Event::Request { stream, .. } => return Some(stream),
                Event::Reset { .. } => {}
                Event::Ping(data) => self.send(PING, ACK, 0, &data).await.ok()?,
            }
        }
    }

    /// Sends a complete response.
    ///
    /// # Errors
    /// If the client has closed the connection, as for all other methods that send.
    pub async fn respond(&mut self, stream: u32, body: &str) -> io::Result<()> {
        self.send_head(stream).await?;
        self.send(DATA, END_STREAM, stream, body.as_bytes()).await
    }

    /// Sends the status 200, of a response whose body follows.
    pub async fn send_head(&mut self, stream: u32) -> io::Result<()> {
        // In HPACK, `:status: 200` is number 8 of the static table.
        self.send(HEADERS, END_HEADERS, stream, &[0x88]).await
    }

    /// Sends a part of a body, after which more may follow.
    pub async fn send_data(&mut self, stream: u32, data: &str) -> io::Result<()> {
        self.send(DATA, 0, stream, data.as_bytes()).await
    }

    /// Resets a stream.
    pub async fn reset(&mut self, stream: u32, code: u32) -> io::Result<()> {
        self.send(RST_STREAM, 0, stream, &code.to_be_bytes()).await
    }

    /// Announces that no stream above `last` was or will be processed.
    pub async fn go_away(&mut self, last: u32, code: u32, debug_data: &str) -> io::Result<()> {
        let payload =
            [&last.to_be_bytes()[..], &code.to_be_bytes()[..], debug_data.as_bytes()].concat();
        self.send(GOAWAY, 0, 0, &payload).await
    }

    /// Sends data outside of any stream, which ends the connection.
    pub async fn violate_protocol(&mut self) -> io::Result<()> {
        self.send(DATA, 0, 0, b"data of no stream").await
    }

    async fn read(&mut self) -> io::Result<Frame> {
        let mut head = [0; 9];
        self.stream.read_exact(&mut head).await?;
        let [a, b, c, kind, flags, stream @ ..] = head;
        let length = u32::from_be_bytes([0, a, b, c]);
        let mut payload = Vec::new();
        (&mut self.stream).take(length.into()).read_to_end(&mut payload).await?;
        Ok(Frame { kind, flags, stream: u32::from_be_bytes(stream), payload })
    }

    async fn send(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) -> io::Result<()> {
        let length = u32::try_from(payload.len()).map_err(io::Error::other)?;
        let frame =
            [&length.to_be_bytes()[1..], &[kind, flags], &stream.to_be_bytes()[..], payload]
                .concat();
        self.stream.write_all(&frame).await?;
        self.stream.flush().await
    }
}
