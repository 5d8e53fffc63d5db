package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A decoder of videos that an app lends: its frames are found at their time, in the scan of the file. */
class VideoDecoderTest {
    private val mp4 = byteArrayOf(0, 0, 0, 24) + "ftypisom".toByteArray() + ByteArray(4) + "isomiso2".toByteArray() +
        ByteArray(4_000) { it.toByte() }
    private val side = 128
    private val shape = PixelLayout(side, side, PixelFormat.BGRA8)

    /** The picture of the test kit, whose BMP holds its rows bottom first. */
    private val drawn = (side - 1 downTo 0).flatMap { y ->
        (0 until side).flatMap { x ->
            val at = 54 + (y * side + x) * 3
            listOf(picture[at], picture[at + 1], picture[at + 2], (-1).toByte())
        }
    }.toByteArray()
    private val told = ArrayList<Throwable>()

    private class Lent(
        override val kinds: Set<VideoKind> = setOf(VideoKind.MP4),
        private val answer: (VideoFile) -> VideoSeen,
    ) : VideoDecoder {
        override fun decode(video: VideoFile) = answer(video)
    }

    private fun scanner(limits: Limits = Limits.DEFAULT, vararg decoders: VideoDecoder): AttachmentScanner =
        demoScanner(
            settings = ScannerSettings(
                deadlineMillis = null, limits = limits, clock = fixed, onHookFailure = { told += it },
                videoDecoders = decoders.toList(),
            ),
        )

    private fun scanned(limits: Limits = Limits.DEFAULT, decode: (VideoFile) -> VideoSeen): Checked =
        scanner(limits, Lent(answer = decode)).use { runBlocking { it.scan(mp4) } }

    /** Ten seconds of 25 frames, of which one shows the picture. */
    private fun show(video: VideoFile, at: Int): Int {
        video.begin(side, side, 250, 10_000)
        val taken = (0 until 250).filter { video.takes(it, it * 40L) }
        for (frame in taken) {
            video.push(frame, frame * 40L, shape, if (frame == at) drawn.clone() else ByteArray(drawn.size) { -1 })
        }
        return taken.size
    }

    @Test
    fun `a listed picture is found at its second, in the very bytes that were digested`() {
        var frames = 0
        val checked = scanned { video ->
            assertEquals(mp4.size.toLong(), video.length)
            assertArrayEquals(mp4.copyOfRange(1_000, 1_100), video.readAt(1_000, 100))
            assertArrayEquals(byteArrayOf(), video.readAt(video.length, 9))
            frames = show(video, at = 175)
            VideoSeen.WHOLE
        }
        val finding = checked.report.findings.single()
        assertEquals(Triple(10, 175, 7_000L), Triple(frames, finding.frame, finding.timeMs))
        assertEquals("video/mp4" to Evidence.PERCEPTUAL, checked.report.kind to finding.evidence)
        assertEquals(emptyList<Throwable>(), told)
    }

    @Test
    fun `what it did not see has a name, and is never clean`() {
        val reasons = mapOf(
            VideoSeen.PART to UndecidedReason.Corrupt, VideoSeen.UNSUPPORTED to UndecidedReason.UnsupportedFormat,
            VideoSeen.WHOLE to UndecidedReason.DecoderFailed,
        )
        for ((seen, reason) in reasons) assertEquals(reason, scanned { seen }.reason())
        assertEquals(Outcome.Clean, scanned { VideoSeen.ONLY_SOUND }.report.outcome)
        assertEquals(UndecidedReason.DecoderFailed, scanned { throw OutOfMemoryError("made up") }.reason())
        assertEquals(listOf("made up"), told.map { it.message })
        scanner(decoders = arrayOf(Lent(setOf(VideoKind.WEB_M)) { error("not asked") })).use {
            assertEquals(UndecidedReason.UnopenedContainer, runBlocking { it.scan(mp4) }.reason())
        }
    }

    @Test
    fun `over the limits the scan ends, whatever the decoder makes of it`() {
        val large = scanned { video ->
            assertThrows(VideoScanEnded::class.java) { video.begin(65_535, 65_535, 1, 1) }
            assertThrows(VideoScanEnded::class.java) { video.push(0, 0, shape, drawn.clone()) }
            VideoSeen.WHOLE
        }
        assertEquals(UndecidedReason.OverLimit("max_pixels"), large.reason())
        val long = scanned(Limits.DEFAULT.copy(maxVideoFrames = 3)) { VideoSeen.WHOLE.also { _ -> show(it, at = 0) } }
        assertEquals(Outcome.Match, long.report.outcome)
        assertEquals(emptyList<Throwable>(), told)
    }

    @Test
    fun `a frame of too few bytes is named, and one before the video is a mistake of the app's`() {
        val short = scanned { VideoSeen.WHOLE.also { _ -> it.push(0, 0, shape, ByteArray(5)) } }
        assertEquals(UndecidedReason.Truncated, short.reason())
        val early = scanned { VideoSeen.WHOLE.also { _ -> it.push(0, -1, shape, drawn.clone()) } }
        assertEquals(UndecidedReason.DecoderFailed, early.reason())
        assertTrue(told.single() is IllegalArgumentException)
    }

    @Test
    fun `a video that was kept is of no use later`() {
        lateinit var kept: VideoFile
        scanned { video -> VideoSeen.ONLY_SOUND.also { kept = video } }
        assertThrows(VideoScanEnded::class.java) { kept.readAt(0, 1) }
        assertThrows(VideoScanEnded::class.java) { kept.push(0, 0, shape, drawn.clone()) }
    }
}
