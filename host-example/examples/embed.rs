//! A filter in front of a socket: log lines come in over TCP, and go on to a collector without what the policy takes out.
//!
//! `cargo run --release --example embed -- 127.0.0.1:5170 127.0.0.1:5171`, then send lines to the first address.
//! Whatever goes wrong, the connection ends: no record passes as it stood.
use std::error::Error;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use logveil_host::{Failure, Instance, Limits, Verb, artefact, engine};
use wasmtime::{Engine, component::Component};

const POLICY: &str = r#"{"version":1,"extends":["cp1"]}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(listen), Some(collector)) = (arguments.next(), arguments.next()) else {
        return Err("say where to listen, and where the collector is".into());
    };
    let engine = Engine::new(&engine::settings())?;
    // A host without machine code of its own: `Component::from_file(&engine, "logveil.wasm")`.
    let component = artefact::load(&engine)?.component;
    for shipper in TcpListener::bind(listen)?.incoming() {
        let (engine, component, collector) = (engine.clone(), component.clone(), collector.clone());
        thread::spawn(move || {
            if let Err(error) = shipper.map_err(Into::into).and_then(|s| filter(&engine, &component, s, &collector)) {
                eprintln!("a connection ended: {error}");
            }
        });
    }
    Ok(())
}

/// One connection is one stream with an instance of its own.
fn filter(engine: &Engine, component: &Component, mut from: TcpStream, to: &str) -> Result<(), Box<dyn Error>> {
    let mut to = TcpStream::connect(to)?;
    let mut stream = Instance::new(engine, component, Limits::default())?.open(POLICY, &[])?;
    let mut chunk = vec![0; 60_000];
    loop {
        let open = stream.save().map_err(failed)?.len();
        let read = from.read(&mut chunk)?;
        if read == 0 {
            to.write_all(&stream.finish(open).map_err(failed)?.last.bytes)?;
            return Ok(());
        }
        // A chunk may end anywhere: the component keeps what is not yet a whole record.
        to.write_all(&stream.push(Verb::Run, &chunk[..read], open).map_err(failed)?.bytes)?;
    }
}

/// The host of a real shipper restores the stream in a new instance and gives the record to `Stream::refuse`.
fn failed(failure: Failure) -> String {
    format!("the component stopped: {failure:?}")
}
