package org.presend.demo.android

import android.content.ContentValues
import android.content.Context
import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteOpenHelper
import java.io.File
import org.presend.JournalKeeper

/** Keeps the journal in a database, where chain and state change together or not at all. */
internal class JournalDatabase(context: Context) :
    SQLiteOpenHelper(context, File(context.noBackupFilesDir, "journal.db").path, null, 1), JournalKeeper {
    override fun onCreate(db: SQLiteDatabase) {
        db.execSQL("create table chain (text text not null)")
        db.execSQL("create table state (text text not null)")
    }

    override fun onUpgrade(db: SQLiteDatabase, oldVersion: Int, newVersion: Int): Unit = Unit

    override fun state(): String? = rows("state").singleOrNull()

    override fun chain(): String = rows("chain").joinToString("")

    override fun append(lines: String, state: String): Unit = together {
        if (lines.isNotEmpty()) put("chain", lines)
        delete("state", null, null)
        put("state", state)
    }

    override fun replace(chain: String, state: String): Unit = together {
        delete("chain", null, null)
        delete("state", null, null)
        put("chain", chain)
        put("state", state)
    }

    private fun rows(table: String): List<String> =
        readableDatabase.rawQuery("select text from $table order by rowid", null).use { row ->
            buildList { while (row.moveToNext()) add(row.getString(0)) }
        }

    private fun together(change: SQLiteDatabase.() -> Unit) {
        val db = writableDatabase
        db.beginTransaction()
        try {
            db.change()
            db.setTransactionSuccessful()
        } finally {
            db.endTransaction()
        }
    }

    private fun SQLiteDatabase.put(table: String, text: String) {
        insertOrThrow(table, null, ContentValues().apply { put("text", text) })
    }
}
