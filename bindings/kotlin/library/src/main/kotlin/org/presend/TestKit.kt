package org.presend

import org.presend.internal.presendVersion
import org.presend.internal.testPictures

/** Harmless pictures that every set holds, to try an integration with. */
public object TestKit {
    /** The pictures. */
    @get:JvmStatic
    public val pictures: List<TestPicture> by lazy {
        calling { testPictures() }.map { TestPicture(it.name, it.file) }
    }
}

/** A harmless picture that every set holds. */
public class TestPicture internal constructor(
    /** What it is called. */
    public val name: String,
    private val content: ByteArray,
) {
    /** Its BMP file: a copy each time. */
    public val file: ByteArray get() = content.copyOf()
}

/** The library itself. */
public object PresendLibrary {
    /** Its version, as the native library says it. */
    @get:JvmStatic
    public val version: String get() = calling { presendVersion() }
}
