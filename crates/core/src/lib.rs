//! aftersync core
