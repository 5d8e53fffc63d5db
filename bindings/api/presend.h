/* Presend checks an attachment on the sender's own device, before it is end-to-end encrypted.
 *
 * Written by cbindgen from the crate presend-c: change it there, then run `scripts/api-c write`.
 *
 * What holds for every function:
 * - It returns a status, or a value that is safe if the call went wrong. No status but PRESEND_STATUS_OK
 *   means that something was checked. presend_last_message() says more.
 * - NULL is accepted everywhere: as an error with a status, or as "none" where that is said. An out
 *   parameter is set to NULL or zero first, so after a failure there is nothing to free.
 * - Pointers must be valid for the length that is passed with them, and are not kept after the call,
 *   if nothing else is said.
 * - A handle is freed once, by its own free function, when no other thread is in a call with it. A
 *   handle that was freed must not be used or freed again: that cannot be noticed, and is undefined.
 *   What a handle holds lives on where another still uses it: a set may be freed once it is added, and
 *   a callback may free any handle, also the one whose call it is called by. That call goes on with what
 *   it took out of its handles when it began.
 * - "Any thread" means: from several threads at once with the same handle. "One thread at a time"
 *   means: from any thread, but never two at once with the same handle.
 * - Callbacks run on the thread that made the call, a lent hash on one of its own, and so a policy if that
 *   is asked for. They may call back into presend with any handle that is not freed, also with the one whose call it is. No
 *   lock is held but a store's while its vault is called: see PresendVault. What they must not touch is
 *   the memory that the call was lent: bytes, texts and places for results stay as they are until it
 *   returns.
 * - Callbacks must return. If an exception leaves one, or its thread is ended in it, the process ends with
 *   a line on stderr; longjmp out of one is undefined.
 * - Nothing unwinds into the caller: a bug of the library is PRESEND_STATUS_INTERNAL.
 */
#ifndef PRESEND_H
#define PRESEND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
// The facts of one scan. It belongs to the handle it comes from, and is not freed by itself.
typedef struct PresendReport PresendReport;

// The interface that this header describes. It changes when a program must be compiled again.
#define PRESEND_ABI_VERSION 1

// Most findings that wait in one set.
#define PRESEND_MAX_PENDING 31

// How a call went.
enum PresendStatus
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // It did what it says.
    PRESEND_STATUS_OK = 0,
    // A pointer is NULL that must not be.
    PRESEND_STATUS_NULL_POINTER = 1,
    // A value that this function does not take: an unknown number, an index too large, text that is
    // not UTF-8, a handle that is spent.
    PRESEND_STATUS_BAD_ARGUMENT = 2,
    // A list was refused; the message names the line.
    PRESEND_STATUS_BAD_LIST = 3,
    // A set file, a delta or a change of version was refused; the message begins with the name of why.
    PRESEND_STATUS_SET_REFUSED = 4,
    // A file, a journal or a store cannot be read or written now.
    PRESEND_STATUS_UNAVAILABLE = 5,
    // A journal is not as it was left; the message says what is wrong.
    PRESEND_STATUS_ALTERED = 6,
    // A bug of the library. Nothing was checked.
    PRESEND_STATUS_INTERNAL = 7,
    // A vault's callback asked its own store for a change. It would wait for itself; nothing was done.
    PRESEND_STATUS_REENTERED = 8,
    // No report can be made or sealed; the message begins with the name of why.
    PRESEND_STATUS_NO_REPORT = 9,
};
#ifndef __cplusplus
typedef uint32_t PresendStatus;
#endif // __cplusplus

// How a set stands.
enum PresendFreshness
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // There is none, or its file is refused.
    PRESEND_FRESHNESS_MISSING = 0,
    // Valid, and seen by witnesses not long ago.
    PRESEND_FRESHNESS_FRESH = 1,
    // Valid, but an update is overdue.
    PRESEND_FRESHNESS_STALE = 2,
    // No longer valid, or not yet.
    PRESEND_FRESHNESS_EXPIRED = 3,
};
#ifndef __cplusplus
typedef uint32_t PresendFreshness;
#endif // __cplusplus

// How strong a finding is. A larger number is stronger.
enum PresendEvidence
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // Nothing.
    PRESEND_EVIDENCE_NONE = 0,
    // A perceptual hash between the match and the borderline distance.
    PRESEND_EVIDENCE_BORDERLINE = 1,
    // One perceptual hash within the match distance, after an edit of the picture was undone.
    PRESEND_EVIDENCE_EDITED = 2,
    // One perceptual hash within the match distance.
    PRESEND_EVIDENCE_PERCEPTUAL = 3,
    // An MD5 or SHA-1 digest, or both: such digests can be forged.
    PRESEND_EVIDENCE_EXACT_WEAK = 4,
    // A perceptual match, an MD5 and a SHA-1 digest of the same entry.
    PRESEND_EVIDENCE_CORROBORATED = 5,
    // A BLAKE3 or SHA-256 digest.
    PRESEND_EVIDENCE_EXACT = 6,
};
#ifndef __cplusplus
typedef uint32_t PresendEvidence;
#endif // __cplusplus

// Why a check could not be finished.
enum PresendReason
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // It was finished.
    PRESEND_REASON_NONE = 0,
    // The kind is unknown, or not decoded by this build.
    PRESEND_REASON_UNSUPPORTED_FORMAT = 1,
    // A video for which no decoder is lent, or that is compared by its digest alone.
    PRESEND_REASON_UNOPENED_CONTAINER = 2,
    // The picture ends before its header says it should.
    PRESEND_REASON_TRUNCATED = 3,
    // The bytes break the rules of their own format.
    PRESEND_REASON_CORRUPT = 4,
    // The content is locked with a password or key.
    PRESEND_REASON_ENCRYPTED = 5,
    // A limit would have been passed.
    PRESEND_REASON_OVER_LIMIT = 6,
    // It was cancelled.
    PRESEND_REASON_CANCELLED = 7,
    // No usable set was there to compare with.
    PRESEND_REASON_NO_USABLE_SET = 8,
    // There are no bytes, or no frame.
    PRESEND_REASON_EMPTY = 9,
    // The source failed.
    PRESEND_REASON_UNREADABLE = 10,
    // The source changed between two reads.
    PRESEND_REASON_CHANGED_WHILE_READING = 11,
    // A decoder failed in a way it should not.
    PRESEND_REASON_DECODER_FAILED = 12,
    // A hash that the app lends gave no value, or is of another length than the set's.
    PRESEND_REASON_LENT_HASH_FAILED = 13,
    // A reason newer than this header.
    PRESEND_REASON_OTHER = 255,
};
#ifndef __cplusplus
typedef uint32_t PresendReason;
#endif // __cplusplus

// What a scan came to.
enum PresendOutcome
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // The check could not be finished.
    PRESEND_OUTCOME_UNDECIDED = 0,
    // Everything was checked, and nothing found.
    PRESEND_OUTCOME_CLEAN = 1,
    // Only borderline evidence.
    PRESEND_OUTCOME_NEAR = 2,
    // Known material.
    PRESEND_OUTCOME_MATCH = 3,
};
#ifndef __cplusplus
typedef uint32_t PresendOutcome;
#endif // __cplusplus

// What came of asking an own check.
enum PresendOwnSaid
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // It was not asked: it looks at something else, or the scan was cancelled.
    PRESEND_OWN_SAID_NOT_ASKED = 0,
    // It has nothing to say.
    PRESEND_OWN_SAID_NOTHING = 1,
    // It has a remark.
    PRESEND_OWN_SAID_REMARK = 2,
    // It said that it failed, or could not be started.
    PRESEND_OWN_SAID_FAILED = 3,
    // It panicked: code in Rust alone does.
    PRESEND_OWN_SAID_PANICKED = 4,
    // It did not answer in time, or too many that never answered still run.
    PRESEND_OWN_SAID_LATE = 5,
    // What it looks at could not be read, or is over a limit.
    PRESEND_OWN_SAID_UNREAD = 6,
};
#ifndef __cplusplus
typedef uint32_t PresendOwnSaid;
#endif // __cplusplus

// What the app should do. A larger number is stronger.
enum PresendAction
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // No decision: there was none to ask for. Never take it for Allow.
    PRESEND_ACTION_NONE = 0,
    // Send it; say nothing.
    PRESEND_ACTION_ALLOW = 1,
    // Send it, and tell the user.
    PRESEND_ACTION_WARN = 2,
    // The user chooses.
    PRESEND_ACTION_ASK = 3,
    // Do not send it, and tell the user.
    PRESEND_ACTION_BLOCK = 4,
    // Do not send it, tell the user, and offer a sealed report.
    PRESEND_ACTION_REPORT_CANDIDATE = 5,
};
#ifndef __cplusplus
typedef uint32_t PresendAction;
#endif // __cplusplus

// Whether the journal has a scan.
enum PresendRecorded
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // It could be neither counted nor recorded.
    PRESEND_RECORDED_FAILED = 0,
    // There is a record of the decision.
    PRESEND_RECORDED_YES = 1,
    // The scan was counted; its decision needs no record.
    PRESEND_RECORDED_NOT_NEEDED = 2,
    // The app keeps no journal.
    PRESEND_RECORDED_NO_JOURNAL = 3,
};
#ifndef __cplusplus
typedef uint32_t PresendRecorded;
#endif // __cplusplus

// How the bytes of pixels are to be read.
enum PresendPixelFormat
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // One byte a pixel: luma.
    PRESEND_PIXEL_FORMAT_GRAY8 = 1,
    // Three bytes a pixel: red, green, blue.
    PRESEND_PIXEL_FORMAT_RGB8 = 2,
    // Four bytes a pixel: red, green, blue, alpha (not premultiplied).
    PRESEND_PIXEL_FORMAT_RGBA8 = 3,
    // Four bytes a pixel: blue, green, red, alpha (not premultiplied).
    PRESEND_PIXEL_FORMAT_BGRA8 = 4,
};
#ifndef __cplusplus
typedef uint32_t PresendPixelFormat;
#endif // __cplusplus

// A kind of picture that the library does not decode.
enum PresendStillKind
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // HEIC or HEIF.
    PRESEND_STILL_KIND_HEIC = 1,
    // AVIF.
    PRESEND_STILL_KIND_AVIF = 2,
};
#ifndef __cplusplus
typedef uint32_t PresendStillKind;
#endif // __cplusplus

// Kinds of video; their sum stands for several.
enum PresendVideoKind
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // MP4.
    PRESEND_VIDEO_KIND_MP4 = 1,
    // MOV.
    PRESEND_VIDEO_KIND_QUICK_TIME = 2,
    // WebM or Matroska.
    PRESEND_VIDEO_KIND_WEB_M = 4,
};
#ifndef __cplusplus
typedef uint32_t PresendVideoKind;
#endif // __cplusplus

// How much of a video a decoder of the app's saw.
enum PresendVideoSeen
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // All of it.
    PRESEND_VIDEO_SEEN_WHOLE = 0,
    // Frames are missing: without a finding the scan is undecided as `corrupt`.
    PRESEND_VIDEO_SEEN_PART = 1,
    // None, since this decoder cannot read such a file: `unsupported_format`.
    PRESEND_VIDEO_SEEN_UNSUPPORTED = 2,
    // All of it, and there is nothing to see: sound alone.
    PRESEND_VIDEO_SEEN_ONLY_SOUND = 3,
};
#ifndef __cplusplus
typedef uint32_t PresendVideoSeen;
#endif // __cplusplus

// For whom the words are.
enum PresendLevel
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // The person who sends: at most 25 plain words.
    PRESEND_LEVEL_USER = 1,
    // Whoever wants to know why: a line for each stage and each finding.
    PRESEND_LEVEL_ENGINEER = 2,
    // Whoever checks the checker: who vouched for each set, its place in the log, the policy's digest.
    PRESEND_LEVEL_AUDITOR = 3,
};
#ifndef __cplusplus
typedef uint32_t PresendLevel;
#endif // __cplusplus

// The language of the words.
enum PresendLanguage
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // English.
    PRESEND_LANGUAGE_ENGLISH = 1,
    // Dutch.
    PRESEND_LANGUAGE_DUTCH = 2,
};
#ifndef __cplusplus
typedef uint32_t PresendLanguage;
#endif // __cplusplus

// What is decided if a policy fails.
enum PresendFailMode
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // Ask the user. The default.
    PRESEND_FAIL_MODE_ASK = 1,
    // Send it.
    PRESEND_FAIL_MODE_ALLOW = 2,
    // Do not send it.
    PRESEND_FAIL_MODE_BLOCK = 3,
};
#ifndef __cplusplus
typedef uint32_t PresendFailMode;
#endif // __cplusplus

// What a lent hash is computed from.
enum PresendLentInput
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // A grey thumbnail of each picture and frame: rows from the top, a byte a pixel, 0 is black. Turned as
    // a person sees the picture, squeezed to the size, transparent pixels over white.
    PRESEND_LENT_INPUT_GREY_THUMBNAIL = 1,
    // The bytes of each file that is a picture.
    PRESEND_LENT_INPUT_BYTES = 2,
};
#ifndef __cplusplus
typedef uint32_t PresendLentInput;
#endif // __cplusplus

// How far two values are from each other.
enum PresendLentDistance
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // How many bits differ.
    PRESEND_LENT_DISTANCE_HAMMING = 1,
    // The sum of the differences of the bytes.
    PRESEND_LENT_DISTANCE_L1 = 2,
    // The square root of the sum of their squares, rounded up.
    PRESEND_LENT_DISTANCE_L2 = 3,
};
#ifndef __cplusplus
typedef uint32_t PresendLentDistance;
#endif // __cplusplus

// What an own check looks at. It is asked about an attachment that is handed over so, and no other.
enum PresendOwnInput
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // The text of a message.
    PRESEND_OWN_INPUT_TEXT = 1,
    // The bytes of a file, at most as many as are held in memory. A source is read once more for it.
    PRESEND_OWN_INPUT_BYTES = 2,
    // The pixels of a picture that is handed over as pixels. A picture in a file is not decoded for it.
    PRESEND_OWN_INPUT_PIXELS = 3,
};
#ifndef __cplusplus
typedef uint32_t PresendOwnInput;
#endif // __cplusplus

// Puts a scanner together. Everything has a default but the sets.
typedef struct PresendBuilder PresendBuilder;

// Cancels the scans that were given it.
typedef struct PresendCancel PresendCancel;

// What a scan gave.
typedef struct PresendChecked PresendChecked;

// The frames of one video: push them in order, one a second or more, then finish.
typedef struct PresendFrames PresendFrames;

// A journal in a folder that only its user may read.
typedef struct PresendJournal PresendJournal;

// A notice that the user has seen.
typedef struct PresendNoticeShown PresendNoticeShown;

// Where a set comes from.
typedef struct PresendOrigin PresendOrigin;

// What the user is to be told before anything can be sealed.
typedef struct PresendReportNotice PresendReportNotice;

// Checks attachments against known-hash sets. It never changes, and may be shared by threads.
typedef struct PresendScanner PresendScanner;

// A known-hash set.
typedef struct PresendSet PresendSet;

// The verified sets of an app. An update reaches the next snapshot; scanners keep theirs.
typedef struct PresendStore PresendStore;

// A threshold that was reached: the first step to a sealed report.
typedef struct PresendThresholdReached PresendThresholdReached;

// A video as a decoder of the app's sees it: bytes to read, and where frames go. It lives until the
// decoder returns, and is used on the decoder's thread alone. Once one of its functions gives
// PRESEND_STATUS_UNAVAILABLE the scan of this video has ended, and the decoder returns.
typedef struct PresendVideo PresendVideo;

// Text that someone else owns: UTF-8, not ended by a NUL. The function that gives one says how long
// it lives; a function that takes one does not keep it. A function at the end of this header makes one of
// a C string.
typedef struct PresendText {
    // The bytes; may be NULL if `length` is 0.
    const char *data;
    // How many bytes.
    size_t length;
} PresendText;

// Bytes that the caller owns: free them with presend_buffer_free. A NUL that does not count stands
// behind them, so text in it is a C string.
typedef struct PresendBuffer {
    // The bytes; NULL if there are none to free.
    uint8_t *data;
    // How many bytes, without the NUL.
    size_t length;
} PresendBuffer;

// A set as reports name it.
typedef struct PresendSetRef {
    // Name of the set.
    struct PresendText name;
    // Version of the set; 0 for a plain list.
    uint64_t version;
    // False for a plain list that nobody signed.
    bool verified;
} PresendSetRef;

// The bounds of one scan, all inclusive.
typedef struct PresendLimits {
    // Largest attachment that is looked at, in bytes.
    uint64_t max_input_bytes;
    // Largest attachment of a source that is held in memory, in bytes; a larger one is streamed.
    uint64_t max_input_bytes_in_memory;
    // Most pixels of one picture.
    uint64_t max_pixels;
    // Most memory a decoder may take, in bytes.
    uint64_t max_decode_bytes;
    // Largest part of an attachment once it is unpacked, in bytes.
    uint64_t max_part_bytes;
    // Most bytes of all parts of one attachment together, once they are unpacked.
    uint64_t max_unpacked_bytes;
    // Work budget of one scan, in decoded bytes.
    uint64_t max_work_bytes;
    // Longest side of a picture, in pixels.
    uint32_t max_side_pixels;
    // Most frames of one animation that are hashed.
    uint32_t max_frames;
    // Most frames that an app may push of one video.
    uint32_t max_video_frames;
    // Most parts of one attachment.
    uint32_t max_parts;
    // Deepest nesting of parts within parts.
    uint32_t max_depth;
    // Most links of one text that are looked up.
    uint32_t max_links;
    // Longest text whose links are looked up, in bytes.
    uint64_t max_text_bytes;
} PresendLimits;

// Pixels that the system or the app decoded. Bytes that do not hold the picture that is described are
// never taken for it: nothing was checked then, and the outcome says so.
typedef struct PresendPixels {
    // The rows, top to bottom.
    const uint8_t *data;
    // How many bytes.
    size_t length;
    // Bytes from the start of one row to the start of the next.
    size_t stride_bytes;
    // Width in pixels.
    uint32_t width;
    // Height in pixels.
    uint32_t height;
    // How the bytes are to be read: the number of a pixel format.
    uint32_t format;
    // What a viewer does before showing them: the EXIF tag 274, 1 to 8. Anything else is upright.
    uint32_t exif_orientation;
} PresendPixels;

// What a journal that was verified holds.
typedef struct PresendJournalFacts {
    // Records in the chain.
    uint64_t records;
    // How often a write that was interrupted had to be mended.
    uint64_t repairs;
    // Records that the user deleted before the chain began.
    uint64_t deleted;
} PresendJournalFacts;

// How many scans of a day came to what.
typedef struct PresendDayCounts {
    // Days since 1970-01-01.
    uint32_t day;
    // Clean.
    uint64_t clean;
    // Match.
    uint64_t matched;
    // Near.
    uint64_t near;
    // Undecided.
    uint64_t undecided;
    // How often the fallback decided.
    uint64_t fallback;
} PresendDayCounts;

// Copies at most `capacity` bytes of the text that was saved last for `set` into `buffer`, and writes
// its whole length to `length`; if that is more, it is called again with enough room. Returns 0 if
// there is a text, 1 if there is none yet, anything else if it cannot be read now.
typedef int32_t (*PresendLoad)(void *user,
                               struct PresendText set,
                               uint8_t *buffer,
                               size_t capacity,
                               size_t *length);

// Keeps `text` for `set` in place of the last one, as a whole: after a crash one of the two is there.
// Returns 0 if it did.
typedef int32_t (*PresendSave)(void *user, struct PresendText set, struct PresendText text);

// Called once with `user` when the last that has the callbacks is gone: a handle that is freed, a call
// that ends after its handle was freed, a builder that is given other callbacks. It may free or use any
// handle but one whose free function called it.
typedef void (*PresendRelease)(void *user);

// Keeps the state of each set, a few hundred bytes, where a restore of files does not bring back an
// old one: in what the system's keystore protects, say. It may be called on any thread, one call at a
// time for a store, which holds off other writers meanwhile. Its callbacks may free or use any handle.
// What would change that store, or open another on its folder, gives PRESEND_STATUS_REENTERED and does
// nothing, and a scan counts nothing in it; another thread that does so gets
// PRESEND_STATUS_UNAVAILABLE after some seconds.
typedef struct PresendVault {
    // Passed to the callbacks; never looked at. It must be usable from any thread.
    void *user;
    // Gives the text.
    PresendLoad load;
    // Keeps a text.
    PresendSave save;
    // Frees `user`; may be NULL. Called exactly once, also if opening the store failed.
    PresendRelease release;
} PresendVault;

// What a store is opened with. Everything is read during the call only.
typedef struct PresendStoreOptions {
    // Where the set files are, a folder of the app's own; made if it is not there. They are mapped.
    struct PresendText folder;
    // The text of the pins of each set: what the app itself insists on.
    const struct PresendText *pins;
    // How many texts.
    size_t pins_count;
    // Where the state is kept; copied. NULL if `vault_folder` is given.
    const struct PresendVault *vault;
    // A folder that keeps the state, for desktops: whoever can write it can put an old state back.
    struct PresendText vault_folder;
    // Is told of every set that comes into use or is refused; may be NULL.
    const struct PresendJournal *journal;
    // The time, in seconds since 1970.
    uint64_t now_unix_seconds;
} PresendStoreOptions;

// How a set stands, in full. The texts are never freed.
typedef struct PresendSetStatus {
    // In a word.
    PresendFreshness freshness;
    // The stable name of the word.
    struct PresendText freshness_name;
    // The name of the check that refused the file; empty if none did.
    struct PresendText refused_by;
    // The active version; 0 if none.
    uint64_t version;
    // When it ends, in seconds since 1970; 0 if there is none.
    uint64_t expires_unix_seconds;
    // The version that the user pinned; 0 if none.
    uint64_t pinned;
    // The version that the user rolled back from; 0 if none.
    uint64_t held;
    // False if the vault did not take the state the last time. The set is in use; what happened since the
    // vault last took one is forgotten when the process ends.
    bool saved;
} PresendSetStatus;

// The facts about a set's origin. The texts live as long as the handle.
typedef struct PresendOriginFacts {
    // Name of the set.
    struct PresendText set;
    // What the set is for.
    struct PresendText purpose;
    // Version of the set.
    uint64_t version;
    // Valid from this second, since 1970.
    uint64_t not_before;
    // Valid to this second, since 1970.
    uint64_t not_after;
    // Its legal basis, by name. The authorities weigh it again for each version.
    struct PresendText basis;
    // When its legal basis ends, in seconds since 1970.
    uint64_t sunset;
    // Pinned authorities that signed: see presend_origin_signer.
    size_t signers;
    // Pinned witnesses that saw it in the log: see presend_origin_witness.
    size_t witnesses;
    // The public log in which it stands.
    struct PresendText log;
    // Its place in that log.
    uint64_t log_index;
    // SHA-256(0x00 || manifest): its leaf in the log.
    uint8_t leaf[32];
} PresendOriginFacts;

// A pinned authority that signed.
typedef struct PresendSigner {
    // Its name.
    struct PresendText name;
    // Its jurisdiction: ISO 3166-1, two lower-case letters.
    struct PresendText jurisdiction;
} PresendSigner;

// A pinned witness, and when it saw the log.
typedef struct PresendWitness {
    // Its name.
    struct PresendText name;
    // When, in seconds since 1970.
    uint64_t unix_seconds;
} PresendWitness;

// A finding that counts towards a report and did not reach the threshold.
typedef struct PresendPendingFinding {
    // Days since 1970-01-01.
    uint32_t day;
    // Exact or corroborated.
    PresendEvidence evidence;
    // Version of the set.
    uint64_t version;
} PresendPendingFinding;

// What is about to be sent, as an own check sees it: a copy, which lives until the callback returns.
typedef struct PresendOwnSeen {
    // A PresendOwnInput: what `looks_at` says.
    uint32_t input;
    // UTF-8 without a zero at its end; the bytes of a file; or those of `pixels`.
    const uint8_t *data;
    // How many bytes.
    size_t length;
    // For PRESEND_OWN_INPUT_PIXELS the picture, whose rows are all there; else zero.
    struct PresendPixels pixels;
} PresendOwnSeen;

// Looks at what is about to be sent. Returns 0 if it has nothing to say, 1 if it has a remark; anything
// else counts as failed. Called on a thread of its own, also on several at once. A late one keeps its
// thread, its copy and `user`, and may return after the scanner is freed.
typedef int32_t (*PresendOwnLooks)(void *user, const struct PresendOwnSeen *seen);

// A check of the app's own, of spelling for example. A remark leads to a question at most, is no finding
// and is never reported; see presend_report_own_check.
typedef struct PresendOwnCheck {
    // Passed to the callbacks; never looked at. It must be usable from any thread.
    void *user;
    // 1 to 24 of a-z, 0-9, _ and -, a letter first; copied.
    struct PresendText name;
    // A PresendOwnInput.
    uint32_t looks_at;
    // How long it may take, in milliseconds, 10,000 at most; 0 for the usual 250.
    uint32_t deadline_ms;
    // Looks.
    PresendOwnLooks looks;
    // Frees `user`; may be NULL. Called exactly once, also if adding the check failed.
    PresendRelease release;
} PresendOwnCheck;

// What a policy answers.
typedef struct PresendAnswer {
    // A PresendAction.
    uint32_t action;
    // For PRESEND_ACTION_ASK: how long "send anyway" stays disabled, in seconds.
    uint8_t pause_seconds;
    // For PRESEND_ACTION_ASK: how often the user confirms; 0 counts as 1.
    uint8_t confirmations;
} PresendAnswer;

// Chooses what the app does. `report` and all it gives live until this returns. `allowed` has the
// bit `1 << action` of each PresendAction that is allowed; a stronger answer is lowered. `answer`
// begins without an action. Returns 0 if it answered; anything else, or an unknown action, counts as
// a failed policy, and the declared fail mode decides. It may free or use any handle, the scanner that
// asks it included; a scan that it makes with that scanner asks it again.
typedef int32_t (*PresendDecide)(void *user,
                                 const PresendReport *report,
                                 uint32_t allowed,
                                 struct PresendAnswer *answer);

// A policy of the app's own. It is called on whatever thread scans, also on several at once, and may
// scan.
typedef struct PresendPolicy {
    // Passed to the callbacks; never looked at. It must be usable from any thread.
    void *user;
    // Chooses.
    PresendDecide decide;
    // All that the policy does, in lines that a stranger can read; copied. Its digest is in every
    // journal record.
    struct PresendText description;
    // Frees `user`; may be NULL. Called exactly once, also if adding the policy failed.
    PresendRelease release;
} PresendPolicy;

// Microseconds since some fixed moment, never going back. It is called when a scan, a stage of it or a
// policy begins and ends. It may free or use any handle, and should return at once.
typedef uint64_t (*PresendNowUs)(void *user);

// A clock that never goes back, for the timing of stages and the deadline of the policy.
typedef struct PresendMonotonic {
    // Passed to the callbacks; never looked at. It must be usable from any thread.
    void *user;
    // Tells the time.
    PresendNowUs now_us;
    // Frees `user`; may be NULL. Called exactly once, also if adding the clock failed.
    PresendRelease release;
} PresendMonotonic;

// A picture that a decoder of the app's opened.
typedef struct PresendStill {
    // Passed to `rows` and `close`; never looked at.
    void *picture;
    // Width in pixels.
    uint32_t width;
    // Height in pixels.
    uint32_t height;
    // A PresendPixelFormat.
    uint32_t format;
    // What a viewer does before showing the rows: the EXIF tag 274, 1 to 8. Anything else is upright.
    uint32_t exif_orientation;
} PresendStill;

// Reads the header of a file, which lives until the picture is closed, and describes it in `still`.
// Nothing has to be decoded yet. Returns 0 if it could, 1 if this decoder cannot read such a file,
// anything else if it failed.
typedef int32_t (*PresendOpen)(void *user, const uint8_t *data, size_t length, struct PresendStill *still);

// Writes `count` rows from row `first` without gaps: `capacity` bytes, exactly. Rows are asked for from
// the top, once, and only if the picture is within the limits. Returns 0 if it could.
typedef int32_t (*PresendRows)(void *user,
                               void *picture,
                               uint32_t first,
                               uint32_t count,
                               uint8_t *buffer,
                               size_t capacity);

// The picture is not needed any more. Called once for each that was opened.
typedef void (*PresendClose)(void *user, void *picture);

// A decoder of the app's, or of its system, for one kind. Its picture is hashed and looked up in the same
// scan as the file's digests. Called on the thread that scans, also on several at once. What it cannot
// read is undecided as `unsupported_format`; what it fails at, as `decoder_failed`. Its callbacks may
// free or use any handle, the scanner that decodes included.
typedef struct PresendDecoder {
    // Passed to the callbacks; never looked at. It must be usable from any thread.
    void *user;
    // A PresendStillKind.
    uint32_t kind;
    // Opens a file.
    PresendOpen open;
    // Gives rows.
    PresendRows rows;
    // Closes a picture; may be NULL.
    PresendClose close;
    // Frees `user`; may be NULL. Called exactly once, also if adding the decoder failed.
    PresendRelease release;
} PresendDecoder;

// Shows the frames of a video that are looked at, and returns a PresendVideoSeen; anything else if it
// failed.
typedef uint32_t (*PresendDecodeVideo)(void *user, const struct PresendVideo *video);

// A decoder of videos of the app's, or of its system. Called on the thread that scans, also on several at
// once: it returns when one of the video's functions fails, so that a cancelled scan ends. What it fails
// at is undecided as `decoder_failed`. Its callbacks may free or use any handle, the scanner included.
typedef struct PresendVideoDecoder {
    // Passed to the callbacks; never looked at. It must be usable from any thread.
    void *user;
    // A sum of PresendVideoKind: what it opens.
    uint32_t kinds;
    // Opens a file and shows its frames.
    PresendDecodeVideo decode;
    // Frees `user`; may be NULL. Called exactly once, also if adding the decoder failed.
    PresendRelease release;
} PresendVideoDecoder;

// Writes the value of one picture into `value`: `capacity` bytes, exactly, as many as were declared.
// `data` is what PresendLentInput says, and lives until this returns. Returns 0 if it could, 1 if the
// picture is too flat to be compared, anything else if it failed. Called on a thread of its own, also on
// several at once. It may free or use any handle, the scanner that asks it included.
typedef int32_t (*PresendHashPicture)(void *user,
                                      const uint8_t *data,
                                      size_t length,
                                      uint8_t *value,
                                      size_t capacity);

// A hash that sets have rows of and the library has no code for, such as one that only a licence gives.
// What it declares is in the policy's description. What it fails at, or is late with, is undecided as
// `lent_hash_failed`. After a late answer `release` may be called on the hash's own thread, later than the scanner is freed.
typedef struct PresendLentHash {
    // Passed to the callbacks; never looked at. It must be usable from any thread.
    void *user;
    // Its name, as the sets have it: small letters, digits and `-`, at most 32; copied.
    struct PresendText name;
    // Bytes of a value, 8 to 1024, as the sets have it.
    uint32_t value_bytes;
    // A PresendLentInput.
    uint32_t input;
    // Width of the thumbnail in pixels, 1 to 512; not looked at for bytes.
    uint32_t width;
    // Height of the thumbnail in pixels, 1 to 512; not looked at for bytes.
    uint32_t height;
    // A PresendLentDistance.
    uint32_t distance;
    // The largest distance that is a match: at least 1, at most a quarter of the largest that there is.
    uint32_t threshold;
    // How long one picture may take, in milliseconds: at most a minute.
    uint32_t deadline_ms;
    // Gives the value of a picture.
    PresendHashPicture hash;
    // Frees `user`; may be NULL. Called exactly once, also if lending the hash failed.
    PresendRelease release;
} PresendLentHash;

// Writes the length in bytes. Returns 0 if it could.
typedef int32_t (*PresendLength)(void *user, uint64_t *length);

// Reads from `offset` into `buffer`, and writes to `count` how many bytes: fewer than `capacity` only
// at the end. Returns 0 if it could.
typedef int32_t (*PresendReadAt)(void *user, uint64_t offset, uint8_t *buffer, size_t capacity, size_t *count);

// Reads an attachment by offset: a file, a file descriptor. Called only during the scan, only on its
// thread. If it fails, or claims to have read more than it was asked for, the scan is undecided as
// `unreadable`. Its callbacks may free or use any handle, the scanner that reads included.
typedef struct PresendSource {
    // Passed to the callbacks; never looked at.
    void *user;
    // Tells the length.
    PresendLength length;
    // Reads.
    PresendReadAt read_at;
} PresendSource;

// Rows of a lent hash that a part was not compared with. The outcome says nothing about these.
typedef struct PresendNotCompared {
    // Name of the hash.
    struct PresendText hash;
    // Which part; empty for the attachment itself, and for a reason that holds for all parts.
    struct PresendText part;
    // The stable name of the reason, such as `no_code_lent`.
    struct PresendText reason_name;
} PresendNotCompared;

// The facts that every report has.
typedef struct PresendFacts {
    // What it came to.
    PresendOutcome outcome;
    // Why it could not be finished, if it could not.
    PresendReason reason;
    // The stable name of the outcome.
    struct PresendText outcome_name;
    // The stable name of the reason; empty if there is none.
    struct PresendText reason_name;
    // The limit that would have been passed; empty if none.
    struct PresendText limit_name;
    // The media type; empty for pixels, or if nothing could be read.
    struct PresendText kind;
    // How many findings: see presend_report_finding.
    size_t findings;
    // How many own checks the scanner has: see presend_report_own_check.
    size_t own_checks;
    // How many parts were not looked at in full: see presend_report_skipped.
    size_t parts_skipped;
    // How many hashes of the sets were not compared: see presend_report_not_compared.
    size_t not_compared;
    // How many sets were compared with: see presend_report_set.
    size_t sets;
    // Pictures and frames that were hashed.
    uint32_t parts_seen;
    // Perceptual findings that a set's own exclusion list took away.
    uint32_t cleared;
    // True if there is nothing in it to compare by picture: plain text, say.
    bool not_applicable;
} PresendFacts;

// Where in a picture something was found, as the picture is seen: in thousandths of its width and height.
// It may reach outside. All of the picture is 0, 0, 1000, 1000, 0.
typedef struct PresendWindow {
    // Its left end, before it is turned.
    int32_t left_permille;
    // Its upper end, before it is turned.
    int32_t top_permille;
    // Its width.
    uint32_t width_permille;
    // Its height.
    uint32_t height_permille;
    // How far it is turned clockwise about its middle, in tenths of a degree.
    int32_t turned_decidegrees;
} PresendWindow;

// Something in the attachment equals or resembles an entry of a set. There is no hash in it, and no
// number of an entry.
typedef struct PresendFinding {
    // Which set.
    struct PresendSetRef set;
    // How strong it is.
    PresendEvidence evidence;
    // The stable name of the evidence.
    struct PresendText evidence_name;
    // Hamming distance in bits; -1 for exact digests and for a lent hash.
    int64_t distance_bits;
    // The largest distance that still gives this evidence, in bits; -1 for exact digests and for a lent hash.
    int64_t threshold_bits;
    // PDQ quality of the compared picture; -1 for exact digests and for a lent hash.
    int64_t quality;
    // Which frame, from 0; -1 for exact digests.
    int64_t frame;
    // When that frame is shown, in milliseconds from the start; -1 for stills and exact digests.
    int64_t time_ms;
    // Which part of the attachment; empty for the attachment itself.
    struct PresendText part;
    // Which form of the picture; empty for exact digests and for a lent hash.
    struct PresendText variant;
    // Where in the picture or frame, if an edit was undone.
    struct PresendWindow window;
    // By which lent hash, if it rests on one; empty otherwise.
    struct PresendText lent_hash;
    // How its values are compared: `hamming`, `l1` or `l2`; empty otherwise.
    struct PresendText lent_measure;
    // How far they are apart, in the unit of the measure; -1 otherwise.
    int64_t lent_distance;
    // The largest distance that the app declared to be a match; -1 otherwise.
    int64_t lent_threshold;
    // Names this finding within its report: random, stored nowhere.
    uint8_t token[16];
    // True for harmless test entries.
    bool test;
} PresendFinding;

// A part that was not looked at in full.
typedef struct PresendSkipped {
    // Which part; empty for the attachment itself.
    struct PresendText part;
    // Why the check could not be finished; PRESEND_REASON_NONE if the picture is too flat to compare.
    PresendReason reason;
    // The stable name of the reason, or `low_quality`.
    struct PresendText reason_name;
    // How the frames of a video are coded, such as `av1`, if they are of an unsupported format and the
    // decoder says it; else empty.
    struct PresendText codec;
} PresendSkipped;

// An own check, and what came of asking it. There is no content in it.
typedef struct PresendOwnResult {
    // The check's name.
    struct PresendText check;
    // What came of it.
    PresendOwnSaid said;
    // The stable name of that.
    struct PresendText said_name;
} PresendOwnResult;

// How long the stages took, in microseconds.
typedef struct PresendTiming {
    // Reading and exact digests.
    uint64_t read_us;
    // Decoding.
    uint64_t decode_us;
    // Perceptual hash.
    uint64_t hash_us;
    // Look-up in all sets.
    uint64_t lookup_us;
    // The whole scan, without the policy.
    uint64_t total_us;
} PresendTiming;

// What the app should do, and how that came about. The texts are never freed.
typedef struct PresendDecision {
    // What the app should do.
    PresendAction action;
    // What the policy answered before it was lowered to what is allowed.
    PresendAction answered;
    // Why it could not be checked, if that is what the user is told.
    PresendReason reason;
    // The stable name of the action.
    struct PresendText action_name;
    // The stable name of the message, for an app with its own words; empty for Allow.
    struct PresendText message_key;
    // Who decided: `policy`, or `fallback_failed`, `fallback_panicked` or `fallback_late`.
    struct PresendText by;
    // For Ask: how long "send anyway" stays disabled, in seconds.
    uint8_t pause_seconds;
    // For Ask: how often the user confirms.
    uint8_t confirmations;
} PresendDecision;

// What a notice says. An app with its own words must say all of it. The texts live as long as the handle.
typedef struct PresendNoticeFacts {
    // The set whose entries were found.
    struct PresendText set;
    // Its version.
    uint64_t version;
    // How many distinct entries the report would name.
    uint64_t findings;
    // Within so many days they count.
    uint64_t window_days;
    // Who alone can open the report.
    struct PresendText recipient;
    // The legal basis.
    struct PresendText basis;
    // When the authorities last weighed it, in seconds since 1970.
    uint64_t weighed_unix_seconds;
    // When it ends, and with it every report, in seconds since 1970.
    uint64_t ends_unix_seconds;
    // The purpose, and the only one.
    struct PresendText purpose;
    // The code that names the report when the user contests it.
    struct PresendText appeal;
    // Where the user contests it.
    struct PresendText appeal_desk;
} PresendNoticeFacts;

// A verified set of harmless drawn pictures or of made-up links, signed with published test keys: never pin
// them in an app that ships. All of it is part of the library and lives as long as that.
typedef struct PresendTestSet {
    // Its name.
    struct PresendText name;
    // The pins of an app that uses it.
    struct PresendText pins;
    // The set file of version 1, valid for ten years from 2026-01-01; a store refuses it if any byte is
    // changed.
    const uint8_t *first;
    // How many bytes.
    size_t first_length;
    // The delta from version 1 to version 2.
    const uint8_t *delta;
    // How many bytes.
    size_t delta_length;
} PresendTestSet;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The interface of the library that is loaded: compare it with PRESEND_ABI_VERSION once. Any thread.
uint32_t presend_abi_version(void);

// The release, as text that is never freed. Any thread.
struct PresendText presend_version(void);

// The name of a status for a log, such as `bad_list`, as text that is never freed; `unknown` for a
// number that is none. Any thread.
struct PresendText presend_status_name(uint32_t status);

// The last failure on this thread in words, for a log: never content, names, paths or hashes. Copies
// at most `capacity` bytes with a final NUL into `buffer`, which may be NULL if `capacity` is 0, and
// returns the whole length without the NUL. Any thread.
size_t presend_last_message(char *buffer, size_t capacity);

// Frees what a buffer holds and leaves it empty, so that freeing it again does nothing. NULL is
// accepted. One thread at a time.
void presend_buffer_free(struct PresendBuffer *buffer);

// A set from the text of a plain list that nobody signed: every finding says so, and it never leads
// to a report. Any thread.
PresendStatus presend_set_from_list_unverified(struct PresendText name,
                                               struct PresendText list,
                                               struct PresendSet **set);

// The same from a file, which is not held in memory as text. Any thread.
PresendStatus presend_set_from_list_file_unverified(struct PresendText name,
                                                    struct PresendText path,
                                                    struct PresendSet **set);

// A set of the built-in test pictures (presend_test_picture), to try an integration with: nobody signed
// it, and every finding from it says that it is a harmless test. Any thread.
PresendStatus presend_set_demo(struct PresendSet **set);

// The name of a set, which lives as long as its handle. Any thread.
PresendStatus presend_set_reference(const struct PresendSet *set, struct PresendSetRef *reference);

// Frees a set. NULL is accepted.
void presend_set_free(struct PresendSet *set);

// The default bounds, to be changed and handed to presend_builder_limits. Any thread.
PresendStatus presend_limits_default(struct PresendLimits *limits);

// Bounds for where the system grants little memory, such as a share extension. Any thread.
PresendStatus presend_limits_share_extension(struct PresendLimits *limits);

// The length of the file in bytes; 0 for NULL.
uint64_t presend_video_length(const struct PresendVideo *video);

// Reads from `offset` into `buffer`, and writes to `count` how many bytes: fewer than `capacity` only at
// the end.
PresendStatus presend_video_read(const struct PresendVideo *video,
                                 uint64_t offset,
                                 uint8_t *buffer,
                                 size_t capacity,
                                 size_t *count);

// What the header says; called before anything is decoded. The sides are in pixels, before a viewer turns
// them; the frames are all that are shown. Fails if the pictures are larger than the limits allow.
PresendStatus presend_video_begin(const struct PresendVideo *video,
                                  uint32_t width,
                                  uint32_t height,
                                  uint64_t frames,
                                  uint64_t duration_ms);

// True if this frame is looked at, about one a second. Frames are asked about in the order in which they
// are shown, numbered from 0, after presend_video_begin: without it all are looked at.
bool presend_video_takes(const struct PresendVideo *video, uint32_t frame, uint64_t time_ms);

// Hashes a frame that is looked at, shown at this time from the start of the video.
PresendStatus presend_video_push(const struct PresendVideo *video,
                                 uint32_t frame,
                                 uint64_t time_ms,
                                 const struct PresendPixels *pixels);

// Takes a picture that lies in the file as a file of its own, its cover say: it becomes a part.
PresendStatus presend_video_picture(const struct PresendVideo *video, const uint8_t *data, size_t length);

// Opens the journal in a folder, which is created if it is not there. Any thread.
PresendStatus presend_journal_open(struct PresendText folder, struct PresendJournal **journal);

// The chain as text, a record a line, as far as it can be read: what the user may export. Any thread.
PresendStatus presend_journal_text(const struct PresendJournal *journal, struct PresendBuffer *text);

// Checks the chain against the head beside it. PRESEND_STATUS_ALTERED and the message name the first
// record that is not as it was written. `facts` may be NULL. Any thread.
PresendStatus presend_journal_verify(const struct PresendJournal *journal, struct PresendJournalFacts *facts);

// Deletes every record for the user. A mark that says how many there were begins a new chain. Any
// thread.
PresendStatus presend_journal_delete_all(const struct PresendJournal *journal, uint64_t now_unix_seconds);

// Writes the counts of the open day into `counts`, which is all zero if no day is open: what the
// chain does not hold yet. Any thread.
PresendStatus presend_journal_open_day(const struct PresendJournal *journal, struct PresendDayCounts *counts);

// Frees a journal. A scanner that has it goes on writing. NULL is accepted.
void presend_journal_free(struct PresendJournal *journal);

// Why a set was refused, in words for a user: part of a sentence such as "The new list was refused: it is no
// longer valid." `check` is `refused_by`, or the message of presend_last_message, which begins with the same
// name; of one that this library does not know, the words say no more than that a check failed. `language` is a
// PresendLanguage; an unknown one, or NULL, gives an empty text. The text is never freed. Any thread.
struct PresendText presend_refusal_words(struct PresendText check,
                                         uint32_t language);

// Opens the sets that are pinned. A set that cannot be opened is missing, and its status says why;
// the others are there. Any thread.
PresendStatus presend_store_open(const struct PresendStoreOptions *options, struct PresendStore **store);

// Checks a set file and puts it into use. Whatever goes wrong, the old version stays. Any thread.
PresendStatus presend_store_install(const struct PresendStore *store,
                                    struct PresendText set,
                                    const uint8_t *data,
                                    size_t length,
                                    uint64_t now_unix_seconds);

// The same from a file, whoever may write to it: the store copies it into its folder and checks the
// copy. What is no regular file is PRESEND_STATUS_UNAVAILABLE. Any thread.
PresendStatus presend_store_install_file(const struct PresendStore *store,
                                         struct PresendText set,
                                         struct PresendText path,
                                         uint64_t now_unix_seconds);

// The same from a delta to the active version. Any thread.
PresendStatus presend_store_apply(const struct PresendStore *store,
                                  struct PresendText set,
                                  const uint8_t *data,
                                  size_t length,
                                  uint64_t now_unix_seconds);

// Back to the version before, if it is still valid. The version left does not come back. Any thread.
PresendStatus presend_store_rollback(const struct PresendStore *store,
                                     struct PresendText set,
                                     uint64_t now_unix_seconds);

// Keeps the active version, which `version` must name: nothing newer becomes active until it expires.
// 0 pins nothing. Any thread.
PresendStatus presend_store_pin(const struct PresendStore *store, struct PresendText set, uint64_t version);

// The state of a set at this time. Any thread.
PresendStatus presend_store_status(const struct PresendStore *store,
                                   struct PresendText set,
                                   uint64_t now_unix_seconds,
                                   struct PresendSetStatus *status);

// The set as it is now. It stays so, whatever happens to the store. Any thread.
PresendStatus presend_store_snapshot(const struct PresendStore *store,
                                     struct PresendText set,
                                     struct PresendSet **snapshot);

// Frees a store. Snapshots and scanners live on. NULL is accepted.
void presend_store_free(struct PresendStore *store);

// Where the active version of a set comes from. Any thread.
PresendStatus presend_store_origin(const struct PresendStore *store,
                                   struct PresendText set,
                                   struct PresendOrigin **origin);

// The facts. Any thread.
PresendStatus presend_origin_facts(const struct PresendOrigin *origin, struct PresendOriginFacts *facts);

// An authority that signed. Any thread.
PresendStatus presend_origin_signer(const struct PresendOrigin *origin,
                                    size_t index,
                                    struct PresendSigner *signer);

// A witness of the log. Any thread.
PresendStatus presend_origin_witness(const struct PresendOrigin *origin,
                                     size_t index,
                                     struct PresendWitness *witness);

// The manifest that the authorities signed, as text. Any thread.
PresendStatus presend_origin_manifest(const struct PresendOrigin *origin, struct PresendBuffer *text);

// Frees an origin. NULL is accepted.
void presend_origin_free(struct PresendOrigin *origin);

// Findings of a set that count towards a report and did not reach the threshold, for the user to see.
// Up to `capacity` are written; `count` is how many there are. `findings` may be NULL if `capacity` is
// 0. Any thread.
PresendStatus presend_store_pending(const struct PresendStore *store,
                                    struct PresendText set,
                                    struct PresendPendingFinding *findings,
                                    size_t capacity,
                                    size_t *count);

// Forgets what counts towards a report: the user may. Any thread.
PresendStatus presend_store_forget_pending(const struct PresendStore *store, struct PresendText set);

// A builder: no set, the policy `warn_only`, the default limits, no journal, no clock. Any thread.
PresendStatus presend_builder_new(struct PresendBuilder **builder);

// Compares with this set too. One thread at a time.
PresendStatus presend_builder_add_set(struct PresendBuilder *builder, const struct PresendSet *set);

// Says that a set which should be there could not be opened: what the others do not find is then
// undecided, not clean. One thread at a time.
PresendStatus presend_builder_lacks_a_set(struct PresendBuilder *builder);

// Takes a policy that comes with the library, by its name: `observe_only`, `warn_only`,
// `ask_before_send`, `ask_before_send_teen`, `ask_before_send_child`, `block_match` or
// `report_candidate`. One thread at a time.
PresendStatus presend_builder_built_in_policy(struct PresendBuilder *builder, struct PresendText name);

// Which edits are undone before a picture is compared, by name: `none`, `small` (inverted, borders,
// rectangles, turned on a flat ground) or `full` (crops and small turns too). Unless it is said: `full`,
// or `small` with limits as tight as those of a share extension. One thread at a time.
PresendStatus presend_builder_edits(struct PresendBuilder *builder, struct PresendText profile);

// Adds a check of the app's own. `check` is copied. A name that is none or is taken, and a fifth check, are
// PRESEND_STATUS_BAD_ARGUMENT. One thread at a time.
PresendStatus presend_builder_own_check(struct PresendBuilder *builder, const struct PresendOwnCheck *check);

// Plugs in a policy of the app's own. `policy` is copied. One thread at a time.
PresendStatus presend_builder_policy(struct PresendBuilder *builder, const struct PresendPolicy *policy);

// What happens if the policy fails (a PresendFailMode) and how long it may take, in milliseconds;
// UINT32_MAX for as long as it likes. The default asks the user, after 250 ms. The time is measured
// only if the scanner has a clock. One thread at a time.
PresendStatus presend_builder_hook_terms(struct PresendBuilder *builder,
                                         uint32_t fail_mode,
                                         uint32_t deadline_ms);

// Asks the policy on a thread of its own and goes on without it at the deadline, so that one that never
// returns holds up no scan. Until it returns it keeps that thread and `user`: after a late answer `release` may be
// called on that thread, later than the scanner is freed. One thread at a time.
PresendStatus presend_builder_policy_on_its_own_thread(struct PresendBuilder *builder);

// Counts findings towards the report thresholds of this store's sets; without it none is ever
// reached. One thread at a time.
PresendStatus presend_builder_count_findings_in(struct PresendBuilder *builder,
                                                const struct PresendStore *store);

// Keeps this journal. One thread at a time.
PresendStatus presend_builder_journal(struct PresendBuilder *builder, const struct PresendJournal *journal);

// Replaces the default limits. `limits` is copied. One thread at a time.
PresendStatus presend_builder_limits(struct PresendBuilder *builder, const struct PresendLimits *limits);

// Lends a clock. `clock` is copied. One thread at a time.
PresendStatus presend_builder_monotonic(struct PresendBuilder *builder, const struct PresendMonotonic *clock);

// Takes the system's clock that never goes back, for the timing of stages and the deadline of the
// policy. One thread at a time.
PresendStatus presend_builder_system_clock(struct PresendBuilder *builder);

// Lends a decoder for a kind that the library does not decode. Of two for one kind the first is asked.
// `decoder` is copied. One thread at a time.
PresendStatus presend_builder_decoder(struct PresendBuilder *builder, const struct PresendDecoder *decoder);

// Lends a decoder of videos. Of two for one kind the first is asked. `decoder` is copied. One thread at a
// time.
PresendStatus presend_builder_video_decoder(struct PresendBuilder *builder,
                                            const struct PresendVideoDecoder *decoder);

// Lends the code of a hash that sets have rows of. Of equal name and length the last one counts. `hash` is
// copied. One thread at a time.
PresendStatus presend_builder_lend_hash(struct PresendBuilder *builder, const struct PresendLentHash *hash);

// The scanner. The builder is spent: it can only be freed. One thread at a time.
PresendStatus presend_builder_build(struct PresendBuilder *builder, struct PresendScanner **scanner);

// Frees a builder. NULL is accepted.
void presend_builder_free(struct PresendBuilder *builder);

// A token that is not cancelled. Any thread.
PresendStatus presend_cancel_new(struct PresendCancel **cancel);

// Asks every scan that has this token to stop, now and later: it ends as undecided, `cancelled`. Any
// thread.
PresendStatus presend_cancel(const struct PresendCancel *cancel);

// Frees a token. Scans that run with it go on. NULL is accepted.
void presend_cancel_free(struct PresendCancel *cancel);

// A scanner with one set and every default: it warns and keeps no journal. Any thread.
PresendStatus presend_scanner_new(const struct PresendSet *set, struct PresendScanner **scanner);

// Checks bytes in memory: best the very buffer that is encrypted next. They are not copied. What
// could not be checked is an outcome with a reason, not a status. `now_unix_seconds` is the time,
// `cancel` may be NULL. Any thread.
PresendStatus presend_scan_bytes(const struct PresendScanner *scanner,
                                 const uint8_t *data,
                                 size_t length,
                                 uint64_t now_unix_seconds,
                                 const struct PresendCancel *cancel,
                                 struct PresendChecked **checked);

// Checks the links of a message's text, in UTF-8, against sets of links, and nothing else of it.
// Otherwise as presend_scan_bytes. Any thread.
PresendStatus presend_scan_text(const struct PresendScanner *scanner,
                                struct PresendText text,
                                uint64_t now_unix_seconds,
                                const struct PresendCancel *cancel,
                                struct PresendChecked **checked);

// Checks what the callbacks read, in pieces if it is large. Otherwise as presend_scan_bytes. Any
// thread.
PresendStatus presend_scan_source(const struct PresendScanner *scanner,
                                  const struct PresendSource *source,
                                  uint64_t now_unix_seconds,
                                  const struct PresendCancel *cancel,
                                  struct PresendChecked **checked);

// Checks a file, in pieces if it is large. One that cannot be opened is undecided, `unreadable`.
// Otherwise as presend_scan_bytes. Any thread.
PresendStatus presend_scan_file(const struct PresendScanner *scanner,
                                struct PresendText path,
                                uint64_t now_unix_seconds,
                                const struct PresendCancel *cancel,
                                struct PresendChecked **checked);

// Checks pixels. There are no bytes, so no exact digest is compared. Otherwise as
// presend_scan_bytes. Any thread.
PresendStatus presend_scan_pixels(const struct PresendScanner *scanner,
                                  const struct PresendPixels *pixels,
                                  uint64_t now_unix_seconds,
                                  const struct PresendCancel *cancel,
                                  struct PresendChecked **checked);

// All that decides besides the facts, in lines that a stranger can read. Any thread.
PresendStatus presend_scanner_describe_policy(const struct PresendScanner *scanner,
                                              struct PresendBuffer *text);

// Hashes that the sets have rows of and no attachment is compared by: the app lends no code for them, or code for
// values of another length. It is known before the first scan. `index` counts from 0; what is behind the last one
// is PRESEND_STATUS_BAD_ARGUMENT. The text in the result lives as long as the scanner. Any thread.
PresendStatus presend_scanner_not_compared(const struct PresendScanner *scanner,
                                           size_t index,
                                           struct PresendNotCompared *not_compared);

// Frees a scanner. NULL is accepted.
void presend_scanner_free(struct PresendScanner *scanner);

// Begins a video. `cancel` may be NULL. Any thread.
PresendStatus presend_frames_new(const struct PresendScanner *scanner,
                                 uint64_t now_unix_seconds,
                                 const struct PresendCancel *cancel,
                                 struct PresendFrames **frames);

// Hashes one frame, shown at this time from the start of the video. `reason`, which may be NULL, says
// why it was not hashed; the video goes on then, and without a finding ends as undecided. One thread
// at a time.
PresendStatus presend_frames_push(struct PresendFrames *frames,
                                  const struct PresendPixels *pixels,
                                  uint64_t time_ms,
                                  PresendReason *reason);

// Looks all frames up and decides, as a scan does. The handle is spent: it can only be freed. One
// thread at a time.
PresendStatus presend_frames_finish(struct PresendFrames *frames, struct PresendChecked **checked);

// Frees a video, finished or not. NULL is accepted.
void presend_frames_free(struct PresendFrames *frames);

// What the scan came to. NULL gives PRESEND_OUTCOME_UNDECIDED. Any thread.
PresendOutcome presend_report_outcome(const PresendReport *report);

// The facts. Any thread.
PresendStatus presend_report_facts(const PresendReport *report, struct PresendFacts *facts);

// A finding, strongest first. Any thread.
PresendStatus presend_report_finding(const PresendReport *report,
                                     size_t index,
                                     struct PresendFinding *finding);

// A part that was not looked at in full. Any thread.
PresendStatus presend_report_skipped(const PresendReport *report,
                                     size_t index,
                                     struct PresendSkipped *skipped);

// A hash of the sets that was not compared. Any thread.
PresendStatus presend_report_not_compared(const PresendReport *report,
                                          size_t index,
                                          struct PresendNotCompared *not_compared);

// An own check of the app's and what came of asking it, in the order in which they were added. It is no
// finding. Any thread.
PresendStatus presend_report_own_check(const PresendReport *report,
                                       size_t index,
                                       struct PresendOwnResult *result);

// A set that was compared with. Any thread.
PresendStatus presend_report_set(const PresendReport *report, size_t index, struct PresendSetRef *set);

// How long it took; PRESEND_STATUS_BAD_ARGUMENT if the scanner has no clock. Any thread.
PresendStatus presend_report_timing(const PresendReport *report, struct PresendTiming *timing);

// The facts, which live as long as `checked`. NULL gives NULL. Any thread.
const PresendReport *presend_checked_report(const struct PresendChecked *checked);

// What the app should do. NULL gives PRESEND_ACTION_NONE. Any thread.
PresendAction presend_checked_action(const struct PresendChecked *checked);

// What the app should do, and how that came about. Any thread.
PresendStatus presend_checked_decision(const struct PresendChecked *checked,
                                       struct PresendDecision *decision);

// Whether the journal has it. NULL gives PRESEND_RECORDED_FAILED. Any thread.
PresendRecorded presend_checked_recorded(const struct PresendChecked *checked);

// The facts and the decision in words. `level` is a PresendLevel, `language` a PresendLanguage. Any
// thread.
PresendStatus presend_checked_explain(const struct PresendChecked *checked,
                                      uint32_t level,
                                      uint32_t language,
                                      struct PresendBuffer *words);

// The facts and the decision as one JSON object on one line. The page "Command line" of the book says
// what each name means. Any thread.
PresendStatus presend_checked_json(const struct PresendChecked *checked, struct PresendBuffer *json);

// Frees what a scan gave. NULL is accepted.
void presend_checked_free(struct PresendChecked *checked);

// Switches sealed reports on, with the address where users contest them: printable ASCII without blanks.
// Without it no report is ever sealed. It also takes a policy that may report, sets of a store that lead
// to reports, `presend_builder_count_findings_in`, and a journal. One thread at a time.
PresendStatus presend_builder_seal_reports(struct PresendBuilder *builder, struct PresendText appeal_desk);

// The first step, if the decision is a report candidate and the scanner seals reports; else OK, and
// `reached` stays NULL. Any thread.
PresendStatus presend_checked_threshold_reached(const struct PresendChecked *checked,
                                                struct PresendThresholdReached **reached);

// What the user is to be told. `reached` is spent: it can only be freed. Any thread.
PresendStatus presend_threshold_reached_notice(const struct PresendThresholdReached *reached,
                                               uint64_t now_unix_seconds,
                                               struct PresendReportNotice **notice);

// The notice in words, a sentence a line; all of it is to be shown. `language` is a PresendLanguage. Any
// thread.
PresendStatus presend_report_notice_text(const struct PresendReportNotice *notice,
                                         uint32_t language,
                                         struct PresendBuffer *text);

// Says that the user has seen the notice; the journal records it. `notice` is spent. Any thread.
PresendStatus presend_report_notice_shown(const struct PresendReportNotice *notice,
                                          uint64_t now_unix_seconds,
                                          struct PresendNoticeShown **shown);

// Seals the report: 4,208 bytes that only the recipient can open. Nothing is sent. `shown` is spent. Any
// thread.
PresendStatus presend_notice_shown_seal(const struct PresendNoticeShown *shown,
                                        uint64_t now_unix_seconds,
                                        struct PresendBuffer *report);

// The user declines: nothing is sealed, and what was counted is forgotten. `shown` is spent. Any thread.
PresendStatus presend_notice_shown_decline(const struct PresendNoticeShown *shown, uint64_t now_unix_seconds);

// Frees it, spent or not. NULL is accepted.
void presend_threshold_reached_free(struct PresendThresholdReached *reached);

// Frees it, spent or not. NULL is accepted.
void presend_report_notice_free(struct PresendReportNotice *notice);

// Frees it, spent or not. NULL is accepted.
void presend_notice_shown_free(struct PresendNoticeShown *shown);

// What the notice says, until it is freed. Any thread.
PresendStatus presend_report_notice_facts(const struct PresendReportNotice *notice,
                                          struct PresendNoticeFacts *facts);

// How many harmless test pictures are built in. Any thread.
size_t presend_test_pictures(void);

// The BMP file of a built-in test picture. Every verified set finds it, and marks the finding as a
// test, so that anyone can see a check work. Any thread.
PresendStatus presend_test_picture(size_t index, struct PresendBuffer *file);

// The verified set that is built in, to try presend_store_install and presend_store_apply with. Like
// every set it knows the test pictures (presend_test_picture). Any thread.
PresendStatus presend_test_set(struct PresendTestSet *set);

// The verified set of links that is built in, signed by others than those of presend_test_set: for
// presend_scan_text. Any thread.
PresendStatus presend_test_links(struct PresendTestSet *set);

// A link of presend_test_links, which nobody can have: 0 is listed from version 1 on, 1 since version 2.
// It is part of the library and lives as long as that. Any thread.
PresendStatus presend_test_link(size_t index, struct PresendText *link);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

/* A C string as text with its length. It is not copied. */
static inline struct PresendText presend_text(const char *text) {
    struct PresendText view = {text, text == NULL ? 0 : strlen(text)};
    return view;
}

#endif
