//! The files of a site: right types, ready compressed, cached as long as is safe, under a strict policy.

use std::fs;
use std::path::Path;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use goodword_collector::config::{Config, Origins};
use tempfile::TempDir;

use crate::collector::{Collector, Reply};

fn dist() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for page in ["index.html", "results.html", "frame.html", "studio.html", "studio-frame.html"] {
        write(page, "<!doctype html>");
    }
    for (name, text) in [("goodword.js", "plain"), ("goodword.js.br", "brotli"), ("goodword.js.gz", "gzip")] {
        write(name, text);
    }
    write("goodword-widget_bg.wasm", "plain");
    write("goodword-widget_bg.wasm.br", "brotli");
    write("response.schema.json", "{}");
    write("v/0.1.0/goodword.js", "pinned");
    folder
}

fn serving(dist: &Path, origins: Origins) -> Collector {
    Collector::with(&Config { origins, dist: Some(dist.to_owned()), ..Config::default() })
}

async fn get(collector: &Collector, path: &str, encodings: &str) -> Reply {
    let request = Request::get(path).header(header::ACCEPT_ENCODING, encodings);
    collector.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn each_file_has_its_type_and_its_encoding() {
    let dist = dist();
    let collector = serving(dist.path(), Origins::Any);
    for (path, encodings, media_type, encoding, text) in [
        ("/goodword.js", "gzip, br", "text/javascript; charset=utf-8", "br", "brotli"),
        ("/goodword.js", "gzip", "text/javascript; charset=utf-8", "gzip", "gzip"),
        ("/goodword.js", "identity", "text/javascript; charset=utf-8", "", "plain"),
        ("/goodword-widget_bg.wasm", "gzip, deflate, br, zstd", "application/wasm", "br", "brotli"),
        ("/goodword-widget_bg.wasm", "gzip", "application/wasm", "", "plain"),
        ("/response.schema.json", "br", "application/json", "", "{}"),
    ] {
        let reply = get(&collector, path, encodings).await;
        assert_eq!((reply.status.as_u16(), reply.text.as_str()), (200, text), "{path} {encodings}");
        assert_eq!(reply.header(header::CONTENT_TYPE), media_type, "{path}");
        assert_eq!(reply.header(header::CONTENT_ENCODING), encoding, "{path} {encodings}");
        assert!(reply.header(header::VARY).to_lowercase().contains("accept-encoding"), "{path}");
        assert_eq!(reply.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*", "{path}");
        assert_eq!(reply.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{path}");
        assert_eq!(reply.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        assert_eq!(reply.header(header::CACHE_CONTROL), "no-cache", "{path}");
        assert_eq!(reply.header(header::CONTENT_SECURITY_POLICY), "", "a worker would be bound by it: {path}");
    }
}

#[tokio::test]
async fn a_version_may_be_kept_for_ever_but_not_its_absence() {
    let dist = dist();
    let collector = serving(dist.path(), Origins::Any);
    let found = get(&collector, "/v/0.1.0/goodword.js", "br").await;
    assert_eq!(
        (found.text.as_str(), found.header(header::CACHE_CONTROL)),
        ("pinned", "public, max-age=31536000, immutable")
    );
    let missing = get(&collector, "/v/0.2.0/goodword.js", "br").await;
    missing.problem(404, "not-found");
    assert_eq!(missing.header(header::CACHE_CONTROL), "no-cache");
}

#[tokio::test]
async fn pages_stand_under_their_short_names_and_a_strict_policy() {
    let dist = dist();
    let collector = serving(dist.path(), Origins::new(vec!["https://shop.example".parse().unwrap()]));
    for (path, ancestors) in [
        ("/", "'none'"),
        ("/results", "'none'"),
        ("/results.html", "'none'"),
        ("/frame", "https://shop.example"),
        ("/frame.html", "https://shop.example"),
        ("/studio", "'none'"),
        ("/studio-frame", "'self'"),
    ] {
        let reply = get(&collector, path, "br").await;
        assert_eq!(
            (reply.status.as_u16(), reply.header(header::CONTENT_TYPE)),
            (200, "text/html; charset=utf-8"),
            "{path}"
        );
        let policy = reply.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "), "{path}: {policy}");
        assert!(policy.ends_with(&format!("; frame-ancestors {ancestors}")), "{path}: {policy}");
        let framed = ancestors.starts_with("https:");
        let options = match ancestors {
            "'none'" => "DENY",
            "'self'" => "SAMEORIGIN",
            _ => "",
        };
        assert_eq!(reply.header(header::X_FRAME_OPTIONS), options, "{path}");
        assert_eq!(reply.header("cross-origin-opener-policy"), if framed { "" } else { "same-origin" }, "{path}");
        assert_eq!(reply.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{path}");
        assert!(reply.header("permissions-policy").contains("camera=()"), "{path}");
    }
}

#[tokio::test]
async fn what_is_no_file_is_a_plain_problem() {
    let dist = dist();
    fs::write(dist.path().parent().unwrap().join("goodword-secret.txt"), "secret").unwrap();
    let collector = serving(dist.path(), Origins::Any);
    for path in ["/nothing.js", "/nothing", "/../goodword-secret.txt", "/%2e%2e/goodword-secret.txt", "/v1/nothing"] {
        get(&collector, path, "br").await.problem(404, "not-found");
    }
    let posted = collector.send(Request::post("/goodword.js").body(Body::empty()).unwrap()).await;
    posted.problem(405, "method-not-allowed");
    assert!(posted.header(header::ALLOW).contains("GET"));
    assert_eq!(get(&collector, "/livez", "br").await.text, "live\n");
}

#[tokio::test]
async fn a_file_is_known_by_what_it_holds_whatever_its_time_says() {
    let dist = dist();
    let file = dist.path().join("goodword.js");
    let write = |text: &str| {
        fs::write(&file, text).unwrap();
        let at = fs::FileTimes::new().set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1));
        fs::File::options().write(true).open(&file).unwrap().set_times(at).unwrap();
    };
    let collector = serving(dist.path(), Origins::Any);
    let ask = async |known: &str, since: &str| {
        let request = Request::get("/goodword.js").header(header::IF_NONE_MATCH, known);
        let request = request.header(header::IF_MODIFIED_SINCE, since);
        collector.send(request.body(Body::empty()).unwrap()).await
    };
    write("first");
    let first = ask("\"\"", "").await;
    assert_eq!((first.text.as_str(), first.header(header::LAST_MODIFIED)), ("first", ""));
    let etag = first.header(header::ETAG).to_owned();
    assert_eq!(ask(&etag, "").await.status, 304);
    write("other");
    let other = ask(&etag, "Thu, 01 Jan 2099 00:00:00 GMT").await;
    assert_eq!((other.status.as_u16(), other.text.as_str()), (200, "other"));
    write("first");
    assert_eq!(ask(&etag, "").await.status, 304);
}

#[tokio::test]
async fn nothing_hidden_and_nothing_outside_is_a_file() {
    let outside = TempDir::new().unwrap();
    fs::write(outside.path().join("secret.txt"), "secret").unwrap();
    let dist = dist();
    let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, dist.path().join(name)).unwrap();
    link(&outside.path().join("secret.txt"), "secret.txt");
    link(&outside.path().join("secret.txt"), "goodword-widget_bg.wasm.gz");
    link(outside.path(), "out");
    link(&dist.path().join("goodword.js"), "latest.js");
    fs::create_dir(dist.path().join(".git")).unwrap();
    fs::write(dist.path().join(".git/config"), "secret").unwrap();
    fs::write(dist.path().join(".env"), "secret").unwrap();
    let collector = serving(dist.path(), Origins::Any);
    for path in
        ["/secret.txt", "/out/secret.txt", "/.git/config", "/.env", "/%2egit/config", "/.git", "//v/0.1.0", "//"]
    {
        get(&collector, path, "identity").await.problem(404, "not-found");
    }
    assert_eq!(get(&collector, "/latest.js", "identity").await.text, "plain");
    assert_eq!(get(&collector, "/goodword-widget_bg.wasm", "gzip").await.text, "plain");
}

#[tokio::test]
async fn a_survey_stands_alone_behind_a_link() {
    let dist = dist();
    let collector = serving(dist.path(), Origins::Any);
    let definition =
        r#"{"id":"shop","questions":[{"id":"effort","kind":"scale","min":1,"max":7}],"segments":["order"]}"#;
    assert_eq!(collector.put_survey("shop", definition).await.status, 201);
    let page = get(&collector, "/s/shop?order=c-7&effort=3&utm_source=mail", "identity").await;
    assert_eq!((page.status.as_u16(), page.header(header::CONTENT_TYPE)), (200, "text/html; charset=utf-8"));
    assert!(page.header(header::CONTENT_SECURITY_POLICY).ends_with("frame-ancestors 'none'"), "{page:?}");
    assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
    assert!(page.text.contains(" field-order=\"c-7\"") && page.text.contains("{&quot;effort&quot;:3}"), "{page:?}");
    assert!(!page.text.contains("utm_source"), "{page:?}");
    get(&collector, "/s/%00", "identity").await.problem(404, "not-found");
    // Without the files of a site there is no such page.
    get(&Collector::new(), "/s/shop", "identity").await.problem(404, "not-found");
}

#[tokio::test]
async fn a_folder_may_be_named_from_here() {
    // Cargo starts the tests in the folder of their package.
    for dist in ["migrations", "./migrations", "migrations/", "../goodword-collector/migrations"] {
        let collector = Collector::with(&Config { dist: Some(dist.into()), ..Config::default() });
        let request = Request::get("/sqlite/1.sql").body(Body::empty()).unwrap();
        assert_eq!(collector.send(request).await.status, StatusCode::OK, "{dist}");
    }
}
