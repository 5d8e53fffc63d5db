import DemoHeart
import SwiftUI

/// A button for each scenario.
struct ScenarioList: View {
    let phone: Phone
    @Environment(\.dismiss) private var dismiss

    var body: some View {
        NavigationStack {
            List(Array(Scenario.allCases.enumerated()), id: \.element) { index, scenario in
                Button("\(index + 1). \(phone.texts[scenario.title])") {
                    dismiss()
                    Task { await phone.begin(scenario) }
                }
                .accessibilityIdentifier(scenario.rawValue)
            }
            .navigationTitle(phone.texts["window.scenarios"])
        }
    }
}
