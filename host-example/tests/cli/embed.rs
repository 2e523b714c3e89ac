//! The example for embedders does what it says.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::program::{REDACTED, SECRET};

struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Cargo builds examples for `cargo test`, beside the folder of this test.
fn example() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.parent().and_then(|deps| deps.parent()).unwrap().join("examples").join("embed")
}

fn connect(address: &str) -> TcpStream {
    for _ in 0..200 {
        if let Ok(stream) = TcpStream::connect(address) {
            return stream;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the filter does not listen");
}

#[test]
fn a_filter_in_front_of_a_socket_redacts() {
    if !example().exists() {
        // `cargo test --test cli` alone does not build it.
        return;
    }
    let collector = TcpListener::bind("127.0.0.1:0").unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let mut command = Command::new(example());
    command.args([&free, &collector.local_addr().unwrap().to_string()]).stderr(Stdio::null());
    let _filter = Killed(command.spawn().unwrap());

    let mut shipper = connect(&free);
    let mut collected = BufReader::new(collector.accept().unwrap().0);
    shipper.write_all(SECRET.as_bytes()).unwrap();
    let mut line = String::new();
    collected.read_line(&mut line).unwrap();
    assert_eq!(line, REDACTED);

    shipper.write_all(b"{\"secret\":\"cut").unwrap();
    shipper.write_all(b" in two\"}").unwrap();
    shipper.shutdown(std::net::Shutdown::Write).unwrap();
    let mut rest = String::new();
    collected.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "{\"secret\":\"[REDACTED]\"}");
}
