//! Addresses of people and of their machines.

/// Whether a text is an email address, an IP address or a telephone number.
pub fn is_address(text: &str) -> bool {
    is_email(text) || text.parse::<core::net::IpAddr>().is_ok() || is_phone(text)
}

fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    !local.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
}

/// `+49 30 123456`: a number with its country.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = text
        .chars()
        .all(|character| character.is_ascii_digit() || matches!(character, '+' | ' ' | '-' | '(' | ')' | '/'));
    text.starts_with('+') && (7..=15).contains(&digits) && plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_by_its_form() {
        let check = |text: &str, expect| assert_eq!(is_address(text), expect, "{text}");
        check("a@b.example", true);
        check("192.0.2.7", true);
        check("2001:db8::1", true);
        check("+49 30 1234567", true);
        check("a @ b.example", false);
        check("9", false);
        check("+1", false);
        check("+1 for this", false);
    }
}
