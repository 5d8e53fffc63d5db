// Android's plugin brings Kotlin with it; this gives it the version that Presend is written in.
buildscript {
    dependencies {
        classpath(libs.kotlin.gradle)
    }
}

plugins {
    alias(libs.plugins.android.application) apply false
}
