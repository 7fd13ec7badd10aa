//! What `SurveyJS` writes as a condition: `{name} op literal`, joined by `and` or by `or`.

use serde_json::Value;

/// One comparison.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Comparison {
    pub name: String,
    pub operator: String,
    pub values: Vec<Value>,
}

/// Comparisons that must all hold, or of which one must.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expression {
    pub is_or: bool,
    pub parts: Vec<Comparison>,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Name(String),
    Literal(Value),
    Word(String),
    Open,
    Close,
}

/// Reads what can be said here; nothing where it is something else.
pub(super) fn read(text: &str) -> Option<Expression> {
    let tokens = tokens(text)?;
    let mut rest = tokens.as_slice();
    let (mut parts, mut joined) = (Vec::new(), None);
    loop {
        parts.push(comparison(&mut rest)?);
        let [Token::Word(word), behind @ ..] = rest else { break };
        // One word all along: what mixes them has groups.
        if !["and", "or"].contains(&word.as_str()) || joined.get_or_insert_with(|| word.clone()) != word {
            return None;
        }
        rest = behind;
    }
    rest.is_empty().then(|| Expression { is_or: joined.as_deref() == Some("or"), parts })
}

fn comparison(rest: &mut &[Token]) -> Option<Comparison> {
    let [Token::Name(name), Token::Word(operator), behind @ ..] = *rest else { return None };
    let (name, operator) = (name.clone(), operator.clone());
    *rest = behind;
    let values = match operator.as_str() {
        "empty" | "notempty" => Vec::new(),
        _ => values(rest)?,
    };
    Some(Comparison { name, operator, values })
}

/// One literal, or several in brackets.
fn values(rest: &mut &[Token]) -> Option<Vec<Value>> {
    if let [Token::Literal(value), behind @ ..] = *rest {
        let value = value.clone();
        *rest = behind;
        return Some(vec![value]);
    }
    let [Token::Open, behind @ ..] = *rest else { return None };
    *rest = behind;
    let mut found = Vec::new();
    while let [Token::Literal(value), behind @ ..] = *rest {
        found.push(value.clone());
        *rest = behind;
    }
    let [Token::Close, behind @ ..] = *rest else { return None };
    *rest = behind;
    Some(found)
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let (mut found, mut rest) = (Vec::new(), text.trim_start());
    while let Some(first) = rest.chars().next() {
        let behind = rest.get(first.len_utf8()..).unwrap_or_default();
        rest = match first {
            '{' => {
                let (name, behind) = behind.split_once('}')?;
                found.push(Token::Name(name.trim().to_owned()));
                behind
            }
            '\'' | '"' => {
                let (literal, behind) = behind.split_once(first)?;
                found.push(Token::Literal(literal.into()));
                behind
            }
            '[' | ']' => {
                found.push(if first == '[' { Token::Open } else { Token::Close });
                behind
            }
            ',' => behind,
            _ => word(rest, &mut found)?,
        }
        .trim_start();
    }
    Some(found)
}

/// A number, an operator, or a word; brackets of other kinds have no meaning here.
fn word<'a>(rest: &'a str, found: &mut Vec<Token>) -> Option<&'a str> {
    let is_sign = |letter: char| "<>=!".contains(letter);
    let signs = rest.len() - rest.trim_start_matches(is_sign).len();
    let ends = |letter: char| letter.is_whitespace() || is_sign(letter) || "{}[](),'\"".contains(letter);
    let length = if signs > 0 { signs } else { rest.find(ends).unwrap_or(rest.len()) };
    let (word, behind) = rest.split_at(length);
    if word.is_empty() {
        return None;
    }
    found.push(match word.parse::<i64>() {
        Ok(number) => Token::Literal(number.into()),
        Err(_) if word == "true" || word == "false" => Token::Literal((word == "true").into()),
        Err(_) => Token::Word(operator(&word.to_lowercase())),
    });
    Some(behind)
}

/// Each operator has several names.
fn operator(word: &str) -> String {
    let name = match word {
        "=" | "==" | "equal" => "=",
        "<>" | "!=" | "notequal" => "<>",
        "less" => "<",
        "lessorequal" => "<=",
        "greater" => ">",
        "greaterorequal" => ">=",
        "contain" => "contains",
        "&&" => "and",
        "||" => "or",
        other => other,
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_can_be_said_here_is_read() {
        let check = |text: &str, is_or: bool, expect: &[(&str, &str, Value)]| {
            let found = read(text).unwrap();
            let parts: Vec<_> = found
                .parts
                .iter()
                .map(|part| (part.name.as_str(), part.operator.as_str(), json!(part.values)))
                .collect();
            assert_eq!((found.is_or, parts.as_slice()), (is_or, expect), "{text}");
        };
        check("{nps} <= 6", false, &[("nps", "<=", json!([6]))]);
        check("{a} = 'x y' and {b} notempty", false, &[("a", "=", json!(["x y"])), ("b", "notempty", json!([]))]);
        check("{a}<>\"x\"or {b} anyof ['p', 3]", true, &[("a", "<>", json!(["x"])), ("b", "anyof", json!(["p", 3]))]);
        check("{a} = true", false, &[("a", "=", json!([true]))]);
    }

    #[test]
    fn what_cannot_is_left() {
        for text in [
            "",
            "{a}",
            "{a} = ",
            "({a} = 1)",
            "{a} = 1 and {b} = 2 or {c} = 3",
            "{a} = {b}",
            "age({a}) > 3",
            "{a",
            "{a} = 'x",
            "é",
            "{a} anyof ['x'",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
