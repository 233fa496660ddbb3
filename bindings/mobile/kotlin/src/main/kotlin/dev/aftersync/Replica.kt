package dev.aftersync

import dev.aftersync.ffi.NativeReplica
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onStart
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext

/**
 * A copy of somebody's work on their phone: read and worked on without a network, brought in step when there is one.
 *
 * It sends nothing itself: [sync] takes the function that posts bytes to your own server. Safe to use from any coroutine;
 * its calls run on [Dispatchers.IO].
 */
public class Replica private constructor(
    private val native: NativeReplica,
    private val dispatcher: CoroutineDispatcher,
) : ReplicaMethods(), AutoCloseable {
    private val syncing = Mutex()
    private val moved = MutableSharedFlow<Unit>(extraBufferCapacity = 1, onBufferOverflow = BufferOverflow.DROP_OLDEST)

    /** What the phone's owner does: each call queues one command and gives its key. */
    public val act: ReplicaActing = ReplicaActing(this)

    override suspend fun call(name: String, args: Arguments, body: ByteArray?): String {
        val answer = withContext(dispatcher) { guarded { native.call(name, args.json(), body) } }
        if (name in MOVING) moved.tryEmit(Unit)
        return answer
    }

    /** The page of a query, now and whenever the copy has changed. */
    public fun queue(query: CopyQuery = CopyQuery()): Flow<List<ListedTicket>> = following { tickets(query) }

    /** A ticket with all that belongs to it, now and whenever the copy has changed; nothing once the copy has it no more. */
    public fun follow(id: TicketId): Flow<TicketView?> = following { ticket(id) }

    private fun <T> following(look: suspend () -> T): Flow<T> =
        moved.onStart { emit(Unit) }.conflate().map { look() }

    /** What to post to your server now. One request is under way at a time: asking again gives that one up, which loses nothing. */
    public suspend fun request(at: Timestamp = Timestamp.now()): ByteArray =
        withContext(dispatcher) { guarded { native.request(at.value) } }

    /** Takes in what the server answered to the last request: all of it, or nothing. */
    public suspend fun answer(answer: ByteArray, at: Timestamp = Timestamp.now()): SyncReport =
        read(call("answer", Arguments().apply { put("at", at) }, answer))

    /**
     * Brings the copy in step: pushes what waits and pulls what changed, until there is no more.
     *
     * Cancelling it, or a post that throws, loses nothing: what was pulled stays, what waits is pushed the next time, once.
     *
     * - `post`: posts bytes to your server and gives what it answered.
     * - `step`: told after each exchange, for a bar of progress.
     */
    public suspend fun sync(step: (SyncReport) -> Unit = {}, post: suspend (ByteArray) -> ByteArray): SyncReport =
        syncing.withLock {
            var all = SyncReport()
            do {
                val one = answer(post(request()))
                step(one)
                all = all.and(one)
            } while (one.more)
            all
        }

    /** Deletes the copy and all that waits in it, for good: the file, its logs, and the key in memory. */
    public suspend fun wipe() {
        withContext(dispatcher) { guarded { native.wipe() } }
        moved.tryEmit(Unit)
    }

    /** Whether it was wiped or closed. */
    public val isClosed: Boolean
        get() = native.isShut()

    /** Lets the file go. What waits is kept. Again does nothing. */
    override fun close(): Unit = native.shut()

    public companion object {
        /** Opens a phone's copy, or makes it. Keep the key in the phone's key store, not beside the file. */
        public suspend fun open(
            options: ReplicaOptions,
            dispatcher: CoroutineDispatcher = Dispatchers.IO,
        ): Replica {
            val json = Wire.json.encodeToString(ReplicaOptions.serializer(), options)
            return Replica(withContext(dispatcher) { guarded { NativeReplica.open(json) } }, dispatcher)
        }

        /** Methods after which the copy shows something else. */
        private val MOVING = setOf("execute", "attach", "resolve", "answer")
    }
}

/** What the phone's owner does, drawn at once and pushed with the next sync. */
public class ReplicaActing internal constructor(private val replica: Replica) : ActingMethods<String>() {
    override suspend fun run(act: Act): String = replica.execute(act)
}

private fun SyncReport.and(one: SyncReport): SyncReport =
    one.copy(
        tickets = tickets + one.tickets,
        gone = gone + one.gone,
        applied = applied + one.applied,
        conflicts = conflicts + one.conflicts,
        refused = refused + one.refused,
        resync = resync || one.resync,
        wiped = wiped || one.wiped,
    )
