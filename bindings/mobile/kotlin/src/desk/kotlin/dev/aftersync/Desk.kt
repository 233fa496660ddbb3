package dev.aftersync

import dev.aftersync.ffi.NativeDesk
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.withContext

/**
 * One merchant's desk, for a server or a program on a desktop: a phone has a [Replica].
 *
 * What was handed in is not taken back by a cancelled call: repeat a command with the same key to learn what became of it.
 */
public class Desk private constructor(internal val native: NativeDesk) : DeskMethods(), AutoCloseable {
    override suspend fun call(name: String, args: Arguments, body: ByteArray?): String =
        if (name in BLOCKING) {
            withContext(Dispatchers.IO) { guarded { native.callHere(name, args.json(), body) } }
        } else {
            guarded { native.call(name, args.json(), body) }
        }

    override fun callNow(name: String, args: Arguments): String =
        guarded { native.callHere(name, args.json(), null) }

    /** In the name of this actor: go on with what is to be done. Under a key it is done once, and answered the same way again. */
    public fun act(actor: Actor, key: String? = null, expect: Long? = null): DeskActing =
        DeskActing(this, actor, key, expect)

    /** The desk of another merchant in the same file. Closing one closes all. */
    public fun forTenant(name: String): Desk = Desk(guarded { native.tenant(name) })

    /**
     * Events after a place, and then new ones as they come; ends when the desk is closed.
     *
     * Keep the cursor of the last one you dealt with and go on from there: events stay in the log, so cancelling loses none.
     */
    public fun events(since: Cursor = Cursor(0)): Flow<Recorded> = flow {
        var at = since
        while (!isClosed) {
            val page = eventPage(since = at)
            for (event in page.events) {
                at = event.cursor
                emit(event)
            }
            if (page.events.isEmpty()) guarded { native.news(at.value) }
        }
    }

    /** All tickets of a query, page by page, each fetched when it is needed. `query.limit` is the size of a page. */
    public fun iterTickets(query: TicketQuery = TicketQuery()): Flow<VersionedTicket> =
        pages { after -> tickets(query.copy(after = after ?: query.after)).let { it.items to it.next } }

    /** The same tickets as rows: what a list or a queue shows. */
    public fun iterTicketRows(query: TicketQuery = TicketQuery()): Flow<TicketRow> =
        pages { after -> ticketRows(query.copy(after = after ?: query.after)).let { it.items to it.next } }

    /** All orders of a query, the last placed first. */
    public fun iterOrders(query: OrderQuery = OrderQuery()): Flow<VersionedPlacedOrder> =
        pages { after -> orders(query.copy(after = after ?: query.after)).let { it.items to it.next } }

    /** All customers of a query, the last heard of first. */
    public fun iterCustomers(query: CustomerQuery = CustomerQuery()): Flow<VersionedCustomer> =
        pages { after -> customers(query.copy(after = after ?: query.after)).let { it.items to it.next } }

    /** All internal tasks of a query, what is due first first. */
    public fun iterTasks(query: TaskQuery): Flow<VersionedTask> =
        pages { after -> tasks(query.copy(after = after ?: query.after)).let { it.items to it.next } }

    /** All agents of a query with what each has in hand, in the order of their ids. */
    public fun iterAgents(query: AgentQuery = AgentQuery()): Flow<AgentView> =
        pages { after -> agents(query.copy(after = after ?: query.after)).let { it.items to it.next } }

    /** All articles of a query, in the order of their ids. */
    public fun iterProducts(query: ProductQuery = ProductQuery()): Flow<Product> =
        pages { after -> products(query.copy(after = after ?: query.after)).let { it.items to it.next } }

    /** All that happened around a ticket, oldest first. */
    public fun iterTimeline(id: TicketId): Flow<Moment> =
        pages { after -> timeline(id, after = after).let { it.items to it.next } }

    /** All events after a place that are there now, oldest first. */
    public fun iterEvents(since: Cursor = Cursor(0)): Flow<Recorded> = flow {
        var at = since
        while (true) {
            val page = eventPage(since = at)
            if (page.events.isEmpty()) return@flow
            for (event in page.events) {
                at = event.cursor
                emit(event)
            }
        }
    }

    /** Whether it was closed. */
    public val isClosed: Boolean
        get() = native.isShut()

    /** Decides what was handed in and lets the file go. Blocks until calls under way are answered. Again does nothing. */
    override fun close(): Unit = guarded { native.shut() }

    public companion object {
        /** Opens a file, or makes it. Beside it lies its key, unless you give one. */
        public suspend fun open(options: OpenOptions): Desk {
            val json = Wire.json.encodeToString(OpenOptions.serializer(), options)
            return Desk(withContext(Dispatchers.IO) { guarded { NativeDesk.open(json) } })
        }

        /** The same, with the usual options. */
        public suspend fun open(path: String): Desk = open(OpenOptions(path = path))

        /** A desk in memory whose clock stands, for tests: nothing is sent, and the same steps give the same ids. */
        public fun forTests(options: TestOptions = TestOptions()): Desk =
            Desk(guarded { NativeDesk.forTests(Wire.json.encodeToString(TestOptions.serializer(), options)) })
    }
}

/** Everything an actor can do at the desk. */
public class DeskActing internal constructor(
    private val desk: Desk,
    private val actor: Actor,
    private val key: String?,
    private val expect: Long?,
) : ActingMethods<Applied>() {
    override suspend fun run(act: Act): Applied =
        desk.execute(Command(act = act, actor = actor, key = key, expect = expect))
}

private fun <T> pages(page: suspend (String?) -> Pair<List<T>, String?>): Flow<T> = flow {
    var after: String? = null
    do {
        val (items, next) = page(after)
        for (item in items) emit(item)
        after = next
    } while (after != null)
}
