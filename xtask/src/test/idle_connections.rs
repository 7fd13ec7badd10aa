//! Connections that come and go, for a server that forgets some.
//!
//! `tiny_http`, the server of wasm-bindgen's test runner, gives each connection to a thread of a pool and counts a thread that
//! it has just woken as idle. Of the six that a browser opens at once one or two are then given to nobody until another ends,
//! and a browser keeps its own open for 300 s. Any thread that becomes free takes up what was forgotten: these free some.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::Result;

/// More than a browser opens to one server.
const CONNECTIONS: usize = 8;
const PAUSE: Duration = Duration::from_millis(250);

/// An address on this machine that nobody listens at.
pub fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// Opens and closes connections to `address` as long as `work` takes.
pub fn beside<T>(address: SocketAddr, work: impl FnOnce() -> T) -> T {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let open: Vec<_> = (0..CONNECTIONS).map_while(|_| TcpStream::connect(address).ok()).collect();
                thread::sleep(PAUSE);
                drop(open);
            }
        });
        let result = work();
        done.store(true, Ordering::Relaxed);
        result
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_come_and_go_while_something_is_done() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let taken = beside(address, || listener.incoming().take(CONNECTIONS + 1).flatten().count());
        assert_eq!(taken, CONNECTIONS + 1);
        assert_eq!(beside(free_address().unwrap(), || 7), 7, "nobody listens there");
    }
}
