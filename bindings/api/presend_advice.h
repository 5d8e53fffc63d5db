/* Advice on a picture that no list knows, on the device: "this may show nudity, do you want to send it?"
 *
 * Written by cbindgen from the crate presend-advice-c: change it there, then run `scripts/api-c write`.
 *
 * It is off until the user or a guardian switches it on. It asks, and cannot do more: nothing here blocks,
 * reports, records or counts. Nothing of a picture is kept, and nobody is told.
 *
 * What holds for every function, as in presend.h, which it can be used with or without:
 * - It returns a status, or a value that is safe if the call went wrong. PRESEND_ADVICE_STATUS_OK alone does
 *   not mean that somebody looked: the verdict says that. presend_advice_last_message() says more.
 * - NULL is accepted everywhere: as an error with a status, or as "none" where that is said. An out
 *   parameter is set to NULL or zero first, so after a failure there is nothing to free; a zero verdict is
 *   PRESEND_ADVICE_KIND_NOT_LOOKED.
 * - Pointers must be valid for the length that is passed with them, and are not kept after the call,
 *   if nothing else is said.
 * - A handle is freed once, by its own free function, when no other thread is in a call with it. A
 *   handle that was freed must not be used or freed again: that cannot be noticed, and is undefined.
 *   A callback may free any handle, also the one whose call it is called by; that call goes on with what
 *   it took out of its handles when it began.
 * - "Any thread" means: from several threads at once with the same handle.
 * - Callbacks run on the thread that made the call. They may call back with any handle that is not freed; no
 *   lock is held. What they must not touch is the memory that the call was lent.
 * - Callbacks must return. If an exception leaves one, or its thread is ended in it, the process ends with
 *   a line on stderr; longjmp out of one is undefined.
 * - Nothing unwinds into the caller: a bug of the library is PRESEND_ADVICE_STATUS_INTERNAL.
 */
#ifndef PRESEND_ADVICE_H
#define PRESEND_ADVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// The interface that this header describes. It changes when a program must be compiled again.
#define PRESEND_ADVICE_ABI_VERSION 1

// How a call went. None of them is advice: see PresendAdviceVerdict.
enum PresendAdviceStatus
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // It did what it says.
    PRESEND_ADVICE_STATUS_OK = 0,
    // A pointer is NULL that must not be.
    PRESEND_ADVICE_STATUS_NULL_POINTER = 1,
    // A value that this function does not take: an unknown number, text that is not UTF-8.
    PRESEND_ADVICE_STATUS_BAD_ARGUMENT = 2,
    // The pin is none; the message names the line.
    PRESEND_ADVICE_STATUS_PIN_REFUSED = 3,
    // The model is not what its pin says, or more than is run; the message begins with the name of why.
    PRESEND_ADVICE_STATUS_MODEL_REFUSED = 4,
    // A guardian set the switch, and no proof was shown. Nothing was changed.
    PRESEND_ADVICE_STATUS_GUARDIAN_NEEDED = 5,
    // A bug of the library. Nothing was looked at.
    PRESEND_ADVICE_STATUS_INTERNAL = 6,
};
#ifndef __cplusplus
typedef uint32_t PresendAdviceStatus;
#endif // __cplusplus

// Who switched advice on.
enum PresendAdviceSetBy
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // Nobody: it is off.
    PRESEND_ADVICE_SET_BY_NOBODY = 0,
    // The user of the phone, who can switch it off again.
    PRESEND_ADVICE_SET_BY_USER = 1,
    // A guardian: switching it off, and another audience, need the app's own proof.
    PRESEND_ADVICE_SET_BY_GUARDIAN = 2,
};
#ifndef __cplusplus
typedef uint32_t PresendAdviceSetBy;
#endif // __cplusplus

// Whom advice is for.
enum PresendAdviceAudience
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // Adults.
    PRESEND_ADVICE_AUDIENCE_ADULT = 1,
    // Teenagers.
    PRESEND_ADVICE_AUDIENCE_TEEN = 2,
    // Children.
    PRESEND_ADVICE_AUDIENCE_CHILD = 3,
};
#ifndef __cplusplus
typedef uint32_t PresendAdviceAudience;
#endif // __cplusplus

// What the app does. There is no stronger kind.
enum PresendAdviceKind
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // Nobody could look. It is not "nothing": the app says so, or asks.
    PRESEND_ADVICE_KIND_NOT_LOOKED = 0,
    // Advice is switched off: nobody looked.
    PRESEND_ADVICE_KIND_OFF = 1,
    // Nothing to say.
    PRESEND_ADVICE_KIND_NOTHING = 2,
    // The user chooses. Until then the picture is neither sent nor shown.
    PRESEND_ADVICE_KIND_ASK = 3,
};
#ifndef __cplusplus
typedef uint32_t PresendAdviceKind;
#endif // __cplusplus

// What a picture may show.
enum PresendAdviceClass
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // Nothing is asked about.
    PRESEND_ADVICE_CLASS_NONE = 0,
    // Nudity.
    PRESEND_ADVICE_CLASS_NUDITY = 1,
    // Violence, wounds or death.
    PRESEND_ADVICE_CLASS_VIOLENCE = 2,
    // A harmless test picture, for tests and demos.
    PRESEND_ADVICE_CLASS_TEST = 3,
};
#ifndef __cplusplus
typedef uint32_t PresendAdviceClass;
#endif // __cplusplus

// How the bytes of pixels are to be read.
enum PresendAdvicePixelFormat
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // One byte a pixel: luma.
    PRESEND_ADVICE_PIXEL_FORMAT_GRAY8 = 1,
    // Three bytes a pixel: red, green, blue.
    PRESEND_ADVICE_PIXEL_FORMAT_RGB8 = 2,
    // Four bytes a pixel: red, green, blue, alpha (not premultiplied).
    PRESEND_ADVICE_PIXEL_FORMAT_RGBA8 = 3,
    // Four bytes a pixel: blue, green, red, alpha (not premultiplied).
    PRESEND_ADVICE_PIXEL_FORMAT_BGRA8 = 4,
};
#ifndef __cplusplus
typedef uint32_t PresendAdvicePixelFormat;
#endif // __cplusplus

// How likely it is that the picture shows it.
enum PresendAdviceBand
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // Nothing was said.
    PRESEND_ADVICE_BAND_NONE = 0,
    // Not likely enough to say anything.
    PRESEND_ADVICE_BAND_UNLIKELY = 1,
    // Possible: teenagers and children are asked.
    PRESEND_ADVICE_BAND_POSSIBLE = 2,
    // Likely: everybody is asked.
    PRESEND_ADVICE_BAND_LIKELY = 3,
};
#ifndef __cplusplus
typedef uint32_t PresendAdviceBand;
#endif // __cplusplus

// When a picture is looked at.
enum PresendAdviceMoment
#ifdef __cplusplus
  : uint32_t
#endif // __cplusplus
 {
    // Before the user sends it.
    PRESEND_ADVICE_MOMENT_BEFORE_SENDING = 1,
    // Before a picture that was received is shown.
    PRESEND_ADVICE_MOMENT_BEFORE_SHOWING = 2,
};
#ifndef __cplusplus
typedef uint32_t PresendAdviceMoment;
#endif // __cplusplus

// Cancels the looks that were given it.
typedef struct PresendAdviceCancel PresendAdviceCancel;

// Gives advice. It keeps nothing of a picture and nothing of what was said, and may be shared by threads.
typedef struct PresendAdviceCheck PresendAdviceCheck;

// The look that an advisor is asked for. It lives until the callback returns.
typedef struct PresendAdviceLook PresendAdviceLook;

// The switch. It begins as off, and tells nobody. The app keeps its text.
typedef struct PresendAdviceSwitch PresendAdviceSwitch;

// Text that someone else owns: UTF-8, not ended by a NUL. The function that gives one says how long
// it lives; a function that takes one does not keep it. A function at the end of this header makes one of
// a C string.
typedef struct PresendAdviceText {
    // The bytes; may be NULL if `length` is 0.
    const char *data;
    // How many bytes.
    size_t length;
} PresendAdviceText;

// Pixels that the system or the app decoded. Bytes that do not hold the picture that is described are
// never taken for it: nothing was checked then, and the outcome says so.
typedef struct PresendAdvicePixels {
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
} PresendAdvicePixels;

// What an advisor says of one picture: a PresendAdviceBand for each class. It begins without any.
typedef struct PresendAdviceAnswer {
    // How likely it shows nudity.
    uint32_t nudity;
    // How likely it shows violence.
    uint32_t violence;
    // How likely it is a test picture.
    uint32_t test;
} PresendAdviceAnswer;

// Looks at one picture, whose rows are all there, and says a band for each class that `looks_for` has, and
// for no other. Returns 0 if it could. Anything else, a band that is missing and a number that is none are
// no advice: `not_looked`, `advisor_failed`. Called on the thread that asks, also on several at once. All
// that it is handed lives until it returns. It may free or use any handle, the check that asks it included.
typedef int32_t (*PresendAdviceLooks)(void *user,
                                      const struct PresendAdvicePixels *pixels,
                                      const struct PresendAdviceLook *look,
                                      struct PresendAdviceAnswer *answer);

// Called once with `user` when the last that has the callbacks is gone: a handle that is freed, a call
// that ends after its handle was freed, a builder that is given other callbacks. It may free or use any
// handle but one whose free function called it.
typedef void (*PresendAdviceRelease)(void *user);

// An advisor of the app's own.
typedef struct PresendAdviceAdvisor {
    // Passed to the callbacks; never looked at. It must be usable from any thread.
    void *user;
    // What it looks for: the bit `1 << class` of each PresendAdviceClass, at least one.
    uint32_t looks_for;
    // Looks.
    PresendAdviceLooks looks;
    // Frees `user`; may be NULL. Called exactly once, also if lending the advisor failed.
    PresendAdviceRelease release;
} PresendAdviceAdvisor;

// Says whether a guardian is at the phone: returns 1 if a passcode on this device, say, was entered just
// now, and anything else if not. Called on the thread that changes the switch, if a guardian set it.
typedef int32_t (*PresendAdviceHolds)(void *user);

// The app's proof that a guardian is there. It is not kept.
typedef struct PresendAdviceProof {
    // Passed to the callback; never looked at.
    void *user;
    // Says whether it holds; NULL is no proof.
    PresendAdviceHolds holds;
} PresendAdviceProof;

// What came of a look. The texts are never freed. It is for the moment: an app does not keep it, and writes
// it into no log.
typedef struct PresendAdviceVerdict {
    // What the app does.
    PresendAdviceKind kind;
    // For Ask: what the picture may show.
    PresendAdviceClass shows;
    // The stable name of the kind.
    struct PresendAdviceText kind_name;
    // For Ask: the one sentence, in English; else empty.
    struct PresendAdviceText english;
    // For Ask: the one sentence, in Dutch; else empty.
    struct PresendAdviceText dutch;
    // For NotLooked: the stable name of why, such as `truncated` or `advisor_failed`; else empty.
    struct PresendAdviceText reason;
    // For `over_limit`: the stable name of the limit; else empty.
    struct PresendAdviceText limit;
    // For Ask: how long "send anyway" or "show" stays disabled, in seconds.
    uint8_t pause_seconds;
    // For Ask: how often the user confirms.
    uint8_t confirmations;
} PresendAdviceVerdict;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The interface of the library that is loaded: compare it with PRESEND_ADVICE_ABI_VERSION once. Any thread.
uint32_t presend_advice_abi_version(void);

// The release, as text that is never freed. Any thread.
struct PresendAdviceText presend_advice_version(void);

// The name of a status for a log, such as `model_refused`, as text that is never freed; `unknown` for a
// number that is none. Any thread.
struct PresendAdviceText presend_advice_status_name(uint32_t status);

// The last failure on this thread in words, for a log: nothing of a picture, and no number of a model's. Copies
// at most `capacity` bytes with a final NUL into `buffer`, which may be NULL if `capacity` is 0, and
// returns the whole length without the NUL. Any thread.
size_t presend_advice_last_message(char *buffer,
                                   size_t capacity);

// True if the look was cancelled: long work asks now and then, and returns. NULL gives true. Any thread.
bool presend_advice_look_cancelled(const struct PresendAdviceLook *look);

// Gives advice by a model in ONNX: `length` bytes, which are not kept, and the lines of its pin. Its digest is
// compared before it is read, and its work is bounded before anything runs. What does not fit is
// PRESEND_ADVICE_STATUS_PIN_REFUSED or PRESEND_ADVICE_STATUS_MODEL_REFUSED. Takes a moment. Any thread.
PresendAdviceStatus presend_advice_check_of_model(const uint8_t *model,
                                                  size_t length,
                                                  struct PresendAdviceText pin,
                                                  struct PresendAdviceCheck **check);

// Gives advice by an advisor of the app's own, such as its system's. `advisor` is copied. Any thread.
PresendAdviceStatus presend_advice_check_of_advisor(const struct PresendAdviceAdvisor *advisor,
                                                    struct PresendAdviceCheck **check);

// Frees what gives advice. A look that runs with it goes on. NULL is accepted.
void presend_advice_check_free(struct PresendAdviceCheck *check);

// A switch that is off. Any thread.
PresendAdviceStatus presend_advice_switch_new(struct PresendAdviceSwitch **setting);

// The switch that was kept as this text. Any other text is PRESEND_ADVICE_STATUS_BAD_ARGUMENT: then nobody
// knows what was set, and the app asks. Any thread.
PresendAdviceStatus presend_advice_switch_from_text(struct PresendAdviceText text,
                                                    struct PresendAdviceSwitch **setting);

// The switch as a line, such as `advice on by guardian for child`: to keep, to show, and for the description
// of the app's policy. It is never freed. NULL gives no text. Any thread.
struct PresendAdviceText presend_advice_switch_text(const struct PresendAdviceSwitch *setting);

// Who switched it on. NULL gives PRESEND_ADVICE_SET_BY_NOBODY. Any thread.
PresendAdviceSetBy presend_advice_switch_set_by(const struct PresendAdviceSwitch *setting);

// Whom it is for. NULL, and a switch that is off, give PRESEND_ADVICE_AUDIENCE_ADULT. Any thread.
PresendAdviceAudience presend_advice_switch_audience(const struct PresendAdviceSwitch *setting);

// Switches it on, or changes for whom it is. `by` is a PresendAdviceSetBy, `audience` a
// PresendAdviceAudience. `proof` may be NULL; it is asked if a guardian set the switch, and if it does not
// hold then, nothing is changed: PRESEND_ADVICE_STATUS_GUARDIAN_NEEDED. Any thread.
PresendAdviceStatus presend_advice_switch_on(const struct PresendAdviceSwitch *setting,
                                             uint32_t by,
                                             uint32_t audience,
                                             const struct PresendAdviceProof *proof);

// Switches it off. `proof` as for presend_advice_switch_on. Any thread.
PresendAdviceStatus presend_advice_switch_off(const struct PresendAdviceSwitch *setting,
                                              const struct PresendAdviceProof *proof);

// Frees a switch. NULL is accepted.
void presend_advice_switch_free(struct PresendAdviceSwitch *switch_);

// A token that is not cancelled. Any thread.
PresendAdviceStatus presend_advice_cancel_new(struct PresendAdviceCancel **cancel);

// Asks every look that has this token to stop, now and later: it ends as `not_looked`, `cancelled`. Any
// thread.
PresendAdviceStatus presend_advice_cancel(const struct PresendAdviceCancel *cancel);

// Frees a token. Looks that run with it go on. NULL is accepted.
void presend_advice_cancel_free(struct PresendAdviceCancel *cancel);

// Looks at pixels that the system or the app decoded, unless the switch is off. They are not copied. What could
// not be looked at is a verdict with a reason, not a status. `moment` is a PresendAdviceMoment, `cancel` may
// be NULL. Any thread.
PresendAdviceStatus presend_advice_of_pixels(const struct PresendAdviceCheck *check,
                                             uint32_t moment,
                                             const struct PresendAdvicePixels *pixels,
                                             const struct PresendAdviceSwitch *setting,
                                             const struct PresendAdviceCancel *cancel,
                                             struct PresendAdviceVerdict *verdict);

// Looks at a whole file of JPEG, PNG, GIF, WebP or BMP, which is opened under the limits of a scan. Otherwise
// as presend_advice_of_pixels. Any thread.
PresendAdviceStatus presend_advice_of_file(const struct PresendAdviceCheck *check,
                                           uint32_t moment,
                                           const uint8_t *data,
                                           size_t length,
                                           const struct PresendAdviceSwitch *setting,
                                           const struct PresendAdviceCancel *cancel,
                                           struct PresendAdviceVerdict *verdict);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

/* A C string as text with its length. It is not copied. */
static inline struct PresendAdviceText presend_advice_text(const char *text) {
    struct PresendAdviceText view = {text, text == NULL ? 0 : strlen(text)};
    return view;
}

#endif
