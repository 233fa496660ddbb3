plugins {
    id("com.android.library") version "8.10.1" apply false
    kotlin("android") version "2.1.21" apply false
    kotlin("plugin.serialization") version "2.1.21" apply false
}
