import DemoHeart
import SwiftUI

/// The switch, and what the user may choose.
struct SettingsView: View {
    let phone: Phone
    @Bindable var settings: DemoHeart.Settings

    var body: some View {
        NavigationStack {
            Form {
                VStack(spacing: 12) {
                    Toggle(settings.texts["checked.switch"], isOn: $settings.checks)
                        .accessibilityIdentifier("checks")
                    Picker(settings.texts["setting.policy"], selection: $settings.reaction) {
                        ForEach(Reaction.allCases, id: \.self) {
                            Text(settings.texts["policy.\($0.rawValue)"])
                        }
                    }
                    Picker(settings.texts["setting.audience"], selection: $settings.audience) {
                        ForEach(Audience.allCases, id: \.self) { Text(settings.texts["audience.\($0)"]) }
                    }
                }
                .disabled(phone.app.guardian.isLocked)
                LockView(guardian: phone.app.guardian, texts: settings.texts)
                Picker(settings.texts["setting.language"], selection: $settings.language) {
                    ForEach(AppLanguage.allCases, id: \.self) {
                        Text(settings.texts["language.\($0.rawValue)"])
                    }
                }
            }
            .navigationTitle(settings.texts["window.settings"])
            .onDisappear { phone.app.guardian.close() }
            .onChange(of: settings.lines) { Task { await phone.settingsChanged() } }
        }
    }
}
