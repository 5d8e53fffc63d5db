package org.presend

import java.nio.ByteBuffer
import org.presend.internal.presendVersion
import org.presend.internal.VerifiedTestSet as RawTestSet
import org.presend.internal.testLinks
import org.presend.internal.testPictures
import org.presend.internal.verifiedTestLinks
import org.presend.internal.verifiedTestSet

/** What to try an integration with: harmless pictures, and verified sets. Every finding of them is marked as a test. */
public object TestKit {
    /** Pictures that every set holds. */
    @get:JvmStatic
    public val pictures: List<TestPicture> by lazy {
        calling { testPictures() }.map { TestPicture(it.name, it.file) }
    }

    /** A verified set of pictures, to try a [SetStore] with. */
    @get:JvmStatic
    public val verified: VerifiedTestSet by lazy { calling { verifiedTestSet() }.lifted() }

    /** A verified set of links, signed by others than [verified]: for [AttachmentScanner.scanText]. */
    @get:JvmStatic
    public val verifiedLinks: VerifiedTestSet by lazy { calling { verifiedTestLinks() }.lifted() }

    /** The links of [verifiedLinks], which nobody can have: one from version 1 on, and one since version 2. */
    @get:JvmStatic
    public val links: List<String> by lazy { calling { testLinks() } }
}

private fun RawTestSet.lifted(): VerifiedTestSet = VerifiedTestSet(name, pins, first, delta, refused)

/** A verified set of harmless drawn pictures or of made-up links, signed with published test keys: never pin them in an app that ships. */
public class VerifiedTestSet internal constructor(
    /** Its name. */
    public val name: String,
    /** The pins of an app that uses it. */
    public val pins: String,
    private val firstFile: ByteArray,
    private val deltaFile: ByteArray,
    private val refusedFile: ByteArray,
) {
    /** The set file of version 1, valid for ten years from 2026-01-01: for [SetStore.install]. */
    public val first: ByteBuffer get() = ByteBuffer.wrap(firstFile.copyOf())

    /** The delta to version 2: for [SetStore.apply]. */
    public val delta: ByteBuffer get() = ByteBuffer.wrap(deltaFile.copyOf())

    /** Version 1, changed after it was signed: a store refuses it. */
    public val refused: ByteBuffer get() = ByteBuffer.wrap(refusedFile.copyOf())
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
