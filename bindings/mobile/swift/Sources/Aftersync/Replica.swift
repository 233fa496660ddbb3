import AftersyncNative
import Foundation

/**
 * A copy of somebody's work on their phone: read and worked on without a network, brought in step when there is one.
 *
 * It sends nothing itself: `sync` takes the function that posts bytes to your own server. Safe to use from any task; its calls
 * run on a queue of their own.
 */
public final class Replica: Sendable {
    private let native: NativeReplica
    private let thread: DispatchQueue
    private let gate = Gate()
    private let listeners = Listeners()

    /** What the phone's owner does: each call queues one command and gives its key. */
    public var act: ReplicaActing { ReplicaActing(replica: self) }

    /** Opens a phone's copy, or makes it. Keep the key in the keychain, not beside the file. */
    public static func open(_ options: ReplicaOptions) async throws -> Replica {
        let json = String(decoding: try JSONEncoder().encode(options), as: UTF8.self)
        let thread = DispatchQueue(label: "dev.aftersync.replica", qos: .userInitiated)
        let native = try await thread.run { try NativeReplica.open(options: json) }
        return Replica(native: native, thread: thread)
    }

    private init(native: NativeReplica, thread: DispatchQueue) {
        self.native = native
        self.thread = thread
    }

    func call<T: Decodable>(_ name: String, _ arguments: Arguments, body: Data? = nil) async throws -> T {
        let json = try arguments.json()
        let text = try await thread.run { [native] in try native.call(name: name, args: json, body: body) }
        if moving.contains(name) { await listeners.tell() }
        return try read(text)
    }

    /** What to post to your server now. One request is under way at a time: asking again gives that one up, which loses nothing. */
    public func request(at: Timestamp = .now) async throws -> Data {
        try await thread.run { [native] in try native.request(at: at.rawValue) }
    }

    /** Takes in what the server answered to the last request: all of it, or nothing. */
    public func answer(_ answer: Data, at: Timestamp = .now) async throws -> SyncReport {
        var arguments = Arguments()
        try arguments.put("at", at)
        return try await call("answer", arguments, body: answer)
    }

    /**
     * Brings the copy in step: pushes what waits and pulls what changed, until there is no more.
     *
     * Cancelling it, or a post that throws, loses nothing: what was pulled stays, what waits is pushed the next time, once.
     *
     * - `step`: told after each exchange, for a bar of progress.
     * - `post`: posts bytes to your server and gives what it answered.
     */
    @discardableResult
    public func sync(
        step: @Sendable (SyncReport) -> Void = { _ in },
        post: @Sendable (Data) async throws -> Data
    ) async throws -> SyncReport {
        await gate.enter()
        do {
            let report = try await exchange(step: step, post: post)
            await gate.leave()
            return report
        } catch {
            await gate.leave()
            throw error
        }
    }

    private func exchange(
        step: @Sendable (SyncReport) -> Void,
        post: @Sendable (Data) async throws -> Data
    ) async throws -> SyncReport {
        var all = SyncReport()
        while true {
            try Task.checkCancellation()
            let one = try await answer(try await post(try await request()))
            step(one)
            all.add(one)
            if !one.more { return all }
        }
    }

    /** The page of a query, now and whenever the copy has changed. Ends when the copy is closed. */
    public func queue(_ query: CopyQuery = CopyQuery()) -> AsyncThrowingStream<[ListedTicket], any Error> {
        follow { try await self.tickets(query: query) }
    }

    /** A ticket with all that belongs to it, now and whenever the copy has changed; nothing once the copy has it no more. */
    public func follow(_ id: TicketId) -> AsyncThrowingStream<TicketView?, any Error> {
        follow { try await self.ticket(id: id) }
    }

    private func follow<T: Sendable>(
        _ look: @escaping @Sendable () async throws -> T
    ) -> AsyncThrowingStream<T, any Error> {
        AsyncThrowingStream(bufferingPolicy: .bufferingNewest(1)) { out in
            let task = Task { [listeners] in
                do {
                    for await _ in await listeners.changes() { out.yield(try await look()) }
                    out.finish()
                } catch {
                    out.finish(throwing: error)
                }
            }
            out.onTermination = { _ in task.cancel() }
        }
    }

    /** Deletes the copy and all that waits in it, for good: the file, its logs, and the key in memory. */
    public func wipe() async throws {
        try await thread.run { [native] in try native.wipe() }
        await listeners.tell()
    }

    /** Whether it was wiped or closed. */
    public var isClosed: Bool { native.isShut() }

    /** Lets the file go. What waits is kept. Again does nothing. */
    public func close() async {
        native.shut()
        await listeners.end()
    }
}

/** Methods after which the copy shows something else. */
private let moving: Set<String> = ["execute", "attach", "resolve", "answer"]

/** What the phone's owner does, drawn at once and pushed with the next sync. */
public struct ReplicaActing: Acting {
    let replica: Replica

    public func run(_ act: Act) async throws -> String {
        try await replica.execute(act: act)
    }
}

extension SyncReport {
    mutating func add(_ one: SyncReport) {
        tickets += one.tickets
        gone += one.gone
        applied += one.applied
        conflicts += one.conflicts
        refused += one.refused
        resync = resync || one.resync
        wiped = wiped || one.wiped
        more = one.more
        cut = one.cut
        clockAheadMs = one.clockAheadMs
    }
}

extension DispatchQueue {
    /** Runs something that blocks off the tasks' own threads. */
    fileprivate func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            self.async { continuation.resume(with: Result { try guarded(work) }) }
        }
    }
}

/** Lets one in at a time. */
private actor Gate {
    private var taken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        if !taken {
            taken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        if waiting.isEmpty {
            taken = false
        } else {
            waiting.removeFirst().resume()
        }
    }
}

/** Who is told that the copy shows something else. */
private actor Listeners {
    private var all: [UUID: AsyncStream<Void>.Continuation] = [:]

    /** Now, and whenever something changed. */
    func changes() -> AsyncStream<Void> {
        let id = UUID()
        return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            all[id] = continuation
            continuation.onTermination = { _ in Task { await self.remove(id) } }
            continuation.yield()
        }
    }

    func tell() {
        for continuation in all.values { continuation.yield() }
    }

    func end() {
        for continuation in all.values { continuation.finish() }
        all = [:]
    }

    private func remove(_ id: UUID) {
        all[id] = nil
    }
}
