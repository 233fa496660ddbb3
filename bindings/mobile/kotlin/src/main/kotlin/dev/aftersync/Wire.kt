package dev.aftersync

import dev.aftersync.ffi.NativeException
import kotlinx.serialization.SerializationException
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.encodeToJsonElement

/** How values stand in JSON: what is absent is left out, and what a later version added is passed over. */
internal object Wire {
    val json: Json = Json {
        explicitNulls = false
        ignoreUnknownKeys = true
    }
}

/** The arguments of a call, by name; one that is absent is left out. */
internal class Arguments {
    private val fields = LinkedHashMap<String, JsonElement>()

    inline fun <reified T> put(name: String, value: T) {
        if (value != null) set(name, Wire.json.encodeToJsonElement(value))
    }

    fun set(name: String, value: JsonElement) {
        fields[name] = value
    }

    fun json(): String = JsonObject(fields).toString()
}

/** The typed value of a result. */
internal inline fun <reified T> read(text: String): T =
    try {
        Wire.json.decodeFromString<T>(text)
    } catch (unread: SerializationException) {
        throw unreadable(unread)
    }

/** Its message quotes what was read, which may be personal: only its kind is told. */
internal fun unreadable(cause: SerializationException): AftersyncException =
    AftersyncException.Internal(
        failure(ErrorKind.INTERNAL, "a result cannot be read", mapOf("cause" to cause.javaClass.simpleName)),
    )

/** Runs a native call; what it throws is typed. */
internal inline fun <T> guarded(run: () -> T): T =
    try {
        run()
    } catch (thrown: NativeException.Failed) {
        throw AftersyncException.of(Wire.json.decodeFromString<Failure>(thrown.failure))
    }

/** A failure that was found on this side of the border. */
internal fun failure(kind: ErrorKind, message: String, context: Map<String, String> = emptyMap()): Failure =
    Failure(
        kind = kind,
        message = message,
        operation = "call.kotlin",
        retryable = false,
        retry = Retry.Never,
        phase = Phase.NOT_SENT,
        allowed = emptyList(),
        context = context,
    )
