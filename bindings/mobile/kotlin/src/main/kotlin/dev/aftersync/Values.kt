package dev.aftersync

import java.time.Instant
import java.util.Locale

/** Something people read in their own language. */
public interface Labelled {
    /** What it is called. [userLang] is the language of the device. */
    public fun label(lang: Lang = userLang()): String
}

/** The language of the device: Chinese, or English for every other. */
public fun userLang(locale: Locale = Locale.getDefault()): Lang =
    if (locale.language == Locale.CHINESE.language) Lang.ZH else Lang.EN

internal fun Lang.pick(zh: String, en: String): String = if (this == Lang.ZH) zh else en

/** The moment as the platform's own type. */
public fun Timestamp.toInstant(): Instant = Instant.ofEpochMilli(value)

/** Now, by the device's own clock. */
public fun Timestamp.Companion.now(): Timestamp = Timestamp(System.currentTimeMillis())

/** A moment of the platform's own type, to the millisecond. */
public fun Timestamp.Companion.of(at: Instant): Timestamp = Timestamp(at.toEpochMilli())
