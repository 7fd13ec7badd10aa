//! The row that shows whether a row can be stored.

use data_encoding::HEXLOWER;
use goodword_core::Response;
use serde_json::json;

use crate::random;
use crate::store::{Error, ResponseRow};

/// As long as what somebody writes who has much to say: where only less fits, the disk is full.
const LENGTH: usize = 4096;

/// A row in a survey of its own, which no lock is waited for.
pub(super) fn row() -> Result<ResponseRow, Error> {
    let name = HEXLOWER.encode(&random::bytes::<16>());
    let comment: String =
        std::iter::repeat_n((), LENGTH / 32).map(|()| HEXLOWER.encode(&random::bytes::<16>())).collect();
    let body = json!({
        "id": "00000000-0000-7000-8000-000000000000", "survey": format!("probe-{name}"),
        "submitted_at": "2026-01-01T00:00:00Z", "answers": {"recommend": 0, "comment": comment},
    });
    let response = Response::parse(&body.to_string()).map_err(|_| Error::Engine("no probe".to_owned()))?;
    Ok(ResponseRow::new(response, 0))
}
