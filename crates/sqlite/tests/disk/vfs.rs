//! SQLite on modelled disks: a VFS whose files are in memory, registered as the default one of this test binary.
//!
//! A path is `/machine/file`. What connections of one machine share (locks, the index of the write-ahead log) is kept by
//! file, as the operating system would.
use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use rusqlite::ffi;

use crate::model::{Disk, Trouble};
use crate::shared::{Level, Shared};

/// One running machine.
#[derive(Default)]
struct Machine {
    disk: Disk,
    shared: BTreeMap<String, Shared>,
}

static MACHINES: Mutex<BTreeMap<String, Machine>> = Mutex::new(BTreeMap::new());

fn machines() -> MutexGuard<'static, BTreeMap<String, Machine>> {
    MACHINES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Switches a machine on with this disk.
pub fn start(name: &str, disk: Disk) {
    register();
    let machine = Machine {
        disk,
        ..Machine::default()
    };
    machines().insert(name.to_owned(), machine);
}

/// Does something with a machine's disk.
pub fn with_disk<R>(name: &str, f: impl FnOnce(&mut Disk) -> R) -> R {
    f(&mut machines().get_mut(name).unwrap().disk)
}

/// Takes a machine away, for good. Its connections must be closed.
pub fn scrap(name: &str) -> Disk {
    machines().remove(name).unwrap().disk
}

/// An open file, as SQLite holds it.
#[repr(C)]
struct Handle {
    base: ffi::sqlite3_file,
    inner: *mut Open,
}

struct Open {
    machine: String,
    name: String,
    id: u64,
}

impl Open {
    /// The machine's disk and what is shared about this file; an error once the machine is gone.
    fn on<R>(&self, f: impl FnOnce(&mut Disk, &mut Shared) -> Result<R, c_int>) -> Result<R, c_int> {
        let mut machines = machines();
        let machine = machines.get_mut(&self.machine).ok_or(ffi::SQLITE_IOERR)?;
        let shared = machine.shared.entry(self.name.clone()).or_default();
        f(&mut machine.disk, shared)
    }
}

fn code(outcome: Result<(), c_int>) -> c_int {
    outcome.err().unwrap_or(ffi::SQLITE_OK)
}

/// What a write meets, in SQLite's numbers.
fn trouble(trouble: Trouble, io: c_int) -> c_int {
    match trouble {
        Trouble::Full => ffi::SQLITE_FULL,
        Trouble::Io | Trouble::Missing => io,
    }
}

/// # Safety
/// `file` was opened by [`open`] and not closed.
unsafe fn opened<'a>(file: *mut ffi::sqlite3_file) -> &'a Open {
    // SAFETY: `open` put a `Handle` with a living `Open` there.
    unsafe { &*(*file.cast::<Handle>()).inner }
}

/// # Safety
/// `name` is null or a C string.
unsafe fn path(name: *const c_char) -> Option<(String, String)> {
    if name.is_null() {
        return None;
    }
    // SAFETY: SQLite gives C strings.
    let text = unsafe { CStr::from_ptr(name) }.to_str().ok()?;
    let (machine, file) = text.strip_prefix('/')?.split_once('/')?;
    Some((machine.to_owned(), file.to_owned()))
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    let handle = file.cast::<Handle>();
    // SAFETY: SQLite gives room for `szOsFile` bytes; without methods it does not close what was not opened.
    unsafe { (*handle).base.pMethods = std::ptr::null() };
    // SAFETY: as `path` asks.
    let Some((machine, name)) = (unsafe { path(name) }) else {
        return ffi::SQLITE_CANTOPEN; // a nameless temporary file: they are kept in memory here
    };
    let id = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let it = Open { machine, name, id };
    let made = it.on(|disk, _| {
        if disk.exists(&it.name) {
            return Ok(());
        }
        if flags & ffi::SQLITE_OPEN_CREATE == 0 {
            return Err(ffi::SQLITE_CANTOPEN);
        }
        disk.create(&it.name).map_err(|_| ffi::SQLITE_CANTOPEN)
    });
    if let Err(code) = made {
        return code;
    }
    // SAFETY: the same room; `out` may be null.
    unsafe {
        (*handle).inner = Box::into_raw(Box::new(it));
        (*handle).base.pMethods = &raw const METHODS;
        if !out.is_null() {
            *out = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let handle = file.cast::<Handle>();
    // SAFETY: opened once, closed once.
    let it = unsafe { Box::from_raw((*handle).inner) };
    let _ = it.on(|_, shared| {
        shared.leave(it.id);
        Ok(())
    });
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, into: *mut c_void, count: c_int, at: i64) -> c_int {
    // SAFETY: SQLite gives an open file and room for `count` bytes.
    let (it, into) = unsafe {
        (
            opened(file),
            std::slice::from_raw_parts_mut(into.cast::<u8>(), count as usize),
        )
    };
    let found = it.on(|disk, _| {
        disk.read(&it.name, at as usize, into)
            .map_err(|_| ffi::SQLITE_IOERR_READ)
    });
    match found {
        Ok(found) if found == into.len() => ffi::SQLITE_OK,
        Ok(found) => {
            into[found..].fill(0);
            ffi::SQLITE_IOERR_SHORT_READ
        }
        Err(code) => code,
    }
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, bytes: *const c_void, count: c_int, at: i64) -> c_int {
    // SAFETY: SQLite gives an open file and `count` bytes.
    let (it, bytes) = unsafe {
        (
            opened(file),
            std::slice::from_raw_parts(bytes.cast::<u8>(), count as usize),
        )
    };
    let write = |disk: &mut Disk| disk.write(&it.name, at as usize, bytes);
    code(it.on(|disk, _| write(disk).map_err(|e| trouble(e, ffi::SQLITE_IOERR_WRITE))))
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, len: i64) -> c_int {
    // SAFETY: an open file.
    let it = unsafe { opened(file) };
    code(it.on(|disk, _| {
        disk.truncate(&it.name, len as usize)
            .map_err(|e| trouble(e, ffi::SQLITE_IOERR_TRUNCATE))
    }))
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: an open file.
    let it = unsafe { opened(file) };
    code(it.on(|disk, _| disk.sync(&it.name).map_err(|e| trouble(e, ffi::SQLITE_IOERR_FSYNC))))
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    // SAFETY: an open file and room for a number.
    let (it, size) = unsafe { (opened(file), &mut *size) };
    code(it.on(|disk, _| {
        *size = disk.len(&it.name) as i64;
        Ok(())
    }))
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file.
    let it = unsafe { opened(file) };
    code(it.on(|_, shared| shared.lock(it.id, Level(level)).then_some(()).ok_or(ffi::SQLITE_BUSY)))
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file.
    let it = unsafe { opened(file) };
    let _ = it.on(|_, shared| {
        shared.unlock(it.id, Level(level));
        Ok(())
    });
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved(file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: an open file and room for a number.
    let (it, out) = unsafe { (opened(file), &mut *out) };
    code(it.on(|_, shared| {
        *out = c_int::from(shared.is_reserved());
        Ok(())
    }))
}

unsafe extern "C" fn file_control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    4_096
}

/// As the unix VFS says of any disk: a write that is torn leaves its neighbours whole.
unsafe extern "C" fn device(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: an open file and room for a pointer.
    let (it, out) = unsafe { (opened(file), &mut *out) };
    code(it.on(|_, shared| {
        *out = shared.region(page as usize, size as usize, extend != 0).cast();
        Ok(())
    }))
}

unsafe extern "C" fn shm_lock(file: *mut ffi::sqlite3_file, from: c_int, count: c_int, flags: c_int) -> c_int {
    // SAFETY: an open file.
    let it = unsafe { opened(file) };
    let slots = from as usize..(from + count) as usize;
    let exclusive = flags & ffi::SQLITE_SHM_EXCLUSIVE != 0;
    code(it.on(|_, shared| {
        if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
            shared.let_go(it.id, slots);
            return Ok(());
        }
        shared
            .take(it.id, slots, exclusive)
            .then_some(())
            .ok_or(ffi::SQLITE_BUSY)
    }))
}

unsafe extern "C" fn shm_barrier(_: *mut ffi::sqlite3_file) {
    std::sync::atomic::fence(std::sync::atomic::Ordering::SeqCst);
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, delete: c_int) -> c_int {
    // SAFETY: an open file.
    let it = unsafe { opened(file) };
    let _ = it.on(|_, shared| {
        shared.let_go(it.id, 0..8);
        if delete != 0 {
            shared.forget_regions();
        }
        Ok(())
    });
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, _: c_int) -> c_int {
    // SAFETY: as `path` asks.
    let Some((machine, name)) = (unsafe { path(name) }) else {
        return ffi::SQLITE_IOERR_DELETE;
    };
    let mut machines = machines();
    match machines.get_mut(&machine).map(|m| m.disk.delete(&name)) {
        Some(Ok(())) => ffi::SQLITE_OK,
        Some(Err(Trouble::Missing)) => ffi::SQLITE_IOERR_DELETE_NOENT,
        _ => ffi::SQLITE_IOERR_DELETE,
    }
}

unsafe extern "C" fn access(_: *mut ffi::sqlite3_vfs, name: *const c_char, _: c_int, out: *mut c_int) -> c_int {
    // SAFETY: as `path` asks, and room for a number.
    let (found, out) = unsafe { (path(name), &mut *out) };
    let there = |(machine, name): (String, String)| machines().get(&machine).is_some_and(|m| m.disk.exists(&name));
    *out = c_int::from(found.is_some_and(there));
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_path(_: *mut ffi::sqlite3_vfs, name: *const c_char, room: c_int, out: *mut c_char) -> c_int {
    // SAFETY: a C string, and room for `room` bytes.
    let bytes = unsafe { CStr::from_ptr(name) }.to_bytes_with_nul();
    if bytes.len() > room as usize {
        return ffi::SQLITE_CANTOPEN;
    }
    // SAFETY: it fits, and the two do not overlap.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr().cast(), out, bytes.len()) };
    ffi::SQLITE_OK
}

/// Numbers for salts and names of temporary files: any will do, and the same ones make a failing seed fail again.
unsafe extern "C" fn randomness(_: *mut ffi::sqlite3_vfs, count: c_int, out: *mut c_char) -> c_int {
    static DICE: Mutex<crate::model::Dice> = Mutex::new(crate::model::Dice(1));
    let mut dice = DICE.lock().unwrap_or_else(PoisonError::into_inner);
    for at in 0..count as usize {
        // SAFETY: there is room for `count` bytes.
        unsafe { *out.add(at) = dice.roll(256) as u8 as c_char };
    }
    count
}

unsafe extern "C" fn sleep(_: *mut ffi::sqlite3_vfs, micros: c_int) -> c_int {
    micros
}

unsafe extern "C" fn now(_: *mut ffi::sqlite3_vfs, out: *mut f64) -> c_int {
    // SAFETY: room for a number. Nothing here hangs on the date.
    unsafe { *out = 2_460_000.5 };
    ffi::SQLITE_OK
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// Makes modelled disks the default of this process.
fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let vfs = ffi::sqlite3_vfs {
            iVersion: 1,
            szOsFile: size_of::<Handle>() as c_int,
            mxPathname: 512,
            pNext: std::ptr::null_mut(),
            zName: c"modelled".as_ptr(),
            pAppData: std::ptr::null_mut(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_path),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(now),
            xGetLastError: None,
            xCurrentTimeInt64: None,
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        };
        // SAFETY: it lives for ever, and is registered before the first connection is opened.
        let registered = unsafe { ffi::sqlite3_vfs_register(Box::into_raw(Box::new(vfs)), 1) };
        assert_eq!(registered, ffi::SQLITE_OK);
    });
}
