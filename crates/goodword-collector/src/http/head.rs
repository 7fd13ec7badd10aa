//! Bounds on the head of a request, told in words and with cross-origin headers, where hyper would only close.

use axum::extract::Request;
use axum::http::{HeaderMap, Version, header};

use crate::http::problem::{ProblemDetails, ProblemType};

/// An address may have so many bytes,
const ADDRESS: usize = 8 * 1024;
/// and all of the head so many.
const HEAD: usize = 32 * 1024;
/// Of a connection no more is read at a time than this: what is larger than a head may be is still told so.
pub(crate) const BUFFER: usize = 48 * 1024;

/// Why a request is refused for its head.
pub(super) fn check(request: &Request) -> Result<(), ProblemDetails> {
    // `GET livez` names a host, as whoever asks for a tunnel does: there is nothing at it.
    let Some(path) = request.uri().path_and_query() else {
        return Err(ProblemDetails::new(ProblemType::BadRequest).detail("Its address needs a path."));
    };
    let address = path.as_str().len();
    if address > ADDRESS {
        return Err(ProblemDetails::new(ProblemType::UriTooLong));
    }
    if address + size(request.headers()) > HEAD {
        return Err(ProblemDetails::new(ProblemType::HeadTooLarge));
    }
    // RFC 9112 §3.2: one Host, no more and no less.
    let hosts = request.headers().get_all(header::HOST).iter().count();
    let right = if request.version() < Version::HTTP_11 { hosts <= 1 } else { hosts == 1 };
    if right { Ok(()) } else { Err(ProblemDetails::new(ProblemType::BadRequest).detail("It needs one Host.")) }
}

/// With `: ` and the end of the line.
fn size(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum()
}
