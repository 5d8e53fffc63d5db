package org.presend

import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.contentOrNull
import kotlinx.serialization.json.int
import kotlinx.serialization.json.intOrNull
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

val vectors: JsonElement by lazy { Json.parseToJsonElement(testdata("vectors.json").readText()) }

operator fun JsonElement.get(key: String): JsonElement = checkNotNull(jsonObject[key]) { "no $key" }

val JsonElement.text: String? get() = jsonPrimitive.contentOrNull

/** The vectors that every language passes. No hash comes out of a scan, so each is put on a list. */
class VectorsTest {
    private val files = vectors["files"]["files"].jsonArray

    private fun scan(line: String, file: JsonElement): Checked =
        listScanner(line).use { runBlocking { it.scan(testdata(file["file"].text!!)) } }

    @Test
    fun `every file has the kind and digests of the vectors`() {
        assertTrue(files.size >= 19)
        for (file in files) {
            for ((prefix, evidence) in listOf("sha256" to Evidence.EXACT, "md5" to Evidence.EXACT_WEAK)) {
                val report = scan("$prefix:${file[prefix].text}", file).report
                val finding = report.findings.first()
                assertEquals(Outcome.Match, report.outcome)
                assertEquals(evidence, finding.evidence)
                assertEquals(null to null, finding.distanceBits to finding.frame)
                assertEquals(SetRef("vectors", 0, false), finding.set)
                assertEquals(file["kind"].text, report.kind)
            }
        }
    }

    @Test
    fun `every frame of every file has the hashes of the vectors`() {
        var checked = 0
        for (file in files) {
            val frames = file["frames"].jsonArray
            for (frame in frames) {
                for (prefix in listOf("pdq", "pdq512")) {
                    val hash = frame.jsonObject[prefix]?.text ?: continue
                    val report = scan("$prefix:$hash", file).report
                    val finding = report.findings.first()
                    assertEquals(0 to frame["frame"].jsonPrimitive.int, finding.distanceBits to finding.frame)
                    assertEquals(Variant.Turned(Orientation.UPRIGHT), finding.variant)
                    assertEquals(Evidence.PERCEPTUAL, finding.evidence)
                    if (prefix == "pdq") assertEquals(frame["quality"].jsonPrimitive.int, finding.quality)
                    assertEquals(frames.size, report.coverage.partsSeen)
                    checked++
                }
            }
        }
        assertTrue(checked >= 26, "$checked")
    }

    @Test
    fun `what cannot be decoded has the reason of the vectors`() {
        val undecided = files.filter { it["undecided"].text != null }
        assertTrue(undecided.isNotEmpty())
        for (file in undecided) {
            val report = scan("pdq:" + "1".repeat(64), file).report
            assertEquals(file["undecided"].text, (report.outcome as Outcome.Undecided).reason.name)
            assertEquals(file["undecided"].text, (report.coverage.partsSkipped.first().reason as SkipReason.Undecided).reason.name)
        }
    }

    @Test
    fun `every scan comes to the outcome, decision and findings of the vectors`() {
        val scans = vectors["scans"]["scans"].jsonArray
        assertTrue(scans.size >= 9)
        for (wanted in scans) {
            val checked = scan(wanted["list"].text!!, wanted)
            val name = wanted["name"].text
            assertEquals(wanted["outcome"].text, checked.report.outcome.javaClass.simpleName.lowercase(), name)
            assertEquals(wanted["decision"].text, checked.decision.javaClass.simpleName.lowercase(), name)
            val findings = wanted["findings"].jsonArray
            assertEquals(findings.size, checked.report.findings.size, name)
            for ((want, got) in findings.zip(checked.report.findings)) {
                assertEquals(want["evidence"].text, got.evidence.name.lowercase(), name)
                assertEquals(want["distance_bits"].jsonPrimitive.intOrNull, got.distanceBits, name)
                val variant = (got.variant as Variant.Turned?)?.orientation?.name?.lowercase()
                assertEquals(want["variant"].text, variant, name)
            }
        }
    }
}
