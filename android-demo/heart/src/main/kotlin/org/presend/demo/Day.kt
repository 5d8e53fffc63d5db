package org.presend.demo

import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.util.Locale

/** A day of the calendar, in UTC: `1 March 2027`. */
internal fun Texts.day(moment: Instant): String = day(moment.atZone(ZoneOffset.UTC).toLocalDate())

internal fun Texts.day(day: LocalDate): String {
    val locale = if (language == AppLanguage.DUTCH) Locale.forLanguageTag("nl") else Locale.UK
    val format = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale)
    return day.format(format)
}

/** The time of day where this device is: `20:15`. */
public fun time(moment: Instant): String = DateTimeFormatter.ofPattern("HH:mm").format(moment.atZone(ZoneId.systemDefault()))
