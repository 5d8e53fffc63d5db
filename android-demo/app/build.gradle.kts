plugins {
    alias(libs.plugins.android.application)
}

val repository = rootDir.resolve("..")

android {
    namespace = "org.presend.demo.android"
    compileSdk = 36

    defaultConfig {
        applicationId = "org.presend.demo.android"
        minSdk = 26
        targetSdk = 36
        versionCode = 1
        versionName = "0.0.0"
        testInstrumentationRunner = "androidx.test.runner.AndroidJUnitRunner"
        ndk {
            abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64")
        }
    }

    buildFeatures {
        aidl = true
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
            // A demo: whoever ships an app signs it with a key of their own.
            signingConfig = signingConfigs.getByName("debug")
        }
    }

    // Libraries stay uncompressed in the APK, on the boundary of a 16 KB page.
    packaging.jniLibs.useLegacyPackaging = false

    sourceSets.named("main") {
        kotlin.directories += rootDir.resolve("heart/src/main/kotlin").path
    }
}

/** What the demo carries: scripts/demo-files made it. */
abstract class Carried : DefaultTask() {
    @get:InputDirectory
    @get:PathSensitive(PathSensitivity.RELATIVE)
    abstract val files: DirectoryProperty

    @get:OutputDirectory
    abstract val assets: DirectoryProperty

    @get:Inject
    abstract val system: FileSystemOperations

    @TaskAction
    fun copy() {
        system.sync {
            from(files)
            into(assets.dir("demo"))
        }
    }
}

/** The one table of texts, which the heart of the demo reads as a resource. */
abstract class Texts : DefaultTask() {
    @get:InputFile
    @get:PathSensitive(PathSensitivity.NAME_ONLY)
    abstract val table: RegularFileProperty

    @get:OutputDirectory
    abstract val resources: DirectoryProperty

    @get:Inject
    abstract val system: FileSystemOperations

    @TaskAction
    fun copy() {
        system.sync {
            from(table)
            into(resources)
        }
    }
}

val carried = tasks.register<Carried>("carried") {
    files.set(repository.resolve("target/demo-files"))
}
val texts = tasks.register<Texts>("texts") {
    table.set(rootDir.resolve("texts.tsv"))
}

androidComponents.onVariants { variant ->
    variant.sources.assets?.addGeneratedSourceDirectory(carried, Carried::assets)
    variant.sources.resources?.addGeneratedSourceDirectory(texts, Texts::resources)
}

dependencies {
    implementation("org.presend:presend-android")
    androidTestImplementation(libs.androidx.test.runner)
    androidTestImplementation(libs.androidx.test.junit)
}
