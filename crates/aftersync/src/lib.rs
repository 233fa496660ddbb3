//! aftersync aftersync
