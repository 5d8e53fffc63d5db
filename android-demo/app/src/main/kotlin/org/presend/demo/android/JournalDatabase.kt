package org.presend.demo.android

import android.content.ContentValues
import android.content.Context
import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteOpenHelper
import java.io.File
import org.presend.JournalKeeper
import org.presend.KeeperAnswer

/**
 * Keeps the journal in a database. Chain and state change together or not at all, and only if the state is the expected
 * one: nobody else writes in a transaction of Android's, in this process or another.
 */
internal class JournalDatabase(context: Context) :
    SQLiteOpenHelper(context, File(context.noBackupFilesDir, "journal.db").path, null, 1), JournalKeeper {
    override fun onCreate(db: SQLiteDatabase) {
        for (table in listOf("chain", "state")) db.execSQL("create table $table (text text not null)")
    }

    override fun onUpgrade(db: SQLiteDatabase, oldVersion: Int, newVersion: Int): Unit = Unit

    override fun state(): String? = readableDatabase.rows("state").singleOrNull()

    override fun chain(): String = readableDatabase.rows("chain").joinToString("")

    override fun append(expected: String?, lines: String, state: String): KeeperAnswer =
        swap(expected, state) { if (lines.isNotEmpty()) put("chain", lines) }

    override fun replace(expected: String?, chain: String, state: String): KeeperAnswer = swap(expected, state) {
        delete("chain", null, null)
        put("chain", chain)
    }

    private fun swap(expected: String?, state: String, change: SQLiteDatabase.() -> Unit): KeeperAnswer {
        val db = writableDatabase
        db.beginTransaction()
        try {
            if (db.rows("state").singleOrNull() != expected) return KeeperAnswer.OTHER_STATE
            db.change()
            db.delete("state", null, null)
            db.put("state", state)
            db.setTransactionSuccessful()
            return KeeperAnswer.KEPT
        } finally {
            db.endTransaction()
        }
    }

    private fun SQLiteDatabase.rows(table: String): List<String> =
        rawQuery("select text from $table order by rowid", null).use { row ->
            buildList { while (row.moveToNext()) add(row.getString(0)) }
        }

    private fun SQLiteDatabase.put(table: String, text: String): Long =
        insertOrThrow(table, null, ContentValues().apply { put("text", text) })
}
