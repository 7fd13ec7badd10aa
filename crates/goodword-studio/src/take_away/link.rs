//! The survey alone on a page: its address, and a code that cameras read.

use goodword_core::Problem;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The address of a survey on a collector at `site`, with what its query tells: hidden fields, by their names.
pub fn link(site: &str, survey: &str, query: &[(&str, &str)]) -> String {
    let pairs: Vec<_> = query
        .iter()
        .filter(|(name, value)| !name.is_empty() && !value.is_empty())
        .map(|(name, value)| format!("{}={}", written(name), written(value)))
        .collect();
    let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
    format!("{}/s/{}{query}", site.trim_end_matches('/'), written(survey))
}

/// A text in a query, by RFC 3986: what is neither letter, digit nor one of four marks is written in hexadecimal.
fn written(text: &str) -> String {
    let mut written = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => written.push(byte.into()),
            _ => {
                let hex = |digit: u8| char::from_digit(digit.into(), 16).unwrap_or('0').to_ascii_uppercase();
                written.extend(['%', hex(byte >> 4), hex(byte & 15)]);
            }
        }
    }
    written
}

/// The code of an address as SVG, dark on white with the white border that readers need. Correction level M: 15 % of it may
/// be dirty.
pub fn code(address: &str) -> Result<String, Problem> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M)
        .map_err(|_| Problem::whole("is too long for a code that cameras read"))?;
    let dark = svg::Color("#000000");
    Ok(code.render().min_dimensions(200, 200).dark_color(dark).light_color(svg::Color("#ffffff")).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_stands_in_its_query() {
        let check =
            |query: &[(&str, &str)], expect: &str| assert_eq!(link("https://a.example/", "support", query), expect);
        check(&[], "https://a.example/s/support");
        check(
            &[("from", "counter 1&2"), ("", "x"), ("city", "Köln")],
            "https://a.example/s/support?from=counter%201%262&city=K%C3%B6ln",
        );
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert!(code(&"x".repeat(2000)).is_ok());
        assert_eq!(code(&"x".repeat(3000)).unwrap_err().to_string(), "is too long for a code that cameras read");
    }
}
