plugins {
    id("com.android.library")
    kotlin("android")
    kotlin("plugin.serialization")
    `maven-publish`
}

android {
    namespace = "dev.aftersync"
    compileSdk = 35

    defaultConfig {
        // java.time without desugaring.
        minSdk = 26
        consumerProguardFiles("consumer-rules.pro")
        ndk { abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64") }
    }

    sourceSets["main"].apply {
        // The same Kotlin as on the JVM, without the desk; ../build-native.sh writes the rest.
        kotlin.srcDirs("../../kotlin/src/main/kotlin", "src/main/generated")
        jniLibs.srcDirs("src/main/jniLibs")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }

    // Libraries stay packed as they are: laid out for pages of 16 KB, mapped out of the APK.
    packaging { jniLibs.useLegacyPackaging = false }

    publishing { singleVariant("release") { withSourcesJar() } }
}

kotlin { compilerOptions { jvmTarget = org.jetbrains.kotlin.gradle.dsl.JvmTarget.JVM_17 } }

dependencies {
    implementation("net.java.dev.jna:jna:5.18.1@aar")
    api("org.jetbrains.kotlinx:kotlinx-coroutines-android:1.10.2")
    api("org.jetbrains.kotlinx:kotlinx-serialization-json:1.8.1")
}

publishing {
    publications {
        register<MavenPublication>("release") {
            groupId = "dev.aftersync"
            artifactId = "aftersync-android"
            version = "0.1.0"
            afterEvaluate { from(components["release"]) }
        }
    }
}
