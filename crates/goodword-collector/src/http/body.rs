//! Request bodies: their media type, and their bytes within bounds of size and time.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use futures_util::{Stream, StreamExt};
use goodword_core::limits;

use crate::http::body_budget::Share;
use crate::http::problem::{ProblemDetails, ProblemType};

/// A whole small body must have arrived by then,
const WHOLE: Duration = Duration::from_secs(10);
/// and the next part of a streamed one.
const NEXT: Duration = Duration::from_secs(30);
/// What is read of a body that is too large, so that a sender who writes first and reads later gets the reply.
const DRAINED: usize = 8 * 1024 * 1024;

/// What a body holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// One JSON object: `application/json`, or `text/plain`, which a browser sends without a preflight.
    Json,
    /// `application/x-ndjson`.
    Ndjson,
}

impl MediaType {
    /// The media type that the request names, without its parameters.
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        match value.split(';').next()?.trim().to_ascii_lowercase().as_str() {
            "application/json" | "text/plain" => Some(Self::Json),
            "application/x-ndjson" | "application/ndjson" => Some(Self::Ndjson),
            _ => None,
        }
    }
}

/// The text of a body of at most 64 kB, held within `share`.
pub(super) async fn text(headers: &HeaderMap, body: Body, share: &mut Share) -> Result<String, ProblemDetails> {
    check_encoding(headers)?;
    let bytes = match tokio::time::timeout(WHOLE, whole(headers, body, share)).await {
        Ok(bytes) => bytes?,
        Err(_) => return Err(ProblemDetails::new(ProblemType::Timeout)),
    };
    String::from_utf8(bytes).map_err(|_| ProblemDetails::new(ProblemType::NotJson).detail("It is not valid UTF-8."))
}

/// Refuses what is compressed: nobody here unpacks it, and what it would grow to is not known.
pub(crate) fn check_encoding(headers: &HeaderMap) -> Result<(), ProblemDetails> {
    let plain = |value: &HeaderValue| value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity");
    if headers.get_all(header::CONTENT_ENCODING).iter().all(plain) {
        return Ok(());
    }
    Err(ProblemDetails::new(ProblemType::MediaType).detail("Send it as it is, without a Content-Encoding."))
}

async fn whole(headers: &HeaderMap, body: Body, share: &mut Share) -> Result<Vec<u8>, ProblemDetails> {
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > DRAINED) {
        return Err(too_large());
    }
    let (mut bytes, mut arrived, mut parts) = (Vec::new(), 0, body.into_data_stream());
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_| broken())?;
        arrived += part.len();
        if arrived <= limits::BODY_BYTES {
            share.hold(arrived)?;
            reserve(&mut bytes, part.len(), announced.unwrap_or(limits::BODY_BYTES));
            bytes.extend_from_slice(&part);
        } else if arrived > DRAINED {
            break;
        }
    }
    if arrived > limits::BODY_BYTES { Err(too_large()) } else { Ok(bytes) }
}

/// Makes room for what has arrived: twice as much as before at a time, and never more than was announced.
fn reserve(bytes: &mut Vec<u8>, more: usize, announced: usize) {
    let needed = bytes.len().saturating_add(more);
    if needed > bytes.capacity() {
        let room = needed.max((2 * bytes.capacity()).min(announced));
        bytes.reserve_exact(room - bytes.len());
    }
}

/// The parts of a body of any size.
pub fn parts(body: Body) -> impl Stream<Item = Result<Bytes, ProblemDetails>> + Unpin {
    let parts = body.into_data_stream();
    Box::pin(futures_util::stream::unfold(parts, |mut parts| async {
        let part = match tokio::time::timeout(NEXT, parts.next()).await {
            Ok(part) => part?.map_err(|_| broken()),
            Err(_) => Err(ProblemDetails::new(ProblemType::Timeout)),
        };
        Some((part, parts))
    }))
}

fn too_large() -> ProblemDetails {
    ProblemDetails::new(ProblemType::TooLarge).detail(format!("At most {} bytes are taken.", limits::BODY_BYTES))
}

fn broken() -> ProblemDetails {
    ProblemDetails::new(ProblemType::NotJson).detail("It broke off.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_media_type_decides_without_its_parameters() {
        let check = |value: &str, expect: Option<MediaType>| {
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, value.parse().unwrap())]);
            assert_eq!(MediaType::of(&headers), expect, "{value}");
        };
        check("application/json", Some(MediaType::Json));
        check("Application/JSON; charset=utf-8", Some(MediaType::Json));
        check("text/plain;charset=UTF-8", Some(MediaType::Json));
        check("application/x-ndjson", Some(MediaType::Ndjson));
        check("application/x-www-form-urlencoded", None);
        check("text/html", None);
        assert_eq!(MediaType::of(&HeaderMap::new()), None);
    }
}
