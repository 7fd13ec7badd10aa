//! How the page looks: as the view does, whose style sheets these are.

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

const SHEETS: &str = concat!(
    include_str!("../../../../styles/tokens.css"),
    include_str!("../../../../styles/results/base.css"),
    include_str!("../../../../styles/results/head.css"),
    include_str!("../../../../styles/results/card.css"),
    include_str!("../../../../styles/results/chart.css"),
    include_str!("../../../../styles/results/table.css"),
    include_str!("../../../../styles/results/comments.css"),
    include_str!("../../../../styles/results/media.css"),
    include_str!("report.css"),
);

/// The style sheet, and the policy that allows it and nothing else.
pub fn with_policy() -> (String, String) {
    // The view's host is its shadow root's; here it is the page.
    let style = SHEETS.replace(":host(:not([theme=\"light\"]))", ":root").replace(":host(", ":root:is(");
    let style = style.replace(":host", ":root");
    let hash = BASE64.encode(&Sha256::digest(style.as_bytes()));
    (style, format!("default-src 'none'; style-src 'sha256-{hash}'"))
}
