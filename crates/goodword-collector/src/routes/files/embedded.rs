//! The files that the program holds itself: none, unless it was built with a site.

use std::collections::BTreeMap;
use std::future::{Future, ready};
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{Backend, File, Metadata};

use super::backend::print_of;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The site of this program; what each file holds is looked at once.
static SITE: LazyLock<EmbeddedSite> = LazyLock::new(|| EmbeddedSite::new(FILES));

/// Files by their paths. Clones share them.
#[derive(Clone)]
pub(super) struct EmbeddedSite(Arc<BTreeMap<PathBuf, Seen>>);

/// What is told of a file or folder.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    content: Option<&'static [u8]>,
    print: Duration,
}

/// Whether the program holds a site.
pub(crate) fn is_there() -> bool {
    !FILES.is_empty()
}

impl EmbeddedSite {
    /// Where its paths begin.
    pub(super) const ROOT: &'static str = "/";

    /// The one that this program holds.
    pub(super) fn own() -> Self {
        SITE.clone()
    }

    fn new(files: &[(&str, &'static [u8])]) -> Self {
        let mut seen = BTreeMap::new();
        for (name, content) in files {
            let path = Path::new(Self::ROOT).join(name);
            for folder in path.ancestors().skip(1) {
                seen.insert(folder.to_owned(), Seen { content: None, print: Duration::ZERO });
            }
            seen.insert(path, Seen { content: Some(content), print: print_of(content) });
        }
        Self(Arc::new(seen))
    }

    fn look(&self, path: &Path) -> io::Result<Seen> {
        self.0.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Metadata for Seen {
    fn is_dir(&self) -> bool {
        self.content.is_none()
    }

    fn modified(&self) -> io::Result<SystemTime> {
        Ok(SystemTime::UNIX_EPOCH + self.print)
    }

    fn len(&self) -> u64 {
        self.content.map_or(0, |content| u64::try_from(content.len()).unwrap_or(u64::MAX))
    }
}

/// A file that is read.
pub(super) struct OpenFile {
    content: Cursor<&'static [u8]>,
    seen: Seen,
}

type Pending<'a, T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send + 'a>>;

impl File for OpenFile {
    type Metadata = Seen;
    type MetadataFuture<'a> = Pending<'a, Seen>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        Box::pin(ready(Ok(self.seen)))
    }
}

impl AsyncRead for OpenFile {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.content).poll_read(context, buffer)
    }
}

impl AsyncSeek for OpenFile {
    fn start_seek(mut self: Pin<&mut Self>, position: io::SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.content).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.content).poll_complete(context)
    }
}

impl Backend for EmbeddedSite {
    type File = OpenFile;
    type Metadata = Seen;
    type OpenFuture = Pending<'static, OpenFile>;
    type MetadataFuture = Pending<'static, Seen>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        let seen = self.look(&path);
        let open = |seen: Seen| OpenFile { content: Cursor::new(seen.content.unwrap_or_default()), seen };
        Box::pin(ready(seen.map(open)))
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        Box::pin(ready(self.look(&path)))
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::http::{Request, header};
    use tower::ServiceExt;

    use super::super::{pages, with_headers};
    use super::*;
    use crate::config::Origins;

    const FILES: &[(&str, &[u8])] = &[
        ("goodword.js", b"plain"),
        ("goodword.js.br", b"brotli"),
        ("index.html", b"<!doctype html>"),
        ("results.html", b"<!doctype html><title>results"),
        ("v/1/goodword.js", b"pinned"),
    ];

    async fn get(path: &str, name: header::HeaderName, value: &str) -> (u16, String, String) {
        let site: Router = with_headers(pages(EmbeddedSite::ROOT.as_ref(), EmbeddedSite::new(FILES)), &Origins::Any);
        let request = Request::get(path).header(name, value).body(Body::empty()).unwrap();
        let reply = site.oneshot(request).await.unwrap();
        let tag = reply.headers().get(header::ETAG).map_or("", |tag| tag.to_str().unwrap()).to_owned();
        let status = reply.status().as_u16();
        (status, tag, String::from_utf8(to_bytes(reply.into_body(), 99).await.unwrap().to_vec()).unwrap())
    }

    #[tokio::test]
    async fn it_is_served_as_a_folder_is() {
        for (path, encoding, status, text) in [
            ("/goodword.js", "identity", 200, "plain"),
            ("/goodword.js", "br", 200, "brotli"),
            ("/", "identity", 200, "<!doctype html>"),
            ("/results", "identity", 200, "<!doctype html><title>results"),
            ("/v/1/goodword.js", "identity", 200, "pinned"),
            ("/v/2/goodword.js", "identity", 404, ""),
            ("/../Cargo.toml", "identity", 404, ""),
        ] {
            let (was, _, body) = get(path, header::ACCEPT_ENCODING, encoding).await;
            assert_eq!((was, body.as_str()), (status, text), "{path} {encoding}");
        }
    }

    #[tokio::test]
    async fn what_is_known_is_not_sent_again_and_parts_are_parts() {
        let (_, tag, _) = get("/goodword.js", header::ACCEPT_ENCODING, "identity").await;
        assert_eq!(get("/goodword.js", header::IF_NONE_MATCH, &tag).await.0, 304);
        assert_ne!(get("/results", header::ACCEPT_ENCODING, "identity").await.1, tag);
        let (status, _, body) = get("/goodword.js", header::RANGE, "bytes=1-2").await;
        assert_eq!((status, body.as_str()), (206, "la"));
    }
}
