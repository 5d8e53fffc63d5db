import XCTest

/// The app as a user meets it, on a simulator set to English.
@MainActor
final class ScenarioUITests: XCTestCase {
    private var app: XCUIApplication { XCUIApplication() }

    override func setUp() async throws {
        continueAfterFailure = false
        let app = app
        app.launchArguments = ["-AppleLanguages", "(en)", "-AppleLocale", "en_GB"]
        app.launch()
    }

    func testAHarmlessPhotoGoesOutWithASmallLine() {
        begin("harmless")
        reads("Checked on this phone: nothing known was found.")
    }

    func testAListedPictureIsShownAndCanBeKept() {
        begin("listed")
        reads("Test picture found")
        XCTAssertTrue(app.buttons["send"].exists)
        app.buttons["why"].tap()
        reads("How this was found")
        app.buttons["details"].tap()
        reads("For auditors")
        app.buttons["back"].tap()
        app.buttons["keep"].tap()
        reads("Not sent.")
    }

    func testASlipOfThePenIsCorrectedInOneTap() {
        begin("text")
        reads("Did you mean something else?")
        app.buttons["correct"].tap()
        reads("I did not receive it.")
    }

    func testWhatWasCheckedSaysThatNothingLeft() {
        begin("checked")
        reads("Nothing left this phone because of the check.")
        app.buttons["export"].tap()
        XCTAssertTrue(text(containing: "journal.txt").waitForExistence(timeout: 10))
    }

    func testWithTheSwitchOffTheLineSaysSo() {
        app.buttons["settings"].tap()
        app.switches["checks"].switches.firstMatch.tap()
        app.swipeDown(velocity: .fast)
        begin("listed")
        reads("Sent unchecked: you switched the check off.")
    }

    private func begin(_ scenario: String) {
        let list = app.buttons["scenarios"]
        XCTAssertTrue(list.waitForExistence(timeout: 30))
        list.tap()
        app.buttons[scenario].tap()
    }

    private func reads(_ words: String) {
        XCTAssertTrue(text(containing: words).waitForExistence(timeout: 30), words)
    }

    private func text(containing words: String) -> XCUIElement {
        app.staticTexts.matching(NSPredicate(format: "label CONTAINS %@", words)).firstMatch
    }
}
