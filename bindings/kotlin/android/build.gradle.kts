// The AAR. AGP 9 brings Kotlin's plugin itself; the classpath below only says which version.
// Before a build: rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android,
// cargo install cargo-ndk, and scripts/generate-kotlin for the code that UniFFI makes.
import org.jetbrains.kotlin.gradle.dsl.KotlinVersion

buildscript {
    dependencies {
        classpath(libs.kotlin.gradle)
    }
}

plugins {
    alias(libs.plugins.android.library)
}

val repository: File = rootDir.resolve("../../..")

/** Builds libpresend_ffi.so for every ABI by cargo-ndk, with pages of 16 KB. */
abstract class CargoNdk @Inject constructor(private val exec: ExecOperations) : DefaultTask() {
    @get:Internal
    abstract val workspace: DirectoryProperty

    @get:OutputDirectory
    abstract val libraries: DirectoryProperty

    @TaskAction
    fun build() {
        val abis = listOf("arm64-v8a", "armeabi-v7a", "x86_64").flatMap { listOf("-t", it) }
        exec.exec {
            workingDir(workspace)
            // NDK 28 aligns to 16 KB by itself; an older one does with this.
            environment("RUSTFLAGS", "-Clink-arg=-Wl,-z,max-page-size=16384")
            commandLine(
                listOf("cargo", "ndk") + abis + listOf("--platform", "26", "-o", libraries.get().asFile.path) +
                    listOf("build", "--profile", "ship", "--locked", "-p", "presend-ffi"),
            )
        }
    }
}

val cargoNdk = tasks.register<CargoNdk>("cargoNdk") {
    workspace = repository
    // Cargo knows what is up to date.
    outputs.upToDateWhen { false }
}

android {
    namespace = "org.presend.android"
    compileSdk = libs.versions.compile.sdk.get().toInt()
    ndkVersion = libs.versions.ndk.get()

    defaultConfig {
        minSdk = libs.versions.min.sdk.get().toInt()
        consumerProguardFiles("consumer-rules.pro")
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_11
        targetCompatibility = JavaVersion.VERSION_11
    }
    sourceSets.named("main") {
        // One module: what is internal in the generated code is seen by the library.
        kotlin.directories.add(repository.resolve("bindings/kotlin/library/src/main/kotlin").path)
        kotlin.directories.add(repository.resolve("target/kotlin/built/generated-source").path)
        kotlin.directories.add(repository.resolve("target/kotlin/built/value-source").path)
    }
}

// Apps with an older Kotlin can use it: as in ../pom.xml.
kotlin {
    coreLibrariesVersion = libs.versions.kotlin.lowest.get()
    compilerOptions {
        languageVersion = KotlinVersion.fromVersion(libs.versions.kotlin.metadata.get())
        apiVersion = languageVersion
        freeCompilerArgs.add("-Xsuppress-version-warnings")
    }
}

androidComponents {
    onVariants { variant ->
        variant.sources.jniLibs?.addGeneratedSourceDirectory(cargoNdk, CargoNdk::libraries)
    }
}

dependencies {
    api(libs.coroutines)
    implementation(libs.jna) {
        artifact { type = "aar" }
    }
}
