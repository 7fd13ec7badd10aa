//! The folder as it is served: nothing that is hidden, nothing that a link leads out of it to, and every file known by what
//! it holds.

use std::collections::HashMap;
use std::fs::{self, Metadata as FileMetadata};
use std::future::Future;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{Backend, File, Metadata};

/// So many files' contents are remembered.
const KNOWN: usize = 4096;

/// The folder. Clones share what is known of its files.
#[derive(Clone)]
pub(super) struct Folder {
    root: PathBuf,
    known: Arc<Mutex<HashMap<PathBuf, (State, Duration)>>>,
}

/// What says that a file is still what it was: its time of change cannot be set by whoever writes it.
type State = (u64, u64, i64, i64, u64);

impl Folder {
    pub(super) fn new(root: &Path) -> Self {
        // As `ServeDir` names what is in it: below a folder that is named from here it puts a dot in front.
        Self { root: Path::new(".").join(root), known: Arc::default() }
    }

    /// What may be seen of a path.
    fn look(&self, path: &Path) -> io::Result<Seen> {
        let inner = path.strip_prefix(&self.root).map_err(|_| io::ErrorKind::NotFound)?;
        let hidden = |part: Component<'_>| part.as_os_str().as_encoded_bytes().starts_with(b".");
        let inside = || Ok::<_, io::Error>(path.canonicalize()?.starts_with(self.root.canonicalize()?));
        if inner.components().any(hidden) || !inside()? {
            return Err(io::ErrorKind::NotFound.into());
        }
        let metadata = fs::metadata(path)?;
        let print = if metadata.is_file() { self.print(path, &metadata)? } else { Duration::ZERO };
        Ok(Seen { metadata, print })
    }

    /// The print of a file's content.
    fn print(&self, path: &Path, metadata: &FileMetadata) -> io::Result<Duration> {
        let state = (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec(), metadata.len());
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(path).copied();
        if let Some((_, print)) = known.filter(|(before, _)| *before == state) {
            return Ok(print);
        }
        let print = print_of(&fs::read(path)?);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KNOWN {
            known.clear();
        }
        known.insert(path.to_owned(), (state, print));
        Ok(print)
    }
}

/// `ServeDir` makes its entity tag of a time and a length: this is a time that only the content decides, of 67 bits, before
/// the year 6400. It is told to nobody as a time.
pub(super) fn print_of(content: &[u8]) -> Duration {
    let hash = Sha256::digest(content);
    let mut bytes = hash.iter().copied();
    let mut number = |count: usize| bytes.by_ref().take(count).fold(0, |number, byte| number << 8 | u64::from(byte));
    let (seconds, nanos) = (number(5) >> 3, number(4) % 1_000_000_000);
    Duration::new(seconds, u32::try_from(nanos).unwrap_or_default())
}

/// What is told of a file or folder.
pub(super) struct Seen {
    metadata: FileMetadata,
    print: Duration,
}

impl Metadata for Seen {
    fn is_dir(&self) -> bool {
        self.metadata.is_dir()
    }

    fn modified(&self) -> io::Result<SystemTime> {
        Ok(SystemTime::UNIX_EPOCH + self.print)
    }

    fn len(&self) -> u64 {
        self.metadata.len()
    }
}

/// An open file, with what was seen when it was opened.
pub(super) struct OpenFile {
    file: tokio::fs::File,
    print: Duration,
}

type Pending<'a, T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send + 'a>>;

impl File for OpenFile {
    type Metadata = Seen;
    type MetadataFuture<'a> = Pending<'a, Seen>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        Box::pin(async { Ok(Seen { metadata: self.file.metadata().await?, print: self.print }) })
    }
}

impl AsyncRead for OpenFile {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.file).poll_read(context, buffer)
    }
}

impl AsyncSeek for OpenFile {
    fn start_seek(mut self: Pin<&mut Self>, position: io::SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.file).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.file).poll_complete(context)
    }
}

impl Backend for Folder {
    type File = OpenFile;
    type Metadata = Seen;
    type OpenFuture = Pending<'static, OpenFile>;
    type MetadataFuture = Pending<'static, Seen>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        let folder = self.clone();
        let open = move || Ok((fs::File::open(&path)?, folder.look(&path)?.print));
        Box::pin(async move {
            let (file, print) = off_the_runtime(open).await?;
            Ok(OpenFile { file: tokio::fs::File::from_std(file), print })
        })
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        let folder = self.clone();
        Box::pin(off_the_runtime(move || folder.look(&path)))
    }
}

async fn off_the_runtime<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}
