import Foundation

/// Where the user finds help, in each language. The app brings them: `helplines.tsv` among the files that it
/// carries.
public struct Helplines: Sendable {
    private let rows: [[String]]

    /// Those of a file; none if the app brings none.
    ///
    /// - Parameter file: A file URL.
    public init(contentsOf file: URL) {
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n").dropFirst() ?? []
        rows = lines.map { $0.split(separator: "\t").map(String.init) }.filter { $0.count == 4 }
    }

    /// Each with its number and whom it is for.
    func callAsFunction(_ language: AppLanguage) -> [Paragraph] {
        rows.filter { $0[0] == language.rawValue }.map {
            Paragraph(heading: "\($0[1]): \($0[2])", text: $0[3])
        }
    }
}
