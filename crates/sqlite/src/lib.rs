//! aftersync sqlite
