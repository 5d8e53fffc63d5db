package org.presend.demo

import java.time.Instant
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.util.Locale

/** A day of the calendar, in UTC: `1 March 2027`. */
internal fun Texts.day(moment: Instant): String {
    val locale = if (language == AppLanguage.DUTCH) Locale.forLanguageTag("nl") else Locale.UK
    val format = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale)
    return moment.atZone(ZoneOffset.UTC).format(format)
}
