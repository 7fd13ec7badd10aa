//! Which addresses the view reads from.

use crate::browser::url::Url;

/// Whether the view reads from a URL: https anywhere, http on this machine, and the page's own site. No names and passwords,
/// which would be a token in an address: those never come here, since fetch refuses them.
pub fn is_allowed(url: &Url, same_origin: bool) -> bool {
    match url.protocol.as_str() {
        "https:" => true,
        "http:" => same_origin || ["localhost", "127.0.0.1", "[::1]"].contains(&url.hostname.as_str()),
        _ => false,
    }
}

/// The address of one of our exports, asked to say where it ends, and to begin behind the response `after`. Nothing when
/// it is no export of ours, or in another format.
pub fn export(href: &str, after: Option<&str>) -> Option<String> {
    let address = href.split('#').next()?;
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let survey = path.strip_suffix("/responses")?.rsplit_once('/')?;
    let pairs: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    let other = |pair: &&str| pair.starts_with("format=") && *pair != "format=ndjson";
    if !survey.0.ends_with("/v1/surveys") || pairs.iter().any(other) {
        return None;
    }
    let ours = |pair: &&str| !pair.starts_with("end=") && (after.is_none() || !pair.starts_with("after="));
    let mut pairs: Vec<_> = pairs.into_iter().filter(ours).map(str::to_owned).collect();
    pairs.push("end=1".to_owned());
    pairs.extend(after.map(|id| format!("after={id}")));
    Some(format!("{path}?{}", pairs.join("&")))
}

/// The address of counts instead of responses, asked for days of `zone` where it does not say by what and where they are
/// counted. Nothing when it is none of ours.
pub fn tally(href: &str, zone: &str) -> Option<String> {
    let address = href.split('#').next()?;
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let survey = path.strip_suffix("/tally")?.rsplit_once('/')?;
    let says = |name: &str| query.split('&').any(|pair| pair.starts_with(name));
    let mut pairs: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).map(str::to_owned).collect();
    pairs.extend((!says("by=")).then(|| "by=day".to_owned()));
    pairs.extend((!says("tz=")).then(|| format!("tz={}", zone.replace('+', "%2B"))));
    survey.0.ends_with("/v1/surveys").then(|| format!("{path}?{}", pairs.join("&")))
}

/// The address of what a collector tells of groups, where `href` is its export: for who may read no single response.
/// Nothing when it is none.
pub fn groups(href: &str) -> Option<String> {
    let path = export(href, None)?;
    Some(format!("{}/tally", path.split_once('?')?.0.strip_suffix("/responses")?))
}

/// The export of the responses that are counted at the address of a tally.
pub fn counted(href: &str) -> Option<String> {
    let path = href.split(['?', '#']).next()?;
    Some(format!("{}/responses", path.strip_suffix("/tally")?))
}

/// Where a collector is told what became of a promise, when `href` is its export. Nothing when it is none.
pub fn follow_up(href: &str, id: &str) -> Option<String> {
    let path = href.split(['?', '#']).next()?;
    let (base, survey) = path.strip_suffix("/responses")?.rsplit_once('/')?;
    let base = base.strip_suffix("/v1/surveys")?;
    Some(format!("{base}/v1/responses/{id}/follow-up?survey={survey}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_asked_for_by_day_and_zone() {
        let check = |href, expect: Option<&str>| assert_eq!(tally(href, "Etc/GMT+3").as_deref(), expect, "{href}");
        let plain = "https://a.example/v1/surveys/chat/tally";
        check(plain, Some("https://a.example/v1/surveys/chat/tally?by=day&tz=Etc/GMT%2B3"));
        check(
            "https://a.example/v1/surveys/chat/tally?by=device&tz=UTC#x",
            Some("https://a.example/v1/surveys/chat/tally?by=device&tz=UTC"),
        );
        check("https://a.example/v1/surveys/chat/responses", None);
        check("https://a.example/files/tally", None);
        assert_eq!(counted(&format!("{plain}?by=day")).unwrap(), "https://a.example/v1/surveys/chat/responses");
        assert_eq!(counted("https://a.example/tally.json"), None);
    }

    #[test]
    fn groups_are_told_of_beside_the_export() {
        let check = |href, expect: Option<&str>| assert_eq!(groups(href).as_deref(), expect, "{href}");
        let tally = "https://a.example/v1/surveys/chat/tally";
        check("https://a.example/v1/surveys/chat/responses?format=ndjson", Some(tally));
        check("https://a.example/v1/surveys/chat/responses#x", Some(tally));
        check("https://a.example/answers/responses", None);
        check(tally, None);
    }

    #[test]
    fn a_collector_is_told_what_became_of_a_promise() {
        let check = |href, expect: Option<&str>| assert_eq!(follow_up(href, "7").as_deref(), expect, "{href}");
        check(
            "https://a.example/gw/v1/surveys/chat/responses?format=csv",
            Some("https://a.example/gw/v1/responses/7/follow-up?survey=chat"),
        );
        check("https://a.example/v1/surveys/chat/tally", None);
        check("https://a.example/answers.ndjson", None);
    }

    #[test]
    fn an_export_says_where_it_ends() {
        let check = |href, after, expect: Option<&str>| assert_eq!(export(href, after).as_deref(), expect, "{href}");
        let plain = "https://a.example/v1/surveys/chat/responses";
        check(plain, None, Some("https://a.example/v1/surveys/chat/responses?end=1"));
        check(
            "https://a.example/v1/surveys/chat/responses?format=ndjson&after=1&end=0#x",
            Some("2"),
            Some("https://a.example/v1/surveys/chat/responses?format=ndjson&end=1&after=2"),
        );
        check("https://a.example/v1/surveys/chat/responses?format=json", None, None);
        check("https://a.example/v1/surveys/chat/tally", None, None);
        check("https://a.example/answers.ndjson", None, None);
    }

    #[test]
    fn https_this_machine_and_the_own_site_are_read_from() {
        let check = |protocol: &str, hostname: &str, same_origin, expect| {
            let (protocol, hostname) = (protocol.to_owned(), hostname.to_owned());
            let url = Url { href: String::new(), protocol, hostname };
            assert_eq!(is_allowed(&url, same_origin), expect, "{url:?}");
        };
        check("https:", "answers.example", false, true);
        check("http:", "answers.example", false, false);
        check("http:", "answers.example", true, true);
        check("http:", "localhost", false, true);
        check("http:", "127.0.0.1", false, true);
        check("http:", "[::1]", false, true);
        check("http:", "127.0.0.1.example", false, false);
        check("javascript:", "", false, false);
        check("data:", "", false, false);
        check("blob:", "", true, false);
        check("file:", "", true, false);
        check("ftp:", "localhost", false, false);
    }
}
