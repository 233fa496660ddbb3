package dev.aftersync

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Executors
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking

/** A backend that serves phones over HTTP, and the desk behind it. Its clock stands until it is moved. */
class Office(seed: Long = 1) : AutoCloseable {
    init {
        // Head and body go out apart: without this the second waits 40 ms for the first to be acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true")
    }

    private val folder: Path = Files.createTempDirectory("aftersync-kotlin")
    var now: Timestamp = Timestamp(1_780_272_000_000)
        private set
    val desk: Desk = Desk.forTests(TestOptions(start = now, seed = seed))
    private val phones = ArrayList<Phone>()
    private val threads = Executors.newFixedThreadPool(4)
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0).apply {
        executor = threads
        createContext("/sync", ::answer)
        start()
    }

    suspend fun settle() {
        desk.configure(Config(queues = listOf(QueueConfig("front"), QueueConfig("vip")), fallbackQueue = "front"))
        for (name in listOf("ann", "bob")) agent(name, "front")
    }

    suspend fun agent(name: String, vararg groups: String) {
        val agent = Agent(externalId = name, id = agentId(name), name = name, groups = groups.toList())
        desk.act(Actor(role = Role.SYSTEM)).putAgent(agent)
    }

    fun later(millis: Long) {
        now = Timestamp(now.value + millis)
        desk.native.setClock(now.value)
    }

    /** Which agent asks says the login: here a header. */
    private fun answer(exchange: HttpExchange) {
        val (status, bytes) = try {
            val user = SyncUser(agent = agentId(exchange.requestHeaders.getFirst("Authorization").removePrefix("Bearer ")))
            200 to runBlocking { desk.sync(user, exchange.requestBody.readBytes()).value }
        } catch (refused: AftersyncException) {
            when (refused) {
                is AftersyncException.Malformed -> 400
                is AftersyncException.Signature, is AftersyncException.Forbidden -> 403
                else -> 503
            } to ByteArray(0)
        }
        exchange.sendResponseHeaders(status, bytes.size.toLong())
        exchange.responseBody.use { it.write(bytes) }
    }

    val url: URI
        get() = URI("http://127.0.0.1:${server.address.port}/sync")

    suspend fun phone(agent: String, file: String = agent, mostPages: Long? = null): Phone {
        val given = desk.registerDevice(Actor(role = Role.SYSTEM), agentId(agent))
        val options = ReplicaOptions(
            agent = agentId(agent),
            device = given.device,
            key = Bytes.of(given.key),
            path = folder.resolve("$file.db").toString(),
            mostPages = mostPages,
        )
        return Phone(this, agent, options, Replica.open(options)).also { phones.add(it) }
    }

    private fun fact(body: FactBody, shop: String) =
        Fact(platform = Platform("app"), shop = ShopId(shop), revision = now.value, occurredAt = now, body = body)

    /** A refund of 50.00 that is asked for. */
    suspend fun open(id: String, buyer: String = id): TicketId = take(listOf(request(id, buyer))).single()

    fun request(id: String, buyer: String = id, shop: String = "own"): Fact {
        later(1_000)
        return fact(
            FactBody.AfterSale(
                claim = Claim(),
                createdAt = now,
                externalId = id,
                kind = Kind.REFUND_ONLY,
                rank = 1,
                rawStatus = "new",
                `object` = "aftersale",
                account = AccountRef(scope = "own", uid = "buyer-$buyer", nickname = "Nick $buyer"),
                requested = Money(minor = 5_000, currency = Currency("CNY")),
                reasonText = "broken $id",
            ),
            shop,
        )
    }

    suspend fun take(facts: List<Fact>): List<TicketId> = desk.ingest(facts).map { answer ->
        answer.error?.let { throw AftersyncException.of(it) }
        answer.ok!!.ticket!!
    }

    suspend fun notes(ticket: TicketId): List<String> {
        val found = desk.timeline(ticket, limit = 1_000).items.filterIsInstance<Moment.Event>().map { it.value.body }
        return found.filterIsInstance<EventBody.NoteAdded>().map { it.text }
    }

    override fun close() {
        phones.forEach { it.copy.close() }
        server.stop(0)
        threads.shutdownNow()
        desk.close()
        folder.toFile().deleteRecursively()
    }
}

/** A phone: its copy, and its way to the backend. */
class Phone(private val office: Office, private val agent: String, val options: ReplicaOptions, var copy: Replica) {
    /** What its own clock is off by. */
    var offMillis = 0L

    /** What becomes of an answer on its way: lost, cut, changed. */
    var line: (ByteArray) -> ByteArray = { it }
    val now: Timestamp
        get() = Timestamp(office.now.value + offMillis)

    suspend fun post(request: ByteArray): ByteArray {
        val asked = HttpRequest.newBuilder(office.url).header("Authorization", "Bearer $agent")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request)).build()
        val response = CLIENT.sendAsync(asked, HttpResponse.BodyHandlers.ofByteArray()).await()
        if (response.statusCode() != 200) throw Refused(response.statusCode())
        return line(response.body())
    }

    suspend fun sync(): SyncReport = copy.sync { post(it) }

    /** The app is killed and started again. */
    suspend fun restart() {
        copy.close()
        copy = Replica.open(options)
    }

    companion object {
        private val CLIENT: HttpClient = HttpClient.newHttpClient()
    }
}

/** The backend refused a request. */
class Refused(val status: Int) : Exception("status $status")
