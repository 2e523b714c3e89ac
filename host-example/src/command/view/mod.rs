//! `view`: the viewer's page and the named logs, served to a browser on this machine and to nobody else.

mod answer;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use data_encoding::HEXLOWER;
use logveil_host::Limits;
use logveil_host::artefact::{PAGE, PageFile};
use tiny_http::Server;

use crate::command::exit::{Exit, Failure};
use crate::command::output::target;
use crate::command::policy::chosen::Chosen;
use crate::command::terminal::say::say;
use crate::command::view::answer::{Log, Site};
use crate::command::work::session::Plugin;

/// What the user asked for.
pub(crate) struct Wish {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) policy: Option<Chosen>,
    pub(crate) port: u16,
}

/// Serves until the program is stopped.
pub(crate) fn run(wish: &Wish) -> Result<Exit, Failure> {
    let page = page(PAGE)?;
    let logs = wish.files.iter().map(|file| log(file)).collect::<Result<Vec<_>, _>>()?;
    let policy = wish.policy.as_ref().map(checked).transpose()?;
    let server = Server::http(("127.0.0.1", wish.port));
    let server = server.map_err(|e| Failure::failed(format_args!("port {} on 127.0.0.1: {e}", wish.port)))?;
    let port = server.server_addr().to_ip().map_or(wish.port, |address| address.port());
    // Others on this machine can reach the port; they can't guess this.
    let mut token = [0; 16];
    getrandom::fill(&mut token).map_err(|e| Failure::failed(format_args!("drawing an address: {e}")))?;
    let token = HEXLOWER.encode(&token);
    let session = if logs.is_empty() && policy.is_none() { "" } else { "#session" };
    target::once(None, format!("http://127.0.0.1:{port}/{token}/{session}\n").as_bytes())?;
    say(format_args!("open this address in a browser on this machine; Ctrl-C ends it"));
    let site = Arc::new(Site { page, logs, policy, token, port });
    for request in server.incoming_requests() {
        let site = Arc::clone(&site);
        // A browser that goes away in the middle of an answer is no failure of ours.
        thread::spawn(move || drop(site.answer(request)));
    }
    Ok(Exit::Clean)
}

/// The policy as JSON: what is wrong with it is said here, not in the page.
fn checked(chosen: &Chosen) -> Result<String, Failure> {
    let policy = chosen.load()?;
    Plugin::load()?.instance(Limits::default())?.check(&policy.json()).map_err(|error| policy.explain(error))?;
    Ok(policy.json())
}

/// Writes the page as files for any server.
pub(crate) fn write(folder: &Path) -> Result<Exit, Failure> {
    let failed = |e: io::Error| Failure::failed(format_args!("{}: {e}", folder.display()));
    for (path, _, bytes) in page(PAGE)? {
        let file = folder.join(path);
        file.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&file, bytes)).map_err(failed)?;
    }
    Ok(Exit::Clean)
}

/// The page, where it was built before this program.
fn page(built: &'static [PageFile]) -> Result<&'static [PageFile], Failure> {
    if built.is_empty() {
        return Err(Failure::failed(
            "this program was built without the viewer's page: with Node at hand, host-example/browser/build makes it, and \
             `cargo build --release` puts it in",
        ));
    }
    Ok(built)
}

fn log(path: &Path) -> Result<Log, Failure> {
    if path == Path::new("-") {
        return Err(Failure::usage("`-`: the viewer opens files; write what comes by a pipe into one"));
    }
    let failed = |why: &dyn std::fmt::Display| Failure::failed(format_args!("{}: {why}", path.display()));
    let metadata = File::open(path).and_then(|file| file.metadata()).map_err(|e| failed(&e))?;
    if !metadata.is_file() {
        return Err(failed(&"is no file"));
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Log { path: path.to_owned(), name })
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn without_the_page_it_says_how_to_get_it() {
        let failure = page(&[]).err().map(|failure| format!("{failure:?}")).unwrap_or_default();
        assert!(
            failure.contains("without the viewer's page") && failure.contains("host-example/browser/build makes it")
        );
        assert!(failure.contains("Failed"), "exit code 3");
    }
}
