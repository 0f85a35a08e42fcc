//! x
pub mod dotenv;
pub mod file;
