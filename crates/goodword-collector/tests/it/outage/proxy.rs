//! A proxy between collector and database whose connections can go mute: nothing ends them, and nothing comes any more.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::cluster::Cluster;

pub struct Proxy {
    port: u16,
    opened: Arc<AtomicUsize>,
    /// Connections with a smaller number are mute.
    mute_below: Arc<AtomicUsize>,
}

impl Proxy {
    pub fn start(cluster: &Cluster) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (opened, mute_below) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (count, mute, socket) = (Arc::clone(&opened), Arc::clone(&mute_below), cluster.socket());
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let number = count.fetch_add(1, Ordering::SeqCst);
                connect(client, &socket, number, &mute);
            }
        });
        Self { port, opened, mute_below }
    }

    /// The address of a database of the cluster, by way of this proxy.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// Whatever is open goes mute; new connections work.
    pub fn mute_opened(&self) {
        self.mute_below.store(self.opened.load(Ordering::SeqCst), Ordering::SeqCst);
    }

    /// Whatever is open goes mute, and whatever will be opened.
    pub fn mute_all(&self) {
        self.mute_below.store(usize::MAX, Ordering::SeqCst);
    }
}

fn connect(client: TcpStream, socket: &PathBuf, number: usize, mute: &Arc<AtomicUsize>) {
    let Ok(server) = UnixStream::connect(socket) else { return };
    client.set_nodelay(true).unwrap();
    let (from_client, from_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let muted = Arc::clone(mute);
    thread::spawn(move || {
        copy(from_client, &server, number, &muted);
        let _ = server.shutdown(Shutdown::Both);
    });
    let muted = Arc::clone(mute);
    thread::spawn(move || {
        copy(from_server, &client, number, &muted);
        let _ = client.shutdown(Shutdown::Both);
    });
}

fn copy(mut from: impl Read, mut to: impl Write, number: usize, mute: &AtomicUsize) {
    let mut bytes = vec![0; 1 << 16];
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        while number < mute.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(50));
        }
        if to.write_all(&bytes[..read]).is_err() {
            break;
        }
    }
}
