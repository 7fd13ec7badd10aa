//! The files of `dist/`: the loader, the binaries and the pages, compressed beforehand.

mod backend;
mod embedded;

use std::path::Path;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;
use tower_http::services::fs::Backend;

use self::backend::Folder;
use self::embedded::EmbeddedSite;
use crate::config::{Config, Origin, Origins};
use crate::http::problem::{ProblemDetails, ProblemType};

/// `/v/<version>/` never changes: its names hold the version.
const IMMUTABLE: &str = "/v/";
/// The page of the iframe mode, the only one that other sites may show in a frame.
const FRAME: &str = "/frame";
/// The survey in the studio, which this site's own pages alone may show in a frame.
const STUDIO_FRAME: &str = "/studio-frame";
/// Everything a page here may do, but for who may frame it.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; frame-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; worker-src 'self'; frame-ancestors ";

/// What no page here needs.
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Whether the program holds files.
pub(crate) fn has_own() -> bool {
    embedded::is_there()
}

/// Whether there are any files.
pub(crate) fn are_there(config: &Config) -> bool {
    config.dist.is_some() || (config.embedded && has_own())
}

/// The files of the folder, or else those that the program holds; `None` where there are none of either.
pub(crate) fn files(config: &Config) -> Option<Router> {
    let pages = match &config.dist {
        Some(dist) => pages(dist, Folder::new(dist)),
        None if are_there(config) => pages(EmbeddedSite::ROOT.as_ref(), EmbeddedSite::own()),
        None => return None,
    };
    Some(with_headers(pages, &config.origins))
}

/// `/` is `index.html`, `/results` is `results.html`.
fn pages<B: Backend>(root: &Path, backend: B) -> Router {
    let files = ServeDir::with_backend(root, backend).precompressed_br().precompressed_gzip();
    Router::new().fallback_service(files.html_as_default_extension(true))
}

fn with_headers(pages: Router, origins: &Origins) -> Router {
    pages.layer(middleware::from_fn_with_state(ancestors(origins), add_headers))
}

/// Who may show the iframe mode's page in a frame: the sites that may post.
fn ancestors(origins: &Origins) -> String {
    match origins {
        Origins::Any => "*".to_owned(),
        Origins::Only(origins) => origins.iter().map(Origin::to_string).collect::<Vec<_>>().join(" "),
    }
}

async fn add_headers(State(ancestors): State<String>, mut request: Request, next: Next) -> Response {
    // A file's time says nothing about what it holds; what is known of it is asked for by its tag.
    for name in [header::IF_MODIFIED_SINCE, header::IF_UNMODIFIED_SINCE, header::IF_RANGE] {
        request.headers_mut().remove(name);
    }
    let path = request.uri().path();
    if path.contains("//") {
        // Where it led on to another address, that would be one of another host.
        return ProblemDetails::new(ProblemType::NotFound).into_response();
    }
    let immutable = path.starts_with(IMMUTABLE);
    let page = path.strip_suffix(".html").unwrap_or(path);
    let (framed, framed_here) = (page == FRAME, page == STUDIO_FRAME);
    let ancestors = match page {
        FRAME => ancestors,
        STUDIO_FRAME => "'self'".to_owned(),
        _ => "'none'".to_owned(),
    };
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let cache = if immutable && found { "public, max-age=31536000, immutable" } else { "no-cache" };
    set(&mut response, header::CACHE_CONTROL, cache);
    response.headers_mut().remove(header::LAST_MODIFIED);
    name_charset(&mut response);
    // For pages that only load what says so (`Cross-Origin-Embedder-Policy: require-corp`).
    set(&mut response, HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
    let html =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if html {
        set(&mut response, header::CONTENT_SECURITY_POLICY, &format!("{POLICY}{ancestors}"));
        set(&mut response, header::REFERRER_POLICY, "strict-origin");
        set(&mut response, HeaderName::from_static("permissions-policy"), PERMISSIONS);
        if !framed {
            set(&mut response, header::X_FRAME_OPTIONS, if framed_here { "SAMEORIGIN" } else { "DENY" });
            set(&mut response, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
        }
    }
    response
}

/// All text here is UTF-8.
fn name_charset(response: &mut Response) {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/") && !kind.contains("charset") {
        let kind = format!("{kind}; charset=utf-8");
        set(response, header::CONTENT_TYPE, &kind);
    }
}

fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
