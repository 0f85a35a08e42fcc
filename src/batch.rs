//! Many lines: cut into chunks, worked on side by side, answered in their order.
//!
//! A reader cuts the input at line ends, workers take the chunks in turn, and the caller's thread writes their answers in
//! the same turn, so that order costs nothing. What was written is filled again, so that memory does not grow with the
//! input. It knows no JWT.
//!
//! What has been read is handed on at once, however little it is: an idle pipe is answered line by line.

#[cfg(test)]
mod tests;

use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread::{self, JoinHandle};

use memchr::{memchr, memchr_iter, memrchr};

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
    /// Of a longer line at least one byte more than this reaches its worker, and no more when it does not fit into one read.
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
    let (chunks, mut workers): (Vec<_>, Vec<_>) = workers.into_iter().unzip();
    let (written, spent) = channel();
    let reader = thread::Builder::new()
        .spawn(move || Reader::new(input, limits.longest_line).hand_out(&chunks, &spent))
        .map_err(BatchError::Thread)?;
    let mut turn = 0;
    // A worker whose turn it is and that has hung up has seen the end of the input, unless it panicked.
    while let Ok(Answered { chunk, tally, next }) = workers[turn].1.recv() {
        judged(chunk.read, tally);
        output.write_all(&chunk.answers).and_then(|()| output.flush()).map_err(BatchError::Write)?;
        if next == Next::Stop {
            // The reader may wait for input that never comes; it ends with the process.
            return Ok(());
        }
        // After the end of the input nobody fills it again.
        let _ = written.send(chunk);
        turn = (turn + 1) % workers.len();
    }
    // Before the reader, who may wait for input that never comes.
    workers.swap_remove(turn).0.join().map_err(|_| BatchError::Panicked)?;
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

/// Whole lines of the input, and the answers to them. It goes from the reader to a worker, to the writer, and back.
#[derive(Default)]
struct Chunk {
    first_line: u64,
    text: Vec<u8>,
    /// How many bytes of the input it stands for.
    read: u64,
    answers: Vec<u8>,
}

/// A chunk whose lines are answered.
struct Answered<T> {
    chunk: Chunk,
    tally: T,
    next: Next,
}

/// A worker's thread, and where it gives its answers.
type Worker<T> = (JoinHandle<()>, Receiver<Answered<T>>);

/// Starts a worker: where it takes chunks, and the worker itself.
fn worker<W: Work>(
    make: impl Fn() -> W + Send + 'static,
) -> io::Result<(SyncSender<Chunk>, Worker<W::Tally>)> {
    let (chunks, incoming) = sync_channel(QUEUE);
    let (outgoing, answers) = sync_channel(QUEUE);
    let thread = thread::Builder::new().spawn(move || {
        let mut work = make();
        for chunk in incoming {
            if outgoing.send(answer(&mut work, chunk)).is_err() {
                break;
            }
        }
    })?;
    Ok((chunks, (thread, answers)))
}

fn answer<W: Work>(work: &mut W, mut chunk: Chunk) -> Answered<W::Tally> {
    work.begin();
    let mut next = Next::Continue;
    let mut start = 0;
    for (number, end) in (chunk.first_line..).zip(line_ends(&chunk.text)) {
        next = work.line(number, &chunk.text[start..end], &mut chunk.answers);
        start = end + 1;
        if next == Next::Stop {
            break;
        }
    }
    Answered { chunk, tally: work.end(), next }
}

/// Cuts the input into chunks of whole lines.
struct Reader<R> {
    input: BufReader<R>,
    longest_line: usize,
    next_line: u64,
}

impl<R: Read> Reader<R> {
    fn new(input: R, longest_line: usize) -> Self {
        Self { input: BufReader::with_capacity(READ, input), longest_line, next_line: 1 }
    }

    /// Hands chunks to the workers in turn until the input ends or nobody takes them.
    fn hand_out(mut self, workers: &[SyncSender<Chunk>], spent: &Receiver<Chunk>) -> io::Result<()> {
        for worker in workers.iter().cycle() {
            let mut chunk = spent.try_recv().unwrap_or_default();
            if !self.fill(&mut chunk)? || worker.send(chunk).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Whether there was anything to fill it with.
    fn fill(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        chunk.text.clear();
        chunk.answers.clear();
        (chunk.first_line, chunk.read) = (self.next_line, 0);
        loop {
            let input = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                input => input?,
            };
            if input.is_empty() {
                return Ok(chunk.read > 0);
            }
            let len = cut(input);
            // Only the first line of a chunk can outgrow the limit: the others fit into one read.
            let (first, others) = input[..len].split_at(memchr(b'\n', &input[..len]).unwrap_or(len));
            let room = (self.longest_line + 1).saturating_sub(chunk.text.len());
            chunk.text.extend_from_slice(&first[..first.len().min(room)]);
            chunk.text.extend_from_slice(others);
            let lines = memchr_iter(b'\n', others).count() as u64;
            chunk.read += len as u64;
            self.next_line += lines;
            self.input.consume(len);
            if lines > 0 {
                return Ok(true);
            }
        }
    }
}

/// Where a chunk ends in what was read, which is cut into equal parts: workers that take turns at large ones and small ones
/// would wait for each other.
fn cut(input: &[u8]) -> usize {
    let most = memchr_iter(b'\n', input).nth(LINES - 1).map_or(input.len(), |end| end + 1);
    let part = input.len() / input.len().div_ceil(most);
    let whole_lines = |len: usize| memrchr(b'\n', &input[..len]).map(|end| end + 1);
    whole_lines(part).or_else(|| whole_lines(most)).unwrap_or(input.len())
}

/// Where the lines end; the last one may be open.
fn line_ends(text: &[u8]) -> impl Iterator<Item = usize> {
    let open = (!text.ends_with(b"\n")).then_some(text.len());
    memchr_iter(b'\n', text).chain(open)
}

/// How much is read at once, in bytes.
const READ: usize = 256 * 1024;
/// How many lines a chunk has at most: an answer may be many times as long as its line.
const LINES: usize = 1024;
/// How many chunks wait for a worker, and how many for the writer.
const QUEUE: usize = 2;
