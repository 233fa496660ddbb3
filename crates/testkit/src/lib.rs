//! aftersync testkit
