package dev.aftersync

import java.util.Base64
import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.InternalSerializationApi
import kotlinx.serialization.KSerializer
import kotlinx.serialization.Serializable
import kotlinx.serialization.SerializationException
import kotlinx.serialization.descriptors.PrimitiveKind
import kotlinx.serialization.descriptors.PrimitiveSerialDescriptor
import kotlinx.serialization.descriptors.SerialDescriptor
import kotlinx.serialization.descriptors.SerialKind
import kotlinx.serialization.descriptors.buildSerialDescriptor
import kotlinx.serialization.encoding.Decoder
import kotlinx.serialization.encoding.Encoder
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonDecoder
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonEncoder
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.booleanOrNull
import kotlinx.serialization.json.longOrNull

/** Bytes: base64 text in JSON. Equal when their contents are. */
@Serializable(with = Bytes.Wired::class)
public class Bytes(public val value: ByteArray) {
    override fun equals(other: Any?): Boolean = other is Bytes && value.contentEquals(other.value)

    override fun hashCode(): Int = value.contentHashCode()

    /** How many there are: what they are may be a secret. */
    override fun toString(): String = "Bytes(${value.size})"

    /** As it stands in JSON. */
    public object Wired : KSerializer<Bytes> {
        override val descriptor: SerialDescriptor = PrimitiveSerialDescriptor("Bytes", PrimitiveKind.STRING)

        override fun serialize(encoder: Encoder, value: Bytes): Unit =
            encoder.encodeString(Base64.getEncoder().encodeToString(value.value))

        override fun deserialize(decoder: Decoder): Bytes = Bytes.of(decoder.decodeString())
    }

    public companion object {
        /** Out of base64 text, as keys of phones come. */
        public fun of(base64: String): Bytes =
            try {
                Bytes(Base64.getDecoder().decode(base64))
            } catch (_: IllegalArgumentException) {
                throw SerializationException("bytes are base64 text")
            }
    }
}

/** Two values: a list of two in JSON. */
@Serializable(with = TwoSerializer::class)
public data class Two<A, B>(public val first: A, public val second: B)

/** Three values: a list of three in JSON. */
@Serializable(with = ThreeSerializer::class)
public data class Three<A, B, C>(public val first: A, public val second: B, public val third: C)

/** As [Two] stands in JSON. */
public class TwoSerializer<A, B>(private val a: KSerializer<A>, private val b: KSerializer<B>) :
    EitherSerializer<Two<A, B>>("Two") {
    override fun read(element: JsonElement, json: Json): Two<A, B>? {
        val (one, two) = element.items(2) ?: return null
        return Two(json.decodeFromJsonElement(a, one), json.decodeFromJsonElement(b, two))
    }

    override fun written(value: Two<A, B>, json: Json): JsonElement =
        JsonArray(listOf(json.encodeToJsonElement(a, value.first), json.encodeToJsonElement(b, value.second)))
}

/** As [Three] stands in JSON. */
public class ThreeSerializer<A, B, C>(
    private val a: KSerializer<A>,
    private val b: KSerializer<B>,
    private val c: KSerializer<C>,
) : EitherSerializer<Three<A, B, C>>("Three") {
    override fun read(element: JsonElement, json: Json): Three<A, B, C>? {
        val (one, two, three) = element.items(3) ?: return null
        return Three(
            json.decodeFromJsonElement(a, one),
            json.decodeFromJsonElement(b, two),
            json.decodeFromJsonElement(c, three),
        )
    }

    override fun written(value: Three<A, B, C>, json: Json): JsonElement =
        JsonArray(
            listOf(
                json.encodeToJsonElement(a, value.first),
                json.encodeToJsonElement(b, value.second),
                json.encodeToJsonElement(c, value.third),
            ),
        )
}

/** A value whose form in JSON is not the usual one. */
@OptIn(ExperimentalSerializationApi::class, InternalSerializationApi::class)
public abstract class EitherSerializer<T : Any> internal constructor(private val name: String) : KSerializer<T> {
    override val descriptor: SerialDescriptor = buildSerialDescriptor("dev.aftersync.$name", SerialKind.CONTEXTUAL)

    internal abstract fun read(element: JsonElement, json: Json): T?

    internal abstract fun written(value: T, json: Json): JsonElement

    override fun deserialize(decoder: Decoder): T {
        val from = decoder as? JsonDecoder ?: throw SerializationException("$name is read from JSON")
        return read(from.decodeJsonElement(), from.json) ?: throw SerializationException("this is no $name")
    }

    override fun serialize(encoder: Encoder, value: T) {
        val to = encoder as? JsonEncoder ?: throw SerializationException("$name is written as JSON")
        to.encodeJsonElement(written(value, to.json))
    }
}

/** A word, or an object with one field that says which it is. */
public abstract class KeyedSerializer<T : Any> internal constructor(name: String) : EitherSerializer<T>(name) {
    internal abstract fun word(word: String): T?

    internal abstract fun held(key: String, value: JsonElement, json: Json): T?

    override fun read(element: JsonElement, json: Json): T? =
        when (element) {
            is JsonPrimitive -> if (element.isString) word(element.content) else null
            is JsonObject -> element.entries.firstNotNullOfOrNull { (key, value) -> held(key, value, json) }
            else -> null
        }

    internal fun holding(key: String, value: JsonElement): JsonElement = JsonObject(mapOf(key to value))
}

internal fun JsonElement.isText(): Boolean = this is JsonPrimitive && isString

internal fun JsonElement.text(): String = (this as JsonPrimitive).content

internal fun JsonElement.isFlag(): Boolean = this is JsonPrimitive && !isString && booleanOrNull != null

internal fun JsonElement.flag(): Boolean = (this as JsonPrimitive).content.toBoolean()

internal fun JsonElement.isWhole(): Boolean = this is JsonPrimitive && this !is JsonNull && !isString && longOrNull != null

internal fun JsonElement.whole(): Long = (this as JsonPrimitive).content.toLong()

private fun JsonElement.items(count: Int): List<JsonElement>? = (this as? JsonArray)?.takeIf { it.size == count }

/** The words of a tagged type. */
@OptIn(ExperimentalSerializationApi::class)
internal fun tags(of: KSerializer<*>): Set<String> {
    val variants = of.descriptor.getElementDescriptor(1)
    return (0 until variants.elementsCount).mapTo(HashSet(), variants::getElementName)
}
