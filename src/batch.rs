//! Many lines: cut into chunks, worked on side by side, answered in their order.
//!
//! A reader cuts the input at line ends, workers take the chunks in turn, and the caller's thread writes their answers in
//! the same turn, so that order costs nothing and memory does not grow with the input. It knows no JWT.
//!
//! What has been read is handed on at once, however little it is: an idle pipe is answered line by line.

#[cfg(test)]
mod tests;

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use memchr::memchr_iter;

/// What is done with each line. A worker is made, lives and ends on one thread.
pub trait Work {
    /// What it counts in a chunk.
    type Tally: Send + 'static;

    /// Called before the lines of a chunk: the place to look at the clock.
    fn begin(&mut self) {}

    /// Answers one line, without its line end, by adding to `answers`. `number` counts from 1.
    fn line(&mut self, number: u64, line: &[u8], answers: &mut Vec<u8>) -> Next;

    /// Called after the lines of a chunk: what was counted in it.
    fn end(&mut self) -> Self::Tally;
}

/// Whether the lines after this one count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Go on.
    Continue,
    /// This was the last one: nothing after its answer is written.
    Stop,
}

/// How a batch is to be run.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many workers there are; at least one.
    pub workers: usize,
    /// A longer line reaches its worker cut to this many bytes and one more.
    pub longest_line: usize,
}

/// Runs a batch: lines from `input`, answers to `output`.
///
/// `judged` hears of each chunk whose answers are about to be written, in the order of the input: how many bytes of the input
/// it stands for, and what was counted in it. It hears of nothing after a line that stops the batch.
pub fn run<W: Work>(
    input: impl Read + Send + 'static,
    output: &mut impl Write,
    limits: Limits,
    make: impl Fn() -> W + Clone + Send + 'static,
    mut judged: impl FnMut(u64, W::Tally),
) -> Result<(), BatchError> {
    let workers = (0..limits.workers.max(1)).map(|_| worker(make.clone()));
    let workers = workers.collect::<io::Result<Vec<_>>>().map_err(BatchError::Thread)?;
    let (chunks, workers): (Vec<_>, Vec<_>) = workers.into_iter().unzip();
    let reader = thread::Builder::new()
        .spawn(move || Reader::new(input, limits.longest_line).hand_out(&chunks))
        .map_err(BatchError::Thread)?;
    for (_, answers) in workers.iter().cycle() {
        // A worker whose turn it is and that has hung up has seen the end of the input.
        let Ok(chunk) = answers.recv() else { break };
        judged(chunk.read, chunk.tally);
        output.write_all(&chunk.text).and_then(|()| output.flush()).map_err(BatchError::Write)?;
        if chunk.next == Next::Stop {
            // The reader may wait for input that never comes; it ends with the process.
            return Ok(());
        }
    }
    reader.join().map_err(|_| BatchError::Panicked)?.map_err(BatchError::Read)?;
    workers.into_iter().try_for_each(|(worker, _)| worker.join()).map_err(|_| BatchError::Panicked)
}

/// Why a batch ended early.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// A thread of ours failed.
    #[error("a thread failed")]
    Panicked,
    /// The input cannot be read.
    #[error("cannot read the input")]
    Read(#[source] io::Error),
    /// The system gave one thread too few.
    #[error("cannot start a thread")]
    Thread(#[source] io::Error),
    /// The answers cannot be written.
    #[error("cannot write the answers")]
    Write(#[source] io::Error),
}

/// Whole lines of the input.
struct Chunk {
    first_line: u64,
    text: Vec<u8>,
    /// How many bytes of the input it stands for.
    read: u64,
}

/// The answers to a chunk.
struct Answers<T> {
    text: Vec<u8>,
    read: u64,
    tally: T,
    next: Next,
}

/// A worker's thread, and where it gives its answers.
type Worker<T> = (JoinHandle<()>, Receiver<Answers<T>>);

/// Starts a worker: where it takes chunks, and the worker itself.
fn worker<W: Work>(
    make: impl Fn() -> W + Send + 'static,
) -> io::Result<(SyncSender<Chunk>, Worker<W::Tally>)> {
    let (chunks, incoming) = sync_channel(QUEUE);
    let (outgoing, answers) = sync_channel(QUEUE);
    let thread = thread::Builder::new().spawn(move || {
        let mut work = make();
        for chunk in incoming {
            if outgoing.send(answer(&mut work, &chunk)).is_err() {
                break;
            }
        }
    })?;
    Ok((chunks, (thread, answers)))
}

fn answer<W: Work>(work: &mut W, chunk: &Chunk) -> Answers<W::Tally> {
    work.begin();
    let mut text = Vec::with_capacity(chunk.text.len() / 2);
    let mut next = Next::Continue;
    let mut start = 0;
    for (number, end) in (chunk.first_line..).zip(line_ends(&chunk.text)) {
        next = work.line(number, &chunk.text[start..end], &mut text);
        start = end + 1;
        if next == Next::Stop {
            break;
        }
    }
    Answers { text, read: chunk.read, tally: work.end(), next }
}

/// Cuts the input into chunks of whole lines.
struct Reader<R> {
    input: R,
    longest_line: usize,
    /// The beginning of a line whose end has not been read.
    rest: Vec<u8>,
    /// How many bytes of that line were dropped, for it is too long.
    dropped: u64,
    next_line: u64,
}

impl<R: Read> Reader<R> {
    fn new(input: R, longest_line: usize) -> Self {
        Self { input, longest_line, rest: Vec::new(), dropped: 0, next_line: 1 }
    }

    /// Hands chunks to the workers in turn until the input ends or nobody takes them.
    fn hand_out(mut self, workers: &[SyncSender<Chunk>]) -> io::Result<()> {
        for worker in workers.iter().cycle() {
            let Some(chunk) = self.next_chunk()? else { break };
            if worker.send(chunk).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn next_chunk(&mut self) -> io::Result<Option<Chunk>> {
        loop {
            let mut text = std::mem::take(&mut self.rest);
            let kept = text.len();
            text.resize(kept + CHUNK, 0);
            let count = match self.input.read(&mut text[kept..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => 0,
                Err(error) => return Err(error),
                Ok(0) => {
                    text.truncate(kept);
                    return Ok((kept > 0).then(|| self.chunk(text)));
                }
                Ok(count) => count,
            };
            text.truncate(kept + count);
            if let Some(end) = text[kept..].iter().rposition(|&byte| byte == b'\n') {
                self.rest = text.split_off(kept + end + 1);
                return Ok(Some(self.chunk(text)));
            }
            self.dropped += text.len().saturating_sub(self.longest_line + 1) as u64;
            text.truncate(self.longest_line + 1);
            self.rest = text;
        }
    }

    fn chunk(&mut self, text: Vec<u8>) -> Chunk {
        let text = self.cut_long_lines(text);
        let first_line = self.next_line;
        self.next_line += line_ends(&text).count() as u64;
        let read = text.len() as u64 + std::mem::take(&mut self.dropped);
        Chunk { first_line, text, read }
    }

    /// Only the first line of a chunk can have outgrown the limit: the others fit into one read.
    fn cut_long_lines(&mut self, mut text: Vec<u8>) -> Vec<u8> {
        let first = text.iter().position(|&byte| byte == b'\n').unwrap_or(text.len());
        if first > self.longest_line + 1 {
            self.dropped += (first - self.longest_line - 1) as u64;
            text.drain(self.longest_line + 1..first);
        }
        text
    }
}

/// Where the lines end; the last one may be open.
fn line_ends(text: &[u8]) -> impl Iterator<Item = usize> {
    let open = (!text.ends_with(b"\n")).then_some(text.len());
    memchr_iter(b'\n', text).chain(open)
}

/// How much is read at once, in bytes.
const CHUNK: usize = 256 * 1024;
/// How many chunks wait for a worker, and how many answers for the writer.
const QUEUE: usize = 2;
