pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode.set(RepositoriesMode.FAIL_ON_PROJECT_REPOS)
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "presend-demo"
include(":app")

// The library is a build of its own, with its own versions; the app takes it from its sources.
includeBuild("../bindings/kotlin/android") {
    dependencySubstitution {
        substitute(module("org.presend:presend-android")).using(project(":"))
    }
}
